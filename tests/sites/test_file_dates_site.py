"""A site whose settings take the time of a file for its date (`DEFAULT_DATE = "fs"`): nothing is guessed, and one command writes the dates down."""

import os
import subprocess
import sys

from ..conftest import run, write

SITE = """-- content/moss.md --
---
title: Moss
---

It is green.
-- content/stone.md --
Title: Stone

It is grey.
-- content/tide.md --
+++
title = "Tide"
+++

It is high.
-- content/plan.md --
---
title: Plan
status: draft
---

Not yet.
"""


def _site(folder):
    write(folder, SITE)
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + 'DEFAULT_DATE = "fs"\n', encoding="utf-8")


def _git(folder, *words, at="2019-03-01T10:00:00+00:00"):
    own = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@moss.example")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True, env={**os.environ, **own})


def test_a_story_that_has_the_time_of_its_file_alone_is_named_with_the_way_out(tmp_path, newsroom):
    _site(tmp_path)

    told = newsroom("check").stdout

    assert "content/moss.md:1: E00 the date is missing; `newsroom check --fix` writes it" in told
    assert "content/plan.md: E00" not in told


def test_check_fix_writes_the_time_of_each_file_once(tmp_path, newsroom):
    _site(tmp_path)
    for name in ("moss", "stone", "tide"):
        os.utime(tmp_path / f"content/{name}.md", (1_500_000_000, 1_500_000_000))

    mended = newsroom("check", "--fix")
    texts = {name: (tmp_path / f"content/{name}.md").read_text() for name in ("moss", "stone", "tide", "plan")}

    assert "+date: 2017-07-14 " in mended.stdout
    assert texts["moss"].startswith("---\ntitle: Moss\ndate: 2017-07-14 ")
    assert texts["stone"].startswith("Title: Stone\nDate: 2017-07-14 ")
    assert texts["tide"].startswith('+++\ntitle = "Tide"\ndate = 2017-07-14 ')
    assert "date" not in texts["plan"]
    assert "E00" not in mended.stdout
    newsroom("check", "--fix")
    assert (tmp_path / "content/moss.md").read_text() == texts["moss"]


def test_in_git_the_date_is_that_of_the_first_commit_through_all_renames(tmp_path, newsroom):
    """A checkout gives all files one time: that of the checkout."""
    _site(tmp_path)
    (tmp_path / "content/moss.md").rename(tmp_path / "content/old.md")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "content")
    _git(tmp_path, "commit", "-qm", "Begin")
    (tmp_path / "content/old.md").rename(tmp_path / "content/moss.md")
    (tmp_path / "content/wind.md").write_text("Title: Wind\n\nIt blows over the stones, and nobody sees it.\n")
    _git(tmp_path, "add", "-A", "content")
    _git(tmp_path, "commit", "-qm", "Go on", at="2021-05-01T10:00:00+00:00")

    newsroom("check", "--fix")

    assert "\ndate: 2019-03-01 " in (tmp_path / "content/moss.md").read_text()
    assert "\nDate: 2021-05-01 " in (tmp_path / "content/wind.md").read_text()


def test_in_a_clone_that_was_cut_short_nobody_knows_the_first_commit(tmp_path):
    whole, short = tmp_path / "whole", tmp_path / "site"
    _site(whole)
    _git(whole, "init", "-q")
    for message in ("Begin", "Go on"):
        _git(whole, "add", "-A")
        _git(whole, "commit", "-qm", message, "--allow-empty")
    _git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), str(short))

    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "check", "--fix"], short)

    assert "date" not in (short / "content/moss.md").read_text()
    assert ran.returncode == 1
