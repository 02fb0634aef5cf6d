"""The parts of each storyline, in order, and what of it stands before and after one story. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..newsroom.desk import Build
from ..newsroom.registry import Storyline
from ..newsroom.story import Story


class Thread:
    """A storyline with its parts, the oldest first. A part is one story in all its languages, the site's own first."""

    def __init__(
        self, slug: str, name: str, parts: Sequence[tuple[Story, ...]], entry: Storyline | None = None
    ) -> None:
        self.slug, self.name, self.parts, self.entry = slug, name, tuple(parts), entry
        self._told: dict[str, tuple[Story, ...]] = {}
        self._places = {story.path: at for at, part in enumerate(self.parts) for story in part}

    @property
    def is_open(self) -> bool:
        """Whether the newsroom goes on with it; one that is in no registry is open."""
        return self.entry is None or self.entry.status != "closed"

    def told_in(self, lang: str) -> tuple[Story, ...]:
        """The parts, each in this language where it is there, else in the site's, else in any."""
        if lang not in self._told:
            self._told[lang] = tuple(next((one for one in part if one.lang == lang), part[0]) for part in self.parts)
        return self._told[lang]

    def place_of(self, story: Story) -> int | None:
        """Which part a story is, counted from 0; None for a story of another storyline."""
        return self._places.get(story.path)

    def around(self, story: Story, most: int) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
        """At most so many parts before and after the one that a story is, the oldest first, in its language where they are."""
        at = self.place_of(story)
        if at is None:
            return (), ()
        told = self.told_in(story.lang)
        return told[max(0, at - most) : at], told[at + 1 : at + 1 + most]


@dataclass(frozen=True, slots=True)
class Period:
    """The parts of one day, or of the month of `start`."""

    start: date
    is_day: bool
    stories: tuple[Story, ...]


def threads_of(build: Build) -> Mapping[str, Thread]:
    """The storylines that a published story is part of, by slug."""
    gathered: dict[str, tuple[str, dict[str, list[Story]]]] = {}
    for story in build.archive:
        if story.storyline:
            _, parts = gathered.setdefault(story.storyline.slug, (story.storyline.name, {}))
            parts.setdefault(build.archive.pair_of(story), []).append(story)
    return {
        slug: Thread(slug, name, _in_order(parts, build.site.lang), build.registries.storylines.get(slug))
        for slug, (name, parts) in sorted(gathered.items())
    }


def periods(stories: Sequence[Story], days: int) -> tuple[Period, ...]:
    """The stories by day where they lie within so many days of each other, else by month, in the order given."""
    dates = [story.date.date() for story in stories if story.date]
    by_day = not dates or (max(dates) - min(dates)).days <= days

    def start_of(story: Story) -> date:
        assert story.date is not None
        return story.date.date() if by_day else story.date.date().replace(day=1)

    return tuple(Period(start, by_day, tuple(group)) for start, group in groupby(stories, key=start_of))


def _in_order(parts: Mapping[str, Sequence[Story]], lang: str) -> tuple[tuple[Story, ...], ...]:
    """A part stands where its story in the site's language stands: a translation may come weeks later."""
    told = [tuple(sorted(versions, key=lambda one: (one.lang != lang, one.lang))) for versions in parts.values()]

    def moment(part: tuple[Story, ...]) -> tuple[float, str, str]:
        first = part[0]
        assert first.date is not None
        return first.date.timestamp(), first.slug, first.path

    return tuple(sorted(told, key=moment))
