"""The links and pictures of a text, each where it begins."""

import pytest
from pelican.plugins.newsroom.outline import outline_of


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
