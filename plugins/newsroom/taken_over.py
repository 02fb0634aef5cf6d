"""What a build takes over from the last one, because what it was made from is the same: a process that lives on what it made itself, every
other one what was kept in `.cache/newsroom/`.

After one edit nearly every answer is the one of before. Most edits change a text and nothing else: then all that follows from the heads
of stories, and not from their words, is what it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import UTC
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from .desk import Build
from .extensions import have_others
from .kept_answers import KeptAnswers, file_of
from .registry import Registries, Registry
from .standing import digest_of_plain, standing_of
from .told import told_of

T = TypeVar("T")


class _Answers:
    """What was made, by what made it, while stories and what they rest on were as `rest` says; and what other processes have kept of that."""

    def __init__(self) -> None:
        self.rest: Any = None
        self.made: dict[Callable[[Build], Any], Any] = {}
        self._kept = KeptAnswers(None, b"", UTC)

    def turn(self, rest: Any, build: Build) -> None:
        if self.rest != rest:
            self.rest, self.made = rest, {}
            self._kept = KeptAnswers(build.once(_file), digest_of_plain(told_of(rest)), build.site.zone)

    def of(self, make: Callable[[Build], Iterable[T]], build: Build) -> tuple[T, ...]:
        if make not in self.made:
            found = self._kept.find(make)
            if found is None:
                before, found = build.reported, tuple(make(build))
                if build.reported != before:
                    return found
                self._kept.hold(make, found)
            self.made[make] = found
        known: tuple[T, ...] = self.made[make]
        return known

    def keep(self) -> None:
        self._kept.save()

    def close(self) -> None:
        """Hold nothing twice: what is made lies here, and what others have kept is there for who asks late."""
        self._kept.let_go(self.made)


def rest_of_heads(build: Build) -> Any:
    """What is another whenever anything is, but for the words of a story: what the stories say besides, in their order, the registries and
    catalogues, the names of the templates. Settings and code are those of the process, and stand beside what is kept for others. None where
    that cannot be known.
    """
    heads = build.once(standing_of).heads
    return None if heads is None else (heads, _told(build.registries), build.own_words, _templates(build))


def of_heads(make: Callable[[Build], Iterable[T]]) -> Callable[[Build], tuple[T, ...]]:
    """Mark a function of a build: what it gives follows from what `rest_of_heads` names, and from nothing else, and holds no story, for a
    story holds its words. It is asked again only where that is another than in the last build.

    What reports a problem while it is made is made in every build: the problem is wanted, too.
    """

    @wraps(make)
    def given(build: Build) -> tuple[T, ...]:
        answers = build.once(_answers)
        return answers.of(make, build) if answers else tuple(make(build))

    return given


def keep_answers(build: Build) -> None:
    """Let other processes have what was made; a process that lives on writes it when nobody waits."""
    answers = build.once(_answers)
    if answers and build.lasting.is_wanted:
        build.lasting.at_leisure("answers", answers.keep)
    elif answers:
        answers.keep()
        answers.close()


def _answers(build: Build) -> _Answers | None:
    """What of earlier answers holds in this build; None where nothing can be kept, or nobody knows for how long."""
    if not build.lasting.is_wanted and build.once(_file) is None:
        return None
    rest = build.once(rest_of_heads)
    if rest is None:
        return None
    answers = build.lasting.of(_Answers) if build.lasting.is_wanted else _Answers()
    answers.turn(rest, build)
    return answers


def _file(build: Build) -> Path | None:
    """Where answers are kept for other processes; nowhere where plugins of others may have a hand in them."""
    if have_others(build.setting("PLUGINS") or ()):
        return None
    return file_of(build.site.root / ".cache" / "newsroom", build.settings)


def _told(registries: Registries) -> str:
    """As they were read: their files may be others by now."""
    parts = (getattr(registries, one.name) for one in fields(registries))
    return told_of([(one.exists, list(one)) if isinstance(one, Registry) else one for one in parts])


def _templates(build: Build) -> tuple[tuple[str, ...], ...]:
    """The names in the folders in which a template may lie."""
    return tuple(
        [
            tuple(sorted(one.name for one in folder.iterdir())) if folder.is_dir() else ()
            for folder in build.template_folders
        ]
    )
