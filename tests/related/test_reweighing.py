"""An index whose terms are held by others too, more or fewer than before, is the one that is made of the same documents then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related import matching
from pelican.plugins.related.analysis import Analysis
from pelican.plugins.related.index import Index, Rarity
from pelican.plugins.related.one_index import asks_on_all_cores
from pelican.plugins.related.reweighing import asks_anew, reweighed
from pelican.plugins.related.term_numbers import NUMBER_SHIFT

TERMS = np.arange(1, 13, dtype=np.uint64) << np.uint64(NUMBER_SHIFT)
RARITY = Rarity(64.0, 20.0)
VISITS = 60.0

documents = st.lists(st.dictionaries(st.integers(0, 11), st.integers(1, 255), max_size=9), min_size=1, max_size=7)
elsewhere = st.lists(st.integers(0, 60), min_size=12, max_size=12)


def an_index(held: list[dict[int, int]], more: list[int]) -> tuple[Index, np.ndarray]:
    """Of documents by their terms with how often they say these, where so many others hold each term; and how many hold it in all."""
    frequency = np.array([more[term] + sum(term in one for one in held) for term in range(12)])
    analyses = [
        Analysis(TERMS[sorted(one)] | np.array([one[term] for term in sorted(one)], np.uint64), TERMS[sorted(one)[:2]])
        for one in held
    ]
    return Index.of(analyses, RARITY, lambda terms: frequency[np.searchsorted(TERMS, terms)]), frequency


def kinds(frequency: np.ndarray) -> list[int]:
    return np.sign(RARITY.of(TERMS, frequency)).tolist()


@given(held=documents, before=elsewhere, after=elsewhere)
def test_an_index_weighed_anew_is_one_that_is_made_anew(held, before, after):
    """But for terms that tell something only before or after."""
    one, then = an_index(held, before)
    old = {name: np.copy(part) for name, part in one.parts().items()}
    kept = [new if is_like else was for new, was, is_like in zip(after, before, np.equal(kinds(then), kinds(an_index(held, after)[1])), strict=True)]  # fmt: skip
    whole, frequency = an_index(held, kept)

    made, rows = reweighed(one, TERMS, RARITY, frequency)

    parts, wanted = made.parts(), whole.parts()
    assert parts.keys() == wanted.keys()
    for name, part in wanted.items():
        assert np.array_equal(parts[name], part), name
        assert np.array_equal(one.parts()[name], old[name]), "values do not change"
    turned = set(np.flatnonzero(RARITY.of(TERMS, then) != RARITY.of(TERMS, frequency)).tolist())
    tells = {term for term in turned if kinds(then)[term] > 0}
    assert rows.tolist() == [row for row, one in enumerate(held) if tells & one.keys()]


@given(held=documents, before=elsewhere, after=elsewhere)
def test_what_is_asked_for_is_known_again_of_those_alone_who_weigh_another_amount(held, before, after):
    one, _ = an_index(held, before)
    _, frequency = an_index(held, after)
    now, rows = reweighed(one, TERMS, RARITY, frequency)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "QUERY_TERMS", 4)
        asks = asks_on_all_cores(one, VISITS)

        made, others, turned = asks_anew(one, now, asks, rows, VISITS)

        assert np.array_equal(made, asks_on_all_cores(now, VISITS))
        for row, *found in zip(rows.tolist(), others.tolist(), turned.tolist(), strict=True):
            was, is_now = (matching.asked(of, np.array([row]), VISITS).indices for of in (one, now))
            is_other = was.tolist() != is_now.tolist()
            assert found == [is_other, not is_other and bool((one.rarities[is_now] != now.rarities[is_now]).any())]


def test_a_term_that_tells_nothing_any_more_is_left_to_who_moves_its_holders():
    one, then = an_index([{0: 40, 1: 40}, {0: 40, 2: 40}], [0] * 12)
    assert kinds(then)[0] == 1

    made, rows = reweighed(one, TERMS[:1], RARITY, np.array([1]))

    assert made is one
    assert rows.tolist() == []
