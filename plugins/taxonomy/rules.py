"""What can be wrong with the terms of a whole site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.options import nearest
from ..newsroom.problem import Problem
from ..newsroom.story import Story
from .index import shared_slugs
from .indexes import registries_of, uses


def problems(build: Build) -> Iterator[Problem]:
    def place_of(story: Story, kind: str) -> tuple[int, int]:
        return build.desk.readings[story.path].place(kind)

    for key, registry in registries_of(build).items():
        file = build.site.registry(key)
        for topic in registry:
            if topic.key_story and topic.key_story not in build.names:
                near = nearest(topic.key_story, sorted(build.names))
                remedy = f'did you mean "{near}"?' if near else "write the slug or id of a story"
                said = f'key_story "{topic.key_story}" of {topic.name} is no story'
                yield Problem(file, topic.line, 0, "W22", said, remedy)
    yield from shared_slugs(uses(build), registries_of(build), place_of)
