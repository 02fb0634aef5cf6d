"""What articles are made of, and those that an earlier build has kept: looked for anew only where a story is another."""

from typing import Any

from .desk import Build
from .kept_articles import KeptArticle, Made
from .story import Story
from .taken_over import rest_of_heads


class TakenUp:
    """What articles are made of by their stories, and those that were kept of that, as the last build of a process that lives on has found both."""

    def __init__(self) -> None:
        self.rest: Any = None
        self.stories: tuple[Story, ...] = ()
        self.made: dict[str, Made] = {}
        self.found: dict[str, tuple[Story, KeptArticle]] = {}

    def turn(self, build: Build, *, is_kept: bool) -> list[Story]:
        """The stories that must be looked at, after which `stories` are to be said: those that are others now, and those of which nothing was kept.
        All of them where any says something else but for its words, or where what was kept is not (`is_kept`).
        """
        rest = build.once(rest_of_heads) if build.lasting.is_wanted else None
        before, self.stories = self.stories, ()
        if not before or rest is None or rest != self.rest or not is_kept:
            self.rest, self.made, self.found = rest, {}, {}
            return list(build.desk.stories)
        lost = self.made.keys() - self.found.keys()
        return [
            now
            for now, was in zip(build.desk.stories, before, strict=True)
            if now is not was or (lost and now.path in lost)
        ]
