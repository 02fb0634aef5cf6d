"""What stands beside a story: the rest of its storyline, its category and its archive, the nearest in time first. Pure."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from .facts import Facts

_Row = tuple[float, tuple[str, ...]]


class Neighbours:
    """Rows of stories by date; only those of one language stand beside each other."""

    def __init__(self, stories: Iterable[Facts]) -> None:
        self._rows: dict[tuple[str, str, str], list[tuple[_Row, Facts]]] = {}
        for row in sorted([(_by_date(story), story) for story in stories], key=lambda one: one[0]):
            for kind, slug in _places(row[1]):
                self._rows.setdefault((kind, slug, row[1].lang), []).append(row)

    def of_storyline(self, story: Facts) -> Iterator[Facts]:
        return self._near(story, "storyline", story.storyline[0]) if story.storyline else iter(())

    def of_category(self, story: Facts) -> Iterator[Facts]:
        return self._near(story, "category", story.category) if story.category else iter(())

    def of_archive(self, story: Facts) -> Iterator[Facts]:
        return self._near(story, "", "")

    def _near(self, story: Facts, kind: str, slug: str) -> Iterator[Facts]:
        """The others of a row, the nearest in time first; of two as near the older."""
        row = self._rows.get((kind, slug, story.lang), [])
        place = bisect_left(row, _by_date(story), key=lambda one: one[0])
        before, after = place - 1, place
        while before >= 0 or after < len(row):
            if _apart(story, row, before) <= _apart(story, row, after):
                found, before = row[before][1], before - 1
            else:
                found, after = row[after][1], after + 1
            if found.path != story.path:
                yield found


def _places(story: Facts) -> Iterator[tuple[str, str]]:
    yield "", ""
    if story.storyline:
        yield "storyline", story.storyline[0]
    if story.category:
        yield "category", story.category


def _apart(story: Facts, row: Sequence[tuple[_Row, Facts]], place: int) -> float:
    return abs(story.when - row[place][0][0]) if 0 <= place < len(row) else math.inf


def _by_date(story: Facts) -> _Row:
    return (story.when, story.key)
