"""A problem: something a writer must mend. Where it is, what is wrong, and what to do."""

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

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


#: What a problem says, without its fix.
Row = tuple[str, int, int, str, str, str, str]


class _Said(NamedTuple):
    path: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str
    severity: str


class Problem(_Said):
    """`line` and `column` count from 1; 0 says the fault has no line (a missing key, a whole file).

    A tuple, for each build holds tens of thousands: Python itself makes, counts and sorts them. `fix` is no part of what one says.
    """

    fix: tuple[tuple[str, str], ...] | None = None
    """What makes the line right without asking anybody: (what stands there, what should), one after the other."""

    def __new__(
        cls,
        path: str,
        line: int,
        column: int,
        rule: str,
        message: str,
        remedy: str,
        severity: str = "",
        fix: tuple[tuple[str, str], ...] | None = None,
    ) -> "Problem":
        if rule not in RULES:
            raise ValueError(f"no such rule: {rule}")
        made = tuple.__new__(cls, (path, line, column, rule, message, remedy, severity or RULES[rule]))
        if fix is not None:
            vars(made)["fix"] = fix
        return made

    @classmethod
    def revived(
        cls, rows: Iterable[Row], fixes: Iterable[tuple[int, tuple[tuple[str, str], ...]]] = ()
    ) -> "tuple[Problem, ...]":
        """Many, by what each says, and the fixes of some by their places among them. Nothing is looked at again."""
        made = tuple(map(partial(tuple.__new__, cls), rows))
        for at, fix in fixes:
            vars(made[at])["fix"] = fix
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a problem is what it is: {name}")

    def __reduce__(self) -> tuple[type["Problem"], tuple[object, ...]]:
        """For another process."""
        return Problem, (*self, self.fix)

    def judged_as(self, severity: str) -> "Problem":
        return Problem(*self[:-1], severity, self.fix)

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
        judged = problem.judged_as(changed) if changed else problem
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
        return tuple(sorted(some))
    here = set(map(id, some))
    found = [one for one in before if id(one) in here]
    for one in new:
        insort(found, one)
    return tuple(found)
