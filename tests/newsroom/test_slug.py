"""Slugs: one policy, and names that differ stay apart."""

import pytest
from pelican.plugins.newsroom.slug import LONGEST, Slugs, fold, is_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Law of the Sea", "law-of-the-sea"), ("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("issue #419", "issue-419"),
        ("Research & Development", "research-and-development"), ("Müllabfuhr", "müllabfuhr"), ("日本 語", "日本-語"), ("v1.2.3", "v1.2.3"),
        (".NET", "net"), ("  S. Haynes ", "s-haynes"), ("snake_case", "snake-case"), ("???", ""), ("ＮＡＴＯ", "nato"), ("don’t", "don-t"),
    ],
)  # fmt: skip
def test_a_name_becomes_part_of_an_address(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize("text", ["a", "a-b", "concurrent.futures", "sortie-0.20.0", "Ünï", "x_y"])
def test_letters_digits_and_three_marks_make_a_slug(text):
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", ".", "..", "a b", "a/b", "../x", "%e2", "a?b", "a\nb"])
def test_nothing_else_is_a_slug(text):
    assert not is_slug(text)


def test_case_width_hyphens_and_blanks_do_not_tell_names_apart():
    assert (
        len(
            {
                fold(name)
                for name in ("Open Science", "open-science", "OPEN_SCIENCE", "OpenScience", "Ｏpen\u00a0Science")
            }
        )
        == 1
    )
    assert fold("science") != fold("sciences")


def test_what_a_policy_of_the_site_leaves_nothing_of_is_named_by_ours():
    slugs = Slugs(own={"tag": lambda name: name.strip("\U0001f680").lower(), "title": lambda _: ""})

    assert (slugs.of("Moon", "tag"), slugs.of("\U0001f680", "tag"), slugs.of("\U0001f680", "title")) == (
        "moon",
        "rocket",
        "",
    )


def test_an_address_by_the_sites_own_policy_is_no_longer_than_a_file_may_be():
    assert len(Slugs(own={"tag": str}).of("a" * 500, "tag")) == LONGEST


def test_titles_make_no_slugs_where_the_site_does_not_say_so():
    assert Slugs().of("A title", "title") == ""
