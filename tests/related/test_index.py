"""Who holds a term: what an index says of any of them."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related import index, postings
from pelican.plugins.related.analysis import Analysis
from pelican.plugins.related.index import Index, Rarity
from pelican.plugins.related.term_numbers import NUMBER_SHIFT


def a_term(number: int) -> int:
    return number << NUMBER_SHIFT


def an_analysis(numbers: set[int]) -> Analysis:
    terms = np.array([a_term(one) for one in sorted(numbers)], np.uint64)
    return Analysis(terms | np.uint64(40), terms[:1])


@pytest.mark.parametrize("floor", [1, 40])
@given(
    held=st.lists(st.sets(st.integers(1, 12), max_size=8), min_size=1, max_size=9), asked=st.sets(st.integers(0, 14))
)
def test_an_index_knows_of_each_term_who_holds_it(floor, held, asked):
    """Of those that tell something, those that stand everywhere, those that nobody shares and those that nobody holds."""
    uses = Counter(number for one in held for number in one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "COMMON_FLOOR", floor)
        made = Index.of([an_analysis(one) for one in held], Rarity.among(len(held)))
    terms = np.array([a_term(one) for one in sorted(asked)], np.uint64)

    assert made.uses(terms).tolist() == [uses[one] for one in sorted(asked)]
    assert made.holding(terms).tolist() == [place for place, one in enumerate(held) if one & asked]
    shared = {one for one in asked if uses[one] > 1}
    assert made.headed(terms).tolist() == [place for place, one in enumerate(held) if one and min(one) in shared]
    assert Index.of_parts(made.parts()).uses(terms).tolist() == made.uses(terms).tolist()


@pytest.mark.parametrize("at_once", [1, 3, 7])
@given(held=st.lists(st.sets(st.integers(1, 12), max_size=8), min_size=1, max_size=9))
def test_an_index_is_the_same_however_much_of_it_is_made_at_once(at_once, held):
    whole = made_of(held, postings.AT_ONCE)

    assert {name: part.tolist() for name, part in made_of(held, at_once).parts().items()} == {name: part.tolist() for name, part in whole.parts().items()}  # fmt: skip


def made_of(held: list[set[int]], at_once: int) -> Index:
    """Of documents by the numbers of their terms, of which those that three of them hold stand everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "AT_ONCE", at_once)
        patch.setattr(index, "COMMON_FLOOR", 2)
        return Index.of([an_analysis(one) for one in held], Rarity.among(len(held)))


def test_an_index_takes_the_analyses_that_it_is_made_of():
    analyses = [an_analysis({1, 2}), an_analysis({2, 3})]
    made = Index.of(analyses, Rarity.among(2))

    assert analyses == []
    assert made.uses(np.array([a_term(one) for one in (1, 2, 3)], np.uint64)).tolist() == [1, 2, 1]


@given(some=st.sets(st.integers(1, 40)), others=st.sets(st.integers(1, 40)))
def test_where_the_terms_of_one_index_stand_in_another_is_the_same_whichever_is_the_larger(some, others):
    one, other = (Index.of([an_analysis(held), an_analysis(held)], Rarity.among(2)) for held in (some, others))

    for asking, asked in ((one, other), (other, one), (one, other)):
        column, known = asking.columns_in(asked)
        wanted = asked.columns(asking.terms)

        assert known.tolist() == wanted[1].tolist()
        assert column[known].tolist() == wanted[0][known].tolist()
