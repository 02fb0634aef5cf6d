"""Publishes `related` for templates: computed once per build, over the stories that readers may see."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from pelican import signals

from ..newsroom.answers import of_stories, of_story
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.garbage import undisturbed
from ..newsroom.story import Story
from .found import begun, collected
from .kept_lists import KeptLists
from .reasons import in_time
from .site_selection import selection_of


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
        self._said: dict[str, tuple[Any, ...]] = {}

    @cached_property
    def _lists(self) -> KeptLists:
        return self._build.once(collected).lists

    def _packed(self, article: Any) -> bytes:
        """The list under a story as it is kept: paths, roles and reasons, and nothing of what other stories say."""
        story = self._build.story_of(article)
        return self._lists.packed.get(story.path, b"") if story else b""

    @of_stories(besides="_packed")
    def _listed(self, article: Any) -> tuple[Any, ...]:
        """All that is shown under a story, in plain values: each story with what it says and where it stands, and why, before that is put into words."""
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        shown = [(self._build.story_at(row[0]), row) for row in self._lists.row(story.path)]
        return tuple(
            [(self._says(one), row, in_time(story, one) if row[1] == "more" else row[1]) for one, row in shown if one]
        )

    def _says(self, story: Story) -> tuple[Any, ...]:
        """What a story says of itself in the lists in which it stands, in plain values."""
        known = self._said.get(story.path)
        if known is None:
            day = story.date.isoformat() if story.date else ""
            known = (story.title, story.url, day, story.lang, self._newsroom.article_of(story) is None)
            self._said[story.path] = known
        return known

    @of_story(also="_listed")
    def of(self, article: Any) -> tuple[Item, ...]:
        """What to read next, in the order to show it in, each with its `role` and `reason`; nothing for a story that readers may not see."""
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        said = self._build.words(story.lang)
        shown = [
            (self._build.story_at(path), role, reason.said(said))
            for path, role, reason in self._lists.get(story.path, ())
        ]
        return tuple(
            Item(
                one.title,
                one.url,
                role,
                reason,
                one.date,
                one.lang,
                self._newsroom.article_of(one),
                in_time(story, one) if role == "more" else role,
            )
            for one, role, reason in shown
            if one
        )


def _prepared(build: Build) -> None:
    """Hold what the lists are made from: they were taken up as they were kept, and the first change of a story will ask for it."""
    with undisturbed():
        _ = build.once(selection_of).all_entries


def publish_related(generator: Any) -> None:
    """Where another process finds the lists the build goes on until somebody asks for one, and at the latest until pages are made that may show one."""
    build = desk_of(generator.settings)
    generator.context["related"] = Related(build, generator.context["newsroom"])
    lists = build.once(begun)
    if lists.is_under_way:
        build.before_pages("related", lists, partial(build.once, collected))
        return
    found = build.once(collected)
    build.lasting.at_leisure("related", partial(_prepared, build) if found.are_kept else None)


def register() -> None:
    signals.article_generator_finalized.connect(publish_related)
