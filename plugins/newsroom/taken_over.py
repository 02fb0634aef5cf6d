"""What a process that lives on takes over from its last build, because what it was made from is the same.

After one edit nearly every answer is the one of before. Most edits change a text and nothing else: then all that follows from the heads
of stories, and not from their words, is what it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

from .desk import Build
from .registry import Registries, Registry
from .standing import standing_of
from .told import told_of

T = TypeVar("T")


class _Answers:
    """What was made, by what made it, while stories and what they rest on were as `rest` says."""

    def __init__(self) -> None:
        self.rest: Any = None
        self.made: dict[Callable[[Build], Any], Any] = {}


def rest_of_heads(build: Build) -> Any:
    """What is another whenever anything is, but for the words of a story: what the stories say besides, in their order, the registries and
    catalogues, the names of the templates. Settings and code are those of the process. None where that cannot be known.
    """
    heads = build.once(standing_of).heads
    return None if heads is None else (heads, _told(build.registries), build.own_words, _templates(build))


def of_heads(make: Callable[[Build], Iterable[T]]) -> Callable[[Build], tuple[T, ...]]:
    """Mark a function of a build: what it gives follows from what `rest_of_heads` names, and from nothing else, and holds no story, for a
    story holds its words. A process that lives on asks it again only where that is another than in its last build.

    What reports a problem while it is made is made in every build: the problem is wanted, too.
    """

    @wraps(make)
    def given(build: Build) -> tuple[T, ...]:
        rest = build.once(rest_of_heads) if build.lasting.is_wanted else None
        if rest is None:
            return tuple(make(build))
        answers = build.lasting.of(_Answers)
        if answers.rest != rest:
            answers.rest, answers.made = rest, {}
        if make not in answers.made:
            before = build.reported
            made = tuple(make(build))
            if build.reported != before:
                return made
            answers.made[make] = made
        found: tuple[T, ...] = answers.made[make]
        return found

    return given


def _told(registries: Registries) -> str:
    """As they were read: their files may be others by now."""
    parts = (getattr(registries, one.name) for one in fields(registries))
    return told_of([(one.exists, list(one)) if isinstance(one, Registry) else one for one in parts])


def _templates(build: Build) -> tuple[tuple[str, ...], ...]:
    """The names in the folders in which a template may lie."""
    return tuple([tuple(sorted(one.name for one in folder.iterdir())) if folder.is_dir() else () for folder in build.template_folders])  # fmt: skip
