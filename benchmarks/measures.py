"""How good lists of related articles are, against what editors linked, grouped or judged.

    python benchmarks/measures.py DATA.jsonl[.gz] RESULT.json

RESULT.json maps the id of an article to the ids of its list, best first. What is right for an article stands in the data itself:
`gains` (id -> how well it fits), else `links` (ids that an editor's link joins it with, in either direction), else `label` (one story;
all who share it belong together), else `labels` (topics; the gain is the share of topics in common, and half of them make it right).
"""

import argparse
import gzip
import json
import math
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
Lists = Mapping[str, Sequence[str]]

#: How many of a list a reader sees, and how many are looked at in all.
SHOWN, LOOKED_AT = 5, 10
#: A list with fewer leaves a hole on the page.
FULL = 3
#: Two texts that share so much of their words are copies (Jaccard).
COPY = 0.8
#: A topic right from this share of topics in common.
ENOUGH_TOPICS = 0.5
#: Reuters-21578: two topics of a third of all articles each, which any method finds.
COMMON_TOPICS = frozenset({"earn", "acq"})

WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Right:
    """What belongs to one article: the gain of each id, and the ids that count as right where only yes or no is asked."""

    gains: Mapping[str, float]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over the `queries`, those articles of which it is known what belongs to them; from `filled` on over all articles."""

    queries: int
    articles: int
    ndcg: float
    mrr: float
    precision: float
    recall: float
    recall_of_ten: float
    filled: float
    coverage: float
    hub: int
    redundancy: float
    copies: float


def read_records(path: Path) -> list[dict[str, Any]]:
    text = (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8")
    with text as lines:
        return [json.loads(line) for line in lines if line.strip()]


def what_is_right(records: Sequence[Record]) -> dict[str, Right]:
    """By id; an article of which nothing is known is left out."""
    known = {record["id"] for record in records}
    for found in (_judged(records, known), _linked(records, known), _of_one_story(records)):
        if found:
            return found
    return _of_like_topics(records)


def _judged(records: Sequence[Record], known: set[str]) -> dict[str, Right]:
    judged = {
        one["id"]: {k: float(v) for k, v in one["gains"].items() if k in known} for one in records if one.get("gains")
    }
    return {name: Right(gains, frozenset(gains)) for name, gains in judged.items() if gains}


def _linked(records: Sequence[Record], known: set[str]) -> dict[str, Right]:
    links = {one["id"]: frozenset(one.get("links") or ()) & known for one in records}
    return {name: Right(dict.fromkeys(ids, 1.0), ids) for name, ids in links.items() if ids}


def _of_one_story(records: Sequence[Record]) -> dict[str, Right]:
    members = defaultdict(set)
    for one in records:
        if one.get("label"):
            members[one["label"]].add(one["id"])
    groups = {name: frozenset(ids - {name}) for ids in members.values() for name in ids}
    return {name: Right(dict.fromkeys(ids, 1.0), ids) for name, ids in groups.items() if ids}


def _of_like_topics(records: Sequence[Record]) -> dict[str, Right]:
    topics = {one["id"]: frozenset(one.get("labels") or ()) for one in records}
    members = defaultdict(list)
    for name, its in topics.items():
        for topic in its:
            members[topic].append(name)
    found = {}
    for name, its in topics.items():
        if not its or its <= COMMON_TOPICS:
            continue
        others = {other for topic in its for other in members[topic]} - {name}
        gains = {other: len(its & topics[other]) / len(its | topics[other]) for other in others}
        ids = frozenset(other for other, gain in gains.items() if gain >= ENOUGH_TOPICS)
        if ids:
            found[name] = Right(gains, ids)
    return found


def ndcg(listed: Sequence[str], right: Right) -> float:
    """Jarvelin and Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002), at SHOWN."""
    best = sorted(right.gains.values(), reverse=True)[:SHOWN]
    return _discounted([right.gains.get(one, 0.0) for one in listed[:SHOWN]]) / _discounted(best)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def each_ndcg(records: Sequence[Record], lists: Lists) -> dict[str, float]:
    """nDCG by query: what two methods are compared by."""
    return {name: ndcg(lists.get(name, ()), right) for name, right in what_is_right(records).items()}


def measured(records: Sequence[Record], lists: Lists) -> Measures:
    """Raises ValueError where an article stands in its own list: such a result is no result."""
    sums: Counter[str] = Counter()
    rights = what_is_right(records)
    for name, right in rights.items():
        listed = list(lists.get(name, ()))[:LOOKED_AT]
        hits = [one in right.ids for one in listed]
        shown = sum(hits[:SHOWN])
        sums["ndcg"] += ndcg(listed, right)
        sums["mrr"] += 1 / (hits.index(True) + 1) if any(hits) else 0.0
        sums["precision"] += shown / min(SHOWN, len(right.ids))
        sums["recall"] += shown / len(right.ids)
        sums["recall_of_ten"] += sum(hits) / min(LOOKED_AT, len(right.ids))
    means = {name: sums[name] / max(1, len(rights)) for name in ("ndcg", "mrr", "precision", "recall", "recall_of_ten")}
    return Measures(queries=len(rights), articles=len(records), **means, **_of_all(records, lists))


def _of_all(records: Sequence[Record], lists: Lists) -> dict[str, Any]:
    words = {
        one["id"]: frozenset(WORD.findall(f"{one.get('title') or ''} {one.get('text') or ''}".lower()))
        for one in records
    }
    inside: Counter[str] = Counter()
    filled, copies, likeness = 0, [], []
    for one in records:
        shown = list(lists.get(one["id"], ()))[:SHOWN]
        if one["id"] in shown:
            raise ValueError(f"{one['id']} stands in its own list")
        inside.update(shown)
        filled += len(shown) >= FULL
        copies += [_jaccard(words[one["id"]], words[other]) >= COPY for other in shown]
        likeness += [_jaccard(words[first], words[second]) for first, second in combinations(shown, 2)]
    return {
        "filled": filled / max(1, len(records)), "coverage": len(inside) / max(1, len(records)),
        "hub": max(inside.values(), default=0), "redundancy": sum(likeness) / max(1, len(likeness)),
        "copies": sum(copies) / max(1, len(copies)),
    }  # fmt: skip


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def gain_with_bounds(
    ours: Mapping[str, float], theirs: Mapping[str, float], *, rounds: int = 2000, seed: int = 1
) -> tuple[float, float, float]:
    """(mean difference, lower, upper): the middle 95 % of a paired bootstrap over the queries (B. Efron, 1979)."""
    differences = [ours[name] - theirs[name] for name in sorted(ours)]
    chance = random.Random(seed)
    means = sorted(statistics.fmean(chance.choices(differences, k=len(differences))) for _ in range(rounds))
    return statistics.fmean(differences), means[int(0.025 * rounds)], means[int(0.975 * rounds)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("result", type=Path)
    given = parser.parse_args()
    found = measured(read_records(given.data), json.loads(given.result.read_text(encoding="utf-8")))
    for name in Measures.__slots__:
        value = getattr(found, name)
        print(f"{name:14} {value:.4f}" if isinstance(value, float) else f"{name:14} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
