"""`newsroom tags` on a whole site: what it says, what it changes, and what the next build makes of it."""

import json
import subprocess

import pytest

from ..conftest import write

SITE = """
-- content/data/tags.yaml --
nato: {name: NATO, aliases: [Atlantic pact]}
sanctions: Sanctions
tides:
-- content/data/redirects.yaml --
old/page/: tag/nato/
-- content/a.md --
---
title: A
date: 2026-01-01
category: World
authors: [Ann Bee]
tags: [NATO, sanction, World] # kept
---
The [pact]({tag}nato).
-- content/b.md --
Title: B
Date: 2026-01-02
Category: World
Authors: Ann Bee
Tags: sanctions, nato

Text.
-- content/c.md --
Title: C
Date: 2026-01-03
Category: World
Authors: Ann Bee
Tags: Sanctions

Text.
"""
LENIENT = 'NEWSROOM = {"strict": False}'


@pytest.fixture
def site(build):
    built = build(SITE, more=LENIENT)
    assert built.code == 0, built.log
    return built


def commit(root):
    (root / ".gitignore").write_text("*\n!content\n!content/**\n!.gitignore\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=root, check=True)


@pytest.mark.usefixtures("site")
def test_the_doctor_names_what_it_finds_and_mends_what_is_safe(newsroom, build):
    said = newsroom("tags").stdout
    assert '"sanction" (1 story) -> "Sanctions"' in said
    assert "content/a.md: World" in said
    assert '"tides" (0 stories)' in said

    fixed = newsroom("tags", "doctor", "--fix")

    assert fixed.returncode == 0, fixed.stderr
    assert "-tags: [NATO, sanction, World] # kept\n+tags: [NATO, Sanctions] # kept\n" in fixed.stdout
    left = json.loads(newsroom("tags", "doctor", "--format", "json").stdout)
    assert [one for one in left if one["fixable"]] == []
    again = build()
    assert again.code == 0, again.log
    assert "../sanctions/" in again.text("/tag/sanction/") or "/tag/sanctions/" in again.text("/tag/sanction/")
    assert "/category/world/" in again.text("/tag/world/")


def test_a_renamed_tag_keeps_its_old_address_and_its_links(site, newsroom, build):
    before = {file: file.read_bytes() for file in (site.root / "content").rglob("*.*")}

    assert newsroom("tags", "rename", "NATO", "Atlantic Alliance").returncode == 0
    built = build()
    assert built.code == 0, built.log
    assert "/tag/atlantic-alliance/" in built.text("/tag/nato/")
    assert "/tag/atlantic-alliance/" in built.text("/old/page/")
    assert built.page("/2026/01/a/").select_one("article a[href$='/tag/atlantic-alliance/']")

    assert newsroom("tags", "rename", "Atlantic Alliance", "NATO").returncode == 0
    assert {file: file.read_bytes() for file in (site.root / "content").rglob("*.*")} == before


def test_work_that_is_not_committed_is_not_mixed_with_ours(site, newsroom):
    commit(site.root)
    (site.root / "content/c.md").write_text("Title: C\nDate: 2026-01-03\nTags: Sanctions\n\nMore.\n", encoding="utf-8")

    refused = newsroom("tags", "merge", "sanctions", "NATO")

    assert refused.returncode == 2
    assert "commit them first" in refused.stderr
    assert newsroom("tags", "merge", "sanctions", "NATO", "--force").returncode == 0
    assert "Tags: NATO" in (site.root / "content/c.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("site")
def test_a_name_that_nobody_has_is_said_with_the_nearest(newsroom):
    refused = newsroom("tags", "rename", "Sanktions", "Measures")

    assert refused.returncode == 2
    assert 'did you mean "Sanctions"?' in refused.stderr


@pytest.mark.usefixtures("site")
def test_the_list_counts_stories_by_the_name_readers_see(newsroom):
    rows = {row["name"]: row for row in json.loads(newsroom("tags", "list", "--format", "json").stdout)}

    assert (rows["NATO"]["stories"], rows["Sanctions"]["stories"], rows["tides"]["stories"]) == (2, 2, 0)
    assert rows["sanction"]["status"] == "not in the vocabulary"


def test_a_redirect_that_leads_nowhere_stops_the_build(build):
    built = build(SITE + "-- content/data/redirects.yaml --\nold/page/: tag/natto/\na/: b/\nb/: a/\n", more=LENIENT)

    assert built.code == 1
    assert (
        "content/data/redirects.yaml:1: E10 /tag/natto/ is no page of this site; did you mean /tag/nato/?" in built.log
    )
    assert "content/data/redirects.yaml:2: E12 /a/ and /b/ lead to each other in a circle" in built.log


def test_one_is_told_as_one(tmp_path, newsroom):
    write(tmp_path, "-- content/a.md --\n---\ntitle: A\ndate: 2026-01-01\ncategory: World\ntags: [tides]\n---\nText.\n")
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "News"\nTIMEZONE = "UTC"\n', encoding="utf-8")

    assert "1 tag on 1 story: 0 to repair, 1 to look at" in newsroom("tags").stdout
    assert "1 category on 1 story: 0 to repair, 1 to look at" in newsroom("tags", "doctor", "--categories").stdout
