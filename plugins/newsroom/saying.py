"""What a build says of its problems on the terminal."""

import os
import sys
from collections.abc import Sequence

from .desk import Build
from .problem import Problem, in_order
from .report import brief, summary


class Said:
    """What the last build of a process said that builds again and again."""

    def __init__(self) -> None:
        self.problems: frozenset[Problem] = frozenset()


def say_new(build: Build) -> None:
    """The problems that were not told yet; where the site is built again and again, not by an earlier build either."""
    _print(in_order(build.untold(build.lasting.of(Said).problems)))


def say_at_the_end(build: Build) -> None:
    """What came up on the way, what is wrong no more where the site is built again and again, and the sum."""
    say_new(build)
    if build.lasting.is_wanted:
        said = build.lasting.of(Said)
        before, said.problems = said.problems, build.verdicts
        gone = in_order(before - said.problems)
        if gone:
            print(f"newsroom: {summary(gone)} fewer:", file=sys.stderr)
            _print(gone)
    if build.problems:
        print(f"newsroom: {summary(build.problems)}", file=sys.stderr)


def _print(problems: Sequence[Problem]) -> None:
    if problems:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        print(brief(problems, colour=colour), file=sys.stderr, flush=True)
