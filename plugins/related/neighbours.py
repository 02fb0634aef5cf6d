"""What stands beside a story: the rest of its storyline, its category and its archive, the nearest in time first. Pure."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ..newsroom.story import Story
from .document import key_of

_Row = tuple[float, tuple[str, ...]]


class Neighbours:
    """Rows of stories by date; only those of one language stand beside each other."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._rows: dict[tuple[str, str, str], list[Story]] = {}
        for story in sorted(stories, key=_by_date):
            for kind, slug in {("", ""), *_places(story)}:
                self._rows.setdefault((kind, slug, story.lang), []).append(story)

    def of_storyline(self, story: Story) -> Iterator[Story]:
        return self._near(story, "storyline", story.storyline.slug) if story.storyline else iter(())

    def of_category(self, story: Story) -> Iterator[Story]:
        category = story.primary_category
        return self._near(story, "category", category.slug) if category else iter(())

    def of_archive(self, story: Story) -> Iterator[Story]:
        return self._near(story, "", "")

    def _near(self, story: Story, kind: str, slug: str) -> Iterator[Story]:
        """The others of a row, the nearest in time first; of two as near the older."""
        row = self._rows.get((kind, slug, story.lang), [])
        place = bisect_left(row, _by_date(story), key=_by_date)
        before, after = place - 1, place
        while before >= 0 or after < len(row):
            if _apart(story, row, before) <= _apart(story, row, after):
                found, before = row[before], before - 1
            else:
                found, after = row[after], after + 1
            if key_of(found) != key_of(story):
                yield found


def _places(story: Story) -> Iterator[tuple[str, str]]:
    if story.storyline:
        yield "storyline", story.storyline.slug
    if story.primary_category:
        yield "category", story.primary_category.slug


def _apart(story: Story, row: Sequence[Story], place: int) -> float:
    if not 0 <= place < len(row):
        return math.inf
    one, other = story.date, row[place].date
    return abs((one - other).total_seconds()) if one and other else 0.0


def _by_date(story: Story) -> _Row:
    return (story.date.timestamp() if story.date else 0.0, key_of(story))
