"""A seal finds what befell the parts that it was made of."""

from itertools import pairwise

import pytest
from pelican.plugins.newsroom.seals import SIZE, seal_of

PARTS = ("content/tides.md", b"\x00\x01" * 40, "The moon pulls, and water follows. " * 20)
WHOLE = seal_of(*PARTS)


def test_it_has_its_size_and_is_the_same_wherever_it_is_made():
    assert WHOLE.hex() == "ef61db361c030000"
    assert len(WHOLE) == SIZE


def test_text_counts_as_its_bytes():
    assert seal_of("Größe") == seal_of("Größe".encode()) == seal_of(memoryview("Größe".encode()))


def test_half_of_a_character_can_be_sealed():
    assert seal_of("\ud83d") != seal_of("\ud83e")


@pytest.mark.parametrize("nth", range(len(PARTS)))
def test_no_altered_bit_is_missed(nth):
    part = PARTS[nth] if isinstance(PARTS[nth], bytes) else PARTS[nth].encode()
    for bit in range(8 * len(part)):
        altered = bytearray(part)
        altered[bit // 8] ^= 1 << bit % 8
        assert seal_of(*PARTS[:nth], bytes(altered), *PARTS[nth + 1 :]) != WHOLE


def test_no_burst_of_bytes_that_were_altered_is_missed():
    text = PARTS[2].encode()
    for at in range(len(text) - 4):
        for noise in (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"tide"):
            altered = text[:at] + noise + text[at + 4 :]
            assert seal_of(*PARTS[:2], altered) != WHOLE


def test_nothing_that_was_cut_short_or_goes_on_is_taken_for_whole():
    """Zeros are what a disk gives where nothing was written."""
    zeros = [seal_of(bytes(size)) for size in range(70)]

    assert len(set(zeros)) == len(zeros)
    assert all(seal_of(*PARTS[:2], PARTS[2][:end]) != WHOLE for end in range(len(PARTS[2])))


def test_parts_hold_in_their_order_and_up_to_where_they_end():
    assert all(seal_of(one, other) != seal_of(other, one) for one, other in pairwise(PARTS))
    assert seal_of("ab", "c") != seal_of("a", "bc")
    assert seal_of("a") != seal_of("a", "")
