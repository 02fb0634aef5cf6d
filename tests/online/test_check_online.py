"""`newsroom check --online`: the addresses of a site's stories, asked once, politely, and told at their line."""

import json

import pytest
from pelican.plugins.online.client import Client
from pelican.plugins.online.options import Options
from pelican.plugins.online.visits import visit

from tests.conftest import write

STORY = """-- content/a.md --
---
title: The tram
deck: A line of nine kilometres joins the harbour and the hills at last.
date: 2026-10-01
sources:
  - {{name: Gazette, url: '{url}/status/410'}}
  - name: Post
    url: '{url}/to/301/new'
  - {{name: Wire, url: '{url}/status/404', archived: 'https://archive.example/x'}}
---
See [the plan]({url}/status/404#part) and [the map]({url}/), [closed]({url}/status/403).
"""
MORE = '\nONLINE = {{"private": True, "pause": 0.0, "seconds": 2.0, "tries": 1, "archive": "{url}/archive?{{url}}"}}\n'


@pytest.fixture
def told(newsroom, server, tmp_path):
    write(tmp_path, STORY.format(url=server.url))
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + MORE.format(url=server.url), encoding="utf-8")

    def _told(*words):
        ran = newsroom("check", "--online", "--format", "json", *words)
        return ran, [one for one in json.loads(ran.stdout) if one["rule"] in ("W04", "W13")]

    return _told


def test_each_address_is_told_at_its_place_and_asked_once(told, server):
    ran, found = told()
    asked = len(server.asked)
    _, again = told()

    assert [(one["line"], one["column"], one["rule"]) for one in found] == [
        (6, 21, "W04"),
        (8, 5, "W13"),
        (11, 16, "W04"),
    ]
    assert "web.archive.org/web/*/" in found[0]["remedy"]
    assert found[1]["remedy"] == f"write {server.url}/new"
    assert "1 addresses could not be judged" in ran.stderr
    assert ran.returncode == 0
    assert again == found
    assert len(server.asked) - asked <= 2  # what could not be judged is asked again, the others are known


def test_with_archive_the_copy_is_named(told):
    _, found = told("--archive")

    assert found[0]["remedy"] == "write archived: https://web.archive.org/web/2020/http://x.example/"


def test_what_moved_can_be_mended(told, server, tmp_path):
    told("--fix")

    assert f"url: '{server.url}/new'" in (tmp_path / "content/a.md").read_text(encoding="utf-8")


def test_a_broken_memory_counts_for_nothing(told, tmp_path):
    _, found = told()
    (tmp_path / ".cache/newsroom/online.json").write_text('{"version": 1, "answers": {"x": [1]}}', encoding="utf-8")

    assert told()[1] == found


def test_one_host_is_asked_one_question_at_a_time(server):
    pauses = []
    urls = [f"{server.url}/page/{n}" for n in range(4)]

    answers = visit(urls, Client(Options(private=True)), Options(pause=0.7), wait=pauses.append)

    assert {one.verdict for one in answers.values()} == {"ok"}
    assert pauses == [0.7] * 3


def test_a_host_that_a_site_leaves_in_peace_is_not_asked(server):
    answers = visit([f"{server.url}/x"], Client(Options(private=True)), Options(skip=("localhost",)))

    assert [one.verdict for one in answers.values()] == ["unsure"]
    assert server.asked == []
