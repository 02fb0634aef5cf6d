"""What was seen of a folder before a build stands for another walk through it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.generators import Generator
from pelican.plugins.newsroom.chosen_files import chosen, is_plain
from pelican.plugins.newsroom.desk import story_files
from pelican.plugins.newsroom.looked_at import files
from pelican.plugins.newsroom.seen import looked, seen, shown
from pelican.plugins.newsroom.site import Site
from pelican.plugins.newsroom.stamps import stamped

NAMES = ("a.md", ".md", ".b.md", "draft.md", "x.html", "..md", "no-ending", "c.txt")
FOLDERS = ("a", "pages", "a/pages", "a/.hidden", "a/b", "draft.md", "a.md/b")
FILES = [f"{folder}/{name}" if folder else name for folder in ("", *FOLDERS) for name in NAMES]
PATHS = st.lists(st.sampled_from(["", "a", "pages", "a/b", "a.md", "x.html", "nowhere", "a/pages", "a/"]), max_size=3)
LEFT_OUT = st.lists(st.sampled_from(["pages", "a/pages", "b", "a/b/", "./a", "", "a.md"]), max_size=2)
IGNORES = st.lists(st.sampled_from([".*", "draft*", "**/.*", "b", "*.txt"]), max_size=2)


def lay_out(root, names):
    for name in names:
        file = root / name
        if not any(one.is_file() for one in file.parents) and not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("text", encoding="utf-8")


def walked(folder):
    """What was seen of it, and what others may go through in another way."""
    apart = set()
    return dict(files([folder], apart=apart)), apart


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(FILES)), PATHS, LEFT_OUT, IGNORES)
def test_the_same_files_are_found_as_by_going_through_the_folder(tmp_path_factory, names, paths, left_out, ignores):
    content = tmp_path_factory.mktemp("site") / "content"
    content.mkdir()
    lay_out(content, names)
    found, apart = walked(content)
    site = Site(
        root=content.parent, content=content, ignore=tuple(ignores), article_paths=tuple(paths), article_excludes=tuple(left_out),
        page_paths=tuple(paths[:1]), page_excludes=tuple(left_out[:1]),
    )  # fmt: skip
    with shown(content, found):
        stories = story_files(site, {"html": None}, seen(content))
        listed = chosen(seen(content), str(content), filter(is_plain, paths), left_out, ignores, {"md", "html"})

    assert not apart
    assert stories == story_files(site, {"html": None})
    assert stories == sorted((one, kind) for one in FILES if (content / one).is_file() and one.endswith((".md", ".html")) and (kind := site.kind_of(one)))  # fmt: skip
    assert listed == as_pelican_lists(content, list(filter(is_plain, paths)), left_out, ignores)


def as_pelican_lists(content, paths, left_out, ignores):
    generator = object.__new__(Generator)
    generator.path, generator.settings = str(content), {"IGNORE_FILES": ignores}
    return generator.get_files(paths, left_out, ("md", "html"))


@pytest.mark.parametrize("what", ["a link to a folder", "a link to nowhere", "a checkout", "an output"])
def test_what_others_may_go_through_in_another_way_is_told(tmp_path, what):
    (tmp_path / "content" / ".git").mkdir(parents=True)
    (tmp_path / "content" / "output").mkdir()
    content, more = tmp_path / "content", ()
    if what != "a checkout":
        (content / ".git").rmdir()
    if what.startswith("a link"):
        (content / "link.md").symlink_to(tmp_path if what.endswith("folder") else "nowhere")
    if what == "an output":
        more = [content / "output"]
    apart = set()
    list(files([content], but=more, apart=apart))

    name = {"a checkout": ".git", "an output": "output"}.get(what, "link.md")
    assert apart == {str(content / name)}


def test_nothing_was_seen_of_a_folder_that_nobody_shows(tmp_path):
    with shown(tmp_path, {str(tmp_path / "a.md"): None, "/elsewhere/b.md": None}):
        assert seen(tmp_path) == {"a.md": None}
        assert seen(tmp_path / "other") is None
    assert seen(tmp_path) is None


def test_a_folder_is_looked_through_once_unless_others_may_go_through_it_in_another_way(tmp_path):
    lay_out(tmp_path, ["a.md", "a/b/c.txt"])

    with looked(tmp_path):
        assert seen(tmp_path) == {one: stamped((tmp_path / one).stat()) for one in ("a.md", "a/b/c.txt")}
    assert seen(tmp_path) is None
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with looked(tmp_path):
        assert seen(tmp_path) is None
