"""A law of the desk: what is kept between runs is never seen in what they say."""

import os
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.desk import Build
from pelican.plugins.newsroom.file_reading import Reading
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.story import Story

from tests.conftest import NOW, write

SITE = """-- content/world/tide.md --
---
title: Why tides turn
deck: The moon pulls.
date: 2026-03-29 02:30
tags: [Sea, moon, sea]
categories: [World, Science]
sources: [{name: Gazette, url: 'https://gazette.example/a', relation: republished}]
image: {src: images/moon.svg, alt: The moon}
# newsroom: ignore W07 because tags are told twice on purpose
---
See [the tram](../tram/), [its file]({filename}/city/tram.md#stops) and ![a picture](https://far.example/p.png).
-- content/city/tram.md --
Title: The tram
Date: 2026-04-01
Tags: Sea, C++
Related: why-tides-turn, nowhere

## Stops

Go to [the sea]({tag}sea), [nowhere](/nowhere/), [ours](https://news.example/2026/03/tide/) and [a file]({static}/images/moon.svg).
-- content/city/copy.md --
Title: The tram
Date: 2026-04-01
Slug: tram
Tags: C plus plus

Originally published by the Gazette.
-- content/pages/about.md --
Title: About
Slug: about

Us.
-- content/data/tags.yaml --
sea: {name: Sea, aliases: [ocean], key_story: tide}
moon: {name: Moon, parent: sea}
-- content/data/redirects.yaml --
/old/: /2026/04/tram/
/older/: /none/
-- content/images/moon.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>
"""

STORIES = ("world/tide.md", "city/tram.md", "city/copy.md", "pages/about.md")
WORDS = (
    "Another sentence.", "[there](/2026/03/tide/#stops)", "[x]({filename}tide.md)", "## Stops", "![p](//far.example/q.jpg)",
    "[y]({author}nobody)", "<!-- newsroom: ignore E10 because so -->", "<script>x()</script>", "Translated from the Gazette.",
)  # fmt: skip
LINES = (
    "tags: [ocean, moon]", "status: draft", "embargo: 2027-01-01", "slug: tram", "aliases: [/old/, tide]", "tags: [C++]",
    "status: withdrawn", "related: [tram]", "template: none", "modified: 2026-05-01", "lang: de", "storyline: Floods", "nonsense: [1",
)  # fmt: skip
REGISTRIES = {
    "tags": (
        "sea: {name: Sea}\n",
        "sea: {name: The sea, was: [water]}\nmoon: {name: Moon, status: hidden}\n",
        "- broken\n",
    ),
    "sources": ("gazette: {name: Gazette, license: CC-BY-4.0}\n", "gazette: {name: Gazette, allowed: [based-on]}\n"),
    "redirects": ("/old/: /about/\n", "/about/: /old/\n"),
    "front": ("lead: tide\npinned: [nothing]\n",),
}
SETTINGS = (
    'CHECKS = {"severity": {"W07": "error", "E10": "warning"}}', "NEWSROOM = {}", 'ARTICLE_URL = ARTICLE_SAVE_AS = "{id}/{slug}.html"',
    'NEWSROOM = {"same_address": "date", "preview": True}', 'IGNORE_FILES = ["copy*"]', 'ATTRIBUTION = {"index_reprints": True}',
)  # fmt: skip
EDITS = st.tuples(
    st.sampled_from(("body", "header", "delete", "rename", "registry", "settings", "picture", "restore")),
    st.integers(0, 60), st.integers(0, 60),
)  # fmt: skip
_LONG_AGO = 1_700_000_000


def edit(root: Path, what: str, one: int, other: int) -> None:
    """Change one thing of the site; nothing where that is not there."""
    content = root / "content"
    file = content / STORIES[one % len(STORIES)]
    if what == "registry":
        name = sorted(REGISTRIES)[one % len(REGISTRIES)]
        texts = REGISTRIES[name]
        (content / f"data/{name}.yaml").write_text(texts[other % len(texts)], encoding="utf-8")
    elif what == "settings":
        with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings_file:
            settings_file.write(f"\n{SETTINGS[other % len(SETTINGS)]}\n")
    elif what == "picture":
        picture = content / "images/moon.svg"
        picture.unlink() if picture.exists() else picture.write_text("<svg/>", encoding="utf-8")
    elif what == "restore":
        write(root, SITE)
    elif file.exists():
        text = file.read_text(encoding="utf-8")
        if what == "body":
            file.write_text(f"{text}\n{WORDS[other % len(WORDS)]}\n", encoding="utf-8")
        elif what == "header":
            lines = text.splitlines()
            lines.insert(1, LINES[other % len(LINES)])
            file.write_text("\n".join(lines), encoding="utf-8")
        elif what == "rename":
            file.rename(file.with_name(f"renamed{other % 3}.md"))
        else:
            file.unlink()


def told(problem: Problem) -> tuple[object, ...]:
    return (*problem, problem.fix)


def all_of(value: Reading | Story) -> list[object]:
    """The fields of a reading or a story, fetched where they were kept; a story's by its own."""
    left_out = {"words", "details", "story"}
    found = [(one.name, getattr(value, one.name)) for one in fields(value) if one.name not in left_out]
    return [(name, dict(one) if hasattr(one, "keys") else one) for name, one in found]


def facts(build: Build) -> dict[str, object]:
    readings = build.desk.readings
    return {
        "problems": [told(one) for one in build.problems], "places": build.all_places, "redirects": build.redirects,
        "collisions": build.collisions, "stories": [all_of(one) for one in build.desk.stories], "order": list(readings),
        "readings": [(all_of(one), one.story and all_of(one.story)) for one in readings.values()],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=5), st.booleans())
def test_a_check_with_what_was_kept_says_what_a_check_from_scratch_says(folder, edits, long_ago):
    """After each edit: the same problems in the same order, the same places, the same stories."""
    shutil.rmtree(folder)
    folder.mkdir()
    write(folder, SITE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        for number, (what, one, other) in enumerate([("", 0, 0), *edits]):
            edit(folder, what, one, other)
            for file in (folder / "content").rglob("*") if long_ago else ():
                if file.stat().st_mtime > _LONG_AGO + 100:  # otherwise its stamp is not believed
                    os.utime(file, (_LONG_AGO + number, _LONG_AGO + number))
            kept = facts(desk_for_site())
            shutil.move(".cache", "kept")
            fresh = facts(desk_for_site())
            shutil.rmtree(".cache")
            shutil.move("kept", ".cache")

            for name in fresh:
                assert kept[name] == fresh[name], name
