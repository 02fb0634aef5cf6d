"""What can be wrong with the glossary."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.options import nearest
from ..newsroom.problem import Problem


def problems(build: Build) -> Iterator[Problem]:
    file = build.site.registry("glossary")
    names = build.names
    for entry in build.registries.glossary:
        if not entry.definition:
            yield Problem(
                file,
                entry.line,
                1,
                "E00",
                f'"{entry.name}" is not explained',
                "write definition: and a sentence below it",
            )
        if entry.key_story and entry.key_story not in names:
            near = nearest(entry.key_story, sorted(names))
            remedy = f'did you mean "{near}"?' if near else "write the slug or id of a story"
            yield Problem(
                file,
                entry.line,
                1,
                "W22",
                f'the key_story "{entry.key_story}" of {entry.slug} leads to no story',
                remedy,
            )
