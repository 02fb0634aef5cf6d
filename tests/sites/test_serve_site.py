"""`newsroom serve`: what a writer sees while writing, mistakes included."""

import re
import sys

import pytest
from pelican.plugins.newsroom.cores import FEW

from ..conftest import ROOT, run, write
from ..serving import serving

pytestmark = pytest.mark.slow

TRAM = """-- content/city/tram.md --
---
title: The tram comes back
deck: Eleven stops, forty years later, and a bridge that has to carry it all.
date: 2026-11-20 09:00
authors: [Ann Bee]
categories: [City]
---

The first rails were laid on Monday.
"""
BRIDGE = TRAM.replace("tram", "bridge").replace("The bridge comes back", "The bridge holds")


@pytest.fixture
def desk(tmp_path):
    write(tmp_path, TRAM + BRIDGE)
    (tmp_path / "themes").unlink()
    (tmp_path / "themes").mkdir()
    run(["cp", "-r", ROOT / "themes" / "broadsheet", tmp_path / "themes"], tmp_path)
    with serving(tmp_path) as one:
        yield one


def test_a_writer_is_never_left_alone_while_writing(desk):
    """One long afternoon: an edit, a new story, a broken header, a broken template, broken settings, and each mended again."""
    tram, shown = "content/city/tram.md", "/2026/11/tram/"
    assert "laid on Monday" in desk.get(shown)[1]

    desk.edit(tram, "on Monday", "on Tuesday")
    desk.wait(lambda: "laid on Tuesday" in desk.get(shown)[1])

    write(desk.root, TRAM.replace("tram.md", "ferry.md").replace("The tram", "The ferry"))
    desk.wait(lambda: "The ferry comes back" in desk.get("/2026/11/ferry/")[1])
    assert "The ferry comes back" in desk.get("/")[1]

    desk.edit(tram, "date: 2026-11-20 09:00", "date: 31/02/2026")
    desk.wait(lambda: [one for one in desk.news()["problems"] if one["severity"] == "error"])
    problem = next(one for one in desk.news()["problems"] if one["severity"] == "error")
    assert (problem["path"], problem["line"], problem["rule"]) == (tram, 4, "E02")
    status, page = desk.get(shown)
    assert status == 200
    assert "laid on Tuesday" in page, "the last good page stays"
    desk.edit(tram, "date: 31/02/2026", "date: 2026-11-20 09:00")
    desk.wait(lambda: not [one for one in desk.news()["problems"] if one["severity"] == "error"])

    template = "themes/broadsheet/templates/article.html"
    desk.edit(template, "{% block content %}", "{% block content %}{{ 1 + }}")
    desk.wait(lambda: desk.news()["failures"])
    assert desk.news()["failures"][0].startswith(f"{template}:")
    assert "laid on Tuesday" in desk.get(shown)[1]
    desk.edit(template, "{{ 1 + }}", "<p>mended</p>")
    desk.wait(lambda: "<p>mended</p>" in desk.get(shown)[1])

    desk.edit("pelicanconf.py", 'SITENAME = "The Lamplighter"', 'SITENAME = "The Lamplighter')
    desk.wait(lambda: desk.news()["failures"])
    assert desk.news()["failures"][0].startswith("pelicanconf.py:3: ")
    assert "laid on Tuesday" in desk.get(shown)[1]
    desk.edit("pelicanconf.py", 'SITENAME = "The Lamplighter', 'SITENAME = "The Evening Lamp"')
    desk.wait(lambda: "The Evening Lamp" in desk.get(shown)[1])
    assert desk.news()["failures"] == []


def test_drafts_are_shown_and_marked_and_every_story_has_its_proof_sheet(desk):
    desk.edit("content/city/bridge.md", "date: 2026-11-20 09:00", "date: 2026-11-20 09:00\nstatus: draft")
    desk.wait(lambda: desk.get("/drafts/bridge/")[0] == 200)

    listed = desk.get("/_newsroom/proof/")[1]
    assert listed.index("The bridge holds") < listed.index("The tram comes back"), "what is not public stands first"
    status, sheet = desk.get("/_newsroom/proof/2026/11/tram/index.html")
    assert status == 200
    assert "Eleven stops, forty years later" in sheet
    assert "the story is our own" in sheet


def test_a_file_that_a_story_attaches_is_shown_where_a_build_puts_it(desk):
    (desk.root / "content/images").mkdir(exist_ok=True)
    (desk.root / "content/images/plan.txt").write_text("eleven stops", encoding="utf-8")
    desk.edit("content/city/tram.md", "on Monday.", "on Monday, as [the plan]({attach}/images/plan.txt) says.")
    desk.wait(lambda: "the plan" in desk.get("/2026/11/tram/")[1])

    assert '/2026/11/tram/plan.txt"' in desk.get("/2026/11/tram/")[1]
    assert desk.get("/2026/11/tram/plan.txt") == (200, "eleven stops")


def test_what_is_wrong_in_the_template_of_topics_is_told_before_anybody_asks_for_one(desk):
    template = "themes/broadsheet/templates/category.html"
    desk.edit(template, "list_leads = True", "list_leads = True +")
    desk.wait(lambda: desk.news()["failures"])

    assert desk.news()["failures"][0].startswith(f"{template}:")


def test_the_folder_of_a_themes_files_is_named_after_what_they_hold_now(tmp_path):
    """A process names it once, so another one serves a site whose theme has another script."""
    write(tmp_path, TRAM)
    (tmp_path / "themes").unlink()
    run(["cp", "-r", ROOT / "themes", tmp_path], tmp_path)
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nNEWSROOM = {{}}\n", encoding="utf-8")
    with serving(tmp_path) as desk:
        shown = desk.get("/2026/11/tram/")[1]
        before = re.search(r"/(theme/\w{10}/js/\w+\.js)", shown)[1]
        assert desk.get(f"/{before}")[0] == 200

        script = before.partition("/js/")[2]
        with (tmp_path / "themes/broadsheet/static/js" / script).open("a", encoding="utf-8") as file:
            file.write("\n// another word\n")

        desk.wait(lambda: before not in desk.get("/2026/11/tram/")[1])
        now = re.search(rf"/(theme/\w{{10}}/js/{script})", desk.get("/2026/11/tram/")[1])[1]
        assert desk.get(f"/{now}")[1].endswith("// another word\n")


def test_only_this_machine_is_answered_and_nothing_outside_the_site(desk):
    assert desk.get("/", host="evil.example")[0] == 421
    for path in (
        "/../pelicanconf.py",
        "/%2e%2e/pelicanconf.py",
        "/..%2fpelicanconf.py",
        "/x/../../pelicanconf.py",
        "//etc/passwd",
    ):
        status, page = desk.get(path)
        assert status == 404
        assert "SITENAME =" not in page


def test_two_can_be_served_at_once_and_a_taken_port_is_said(desk):
    with serving(desk.root) as other:
        assert other.port != desk.port
        assert "laid on Monday" in other.get("/2026/11/tram/")[1]
    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "serve", "--port", desk.port], desk.root)

    assert ran.returncode == 2
    assert (
        ran.stderr
        == f"newsroom: something answers on port {desk.port} already; take another: newsroom serve --port {desk.port + 1}\n"
    )


def test_serving_can_begin_with_broken_settings(tmp_path):
    write(tmp_path, TRAM)
    settings = tmp_path / "pelicanconf.py"
    settings.write_text("SITENAME = [\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with serving(tmp_path) as desk:
        assert desk.news()["failures"]
        assert desk.get("/")[0] == 404

        desk.edit("pelicanconf.py", "SITENAME = [\n", "")
        desk.wait(lambda: desk.get("/2026/11/tram/")[0] == 200)


def test_an_archive_that_wants_all_cores_is_served(tmp_path):
    """Read, converted and compared by processes that help: with nothing in the cache, and after a change to all stories."""
    stories = [TRAM.replace("tram", f"tram-{n}").replace("Monday", f"Monday, car {n}") for n in range(FEW + 10)]
    write(tmp_path, "".join(stories))
    with serving(tmp_path) as desk:
        assert desk.news()["failures"] == []
        assert "Monday, car 7" in desk.get("/2026/11/tram-7/")[1]

        for n in range(FEW + 10):
            desk.edit(f"content/city/tram-{n}.md", "rails", "sleepers")
        desk.wait(lambda: "sleepers" in desk.get("/2026/11/tram-7/")[1])
        assert desk.news()["failures"] == []
