"""Publishes `related` for templates: computed once per build, over the stories that readers may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from .lone import problems_of_build
from .selection import selection_of


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list. `article` is Pelican's object, `reason` a few words for readers, `text` what the story says of itself."""

    title: str
    url: str
    role: str
    reason: str
    date: datetime | None
    lang: str
    article: Any
    text: str = ""


class Related:
    """The name `related` in templates."""

    def __init__(self, build: Build, newsroom: Any) -> None:
        self._build, self._newsroom = build, newsroom

    def of(self, article: Any) -> tuple[Item, ...]:
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        return tuple(
            Item(one.story.title, one.story.url, one.role, one.reason, one.story.date, one.story.lang, self._newsroom.article_of(one.story), self._build.description(one.story))
            for one in self._build.once(selection_of).of(story)
        )  # fmt: skip


def publish_related(generator: Any) -> None:
    build = desk_of(generator.settings)
    generator.context["related"] = Related(build, generator.context["newsroom"])
    build.report(problems_of_build(build))


def register() -> None:
    signals.article_generator_finalized.connect(publish_related)
