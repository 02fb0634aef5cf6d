"""An index whose terms are held by others too, more or fewer than before, is the one that is made of the same documents then."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related import matching
from pelican.plugins.related.analysis import Analysis
from pelican.plugins.related.index import Index, Rarity
from pelican.plugins.related.one_index import asks_on_all_cores
from pelican.plugins.related.reweighing import asks_anew, asks_of, in_rows, last_asked, reweighed
from pelican.plugins.related.tables import Table
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


def is_left_out(then: int, now: int) -> bool:
    """Whether a term of one kind belongs into another index when it is of another kind: only what told something may fall silent."""
    return then != now and (then, now) != (1, -1)


def kept_as_before(held: list[dict[int, int]], before: list[int], after: list[int]) -> list[int]:
    """How many others hold each term after: as before, where it would belong into another index."""
    told = zip(kinds(an_index(held, before)[1]), kinds(an_index(held, after)[1]), strict=True)
    return [was if is_left_out(*kind) else now for kind, was, now in zip(told, before, after, strict=True)]


@given(held=documents, before=elsewhere, after=elsewhere)
def test_an_index_weighed_anew_is_one_that_is_made_anew(held, before, after):
    """But for terms that are left out; and a term that fell silent has a column, in which it weighs nothing."""
    one, then = an_index(held, before)
    old = {name: np.copy(part) for name, part in one.parts().items()}
    whole, frequency = an_index(held, kept_as_before(held, before, after))

    made, rows = reweighed(one, TERMS, RARITY, frequency)

    silent = {term for term in range(12) if (kinds(then)[term], kinds(frequency)[term]) == (1, -1)} & {term for one in held for term in one}  # fmt: skip
    parts, wanted = made.parts(), whole.parts()
    assert parts.keys() == wanted.keys()
    for name, part in wanted.items():
        assert silent or np.array_equal(parts[name], part), name
        assert np.array_equal(one.parts()[name], old[name]), "values do not change"
    for name in ("scale", "own", "title_sum", "alone", "lone"):
        assert np.array_equal(parts[name], wanted[name]), name
    assert set(made.terms[: made.telling][made.frequency == 0].tolist()) == {TERMS[n] for n in silent}
    everybody = np.arange(len(held))
    for index in (made, whole):
        assert np.array_equal(index.holders.turned().data, index.weights.data)
    assert told(made, made.weights) == told(whole, whole.weights)
    assert told(made, made.titles) == told(whole, whole.titles)
    assert told(made, matching.asked(made, everybody, VISITS)) == told(whole, matching.asked(whole, everybody, VISITS))
    assert np.array_equal(made.uses(TERMS), whole.uses(TERMS))
    turned = set(np.flatnonzero(RARITY.of(TERMS, then) != RARITY.of(TERMS, frequency)).tolist())
    tells = {term for term in turned if kinds(then)[term] > 0}
    assert rows.tolist() == [row for row, one in enumerate(held) if tells & one.keys()]


@given(held=documents, before=elsewhere, between=elsewhere, after=elsewhere)
def test_the_way_to_how_many_hold_a_term_now_does_not_matter(held, before, between, after):
    """What fell silent tells something again as if it never had."""
    one, _ = an_index(held, before)
    kind = kinds(an_index(held, before)[1])
    back = [was if is_left_out(*pair) else now for pair, was, now in zip(zip(kind, kinds(an_index(held, after)[1]), strict=True), before, after, strict=True)]  # fmt: skip
    _, now = an_index(held, back)
    _, then = an_index(held, kept_as_before(held, before, between))

    straight = reweighed(one, TERMS, RARITY, now)[0]
    round_about = reweighed(reweighed(one, TERMS, RARITY, then)[0], TERMS, RARITY, now)[0]

    for name, part in straight.parts().items():
        assert np.array_equal(round_about.parts()[name], part), name


def told(index: Index, table: Table) -> list[dict[int, int]]:
    """What each row says of which terms, without what weighs nothing."""
    rows = [slice(*table.indptr[row : row + 2]) for row in range(table.shape[0])]
    return [
        {
            term: n
            for term, n in zip(index.terms[table.indices[row]].tolist(), table.data[row].tolist(), strict=True)
            if n
        }
        for row in rows
    ]


@given(held=documents, before=elsewhere, after=elsewhere, terms=st.integers(1, 9))
def test_what_is_asked_for_is_the_same_by_row_and_by_term(held, before, after, terms):
    one, _ = an_index(held, before)
    now, _ = reweighed(one, TERMS, RARITY, an_index(held, after)[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "QUERY_TERMS", terms)
        for index in (one, now):
            everybody = np.arange(index.size)
            by_row = in_rows(index, everybody, VISITS)
            last = last_asked(matching.asked(index, everybody, VISITS))

            assert asks_of(index, *last).tolist() == replace(index.weights, data=by_row).turned().data.tolist()


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
