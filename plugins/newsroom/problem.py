"""A problem: something a writer must mend. Where it is, what is wrong, and what to do."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
OFF = "off"

#: Rule -> its severity unless the site says otherwise. Ids never change their meaning.
RULES: Mapping[str, str] = {
    **{f"E{n:02}": ERROR for n in range(21)},
    **{f"W{n:02}": WARNING for n in range(1, 23)},
    "E14": WARNING,
    "W11": OFF,
    "W14": OFF,
}

#: Rules whose severity a site cannot change: a story that breaks them would harm readers or sources.
FIXED = frozenset({"E00", "E02", "E03", "E06", "E07", "E12", "E18", "E19"})

#: Rules that keep a story out of a published build: rights, embargo, safety.
WITHHOLDING = frozenset({"E03", "E05", "E18", "E19"})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` and `column` count from 1; 0 says the fault has no line (a missing key, a whole file)."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str
    severity: str = ""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"no such rule: {self.rule}")
        if not self.severity:
            object.__setattr__(self, "severity", RULES[self.rule])

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    @property
    def where(self) -> str:
        """`content/tram.md:4`, or the file alone."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.where}: {self.rule} {self.message}{remedy}"


def some(names: Sequence[str], most: int = 5) -> str:
    """The first names of a list, and how many more there are: a message stays one that can be read."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def judged(problems: Iterable[Problem], severity: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems as this site judges them: severities of `severity` (rule -> error, warning, off) applied, sorted, each once."""
    kept = set()
    for problem in problems:
        changed = None if problem.rule in FIXED else severity.get(problem.rule)
        mended = dataclasses.replace(problem, severity=changed) if changed else problem
        if mended.severity != OFF:
            kept.add(mended)
    return tuple(sorted(kept))
