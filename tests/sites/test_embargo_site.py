"""An embargo: no byte before its moment, every byte after it, and the audit finds what somebody put there by hand."""

import gzip
import json
import shutil

import pytest

from ..conftest import Built, builder, picture

CANARIES = ("zyxtitle", "zyxdeck", "zyxtag", "zyxbody", "zyxpicture", "zyxslug", "zyxcategory", "zyxalias", "zyxkey")
SITE = """
-- content/open.md --
Title: Open
Date: 2026-11-01 08:00
Category: World
Tags: sea

Open words about the sea and the ships that sail on it every day of the year.
-- content/older.md --
Title: Older
Date: 2026-10-01 08:00
Category: World
Tags: sea

Older words about the sea.
-- content/zyxslug.md --
---
title: Zyxtitle stands alone
deck: A zyxdeck that nobody may read before its moment has come round.
date: 2026-10-20T08:00+00:00
embargo: 2026-12-01T06:00+00:00
id: zyx-id-1
categories: [World, Zyxcategory]
tags: [sea, zyxtag]
aliases: [zyxalias]
related: [open]
key_points: [A zyxkey point]
image: {src: images/zyxpicture.png, alt: A picture, credit: Ann Bee}
---
The zyxbody holds a run of words that stands in no other story of ours.
"""
AFTER = "1796200000"  # 2026-12-02


@pytest.fixture
def site(build, tmp_path):
    picture(tmp_path / "content/images/zyxpicture.png")

    def _site(**environment):
        built = build(SITE, **environment)
        assert built.code == 0, built.log
        return built

    return _site


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    root = tmp_path_factory.mktemp("embargo")
    picture(root / "content/images/zyxpicture.png")
    built = builder(root)(SITE)
    assert built.code == 0, built.log
    return built


@pytest.fixture
def copied(built_once, tmp_path):
    """The built site in the test's own folder."""
    shutil.copytree(built_once.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Built(tmp_path, built_once.code, built_once.log)


def told(built) -> set[str]:
    everything = b"\n".join([name.encode() + b"\n" + data for name, data in built.bytes().items()]).lower()
    return {word for word in (*CANARIES, "zyx-id-1") if word.encode() in everything}


def test_no_byte_of_it_leaves_the_house_before_and_all_do_after(site):
    before = site()
    assert told(before) == set()

    after = site(SOURCE_DATE_EPOCH=AFTER)
    assert told(after) == {*CANARIES, "zyx-id-1"}


def test_the_output_is_that_of_a_site_without_the_story(site, build, tmp_path):
    with_it = site().bytes()
    (tmp_path / "content/zyxslug.md").unlink()
    (tmp_path / "content/images/zyxpicture.png").unlink()

    assert build().bytes() == with_it


@pytest.mark.usefixtures("copied")
def test_due_names_the_moment(newsroom):
    assert "2026-12-01T06:00+00:00  content/zyxslug.md: becomes public (embargo)" in newsroom("due").stdout
    assert newsroom("due", "--next").stdout == "2026-12-01T06:00:00+00:00\n"
    assert json.loads(newsroom("due", "--format", "json").stdout)[0]["rebuild"] is True
    assert newsroom("due", "--next", SOURCE_DATE_EPOCH=AFTER).stdout == ""


@pytest.mark.usefixtures("copied")
def test_a_scheduler_is_told_when_something_has_become_public(newsroom):
    """An hour after the embargo's end; a day later a build of that hour has it, and nothing is asked for."""
    ended = 1796104800  # 2026-12-01T06:00 UTC

    assert newsroom("due", "--past", "3").stdout == ""
    told = newsroom("due", "--past", "3", SOURCE_DATE_EPOCH=str(ended + 3600))
    assert (told.returncode, told.stdout) == (
        0,
        "2026-12-01T06:00+00:00  content/zyxslug.md: becomes public (embargo)\n",
    )
    assert newsroom("due", "--past", "3", SOURCE_DATE_EPOCH=str(ended + 86400)).stdout == ""
    assert newsroom("due", "--past", "0").returncode == 2


LEAKS = {
    "old/index.html": "<!-- Zyxtitle stands alone -->",
    "label.html": "<img alt='' aria-label='Zyxtitle stands alone'>",
    "index.html": "<p>The zyxbody holds a run of words that stands</p>",
    "search/index.json": '{"text": "the zyxbody holds a run of words"}',
    "search/part.pf_fragment": gzip.compress(b"the zyxbody holds a run of words that stands"),
    "tag/zyxtag/index.html": '<html lang="en"><title>x</title><h1>x</h1>',
    "images/zyxpicture.png": b"\x89PNG",
    "images/small/zyxpicture.webp": b"RIFF",
    "feeds/x.json": '{"title": "Zyxtitle\\u0020stands alone"}',
}


@pytest.mark.usefixtures("copied")
def test_the_audit_finds_nothing_in_what_was_built(newsroom):
    assert newsroom("audit", "output", "--content", "content").returncode == newsroom("audit").returncode == 0


@pytest.mark.parametrize("file", LEAKS)
def test_the_audit_finds_what_must_not_be_there(file, copied, newsroom):
    target = copied.output / file
    target.parent.mkdir(parents=True, exist_ok=True)
    given = LEAKS[file]
    target.write_bytes(
        given if isinstance(given, bytes) else ((copied.text(f"/{file}") if target.exists() else "") + given).encode()
    )

    found = json.loads(newsroom("audit", "output", "--content", "content", "--format", "json").stdout)

    leaks = [one for one in found if one["rule"] == "E03"]
    assert [one["path"] for one in leaks] == [file]
    assert "content/zyxslug.md" in leaks[0]["message"]


def test_the_audit_wants_a_built_site(newsroom, tmp_path):
    (tmp_path / "empty").mkdir()

    assert newsroom("audit", "nowhere").returncode == 2
    assert newsroom("audit", "empty").returncode == 2
