"""The links and pictures of a text, each where it begins."""

import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.newsroom.outline import anchors_in, outline_of
from pelican.plugins.newsroom.slug import slug_of


@pytest.mark.parametrize(
    ("text", "pictures", "anchors"),
    [
        ("![tide](a.png)", [("tide", "a.png", 1)], []),
        ("See [tides](b.md).", [], [("tides", "b.md", 5)]),
        ("Look! [tides](b.md)", [], [("tides", "b.md", 7)]),
        ("![tide](a.png)[tides](b.md)![ebb](c.png)", [("tide", "a.png", 1), ("ebb", "c.png", 28)], [("tides", "b.md", 15)]),
        ("[![tide](a.png)](b.md)", [("tide", "a.png", 2)], [("tide", "b.md", 1)]),
        ("[now ![tide](a.png) and [x]](b.md)", [("tide", "a.png", 6)], [("now tide and [x]", "b.md", 1)]),
        ("![tide][one] [two][]", [("tide", "[one]", 1)], [("two", "[]", 14)]),
        ("![not closed [tides](b.md)", [], [("tides", "b.md", 14)]),
    ],
)  # fmt: skip
def test_the_sign_before_a_bracket_says_whether_it_is_a_picture(text, pictures, anchors):
    found = outline_of(text)

    assert [(one.alt, one.target, one.column) for one in found.pictures] == pictures
    assert [(one.words, one.target, one.column) for one in found.anchors] == anchors


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## Polishing `cargo new`", "polishing-cargo-new"),
        ("## `cargo update --precise <yanked>`", "cargo-update-precise-yanked"),
        ("## ``a `b` c`` and *more* ##", "a-b-c-and-more"),
        ("Of `snake_case` and _words_\n---------------------------", "of-snake_case-and-words"),
        ("## The `x` of it {.wide}", "the-x-of-it"),
    ],
)
def test_code_in_a_heading_is_in_its_name_as_markdown_writes_it(heading, anchor):
    text = f"Before `it`.\n\n{heading}\n\nAfter.\n"
    made = markdown.Markdown(extensions=["toc", "attr_list", "extra"]).convert(text)

    assert f'id="{anchor}"' in made
    assert anchor in anchors_in(text, outline_of(text))


@given(st.from_regex(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*", fullmatch=True))
@example("a" * 199 + " b" * 20)
def test_a_heading_of_words_alone_has_the_names_that_any_other_way_makes_of_it(words):
    words = words.strip()
    (made,) = re.findall('id="([^"]*)"', markdown.Markdown(extensions=["toc"]).convert(f"## {words}\n"))

    assert set(anchors_in(f"## {words}\n", outline_of(f"## {words}\n"))) == {made, slug_of(words)}


def test_a_name_may_be_given_at_length():
    """As Hugo and Python-Markdown take it: `{id=story}`, with quotes or without."""
    text = "## The story {id=story}\n\nA paragraph.\n{: .wide id='more' }\n"

    assert {"story", "more"} <= set(anchors_in(text, outline_of(text)))
