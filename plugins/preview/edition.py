"""What the process that builds and the process that serves tell each other. Plain values: they cross a pipe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of building once.

    `complete` says whether there is a new edition to show; without one the pages of the last stay. `problems` are those of the
    stories, as `newsroom check --format json` prints them; `failures` are sentences about what is no story: a template, a setting,
    a plugin. `began` is when the build began to read, in nanoseconds since 1970. `watched` are the folders and files whose change asks for another build, `code` those whose change asks for another process.
    """

    complete: bool
    problems: Sequence[Mapping[str, Any]] = ()
    failures: Sequence[str] = ()
    seconds: float = 0.0
    began: int = 0
    stories: int = 0
    watched: Sequence[str] = ()
    code: Sequence[str] = ()

    @property
    def errors(self) -> int:
        return len(self.failures) + len([one for one in self.problems if one["severity"] == "error"])


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
