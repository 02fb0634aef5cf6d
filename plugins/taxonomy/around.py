"""What stands around a topic: the topics that go with it, and the sources of its stories. Pure."""

import heapq
from collections import Counter
from itertools import chain

from ..newsroom.story import Source
from .index import Entry, Index

_SHARED = 2
_LIFT = 1.5
_MOST = 6


def related_topics(entry: Entry, index: Index, total: int) -> tuple[Entry, ...]:
    """The topics that stand with this one more often than chance would have it, the strongest first.

    The measure is lift, n(a and b) * n / (n(a) * n(b)) for n stories: 1 is chance, and less than 1.5 says little. Topics that share
    fewer than two stories, its parents and its children say nothing new and are left out. Ties go to the pair that shares more, then
    by slug.
    """
    known = {entry.term.slug, *entry.children, *(term.slug for term in index.path_to(entry.term))}
    slugs = index.slugs
    shared = Counter(chain.from_iterable([slugs[story.path] for story in entry.stories]))
    sizes = index.sizes
    least = _LIFT * len(entry.stories) / total if total else 0.0
    found = [
        (-count / sizes[slug], -count, slug)
        for slug, count in shared.items()
        if count >= _SHARED and count > least * sizes[slug]
    ]
    best = heapq.nsmallest(_MOST, (one for one in found if one[2] not in known))
    return tuple(other for *_, slug in best if (other := index.get(slug)))


def sources_of(entry: Entry) -> tuple[tuple[Source, int], ...]:
    """The sources of a topic's stories with the number of stories each is credited in, the most used first."""
    named: dict[str, Source] = {}
    counts: Counter[str] = Counter()
    for story in entry.stories:
        for source in {source.slug: source for source in story.sources}.values():
            named.setdefault(source.slug, source)
            counts[source.slug] += 1
    ordered = sorted(counts, key=lambda slug: (-counts[slug], named[slug].name.casefold(), slug))
    return tuple((named[slug], counts[slug]) for slug in ordered)
