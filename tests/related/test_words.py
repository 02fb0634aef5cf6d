"""The words that likeness compares: found the same whichever way a text is read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.related.words import words_of

BITS = ["tram", "Trams", "the", "don't", "3.5", "1,000", "e.g.", "a.b", "''", "'s", ".", ",", " ", "\n", "-", "(", "it's,", "x86", "U.S."]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(st.lists(st.sampled_from(BITS), max_size=20).map("".join))
def test_words_of_ascii_are_found_as_all_others_are(lang, text):
    """A letter of another script at the end changes how the words are looked for, and adds one word."""
    assert words_of(f"{text} \u00e9", lang) == [*words_of(text, lang), "\u00e9"]


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join), st.lists(st.sampled_from(BITS), max_size=12).map("".join))  # fmt: skip
def test_what_stands_beyond_a_blank_changes_no_word(before, after):
    assert words_of(f"{before} {after}") == words_of(before) + words_of(after)


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
@given(st.text(max_size=30))
@example("l\u2019\u00a8 \u0301a\u2003d'\u00e9t\u00e9 \u3042\u3044\u0e01 \u1100\u1161")
def test_the_words_of_a_text_are_those_of_what_stands_between_its_blanks(lang, text):
    assert [word for piece in text.split() for word in words_of(piece, lang)] == words_of(text, lang)
