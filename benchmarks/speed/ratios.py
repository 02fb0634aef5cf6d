"""What rows of measurements come to: ratios of builds that stood side by side, and how time grows with the articles. Pure."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .one_build import Cost


@dataclass(frozen=True, slots=True)
class Row:
    """One build: of how many articles, in which round and scenario, by whom, at what cost."""

    articles: int
    round: int
    scenario: str
    name: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class Spread:
    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{_figure(self.median)} ({_figure(self.least)} to {_figure(self.most)})"


def spread_of(values: Sequence[float]) -> Spread | None:
    return Spread(statistics.median(values), min(values), max(values)) if values else None


def ratios(rows: Iterable[Row], name: str, reference: str, scenario: str, what: str) -> list[float]:
    """`what` ("wall", "processor" or "memory") of one contender over that of another, round by round; rounds that one of them misses are left out."""
    found = {(row.name, row.round): getattr(row.cost, what) for row in rows if row.scenario == scenario}
    rounds = sorted({at for who, at in found if who == name and (reference, at) in found})
    return [found[name, at] / found[reference, at] for at in rounds if found[reference, at]]


def seconds(rows: Iterable[Row], name: str, scenario: str, what: str) -> float | None:
    """The median."""
    found = [getattr(row.cost, what) for row in rows if row.name == name and row.scenario == scenario]
    return statistics.median(found) if found else None


def growth(points: Sequence[tuple[int, float]]) -> float | None:
    """The exponent k of seconds = c * articles ** k that fits best, by least squares of the logarithms; None for fewer than two sizes."""
    logs = [(math.log(size), math.log(value)) for size, value in points if value > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    return statistics.linear_regression([x for x, _ in logs], [y for _, y in logs]).slope


def _figure(value: float) -> str:
    return f"{value:.2f}" if value >= 0.095 else f"{value:.3f}"
