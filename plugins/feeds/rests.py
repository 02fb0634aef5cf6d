"""What feeds rest on, in a few bytes for each story: a story stands in the feeds of the site, of its topics and its author, and is looked at once."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.published_files import published_files_of
from ..newsroom.standing import digest_of_plain, standing_of
from ..newsroom.story import Story


class Rests:
    """Of one build."""

    def __init__(self, build: Build) -> None:
        self._build, self._standing = build, build.once(standing_of)
        self._stories: dict[int, tuple[Any, Story]] = {}
        self._rows: dict[int, bytes | None] = {}

    @cached_property
    def around(self) -> bytes | None:
        """What every feed rests on beside its stories: those that were withdrawn, and the pages of authors; None where that cannot be known."""
        gone = [self._standing.of(one) for one in self._build.desk.stories if one.status == "withdrawn"]
        return None if None in gone else digest_of_plain([gone, _people(self._build)])

    def are_stories(self, elements: Sequence[Any]) -> bool:
        """Whether all of Pelican's articles are stories of this build."""
        numbers = list(map(id, elements))
        if all(map(self._stories.__contains__, numbers)):
            return True
        for number, one in zip(numbers, elements, strict=True):
            story = self._build.story_of(one)
            if story is None:
                return False
            self._stories[number] = (one, story)  # the article is held: no other takes its place
        return True

    def of(self, elements: Sequence[Any], most: int | None) -> bytes | None:
        """What the first `most` of Pelican's articles say; None where one of all is no story, or where that cannot be known."""
        if not self.are_stories(elements):
            return None
        rows = []
        for number in map(id, elements[:most]):
            if number not in self._rows:
                self._rows[number] = self._row(*self._stories[number])
            rows.append(self._rows[number])
        return None if None in rows else b"".join(row for row in rows if row)

    def _row(self, article: Any, story: Story) -> bytes | None:
        said = self._standing.of(story)
        return said and digest_of_plain([said, self._standing.printed(article), _size_of_picture(story, self._build)])


def rests_of(build: Build) -> Rests:
    return Rests(build)


def _people(build: Build) -> list[tuple[str, str]]:
    """The pages of authors, which entries lead to."""
    return sorted((slug, place.url) for (kind, slug), place in build.places.items() if kind == "author")


def _size_of_picture(story: Story, build: Build) -> int:
    """What an enclosure says of a file of ours; -1 for none."""
    size = build.once(published_files_of).size(story.image.src) if story.image else None
    return -1 if size is None else size
