"""A problem: something a writer must mend. Where it is, what is wrong, and what to do."""

import dataclasses
import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from .rule_book import BOOK

#: Signs that control a terminal or end a line.
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

ERROR = "error"
WARNING = "warning"
OFF = "off"

#: Rule -> its severity unless the site says otherwise.
RULES: Mapping[str, str] = {rule: entry.severity for rule, entry in BOOK.items()}

#: Rules whose severity a site cannot change.
FIXED = frozenset(rule for rule, entry in BOOK.items() if entry.fixed)

#: Rules that keep a story out of a published build: rights, embargo, safety.
WITHHOLDING = frozenset({"E03", "E05", "E18", "E19"})

#: So many problems find their places in an order one by one.
_FEW = 100


def asked_for(severity: Mapping[str, str]) -> tuple[str, ...]:
    """The rules that are off by themselves and that a site's severities switch on."""
    return tuple(sorted(rule for rule, usual in RULES.items() if usual == OFF and severity.get(rule, OFF) != OFF))


class _Hashed:
    """A place for the hash of a problem, which is no part of what it says: it is another one in another process."""

    __slots__ = ("_hash",)
    _hash: int


@dataclass(frozen=True, slots=True, order=True)
class Problem(_Hashed):
    """`line` and `column` count from 1; 0 says the fault has no line (a missing key, a whole file)."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str
    severity: str = ""
    fix: tuple[tuple[str, str], ...] | None = field(default=None, compare=False, repr=False)
    """What makes the line right without asking anybody: (what stands there, what should), one after the other."""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"no such rule: {self.rule}")
        if not self.severity:
            object.__setattr__(self, "severity", RULES[self.rule])

    def __hash__(self) -> int:
        """Made once: a process that builds again and again asks of the same tens of thousands each time."""
        try:
            return self._hash
        except AttributeError:
            object.__setattr__(self, "_hash", hash(_ORDER(self)))
            return self._hash

    def __reduce__(self) -> tuple[type["Problem"], tuple[object, ...]]:
        """For another process: tens of thousands go from one to the other, and Python's own way looks each time which fields there are."""
        return Problem, (*_ORDER(self), self.fix)

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    @property
    def where(self) -> str:
        """`content/tram.md:4`, or the file alone."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return in_one_line(f"{self.where}: {self.rule} {self.message}{remedy}")


def in_one_line(text: str) -> str:
    """A text with what would break its line, or be obeyed by a terminal, as Python writes it: a file's name may hold a newline."""
    return text if text.isprintable() else _BREAKING.sub(lambda found: repr(found[0])[1:-1], text)


def some(names: Sequence[str], most: int = 5) -> str:
    """The first names of a list, and how many more there are: a message stays one that can be read."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


@dataclass(frozen=True, slots=True)
class Judge:
    """How a site judges: `severity` is rule -> error, warning or off, `ignored` the rules that a file is not judged by, by path."""

    severity: Mapping[str, str] = field(default_factory=dict)
    ignored: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def ignores(self, problem: Problem) -> bool:
        """Whether the file says that it is meant as it is."""
        return problem.rule in self.ignored.get(problem.path, ()) and problem.rule not in FIXED

    def verdicts(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The verdicts on many problems, those left out that are none here."""
        if self.severity or self.ignored:
            yield from filter(None, map(self.verdict, problems))
        else:
            yield from (problem for problem in problems if problem.severity != OFF)

    def verdict(self, problem: Problem) -> Problem | None:
        """The problem with the severity that it has here; None where it is none."""
        changed = None if problem.rule in FIXED else self.severity.get(problem.rule)
        judged = dataclasses.replace(problem, severity=changed) if changed else problem
        return None if judged.severity == OFF or (self.ignored and self.ignores(problem)) else judged


def judged(problems: Iterable[Problem], judge: Judge) -> tuple[Problem, ...]:
    """The problems as a site judges them: sorted, each once."""
    return in_order(dict.fromkeys(judge.verdicts(problems)))


def in_order(problems: Iterable[Problem], before: Sequence[Problem] = ()) -> tuple[Problem, ...]:
    """The problems, each of which comes once, by file, line and column. `before` is such an order of an earlier time, which most of them stand in:
    where these belong is not asked again.
    """
    some, known = list(problems), set(map(id, before))
    new = [one for one in some if id(one) not in known] if before else some
    if len(new) > _FEW:
        return tuple(sorted(some, key=_ORDER))
    here = set(map(id, some))
    found = [one for one in before if id(one) in here]
    for one in new:
        insort(found, one, key=_ORDER)
    return tuple(found)


_ORDER = attrgetter("path", "line", "column", "rule", "message", "remedy", "severity")
