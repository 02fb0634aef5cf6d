"""Whom a story is most like: the same whether many are asked for at once or each alone, and what a look at everybody would find."""

import numpy as np
import pytest
from pelican.plugins.related import matching, mentions
from pelican.plugins.related.analyses import analyses_of
from pelican.plugins.related.index import Index, Rarity
from pelican.plugins.related.likeness import times
from pelican.plugins.related.matching import (
    Found,
    Pool,
    asked,
    found,
    looked_at,
    may_reach,
    remembered,
    scored,
    with_headlines,
)
from pelican.plugins.related.tables import ordered

from .test_updates import Desk

LIMIT = 2
PARTS = ("other", "score", "looked", "bare", "final", "least")


def a_pool(seed: int, *, undated: bool = False) -> tuple[Pool, Index]:
    """Some two hundred stories in one index and thirty in a second one; of a tenth nothing is to be found. Of all the time is known, or of most."""
    documents = list(Desk(seed, 230).archive.values())
    rarity = Rarity.among(len(documents))
    analyses = analyses_of(documents)
    first = Index.of(analyses[:200], rarity)
    days, order, alive = times(documents)
    alive[::10] = False
    days = days if undated else np.nan_to_num(days, nan=400.0)
    return Pool.of((first, Index.of(analyses[200:], rarity, first.uses)), days, order, alive), first


def lists(pool: Pool, index: Index, rows: "np.ndarray") -> Found:
    return found(pool, index, rows, pool.hours[rows], rows, LIMIT)


@pytest.mark.parametrize("cells", [1, 700, 50_000])
@pytest.mark.parametrize("looked", [4, 9, 40])
def test_many_at_once_have_the_lists_of_each_alone(monkeypatch, cells, looked):
    monkeypatch.setattr(matching, "LOOKED_AT", looked)
    pool, index = a_pool(7)
    each = [lists(pool, index, np.array([row])) for row in range(index.size)]
    monkeypatch.setattr(matching, "_CELLS", cells)
    monkeypatch.setattr(matching, "_AT_HAND", cells)
    monkeypatch.setattr(mentions, "_CELLS", cells)
    made = lists(pool, index, np.arange(index.size))

    assert made.row.tolist() == [n for n, one in enumerate(each) for _ in one.row]
    for part in PARTS:
        assert (getattr(made, part) == np.concatenate([getattr(one, part) for one in each])).all(), part


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("looked", "following"), [(4, 0), (4, 3), (9, 2), (40, 16)])
@pytest.mark.parametrize("undated", [False, True])
def test_nobody_is_overlooked(monkeypatch, seed, looked, following, undated):
    """Time takes from a score, so few are looked at in time: against a look at all."""
    monkeypatch.setattr(matching, "LOOKED_AT", looked)
    monkeypatch.setattr(matching, "NEXT", following)
    pool, index = a_pool(seed, undated=undated)
    assert (pool.since is None) == undated
    rows = np.arange(index.size)
    made, count = lists(pool, index, rows), looked_at(LIMIT)
    queries = asked(index, rows, pool.visits)
    for row in rows[::4].tolist():
        one = queries.rows(np.array([row]))
        elsewhere = matching.as_columns_of(pool.indexes[1], index, one, index.telling)
        products = np.concatenate([one.product(index.holders), elsewhere.product(pool.indexes[1].holders)], axis=1)[0]
        scores = scored(pool, products, pool.scales, pool.hours[row], pool.hours)
        scores[~pool.alive], scores[row] = 0.0, 0.0
        best = np.sort(scores[scores >= 1])[::-1]
        width, last = remembered(LIMIT), best[count - 1] if len(best) >= count else 1.0
        looked_up = np.flatnonzero(scores >= last)
        final = with_headlines(pool, index, np.full(len(looked_up), row), looked_up, scores[looked_up])
        ranked = looked_up[np.lexsort((pool.order[looked_up], -final))][:width]
        beyond = best[width] if len(best) > width else 0.0
        after = np.setdiff1d(np.flatnonzero(scores > beyond), looked_up)
        after = after[np.lexsort((pool.order[after], -scores[after]))]
        known = [*ranked, *after]

        assert made.looked[row][: len(known)].tolist() == known
        assert (made.looked[row][len(known) :] == -1).all()
        assert made.final[row][: len(ranked)].tolist() == np.sort(final)[::-1][:width].tolist()
        assert (made.final[row][len(ranked) :] == 0).all()
        if len(looked_up) > width:
            assert (made.bare[row] == 0).all()
        else:
            assert made.bare[row][: len(known)].tolist() == scores[known].tolist()
            assert made.least[row] == (scores[known].min() if len(best) > width else 0.0)
    assert (made.looked >= index.size).any(), "both indexes are looked through"


@pytest.mark.parametrize("widest", [1, 40, 1 << 21, 1 << 40, 1 << 62])
def test_whole_numbers_are_sorted_as_numpy_sorts_them(widest):
    """Those that fit into one number, and those that do not; of equal ones each keeps its place."""
    chance = np.random.default_rng(widest)
    for count in (0, 1, 2, 300):
        keys = chance.integers(0, 5, count), -chance.integers(0, widest, count), chance.integers(0, 3, count)
        assert ordered(*keys).tolist() == np.lexsort(keys[::-1]).tolist()
        scores = keys[0], keys[1].astype(np.float64)
        assert ordered(*scores).tolist() == np.lexsort(scores[::-1]).tolist()


@pytest.mark.parametrize("least", [1.0, 2.0, 3.0, 40.0, 500.0])
def test_who_cannot_reach_a_score_does_not(least):
    """Of all who hold a term of a story; and it says something of most of them."""
    pool, index = a_pool(3)
    rows = np.arange(index.size)
    products = asked(index, rows, pool.visits).product(index.holders)
    scales = pool.scales[: index.size]
    scores = scored(pool, products, scales, pool.hours[rows][:, None], pool.hours[: index.size])
    may = may_reach(products, scales, least)

    assert may[scores >= least].all()
    assert least < 500 or not may.all()
