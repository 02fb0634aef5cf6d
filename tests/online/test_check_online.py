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


def test_with_archive_the_copy_of_a_dead_link_is_named_and_that_of_a_source_entered(told, tmp_path):
    _, found = told("--archive")
    copy = "https://web.archive.org/web/2020/http://x.example/"

    assert [one["remedy"] for one in found if one["rule"] == "W04"] == [f"link to the archived copy: {copy}"]
    assert f"archived: '{copy}', gone: true}}" in (tmp_path / "content/a.md").read_text(encoding="utf-8")


ARCHIVED = """-- content/a.md --
---
title: The tram
deck: A line of nine kilometres joins the harbour and the hills at last.
date: 2026-10-01
id: a1
sources:
  - {{name: Gazette, url: '{url}/status/410'}}   # kept
  - name: Post
    url: {url}/there
    title: 'As they had it'
  - {{name: Known, url: '{url}/status/404?known'}}
  - {{name: Named, url: '{url}/status/404?named', archived: 'https://archive.example/x'}}
  - {{name: Blocked, url: '{url}/blocked-known'}}
  - {{name: Shy, url: '{url}/status/403'}}
---
Text.
-- content/b.md --
Title: The same by the old header
Date: 2026-10-02
Id: b1
Source: Post
Source_URL: {url}/there

Text.
-- content/draft.md --
---
title: Not yet
date: 2026-10-01
id: c1
status: draft
sources: [{{name: Post, url: '{url}/secret'}}]
---
Text.
-- content/embargo.md --
---
title: Not yet either
date: 2026-10-01
id: d1
embargo: 2030-01-01T08:00+00:00
sources: [{{name: Post, url: '{url}/secret-too'}}]
---
Text.
"""


def test_sources_are_archived_and_the_copies_entered(newsroom, server, wayback, tmp_path):
    """Readers of an archive see what it saved last: what is not public yet is not asked for."""
    write(tmp_path, ARCHIVED.format(url=server.url))
    options = {
        "private": True, "pause": 0.0, "seconds": 2.0, "tries": 1, "wayback": wayback.url, "archive": f"{wayback.url}/available?url={{url}}",
        "save_pause": 0.0,
    }  # fmt: skip
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nONLINE = {options!r}\n", encoding="utf-8")
    wayback.moods = {"blocked-known": "blocked", "there": "slow"}
    keys = {"IA_ACCESS_KEY_ID": "ours", "IA_SECRET_ACCESS_KEY": "very-secret"}
    before = (tmp_path / "content/a.md").read_text(encoding="utf-8")

    ran = newsroom("--debug", "check", "--online", "--archive", **keys)
    after, copy = (tmp_path / "content/a.md").read_text(encoding="utf-8"), wayback.copy_of(f"{server.url}/there")
    asked, found = list(server.asked), list(wayback.saved)
    again = newsroom("check", "--online", "--archive", **keys)

    known = "https://web.archive.org/web/2019/"
    assert after == (
        before.replace("    title: 'As", f"    archived: {copy}\n    title: 'As")
        .replace("404?known'", f"404?known', archived: '{known}{server.url}/status/404?known', gone: true")
        .replace("404?named', ", "404?named', gone: true, ")
        .replace("/blocked-known'", f"/blocked-known', archived: '{known}{server.url}/blocked-known'")
    )
    assert f"Source_URL: {server.url}/there\nSource_Archive: {copy}\n" in (tmp_path / "content/b.md").read_text(
        encoding="utf-8"
    )
    assert sorted(found) == sorted([f"{server.url}/there", f"{server.url}/blocked-known"])
    assert "secret" not in "".join(wayback.looked_for)
    assert f"+    archived: {copy}" in ran.stdout
    assert "block list" in ran.stderr
    assert set(wayback.authorised) == {"LOW ours:very-secret"}
    assert "very-secret" not in ran.stdout + ran.stderr
    assert not any("very-secret" in one.read_text("utf-8", "replace") for one in tmp_path.rglob(".cache/**/*.json"))
    assert "W04" in ran.stdout  # what has gone without a copy is still to be mended
    assert [path for _, path, _ in asked].count("/there") == 1
    assert (again.returncode, wayback.saved) == (0, found)
    assert (tmp_path / "content/a.md").read_text(encoding="utf-8") == after


def test_only_the_files_that_were_named_are_archived_and_a_closed_archive_is_told(newsroom, server, wayback, tmp_path):
    write(tmp_path, ARCHIVED.format(url=server.url))
    options = {
        "private": True, "pause": 0.0, "seconds": 2.0, "tries": 1, "wayback": wayback.url, "archive": f"{wayback.url}/available?url={{url}}",
    }  # fmt: skip
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nONLINE = {options!r}\n", encoding="utf-8")
    wayback.moods = {"there": "closed"}
    before = [(tmp_path / f"content/{name}.md").read_bytes() for name in "ab"]

    ran = newsroom("check", "--online", "--archive", "content/b.md")

    assert wayback.saved == [f"{server.url}/there"]
    assert "1 address for another time; the archive wants an account" in ran.stderr
    assert [(tmp_path / f"content/{name}.md").read_bytes() for name in "ab"] == before


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
