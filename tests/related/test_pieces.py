"""What stands between the blanks of texts, found in their bytes: the same as Python finds, whatever stands there."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.related import pieces, term_numbers
from pelican.plugins.related.pieces import Seen, cut
from pelican.plugins.related.term_numbers import NUMBERS, numbers_in
from pelican.plugins.related.words import words_of

LETTERS = st.sampled_from(
    ["a", "b", "\0", "\u00e9", "\u042f", "\u2014", "\u201c", "\u3042", "\ud83d", "\ude00", "\U0001f600", "\u0085"]
)
PIECES = st.builds(
    lambda letters, count: (letters * count)[:count],
    st.lists(LETTERS, min_size=1, max_size=4).map("".join),
    st.sampled_from([1, 2, 5, 7, 8, 15, 16, 31, 32, 70]),
)
BLANKS = st.sampled_from([" ", " ", "\n", "\u00a0", "\u2003", "\u3000", "\x1f", "\u2028"])
TEXTS = st.lists(st.one_of(PIECES, BLANKS, BLANKS), max_size=12).map("".join)


def told(texts: list[str]) -> list[list[str]]:
    made = cut(texts, 32)
    found = iter([made.piece(*one) for one in zip(made.begins.tolist(), made.sizes.tolist(), strict=True)])
    return [[next(found) for _ in range(count)] for count in made.counts]


@given(st.lists(TEXTS, max_size=5))
@example([])
@example(["", "", "a"])
def test_texts_are_cut_as_python_cuts_them(texts):
    assert told(texts) == [text.split() for text in texts]


def test_every_blank_of_python_s_is_one():
    letters = "".join(map(chr, range(0x110000)))
    assert told([f"a{letters}b"]) == [f"a{letters}b".split()]


@given(st.lists(st.tuples(st.sampled_from(["en", "fr", "ja"]), TEXTS), max_size=6))
def test_the_numbers_of_texts_are_those_of_their_words(texts):
    found = numbers_in(texts)
    words = [words_of(piece, lang) for lang, text in texts for piece in text.split()]
    sizes = [sum(len(words_of(piece, lang)) for piece in text.split()) for lang, text in texts]

    assert found.numbers.tolist() == [NUMBERS[word] for some in words for word in some]
    assert found.sizes.tolist() == sizes
    assert found.lengths.tolist() == [len(text.split()) for _, text in texts]


def test_pieces_that_want_the_same_slot_are_told_apart(monkeypatch):
    texts = [("en", " ".join(f"w{n % 40} seventeen-letters{n % 30}" for n in range(200)))] * 3
    expected = numbers_in(texts)
    monkeypatch.setattr(pieces, "MIX", 0)
    for remembered in (-1, 500_000, 500_000):  # the first begins anew
        monkeypatch.setattr(term_numbers, "_REMEMBERED", remembered)
        assert numbers_in(texts).numbers.tolist() == expected.numbers.tolist()


@pytest.mark.parametrize("words", [2, 4])
def test_what_was_put_is_found_again_and_nothing_else(words):
    seen, texts = Seen(words), [f"{n:x}" * 3 for n in range(9_000)]
    made = cut([" ".join(texts)], 32)
    mine = np.flatnonzero((made.sizes < seen.size) & (np.arange(len(texts)) % 3 > 0))
    for some in np.split(mine, [5, 1_000, 4_000]):
        seen.add(seen.words(made, some), some + 7)
    found = seen.find(seen.words(made, np.arange(len(texts))))

    assert (found[np.arange(len(texts)) % 3 == 0] == -1).all()
    assert (found[mine] == mine + 7).mean() > 0.9
    assert ((found[mine] == mine + 7) | (found[mine] == -1)).all()


def test_a_piece_and_the_same_with_a_zero_behind_it_are_two():
    seen, made = Seen(2), cut(["a a\0 \0 ab"], 32)
    seen.add(seen.words(made, np.array([0])), np.array([5]))

    assert seen.find(seen.words(made, np.arange(4))).tolist() == [5, -1, -1, -1]
