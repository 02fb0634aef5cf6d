"""What counts as a change of meaning, and what is only a slip mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.history.meaning import edits, in_meaning, words_of


def changed(before: str, after: str, most: int = 0) -> list[str]:
    texts = [words_of((n, line, line) for n, line in enumerate(text.split("\n"), start=1)) for text in (before, after)]
    return [one.said for one in in_meaning(list(edits(*texts)), most)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We recieve teh letter.", "We receive the letter."),
        ("The council met, and voted", "The council met and voted."),
        ("the council met", "The Council met"),
        ("It was the the line.", "It was the line."),
        ("The tram line opened", "The tramline opened"),
        ("A goverment of towns", "A government of towns"),
        ("It costs 1,000 crowns.", "It costs 1,000 crowns!"),
        ("He said it is so.", "He said that it is so."),
        ("“Yes”, she said", '"Yes", she said'),
        ("one\ntwo\nthree", "one two three"),
    ],
)
def test_a_slip_that_is_mended_is_no_change(before, after):
    assert changed(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("It has 8 stops.", "It has 9 stops.", '"8" became "9"'),
        ("It has eight stops.", "It has nine stops.", '"eight" became "nine"'),
        ("It grew by 1.5% in May.", "It grew by 15% in May.", '"1.5%" became "15%"'),
        ("He did accept it.", "He did not accept it.", '"not" was added'),
        ("They are not there.", "They are there.", '"not" was taken out'),
        ("It went to Berne.", "It went to Berlin.", '"Berne" became "Berlin"'),
        ("It went to Tokio.", "It went to Tokyo.", '"Tokio" became "Tokyo"'),
        ("The council approved it.", "The council rejected it.", '"approved" became "rejected"'),
        ("Prices increase now.", "Prices decrease now.", '"increase" became "decrease"'),
        ("It could happen.", "It would happen.", '"could" became "would"'),
        ("It was legal.", "It was illegal.", '"legal" became "illegal"'),
        ("It ends. Fine.", "It ends. Nobody was asked before. Fine.", '"Nobody was asked before" was added'),
        ("Es war nicht so.", "Es war so.", '"nicht" was taken out'),
    ],
)
def test_another_meaning_is_told_in_words(before, after, said):
    assert changed(before, after) == [said]


def test_a_site_sets_how_many_other_words_may_change():
    before, after = "The large old house burnt down.", "The big old building burnt down."

    assert changed(before, after, 2) == []
    assert changed(before, after, 1) == ['"large" became "big"', '"house" became "building"']


def test_a_number_counts_whatever_the_threshold():
    assert changed("A big hall of 80 seats.", "A large hall of 90 seats.", 5) == ['"80" became "90"']


@given(st.text(max_size=120))
def test_a_text_never_differs_from_itself(text):
    assert changed(text, text) == []


@given(st.lists(st.sampled_from(["the", "not", "a", "Berlin", "eight", "8", "went", "tram", "trams", ",", ".", "\n"]), max_size=20), st.lists(st.sampled_from(["the", "not", "a", "Berlin", "eight", "8", "went", "tram"]), max_size=20))  # fmt: skip
def test_any_two_texts_can_be_compared(one, other):
    for said in changed(" ".join(one), " ".join(other)):
        assert "became" in said or "was added" in said or "was taken out" in said


def test_a_word_knows_its_place_in_what_was_written():
    word = words_of([(4, "See the tram now", "See [the *tram*](x) now")])[2]

    assert (word.text, word.line, word.column) == ("tram", 4, 11)
