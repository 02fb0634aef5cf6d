"""The words that likeness compares: found the same whichever way a text is read."""

import pytest
from hypothesis import given
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
