"""Reading time: words by the pace of the language, characters where words have no blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.reading_time import count_words, reading_minutes


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (238, 1), (239, 2), (476, 2), (477, 3)])
def test_english_is_read_at_238_words_a_minute_rounded_up(words, minutes):
    assert reading_minutes("word " * words) == minutes


def test_chinese_is_counted_by_characters():
    assert reading_minutes("字" * 1000, "zh") == 2
    assert reading_minutes("字" * 1001, "zh") == 3


def test_a_site_may_set_its_own_pace():
    assert reading_minutes("word " * 400, words_per_minute=100) == 4


def test_marks_are_no_words():
    assert count_words("It's a 3.5-minute read -- isn’t it? …") == (6, 0)


@given(st.text("aZ09 '.-_,\n", max_size=60))
def test_words_of_ascii_are_counted_as_all_others_are(text):
    """A letter of another script at the end changes how the words are looked for, and adds one word."""
    assert count_words(text)[0] + 1 == count_words(f"{text} \u00e9")[0]
