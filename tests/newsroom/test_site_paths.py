"""Paths as a writer reads them."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.newsroom.chosen_files import chosen
from pelican.plugins.newsroom.site import Site

PARTS = st.sampled_from(["", ".", "..", "content", "a.md", ".hidden", "site", "b\\c", "über"])


@given(
    st.lists(PARTS, max_size=6),
    st.sampled_from(["/home/desk/site", "/home/desk/site/", "/", "site", "/home/desk/./site", "."]),
)
@example(["", "home", "desk", "site", "content", "a.md"], "/home/desk/site")
def test_a_path_in_text_is_shown_as_a_path_is(parts, root):
    site = Site(root=Path(root), content=Path(root) / "content")
    for text in ("/".join(parts), "/home/desk/site/" + "/".join(parts)):
        assert site.shown_path(text) == site.shown(Path(text))


@pytest.mark.parametrize(("file", "shown"), [("/home/desk/site/content/a.md", "content/a.md"), ("/home/desk/sites/a.md", "/home/desk/sites/a.md")])  # fmt: skip
def test_a_file_outside_the_root_keeps_its_whole_path(file, shown):
    assert Site(root=Path("/home/desk/site"), content=Path("/home/desk/site/content")).shown_path(file) == shown


FOLDERS = ("", "news", "news/data", "news/pages", "data", "data/news", "pages", "newspaper")


@given(
    st.lists(st.sampled_from(FOLDERS), min_size=1, max_size=3),
    st.lists(st.sampled_from([*FOLDERS, "news/", "paper"]), max_size=3),
)
@example([""], [""])
@example([""], ["pages", "data"])
@example(["news"], ["news"])
def test_the_stories_are_the_files_that_pelican_takes(paths, excludes):
    """One more would be read and never shown, one less would reach Pelican without having been read."""
    files = [f"{folder}/a.md".lstrip("/") for folder in FOLDERS]
    site = Site(root=Path("/s"), content=Path("/s/content"), page_paths=(), article_paths=tuple(paths), article_excludes=tuple(excludes))  # fmt: skip

    taken = chosen(files, "/s/content", paths, excludes, (), {"md"})

    assert {inner for inner, _ in site.kinds_of(files)} == {one.removeprefix("./") for one in taken}
    assert {inner for inner in files if site.kind_of(inner)} == {one.removeprefix("./") for one in taken}
