"""`newsroom new`: a file to write in, and never another's lost."""

import re


def test_a_new_story_is_a_draft_with_an_id(newsroom, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content").rmdir()
    made = newsroom("new", "Why tides turn", "--category", "Science", "--tag", "oceans", "--source", "Harbour Wire")
    again = newsroom("new", "Why tides turn", "--category", "Science")
    text = (tmp_path / "content/science/why-tides-turn.md").read_text(encoding="utf-8")

    assert made.returncode == 0, made.stderr
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert re.search(r"^id: [0-9a-f]{12}$", text, re.MULTILINE)
    assert "status: draft" in text
    assert newsroom("check").returncode == 0


def test_a_classic_header_says_the_same(newsroom, tmp_path):
    newsroom("new", "Why tides turn: a guide", "--dialect", "classic", "--type", "explainer")

    assert newsroom("check").returncode == 0
    assert "Title: Why tides turn: a guide\n" in (tmp_path / "content/why-tides-turn-a-guide.md").read_text(
        encoding="utf-8"
    )


def test_a_name_outside_the_vocabulary_is_not_taken(newsroom, tmp_path):
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/categories.yaml").write_text("science: {name: Science}\n", encoding="utf-8")
    refused = newsroom("new", "Tides", "--category", "Scince")

    assert refused.returncode == 2
    assert 'did you mean "Science"?' in refused.stderr


def test_a_source_or_an_author_outside_the_registry_is_not_taken(newsroom, tmp_path):
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/sources.yaml").write_text("harbour-gazette: {name: Harbour Gazette}\n", encoding="utf-8")
    (tmp_path / "content/data/authors.yaml").write_text(
        "ann-bee: {name: Ann Bee, email: ann@bee.example}\n", encoding="utf-8"
    )

    source, author, unheard_of = (
        newsroom("new", "Tides", "--source", "Harbor Gazette"),
        newsroom("new", "Tides", "--author", "Anne Bee"),
        newsroom("new", "Tides", "--author", "Carla Cruz"),
    )

    assert 'did you mean "Harbour Gazette"?' in source.stderr
    assert 'did you mean "Ann Bee"?' in author.stderr
    assert "; choose a known one, or add carla-cruz to content/data/authors.yaml\n" in unheard_of.stderr
    assert not list((tmp_path / "content").glob("*.md"))


def test_whoever_git_knows_is_the_author_and_the_text_begins_as_its_kind_does(newsroom, tmp_path):
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/authors.yaml").write_text(
        "ann-bee: {name: Ann Bee, email: ann@bee.example}\n", encoding="utf-8"
    )
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = annie\n\temail = ann@bee.example\n", encoding="utf-8")
    newsroom("new", "Tides", "--type", "explainer")
    text = (tmp_path / "content/tides.md").read_text(encoding="utf-8")

    assert 'authors:\n  - "Ann Bee"\n' in text
    assert "## How it works" in text
    assert "date: 2026-11-23 12:00\n" in text


def test_the_editor_opens_the_new_file(newsroom, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "opened $1" >> opened.txt\n', encoding="utf-8")
    editor.chmod(0o755)
    opened = newsroom("new", "Tides", "--edit", EDITOR=str(editor))
    missing = newsroom("new", "Ebb", "--edit", EDITOR="no-such-editor")

    assert opened.returncode == 0
    assert (tmp_path / "opened.txt").read_text(encoding="utf-8").endswith("content/tides.md\n")
    assert missing.returncode == 2
    assert "no-such-editor cannot be started" in missing.stderr


def test_version_says_what_a_report_of_a_fault_needs_and_no_name_of_a_place(newsroom, tmp_path):
    told = newsroom("--version").stdout

    assert re.search(r"^newsroom \S+", told)
    assert all(re.search(rf"^{name} \S+", told, re.MULTILINE) for name in ("Python", "pelican", "Markdown", "pydantic"))
    assert str(tmp_path) not in told


def test_no_traceback_reaches_a_writer_and_debug_shows_it(newsroom, tmp_path):
    newsroom("--version")
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\nTITLE = (\n", encoding="utf-8")
    slip = newsroom("check")
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n\nTITLE = 1 / 0\n", encoding="utf-8")
    fault = newsroom("check")
    (tmp_path / "pelicanconf.py").write_text(
        "PATH = 'content'\nPLUGINS = ['pelican.plugins.newsroom']\n"
        "class Odd(str):\n    __str__ = lambda self: 1 / 0\nSITENAME = Odd('A')\n",
        encoding="utf-8",
    )
    ours, debugged, after = newsroom("check"), newsroom("--debug", "check"), newsroom("check", "--debug")

    assert "pelicanconf.py:2 cannot be read" in slip.stderr
    assert "pelicanconf.py:3 cannot be read: ZeroDivisionError" in fault.stderr
    assert "Traceback" not in slip.stderr + fault.stderr + ours.stderr
    assert "send us what it prints" in ours.stderr
    assert "Traceback" in debugged.stderr
    assert "Traceback" in after.stderr


def test_without_a_site_the_command_says_where_to_go(newsroom, tmp_path):
    newsroom("--version")
    (tmp_path / "pelicanconf.py").unlink()
    (tmp_path / "elsewhere").mkdir()

    lost = newsroom("check", "-s", "nix.py")

    assert lost.returncode == 2
    assert "Traceback" not in lost.stderr
