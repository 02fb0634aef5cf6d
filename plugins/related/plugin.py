"""Publishes `related` for templates: computed once per build, over the stories that readers may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.carrier import Carrier
from ..newsroom.desk import Build
from ..newsroom.story import Story
from .kept_lists import Entry, keep, kept
from .lone import problems_of_build
from .selection import in_time, selection_of


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list. `hook` is the role as other people's tools know it: a filler ("more") is what it is in time. `article` is Pelican's object, `reason` a few words for readers, `text` what the story says of itself."""

    title: str
    url: str
    role: str
    reason: str
    date: datetime | None
    lang: str
    article: Any
    hook: str
    text: str = ""


class Related:
    """The name `related` in templates."""

    def __init__(self, build: Build, newsroom: Any) -> None:
        self._build, self._newsroom = build, newsroom
        self._kept = kept(build)
        self._found: dict[str, list[Entry]] = {}
        self._new: dict[str, list[Entry]] = {}
        build.carriers.append(Carrier(self._taken, self._found.update))

    def of(self, article: Any) -> tuple[Item, ...]:
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        said = self._build.words(story.lang)
        shown = [(self._build.story_at(path), role, reason.said(said)) for path, role, reason in self._entries(story)]
        return tuple(
            Item(
                one.title, one.url, role, reason, one.date, one.lang, self._newsroom.article_of(one),
                in_time(story, one) if role == "more" else role,
            )
            for one, role, reason in shown if one
        )  # fmt: skip

    def keep(self) -> None:
        """For the next build, when this one has asked for every list."""
        if self._kept is None and self._found.keys() == {story.path for story in self._build.archive}:
            keep(self._build, self._found)

    def _taken(self) -> dict[str, list[Entry]]:
        new, self._new = self._new, {}
        return new

    def _entries(self, story: Story) -> Sequence[Entry]:
        if self._kept is not None:
            return self._kept.get(story.path, ())
        if story.path not in self._found:
            selection = self._build.once(selection_of)
            if not self._found:
                selection.prepare_reasons()
            entries = selection.entries(story)
            self._found[story.path] = self._new[story.path] = [
                (other.path, role, reason) for other, role, reason in entries
            ]
        return self._found[story.path]


def publish_related(generator: Any) -> None:
    build = desk_of(generator.settings)
    generator.context["related"] = Related(build, generator.context["newsroom"])
    build.report(problems_of_build(build))
    _published.clear()  # a build that failed while Pelican watches has never come to its end
    _published[id(build)] = generator.context["related"]


def keep_lists(pelican: Any) -> None:
    related = _published.pop(id(desk_of(pelican.settings)), None)
    if related:
        related.keep()


#: By the identity of their builds, which hold on to them until the end.
_published: dict[int, Related] = {}


def register() -> None:
    signals.article_generator_finalized.connect(publish_related)
    signals.finalized.connect(keep_lists)
