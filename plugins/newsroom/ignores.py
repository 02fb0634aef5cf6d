"""What a writer has decided to leave as it is: `# newsroom: ignore W07 because ...` in a header, `<!-- ... -->` in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .links import prose_lines
from .problem import FIXED, RULES, Problem

#: Rules that only some runs look at (the web, git, a built site, a whole archive): an ignore of theirs may be idle in another run.
_NOT_ALWAYS = frozenset({"E11", "E15", "W04", "W13", "W18"})

_OWN_LINE = re.compile(r"^\s*#\s*newsroom:\s*ignore\b(?P<said>.*)$", re.IGNORECASE)
_AFTER_VALUE = re.compile(r"(?:^|\s)#\s*newsroom:\s*ignore\b(?P<said>.*)$", re.IGNORECASE)
_IN_TEXT = re.compile(r"<!--\s*newsroom:\s*ignore\b(?P<said>.{0,500}?)-->", re.IGNORECASE)
_SAID = re.compile(
    r"\s*(?P<rules>[A-Za-z]\d\d(?:(?:\s*,\s*|\s+and\s+|\s+)[A-Za-z]\d\d)*)?\s*(?:because\b[\s:]*(?P<reason>.*))?",
    re.DOTALL,
)
_RULE = re.compile(r"[A-Za-z]\d\d")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One rule that a file is not judged by, and why. `rule` is "" where none was named; `line` and `column` count from 1."""

    rule: str
    reason: str
    line: int
    column: int
    text: str = ""
    """The comment as written."""

    @property
    def holds(self) -> bool:
        """Whether it silences its rule: a rule of this list that a site may judge for itself, with a reason."""
        return self.rule in RULES and self.rule not in FIXED and bool(self.reason)


def ignores_in(text: str, body: str, body_line: int, dialect: str) -> tuple[Ignore, ...]:
    """The ignores of a file: those of its header, the lines of `text` above `body_line`, and those of its body."""
    if "newsroom:" not in text:
        return ()
    return (*_of_header(text.split("\n")[: body_line - 1], dialect), *_of_body(body, body_line))


def faults(ignores: tuple[Ignore, ...], path: str) -> Iterator[Problem]:
    """What is wrong with the ignores themselves."""
    for one in ignores:
        if not one.rule:
            said, remedy = "this ignore names no rule", "write: newsroom: ignore W07 because, and your reason"
        elif one.rule not in RULES:
            said, remedy = f"there is no rule {one.rule} to ignore", "look at the rule's name in the problem"
        elif one.rule in FIXED:
            said, remedy = f"{one.rule} cannot be ignored: it protects readers and sources", "mend what it says"
        elif not one.reason:
            said, remedy = (
                f"{one.rule} is ignored without a reason",
                f"write: ignore {one.rule} because, and your reason",
            )
        else:
            continue
        yield Problem(path, one.line, one.column, "W23", said, remedy)


def idle(ignores: tuple[Ignore, ...], path: str, used: frozenset[str]) -> Iterator[Problem]:
    """The ignores that silenced nothing. `used` are the rules that were silenced in this file."""
    for one in ignores:
        if one.holds and one.rule not in used and one.rule not in _NOT_ALWAYS:
            said = f"nothing here breaks {one.rule} any more, so there is nothing to ignore"
            alone = sum(other.text == one.text and other.line == one.line for other in ignores) == 1
            fix = ((one.text, ""),) if alone else None
            yield Problem(path, one.line, one.column, "W23", said, "take the comment out", fix=fix)


def _of_header(lines: list[str], dialect: str) -> Iterator[Ignore]:
    pattern = _AFTER_VALUE if dialect in ("yaml", "toml") else _OWN_LINE
    for number, line in enumerate(lines, start=1):
        found = pattern.search(line) if "newsroom:" in line else None
        if found:
            at = line.index("#", found.start())
            yield from _each(found["said"], number, at + 1, line[at:])


def _of_body(body: str, body_line: int) -> Iterator[Ignore]:
    for number, line in prose_lines(body):
        for found in _IN_TEXT.finditer(line) if "newsroom:" in line else ():
            yield from _each(found["said"], body_line + number - 1, found.start() + 1, found[0])


def _each(said: str, line: int, column: int, text: str) -> Iterator[Ignore]:
    found = _SAID.match(said)
    assert found is not None  # every part of it is optional
    reason = " ".join((found["reason"] or "").split())
    for rule in _RULE.findall(found["rules"] or "") or [""]:
        yield Ignore(rule.upper(), reason, line, column, text)
