"""Publishes `history` for templates: what readers may see of a story's changes."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.story import Story
from .change_log import Change, ChangeLog, change_of
from .meaning import in_meaning
from .options import Options
from .versions import History, history_of


class StoryHistory:
    """The name `history` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._history = build.once(history_of) if build.options("HISTORY", Options).change_log else None

    def of(self, content: Any) -> ChangeLog:
        """The changes of a published story; nothing where the site does not show them, or has no git."""
        story = self._build.story_of(content)
        if self._history is None or story is None or not story.is_article or story.status != "published":
            return ChangeLog()
        changes = tuple(_changes(story, self._history, self._build))
        return ChangeLog(changes, self._history.checkout.is_cut)


def _changes(story: Story, history: History, build: Build) -> "list[Change]":
    chain = history.versions.get(story.path, ())
    found = []
    for newer, older in pairwise(chain):
        if not history.was_public(older, newer.made):
            break
        before, after = history.facts(older), history.facts(newer)
        notes = [one.split(" ", 2)[2] for one in after.notes if one not in before.notes]
        grave = in_meaning(history.edits(older, newer), history.options.words)
        if grave or notes:
            day = datetime.fromtimestamp(newer.made, build.site.zone).date()
            found.append(change_of(day, notes, history.words(newer), grave))
    return found


def publish_history(generator: Any) -> None:
    generator.context["history"] = StoryHistory(desk_of(generator.settings))


def register() -> None:
    signals.article_generator_finalized.connect(publish_history)
