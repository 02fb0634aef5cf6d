"""A folder of stories and a run that reads it, which counts the files that it opens."""

import sqlite3

import pytest
from pelican.plugins.newsroom import records as record_module
from pelican.plugins.newsroom.desk import story_files
from pelican.plugins.newsroom.readings import Reader, read_all
from pelican.plugins.newsroom.registry import Registries

FULL = """---
title: Why tides turn
deck: The moon pulls.
date: 2026-03-29 02:30
embargo: 2026-03-29T02:30+02:00
review_by: 2027-01-01
authors: [Ines Caldeira]
categories: [Science, Seas]
tags: [oceans, oceans, time]
sources:
  - {name: Gazette, url: 'https://gazette.example/a', published: 2026-03-01, upstream: {name: Post}}
corrections:
  - {date: 2026-04-01, text: Nine, not eight.}
image: {src: moon.svg, alt: The moon, credit: Us}
colour: {deep: [blue, green]}
# newsroom: ignore W07 because tags are told twice on purpose
---
# A second title

See [the other]({filename}b.md#x) and ![a picture](moon.svg).
"""


SHORT = "Title: B\nDate: 2026-01-02\nRelated: a\n\nText of b.\n"


@pytest.fixture
def folder(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    for name, text in {"a.md": FULL, "b.md": SHORT, "bad.md": "no header", "moon.svg": "<svg/>"}.items():
        (content / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(site):
    """Read a folder's stories as a run does, and count the files that were opened for it."""

    def _read(root, *, records=True, registries=None, held=None, seen=None, **changes):
        opened = []
        here = site(root, **changes)

        class Counting(Reader):
            def read(self, inner, kind, data=None):
                opened.append(inner)
                return super().read(inner, kind, data)

        reader = Counting(here, registries or Registries(), {})
        found = read_all(story_files(here, {}), reader, records=records, held=held, seen=seen)
        return found, sorted(opened)

    return _read


def words(found):
    return {path: (one.story.body, one.story.text) for path, one in found.items() if one.story}


def held(found):
    """The stories that hold words themselves, and do not fetch them."""

    def holds(story):
        for name in ("body", "text"):
            try:
                object.__getattribute__(story, name)
            except AttributeError:
                continue
            return True
        return False

    return [path for path, one in found.items() if one.story and holds(one.story)]


@pytest.fixture
def settled(monkeypatch):
    """Files that were written this moment count as written long ago."""
    monkeypatch.setattr(record_module, "_MOMENT", -10_000_000_000)


def database(folder):
    (file,) = (folder / ".cache/newsroom").glob("*.sqlite")
    return file


def change(folder, statement):
    with sqlite3.connect(database(folder)) as connection:
        connection.execute(statement)
