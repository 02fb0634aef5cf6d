"""Publishes `related` for templates: computed once per build, over the stories that readers may see."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Options:
    """`RELATED = {...}`. `limit` is how many stories stand under a story; pins are always shown."""

    limit: int = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list. `article` is Pelican's object, `reason` a few words for readers."""

    title: str
    url: str
    role: str
    reason: str
    date: datetime | None
    lang: str
    article: Any


class Related:
    """The name `related` in templates."""

    def __init__(self, build: Build, newsroom: Any) -> None:
        self._build, self._newsroom = build, newsroom

    def of(self, article: Any) -> tuple[Item, ...]:
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        return tuple(
            Item(one.story.title, one.story.url, one.role, one.reason, one.story.date, one.story.lang, self._newsroom.article_of(one.story))
            for one in self._selection.of(story)
        )  # fmt: skip

    @cached_property
    def _selection(self) -> Selection:
        limit = self._build.options("RELATED", Options).limit
        return Selection(self._build.archive, self._build.registries, limit=limit, junk=self._build.site.options.junk)


def publish_related(generator: Any) -> None:
    generator.context["related"] = Related(desk_of(generator.settings), generator.context["newsroom"])


def register() -> None:
    signals.article_generator_finalized.connect(publish_related)
