"""What can be wrong with the terms of a whole site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from ..newsroom.story import Story
from .index import shared_slugs
from .indexes import registries_of, uses


def problems(build: Build) -> Iterator[Problem]:
    def line_of(story: Story, kind: str) -> int:
        return build.desk.readings[story.path].line(kind)

    yield from shared_slugs(uses(build.archive.stories), registries_of(build), line_of)
