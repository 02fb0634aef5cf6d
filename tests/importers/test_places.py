"""No text is passed over in silence because of the name of the folder that it lies in."""

import pytest

from .old_sites import from_jekyll
from .test_bylines import files

POST = "---\ntitle: T\ndate: 2020-01-02\n---\nText.\n"


@pytest.mark.parametrize("name", ["resources", "public", "output", "vendor", "en/resources", "a/cache"])
def test_a_section_may_be_called_as_hugo_s_own_folders(name, imports, tmp_path):
    files(tmp_path, f"-- old/hugo.toml --\ntitle = 'x'\n-- old/content/{name}/one.md --\n{POST}")

    done = imports(None, "old")

    assert [path.rsplit("/", maxsplit=1)[-1] for path in done.stories] == ["one.md"]


@pytest.mark.parametrize("name", ["output", "cache"])
def test_a_category_may_be_called_as_pelican_s_own_folders(name, imports, tmp_path):
    text = "Title: T\nDate: 2020-01-02\n\nText.\n"
    files(tmp_path, f"-- old/pelicanconf.py --\nPATH = 'content'\n-- old/content/{name}/one.md --\n{text}-- old/{name}/two.md --\n{text}")  # fmt: skip

    assert list(imports(None, "old").stories) == [f"{name}/one.md"]


@pytest.mark.parametrize("name", ["resources", "public"])
def test_a_folder_of_texts_alone_leaves_out_what_was_made_of_them(name, imports, tmp_path):
    files(tmp_path, f"-- old/one.md --\n{POST}-- old/{name}/two.md --\n{POST}")

    assert list(imports(None, "old", "--from", "hugo").stories) == ["one.md"]


@pytest.mark.parametrize("source", ["src", "./src/", ".tmp/src"])
def test_a_jekyll_site_may_keep_its_texts_in_a_folder(source, imports, tmp_path):
    """A folder that each build makes anew has the name of the one it is made of."""
    texts = f"-- old/src/_posts/2020-01-02-one.md --\n{POST}![x](/images/x.png)\n-- old/src/images/x.png --\npicture"
    files(tmp_path, f"-- old/_config.yml --\nsource: {source}\n{texts}\n-- old/src/_pages/two.md --\n{POST}")

    done = imports(None, "old")

    assert "{static}/images/x.png" in done.stories["one.md"]
    assert "_pages: its 1 text has no page" in done.said


def test_what_jekyll_includes_has_pages(imports, tmp_path):
    page = "---\ntitle: Two\npermalink: /two/\n---\nText.\n"
    files(
        tmp_path,
        f"-- old/_config.yml --\ninclude: [_pages]\n-- old/_pages/two.md --\n{page}-- old/_layouts/a.md --\n{page}",
    )

    done = imports(None, "old")

    assert [text.split("\n")[1] for text in done.stories.values()] == ["title: Two"]
    assert "_layouts" not in done.said


def test_two_pages_of_one_permalink_are_two_and_a_story_does_not_take_it(tmp_path):
    text = "---\ntitle: {}\npermalink: /about/\n---\n\nWords of {}.\n"
    found = from_jekyll(
        tmp_path,
        f"-- _config.yml --\nurl: https://old.example\n-- a/us.md --\n{text.format('A', 'a')}-- b/us.md --\n{text.format('B', 'b')}"
        f"-- _posts/2020-01-02-about.md --\n{text.format('Story', 'c')}",
    )

    assert {title: (one.kind, one.url, one.aliases) for title, one in found.items()} == {
        "A": ("page", "about/", ()),
        "B": ("page", "about-2/", ()),
        "Story": ("article", "", ()),
    }
    assert "url: /about/ is the address of another page too; this one is at /about-2/" in found["B"].guessed
