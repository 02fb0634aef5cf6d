"""The overlap meter: how much of a text is somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.attribution.command import rows
from pelican.plugins.attribution.overlap import overlap_of, passages

THEIRS = "The council voted on Tuesday to build the tram line across the old harbour bridge, after ten years of talk."


def test_the_share_counts_words_in_runs_of_five():
    ours = "We asked around. The council voted on Tuesday to build the tram line; nobody was surprised by that at all here."

    found = overlap_of(ours, THEIRS)

    assert (found.longest, found.run) == (10, "the council voted on tuesday to build the tram line")
    assert found.share == pytest.approx(10 / 21)


def test_five_words_in_a_row_are_a_run_and_four_are_none():
    five, four = "the council voted on Tuesday", "the council voted on"

    assert overlap_of(f"Nobody knew that {five}.", THEIRS).share == pytest.approx(5 / 8)
    assert overlap_of(f"Nobody knew that {four} Monday.", THEIRS).share == 0


def test_a_run_of_a_long_text_is_found_however_common_its_words_are():
    """A matcher that passes over common words would find no run in a text of two hundred words."""
    theirs = " ".join(["the tram of the harbour"] * 60)
    ours = "New: the tram of the harbour, the tram of the harbour."

    assert overlap_of(ours, theirs).longest == 10
    assert [len(piece.ours.split()) for piece in passages(ours, theirs) if piece.shared] == [10]


def test_the_same_text_is_all_theirs_however_it_is_set():
    assert overlap_of(THEIRS.upper().replace(",", " --\n"), THEIRS).share == 1
    assert overlap_of("Words of our own about quite another matter.", THEIRS).share == 0
    assert overlap_of("", THEIRS).share == overlap_of(THEIRS, "").share == 0


def test_both_stand_side_by_side():
    ours = "First of all: the council voted on Tuesday to build the tram line, they said."
    pieces = list(passages(ours, THEIRS))

    assert [(piece.shared, piece.ours) for piece in pieces] == [
        (False, "First of all"),
        (True, "the council voted on Tuesday to build the tram line"),
        (False, "they said"),
    ]
    shown = list(rows(pieces, 60))
    assert shown[0].split() == ["ours", "|", "theirs"]
    assert all(len(row) <= 60 for row in shown)


@given(st.text("ab ,.", max_size=200), st.text("ab ,.", max_size=200))
def test_a_share_is_a_share_and_no_word_is_lost(ours, theirs):
    assert 0 <= overlap_of(ours, theirs).share <= 1
    assert "".join(piece.ours.replace(" ", "") for piece in passages(ours, theirs)).count("a") == ours.count("a")
