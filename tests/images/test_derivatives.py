"""Which files a picture becomes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.images.derivatives import set_of, widths_of, worthwhile
from pelican.plugins.images.options import Options
from pelican.plugins.images.original import Original

PHOTO = Original("images/Größe & Maß (1).JPG", "abc", "jpeg", 3000, 2000)


def test_a_photograph_becomes_every_width_in_each_format_and_one_for_all_browsers():
    made = set_of(PHOTO, Options(), "13")

    assert [[one.width for one in row] for row in made.offered] == [[360, 720, 1080, 1440]] * 2
    assert (made.fallback.ending, made.fallback.width, made.fallback.height) == ("jpg", 1080, 720)
    assert made.fallback.file.startswith("pictures/grosse-and-mass-1-")


@given(st.integers(1, 6000))
def test_no_picture_is_made_larger_than_it_is(width):
    widths = widths_of(width, Options().widths)

    assert all(one <= width for one in widths)
    assert list(widths) == sorted(set(widths))
    assert not widths or widths[-1] == min(width, 1440)


@pytest.mark.parametrize(
    "change", [{"kind": "svg"}, {"animated": True}, {"width": 200}, {"width": 380}, {"fault": "is broken"}]
)
def test_some_are_shown_as_they_are(change):
    assert set_of(replace(PHOTO, **change), Options(), "13") is None


def test_a_transparent_picture_stays_transparent():
    assert set_of(replace(PHOTO, alpha=True), Options(), "13").fallback.ending == "png"


def test_another_content_option_or_encoder_gets_another_name():
    names = {
        set_of(original, options, encoder).fallback.file
        for original in (PHOTO, replace(PHOTO, digest="x"))
        for options in (Options(), Options(quality=60))
        for encoder in ("13", "14")
    }

    assert len(names) == 8


def test_a_format_that_saves_nothing_is_not_offered():
    made = set_of(PHOTO, Options(), "13")
    sizes = {"avif": 900, "webp": 800, "jpg": 1000}

    assert [row[0].ending for row in worthwhile(made, lambda one: sizes[one.ending]).offered] == ["webp"]
    assert worthwhile(made, lambda _: 1000).offered == ()
