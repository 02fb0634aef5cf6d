"""What stands around a topic: the topics that go with it, and the sources of its stories. Pure."""

from collections import Counter

from ..newsroom.story import Source
from .index import Entry, Index

_SHARED = 2
_MOST = 6


def related_topics(entry: Entry, index: Index, total: int) -> tuple[Entry, ...]:
    """The topics that stand with this one more often than chance would have it, the strongest first.

    The measure is lift, n(a and b) * n / (n(a) * n(b)) for n stories: 1 is chance. Topics that share fewer than two stories, its parents
    and its children say nothing new and are left out. Ties go to the pair that shares more, then by name.
    """
    mine = {story.path for story in entry.stories}
    known = {entry.term.slug, *entry.children, *(term.slug for term in index.path_to(entry.term))}
    shared: Counter[str] = Counter()
    for story in entry.stories:
        shared.update({term.slug for term in index.terms(story)} - known)
    found = []
    for slug, count in shared.items():
        other = index.get(slug)
        if other is None or count < _SHARED:
            continue
        lift = count * total / (len(mine) * len(other.stories))
        if lift > 1:
            found.append((-round(lift, 9), -count, other.term.name.casefold(), slug, other))
    return tuple(row[-1] for row in sorted(found)[:_MOST])


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
