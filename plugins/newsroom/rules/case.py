"""One story before its rules: what was read, and where each value and each line of it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from ..outline import Outline
from ..problem import Problem
from ..story import Story
from ..yaml_text import Position


@dataclass(frozen=True, slots=True)
class Case:
    """`outline` is that of the body; `place` gives (line, column) of a value of the header named with dots."""

    story: Story
    outline: Outline
    place: Callable[[str], Position]

    def at(self, key: str, rule: str, message: str, remedy: str, severity: str = "") -> Problem:
        """A problem with a value of the header."""
        return Problem(self.story.path, *self.place(key), rule, message, remedy, severity)

    def on(self, line: int, column: int, rule: str, message: str, remedy: str, severity: str = "") -> Problem:
        """A problem with the text; `line` counts from 1 in the body."""
        return Problem(self.story.path, self.story.body_line + line - 1, column, rule, message, remedy, severity)
