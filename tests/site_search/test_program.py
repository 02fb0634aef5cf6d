"""Pagefind as a program: where it is, what happens when it fails, and what a site says when it is missing."""

from pathlib import Path

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.site import Site
from pelican.plugins.site_search.document import Document
from pelican.plugins.site_search.pagefind import Failed, find_program, index_of
from pelican.plugins.site_search.rules import problems

PAGE = Document("a/index.html", '<html lang="en"><body data-pagefind-body><h1>A</h1>words</body></html>')


def said(folder: Path, settings: dict, theme: Path) -> list[str]:
    (theme / "templates").mkdir(parents=True, exist_ok=True)
    (theme / "templates" / "search.html").touch()
    site = Site(root=folder, content=folder / "content")
    build = Build(read_desk(site, {}), {"SITE_SEARCH": settings, "THEME": str(theme)})
    build.report(problems(build))
    return [str(one) for one in build.problems]


def test_the_program_is_here():
    """It comes with the locks: without it the other tests would be about nothing."""
    assert find_program() is not None


def test_a_program_that_fails_says_why_and_leaves_no_index(tmp_path):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)

    with pytest.raises(Failed, match="out of memory"):
        list(index_of([PAGE], program, tmp_path / "cache"))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_program_that_makes_nothing_has_failed(tmp_path):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)

    with pytest.raises(Failed):
        list(index_of([PAGE], program, tmp_path / "cache"))


def test_what_did_not_change_is_not_indexed_again_and_the_old_goes(tmp_path):
    program, cache = find_program(), tmp_path / "cache"
    assert program is not None
    first = dict(index_of([PAGE], program, cache))
    before = {file: file.stat().st_mtime_ns for file in cache.rglob("*")}

    assert dict(index_of([PAGE], program, cache)) == first
    assert {file: file.stat().st_mtime_ns for file in cache.rglob("*")} == before
    assert dict(index_of([Document(PAGE.file, PAGE.text.replace("words", "others"))], program, cache)) != first
    assert len(list(cache.iterdir())) == 1


def test_an_index_that_was_altered_is_made_again(tmp_path):
    program, cache = find_program(), tmp_path / "cache"
    assert program is not None
    first = dict(index_of([PAGE], program, cache))
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:-5] + b"other")

    assert dict(index_of([PAGE], program, cache)) == first


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"index": "publish"}, "SITE_SEARCH[\"index\"] is 'publish'; did you mean \"published\"?"),
        ({"program": "no-such-pagefind"}, "W26 Pagefind, which makes the search, is not here at no-such-pagefind; install it: pip install"),
        ({"indx": "never"}, 'SITE_SEARCH has no option "indx"; did you mean "index"?'),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_work_is_named(tmp_path, settings, message):
    assert any(message in one for one in said(tmp_path, settings, tmp_path / "theme"))


@pytest.mark.parametrize(
    "settings", [{}, {"index": "never", "program": "no-such-pagefind"}, {"address": "", "program": "no-such-pagefind"}]
)
def test_one_that_works_is_not(tmp_path, settings):
    """A site that wants no search needs no program."""
    assert said(tmp_path, settings, tmp_path / "theme") == []
