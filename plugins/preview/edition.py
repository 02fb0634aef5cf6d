"""What the process that builds and the process that serves tell each other. Plain values: they cross a pipe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from ..newsroom.problem import ERROR, Problem
from ..newsroom.report import facts

#: So many warnings are shown over a page.
_WARNINGS = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of building once.

    `complete` says whether there is a new edition to show; without one the pages of the last stay. `problems` are those of the
    stories that somebody will read over a page, as `newsroom check --format json` prints them: every error, and the first of all the
    `warnings`. `failures` are sentences about what is no story: a template, a setting, a plugin. `began` is when the build began to read, in nanoseconds since 1970. `watched` are the folders and files whose change asks for another build, `code` those whose change asks for another process.
    """

    complete: bool
    problems: Sequence[Mapping[str, Any]] = ()
    warnings: int = 0
    failures: Sequence[str] = ()
    seconds: float = 0.0
    began: int = 0
    stories: int = 0
    watched: Sequence[str] = ()
    code: Sequence[str] = ()

    @property
    def errors(self) -> int:
        return len(self.failures) + len([one for one in self.problems if one["severity"] == "error"])


def shown(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Those of a build that are shown over a page: a large site has tens of thousands of warnings, and nobody waits for all of them."""
    errors = [one for one in problems if one.severity == ERROR]
    warnings = islice((one for one in problems if one.severity != ERROR), _WARNINGS)
    return [facts(one) for one in (*errors, *warnings)]


class Entry(NamedTuple):
    """A story of the site, for the list of proof sheets: where it stands, and what a reader would know of it."""

    path: str
    title: str
    status: str
    url: str
    slug: str
    lang: str
    date: str = ""
    embargo: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: its bytes, or None where there is none; `failure` says why it could not be made."""

    body: bytes | None
    failure: str = ""
