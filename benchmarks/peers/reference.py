"""The first engine of ours, in one file: the floor that `plugins/related` must stay above. Frozen; changes belong into the plugin.

A story's 200 heaviest terms (words, pairs of words, tags, categories) are looked up in the vectors of the others, which are scaled by
their length to the power of .75; the sum is divided by a slow logarithm of the days between. Frequencies are rounded to half powers of two.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from records import Record, run

QUERY_TERMS = 200
TITLE, DECK, TEXT, PAIR, TAG, CATEGORY = 4.0, 2.0, 1.0, 0.7, 2.0, 1.0
LENGTH, USUAL_WORDS = 0.2, 500.0
LENGTH_OF_VECTOR = 0.75
DECAY, DECAY_DAYS = 0.25, 2.0
COMMON, COMMON_CAP = 0.2, 5000
SHOWN = 5

WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)?")
MIX = np.uint64(0x9E3779B97F4A7C15)


@cache
def number(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


def words(text: str) -> list[str]:
    found = []
    for word in WORD.findall(text):
        folded = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
        if len(folded) > 1 or not folded.isascii():
            found.append(folded)
    return found


def numbers(terms: Sequence[str]) -> Any:
    return np.fromiter(map(number, terms), np.uint64, len(terms))


def pairs(terms: Any) -> Any:
    return (terms[:-1] * MIX) ^ (terms[1:] + np.uint64(1))


def analysed(record: Record) -> tuple[Any, Any]:
    """(terms, ascending, each once; their weighted counts)."""
    title, deck, text = (numbers(words(record.get(field) or "")) for field in ("title", "deck", "text"))
    shorter = 1 / (1 - LENGTH + LENGTH * (len(title) + len(deck) + len(text)) / USUAL_WORDS)
    tags, categories = (
        numbers([f"{mark}:{name.strip().lower()}" for name in record.get(field) or ()])
        for mark, field in (("t", "tags"), ("c", "categories"))
    )
    pieces = [
        (title, TITLE * shorter), (pairs(title), PAIR), (deck, DECK * shorter), (text, TEXT * shorter), (pairs(text), PAIR),
        (tags, TAG), (categories, CATEGORY),
    ]  # fmt: skip
    terms, places = np.unique(np.concatenate([piece for piece, _ in pieces]), return_inverse=True)
    weights = np.concatenate([np.full(len(piece), weight) for piece, weight in pieces])
    return terms, np.bincount(places, weights=weights, minlength=len(terms)).astype(np.float32)


def day_of(record: Record) -> int:
    try:
        return date.fromisoformat((record.get("date") or "")[:10]).toordinal()
    except ValueError:
        return 0


class Index:
    """Who holds each term that is neither unique nor common, and how much it weighs there."""

    def __init__(self, analyses: Sequence[tuple[Any, Any]], days: Sequence[int]) -> None:
        self.size, self.days = len(analyses), np.asarray(days, np.float32)
        sizes = [len(terms) for terms, _ in analyses]
        all_terms, all_counts = (np.concatenate(column) for column in zip(*analyses, strict=True))
        _, group, frequency = np.unique(all_terms, return_inverse=True, return_counts=True)
        kept = (frequency >= 2) & (frequency <= max(2, min(COMMON * self.size, COMMON_CAP)))
        number_of = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        terms, owners = number_of[group], np.repeat(np.arange(self.size, dtype=np.int32), sizes)
        known = terms >= 0
        terms, owners, counts = terms[known], owners[known], all_counts[known]
        frequency = frequency[kept]
        whole = 2.0 ** np.ceil(np.log2(max(2, self.size)))
        rarity = np.log(1 + whole / 2.0 ** (np.round(2 * np.log2(frequency)) / 2)).astype(np.float32)
        weights = np.log1p(counts) * rarity[terms]
        lengths = np.sqrt(np.bincount(owners, weights=weights.astype(np.float64) ** 2, minlength=self.size))
        lengths[lengths == 0] = 1
        scales = (lengths**-LENGTH_OF_VECTOR).astype(np.float32)
        self.asked = self._queries(terms, weights, owners)
        order = np.argsort(terms, kind="stable")
        self.holders, self.held = owners[order], weights[order] * scales[owners[order]]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=len(frequency)))])

    def _queries(self, terms: Any, weights: Any, owners: Any) -> list[tuple[Any, Any]]:
        bounds = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=self.size))])
        found = []
        for first, last in pairwise(bounds.tolist()):
            its, weigh = terms[first:last], weights[first:last]
            heaviest = np.sort(np.argsort(-weigh, kind="stable")[:QUERY_TERMS])
            found.append((its[heaviest], weigh[heaviest]))
        return found

    def scores(self, place: int) -> Any:
        found = np.zeros(self.size, np.float32)
        for term, weight in zip(*self.asked[place], strict=True):
            first, last = self.starts[term], self.starts[term + 1]
            found[self.holders[first:last]] += weight * self.held[first:last]
        found /= 1 + DECAY * np.log1p(np.abs(self.days - self.days[place]) / DECAY_DAYS)
        found[place] = 0
        return found

    def best(self, place: int, limit: int, ranks: Any) -> list[int]:
        """Ties of five digits go to the newer, then by id."""
        scores = self.scores(place)
        count = min(limit + 5, self.size - 1)
        likely = np.argpartition(-scores, count)[:count] if count < self.size - 1 else np.arange(self.size)
        likely = likely[scores[likely] > 0]
        order = np.lexsort((ranks[likely], -scores[likely].round(5)))
        return [int(other) for other in likely[order][:limit]]


def rescue(lists: list[list[int]]) -> None:
    """An orphan takes the last place shown in the list of its best match whose last stands in another list too."""
    inside = Counter(other for its in lists for other in its[:SHOWN])
    for orphan, own in enumerate(lists):
        if inside[orphan]:
            continue
        for host in own:
            its = lists[host]
            if len(its) >= SHOWN:
                if inside[its[SHOWN - 1]] < 2:
                    continue
                inside[its[SHOWN - 1]] -= 1
            its[:] = [other for other in its if other != orphan]
            its.insert(SHOWN - 1, orphan)
            inside[orphan] += 1
            break


def rank(records: list[Record], limit: int) -> dict[str, list[str]]:
    days = [day_of(record) for record in records]
    index = Index([analysed(record) for record in records], days)
    order = sorted(range(len(records)), key=lambda place: (-days[place], records[place]["id"]))
    ranks = np.empty(len(records), int)
    ranks[order] = np.arange(len(records))
    lists = [index.best(place, limit, ranks) for place in range(len(records))]
    rescue(lists)
    return {records[place]["id"]: [records[other]["id"] for other in its] for place, its in enumerate(lists)}


if __name__ == "__main__":
    run(rank)
