"""The share picture: every headline fits, and every script that is promised is drawn."""

import struct
import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.structured_data.picture import (
    FONTS,
    HEIGHT,
    WIDTH,
    can_write,
    drawing,
    fonts_in,
    is_rtl,
    rendered,
    titled,
)
from PIL import Image


@pytest.mark.parametrize(
    "title",
    [
        "Why straits matter",
        "Zażółć gęślą jaźń – Ελληνικά",
        "Що таке морське право",
        "لماذا تهم المضائق العالم",
        "Tiếng Việt",
        "A “B” — €",
    ],
)
def test_scripts_that_are_promised_are_drawn(title):
    assert can_write(title)
    png = rendered(drawing(title, "Science", "The Lamplighter"), fonts_in(FONTS))
    nothing = rendered(drawing("\u00a0", "Science", "The Lamplighter"), fonts_in(FONTS))

    assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT)
    assert len(png) > len(nothing) + 1000


def test_the_title_is_in_the_picture_as_text_too():
    png = rendered(drawing("Що таке море", "Science", "The Lamplighter"), fonts_in(FONTS))

    with Image.open(BytesIO(titled(png, "Що таке море"))) as picture:
        picture.load()

        assert picture.text == {"Title": "Що таке море"}
        assert picture.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("title", ["海洋法", "हिन्दी", "🚀", "كيف تعمل NATO"])
def test_what_cannot_be_drawn_is_known(title):
    assert not can_write(title)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_headline_is_sound_svg_with_few_lines(title):
    svg = ET.fromstring(drawing(title, title, title))  # noqa: S314 # our own
    lines = [one for one in svg.iter("{http://www.w3.org/2000/svg}text") if one.get("font-size") != "34"]

    assert len(lines) <= 6


def test_a_headline_begins_where_its_script_begins():
    assert is_rtl("2026: العالم")
    assert not is_rtl("NATO والعالم")
    assert 'text-anchor="end"' in drawing("العالم", "", "")


def test_the_same_drawing_is_the_same_bytes():
    svg = drawing("Tides", "Science", "The Lamplighter")

    assert rendered(svg, fonts_in(FONTS)) == rendered(svg, fonts_in(FONTS))
