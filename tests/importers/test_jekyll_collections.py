"""Jekyll's collections: those that have pages, with the addresses that their settings give them (jekyllrb.com/docs/collections)."""

from .old_sites import from_jekyll

CONFIG = """\
-- _config.yml --
url: https://rain.example
permalink: pretty
collections:
  posts:
    permalink: /news/:year/:month/:day/:title/
    output: true
  tutorials:
    permalink: "/:collection/:path/"
    output: true
  docs:
    output: true
  people:
    output: false
"""
PAGE = "---\ntitle: {0}\n---\n\nText.\n"
DATED = "---\ntitle: {0}\ndate: 2020-01-02\n---\n\n{1}\n"


def test_a_collection_has_the_addresses_of_its_own_pattern(tmp_path):
    found = from_jekyll(
        tmp_path,
        f"{CONFIG}-- _tutorials/deep/rain.md --\n{DATED.format('Rain', 'Text.')}"
        f"-- _posts/2020-01-03-snow.md --\n{DATED.format('Snow', 'See [rain](/tutorials/deep/rain/).')}",
    )

    assert found["Rain"].aliases == ("/tutorials/deep/rain/",)
    assert found["Snow"].aliases == ("/news/2020/01/02/snow/",)
    assert "[rain]({filename}/" in found["Snow"].body


def test_a_collection_without_a_pattern_has_its_name_and_path(tmp_path):
    found = from_jekyll(tmp_path, f"{CONFIG}-- _docs/rain.md --\n{PAGE.format('Rain')}")

    assert (found["Rain"].kind, found["Rain"].url) == ("page", "docs/rain/")


def test_a_page_of_a_collection_may_be_called_as_what_keeps_a_house(tmp_path):
    found = from_jekyll(tmp_path, f"{CONFIG}-- _docs/security.md --\n{PAGE.format('Security')}-- security.md --\n{PAGE.format('Ours')}")  # fmt: skip

    assert list(found) == ["Security"]


def test_a_collection_that_has_no_pages_is_left(tmp_path):
    assert from_jekyll(tmp_path, f"{CONFIG}-- _people/ida.md --\n{PAGE.format('Ida')}") == {}


def test_the_folder_of_all_collections_is_no_topic(tmp_path):
    found = from_jekyll(
        tmp_path,
        f"{CONFIG}collections_dir: all\n-- all/_posts/2020-01-02-snow.md --\n{DATED.format('Snow', 'Text.')}"
        f"-- all/_tutorials/rain.md --\n{DATED.format('Rain', 'Text.')}",
    )

    assert found["Snow"].categories == ()
    assert found["Rain"].aliases == ("/tutorials/rain/",)
