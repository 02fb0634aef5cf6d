"""Paths as a writer reads them."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
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
