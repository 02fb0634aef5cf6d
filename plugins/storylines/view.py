"""The name `storylines` in templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.markup import html_of
from ..newsroom.named import Named
from ..newsroom.story import Story
from .options import Options
from .threads import Thread, periods, threads_of


@dataclass(frozen=True, slots=True)
class Part:
    """A story of a storyline: its title, its address below the site's, and what happened, in a sentence or two."""

    title: str
    url: str
    lang: str
    date: datetime | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What happened on one day, or in the month of `start`."""

    start: date
    is_day: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class StorylinePage(Named):
    """A storyline as readers see it. `description` is HTML, `feed` a path below the site's address or "".

    `count` is how many parts it has, `first` and `last` their dates. An open one begins with what is new, a closed one at the
    beginning. A thin one has one part and no description: search engines leave it out.
    """

    name: str
    slug: str
    url: str
    is_open: bool
    count: int
    first: datetime | None
    last: datetime | None
    description: Any = ""
    feed: str = ""
    periods: tuple[PeriodView, ...] = ()
    is_thin: bool = False

    @property
    def length(self) -> int:
        """`count`, under a name that no topic has: who reads of how many parts a storyline has reads of no topic how many stories it has."""
        return self.count


@dataclass(frozen=True, slots=True)
class Around:
    """Where a story stands in its storyline: part `number` of `line.count`, the parts just before it and just after it."""

    line: StorylinePage
    number: int
    earlier: tuple[Part, ...] = ()
    since: tuple[Part, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the parts that are shown."""
        return tuple(part.url for part in (*self.earlier, *self.since))


class Storylines:
    """The name `storylines` in templates."""

    def __init__(self, build: Build) -> None:
        self._build, self._threads = build, build.once(threads_of)
        self.options = build.options("STORYLINES", Options)
        self._pages: dict[str, StorylinePage] = {}
        self._around: dict[str, Around] = {}

    def of(self, content: Any) -> Around | None:
        """The storyline of one of Pelican's articles; None where it has none, or is not published."""
        story = self._build.story_of(content)
        thread = self._threads.get(story.storyline.slug) if story and story.storyline else None
        if story is None or thread is None or story.status != "published":
            return None
        if story.path not in self._around:
            earlier, since = thread.around(story, self.options.around)
            number = (thread.place_of(story) or 0) + 1
            self._around[story.path] = Around(self.page(thread), number, self._parts(earlier), self._parts(since))
        return self._around[story.path]

    @cached_property
    def all(self) -> tuple[StorylinePage, ...]:
        """Every storyline: the open ones before the closed, the one with the newest part first."""
        pages = [self.page(thread) for thread in self._threads.values()]
        return tuple(
            sorted(pages, key=lambda one: (not one.is_open, -(one.last.timestamp() if one.last else 0.0), one.slug))
        )

    def page(self, thread: Thread) -> StorylinePage:
        """What the page of a storyline shows: its parts by days or months, and how long it has run."""
        if thread.slug not in self._pages:
            self._pages[thread.slug] = self._page(thread)
        return self._pages[thread.slug]

    def _page(self, thread: Thread) -> StorylinePage:
        stories = thread.told_in(self._build.site.lang)
        place = self._build.places.get(("storyline", thread.slug))
        told = periods(stories[::-1] if thread.is_open else stories, self.options.days)
        return StorylinePage(
            thread.name,
            thread.slug,
            place.url if place else "",
            thread.is_open,
            len(stories),
            stories[0].date,
            stories[-1].date,
            html_of(thread.entry.description) if thread.entry else "",
            self.options.feed.format(slug=thread.slug),
            tuple(PeriodView(one.start, one.is_day, self._parts(one.stories)) for one in told),
            bool(place and not place.indexed),
        )

    def _parts(self, stories: Iterable[Story]) -> tuple[Part, ...]:
        return tuple(
            Part(story.title, story.url, story.lang, story.date, self._build.description(story)) for story in stories
        )
