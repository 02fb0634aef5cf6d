"""Which stories owe something to which source. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..newsroom.problem import Problem
from ..newsroom.story import Story


@dataclass(frozen=True, slots=True)
class Debts:
    """A source with the stories that credit it, in the order of the archive, each once."""

    slug: str
    name: str
    stories: tuple[Story, ...]


def by_source(stories: Iterable[Story]) -> tuple[Debts, ...]:
    """The sources of the stories, by name."""
    found: dict[str, tuple[str, dict[str, Story]]] = {}
    for story in stories:
        for source in story.sources:
            found.setdefault(source.slug, (source.name, {}))[1].setdefault(story.path, story)
    made = [Debts(slug, name, tuple(owing.values())) for slug, (name, owing) in found.items()]
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.slug)))


def shared_slugs(stories: Sequence[Story]) -> list[Problem]:
    """A problem at every story that names a source whose page another name has too."""
    names: dict[str, dict[str, str]] = {}
    for story in stories:
        for source in story.sources:
            names.setdefault(source.slug, {}).setdefault(source.name, story.path)
    return [
        Problem(
            path,
            1,
            0,
            "E13",
            f'the source "{name}" has one page with {_others(name, spelled)}',
            "use one of the names",
            "error",
        )
        for spelled in names.values()
        if len({name.casefold() for name in spelled}) > 1
        for name, path in sorted(spelled.items())
    ]


def _others(name: str, spelled: Iterable[str]) -> str:
    return ", ".join(f'"{other}"' for other in sorted(spelled) if other != name)
