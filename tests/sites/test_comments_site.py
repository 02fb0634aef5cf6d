"""Comments in a whole site: what stands in the pages, whichever provider, and what is said when something is missing."""

import json
import sqlite3

import pytest

STORIES = """
-- content/tides.md --
---
title: Why tides "turn" & return
date: 2026-11-20
category: Science
comments: true
aliases: [old-tides]
---
Twice a day the water comes in.
-- content/ports.md --
---
title: Ports
date: 2026-11-20
category: Science
---
Ships stand in them.
"""
EVIL = "[home](https://news.example/) [lost](https://news.example/lost/) [anchor](https://news.example/#x) [far](https://other.example/) [near](/lost/)"
COMMENTS = {
    "version": 1,
    "threads": {
        "/2026/11/tides/": [
            {"id": 2, "author": "Ann <Bee>", "created": "2026-11-22T08:00:00+00:00", "text": "Well said."},
            {"id": 3, "author": "Eve", "created": "2026-11-22T09:00:00+00:00", "parent": 2, "text": EVIL},
        ],
        "/2026/11/old-tides/": [{"id": 1, "author": "Cee", "created": "2026-11-21T08:00:00+00:00", "text": "From the old address."}],
        "/2026/11/ports": [{"id": 4, "author": "Dee", "created": "2026-11-22T08:00:00+00:00", "text": "Nobody asked for it."}],
    },
}  # fmt: skip
KEPT = f"-- content/data/comments.json --\n{json.dumps(COMMENTS)}\n"
MAIL = 'COMMENTS = {"provider": "mail", "mail": "letters@news.example"}'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from ..conftest import builder

    built = builder(tmp_path_factory.mktemp("letters"))(STORIES + KEPT, more=MAIL)
    assert built.code == 0, built.log
    return built


def test_without_a_provider_no_page_knows_of_comments(build):
    site = build(STORIES, more="COMMENTS = {}")

    assert site.code == 0
    assert not site.page("/2026/11/tides/").select(".comments, [src*=comments], [href*=comments]")


def test_a_link_opens_a_letter_about_the_story(site):
    link = site.page("/2026/11/tides/").select_one(".comments a[href^=mailto]")

    assert link["href"] == "mailto:letters@news.example?subject=Why%20tides%20%22turn%22%20%26%20return&body=https%3A//news.example/2026/11/tides/"  # fmt: skip
    assert link.text == "Write to the editors about this story"


def test_exported_comments_stand_in_the_page_in_their_order(site):
    page = site.page("/2026/11/tides/")

    assert [one["id"] for one in page.select(".comments__list > li")] == ["isso-1", "isso-2"]
    assert [one["id"] for one in page.select("#isso-2 ol > li")] == ["isso-3"]
    assert page.select_one("#isso-2 b").text == "Ann <Bee>"
    assert not page.select_one("#isso-1").has_attr("data-kept")  # said at an old address of the story


def test_a_story_that_wants_no_comments_shows_none(site):
    assert not site.page("/2026/11/ports/").select(".comments")


def test_a_reader_s_link_cannot_stop_the_audit(site, tmp_path):
    """What leads nowhere on our own site keeps its words and loses its address."""
    import sys

    from ..conftest import run

    links = {link.text: link["href"] for link in site.page("/2026/11/tides/").select("#isso-3 a[href]")}
    audited = run([sys.executable, "-m", "pelican.plugins.newsroom", "audit", site.output], tmp_path)

    assert links == {"home": "https://news.example/", "far": "https://other.example/"}
    assert "E10" not in audited.stdout


def test_the_policy_of_a_page_allows_what_its_provider_needs(build):
    settings = 'COMMENTS = {"provider": "giscus", "giscus": {"repo": "o/r", "repo-id": "R", "category": "C", "category-id": "D"}}'
    site = build(STORIES, more=settings)
    page = site.page("/2026/11/tides/")

    assert page.select_one("[data-giscus]")["data-repo-id"] == "R"
    assert not page.select("script[src*='giscus.app'], link[href*='giscus.app']")
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert "script-src 'self' https://news.example https://giscus.app" in policy
    assert "frame-src https://giscus.app" in policy.replace("'self' https://news.example ", "")
    other = site.page("/2026/11/ports/").select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert "giscus" not in other


def test_a_file_that_is_no_export_is_named_and_the_site_is_built(build):
    site = build(f"{STORIES}-- content/data/comments.json --\n[]\n", more=MAIL)

    assert site.code == 0
    assert "content/data/comments.json: W26 the comments in it cannot be shown" in site.log
    assert site.page("/2026/11/tides/").select(".comments a")


def test_an_export_never_replaces_comments_by_none(newsroom, tmp_path):
    """A server that knows none of our addresses is more likely a wrong setting than a site nobody speaks to any more."""
    from ..conftest import write

    write(tmp_path, STORIES + KEPT)
    with sqlite3.connect(tmp_path / "comments.db") as made:
        made.execute("CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR)")
        made.execute("CREATE TABLE comments (tid, id, parent, created, author, text, mode)")
    ran = newsroom("comments", "export", "--from", "comments.db")

    assert ran.returncode == 1
    assert "holds 4; it stays as it is" in ran.stderr
    assert json.loads((tmp_path / "content/data/comments.json").read_text()) == COMMENTS


def test_an_export_that_cannot_be_had_says_why(newsroom):
    ran = newsroom("comments", "export", "--from", "nowhere.db")

    assert (ran.returncode, ran.stderr) == (1, "newsroom: the comments could not be had: there is no nowhere.db\n")
    ran = newsroom("comments", "export")
    assert ran.returncode == 2
    assert "name the comments with --from" in ran.stderr
