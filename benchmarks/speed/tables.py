"""The results as a page of Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .edits import SCENARIOS
from .ratios import Row, growth, ratios, seconds, spread_of

#: Whom the others are compared with, where they took part, and how their tables are headed.
REFERENCES = {"Hugo": "Hugo", "Hugo, related on": "Hugo with its related articles on", "Pelican": "stock Pelican"}
#: Who is not compared with whom: the one line of stock Pelican says what it needs to.
OURS = ("Newsroom", "the same")


@dataclass
class Run:
    """All that a run has found so far: `memory` in mebibytes and `written` (files, mebibytes) of a clean build, by contender; `dropped` says
    why one was left out, and `is_broken` that one was because its build or its output was not right.
    """

    sizes: Sequence[int]
    names: Sequence[str]
    machine: Sequence[str]
    rows: list[Row] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)
    written: dict[str, tuple[int, float]] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    is_broken: bool = False
    loads: list[str] = field(default_factory=list)
    is_complete: bool = False


def page(run: Run, title: str, plots: Sequence[str], notes: Sequence[str]) -> str:
    """The page, for one size of site or, where there are several, for growth."""
    blocks = [f"# {title}", "\n".join(f"- {fact}" for fact in _facts(run)), "\n\n".join(notes)]
    blocks += [f"![{plot.removesuffix('.svg')}]({plot})" for plot in plots]
    blocks += _growth(run) if len(run.sizes) > 1 else _comparisons(run)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(run: Run) -> list[str]:
    facts = [*run.machine]
    if run.loads:
        facts.append(
            f"load of the last minute at the beginning {run.loads[0]}, at the end {run.loads[-1]}, at most {max(run.loads, key=float)}"
        )
    facts += [f"**{name} was left out**: {why}" for name, why in run.dropped.items()]
    return facts if run.is_complete else [*facts, "**The run was broken off**: these are the rows that it had"]


def _comparisons(run: Run) -> list[str]:
    blocks = []
    for reference, shown in REFERENCES.items():
        if reference in run.names:
            names = [name for name in run.names if reference == "Hugo" or name.startswith(OURS)]
            for what, unit in (("wall", "time"), ("processor", "seconds of processor")):
                if what == "wall" or reference == "Hugo":
                    blocks += [f"## Times {shown}: {unit}", _ratio_table(run, names, reference, what)]
    blocks += ["## Seconds, and what is held and written", _seconds_table(run)]
    return blocks


def _ratio_table(run: Run, names: Sequence[str], reference: str, what: str) -> str:
    """A line for each contender, a column for each scenario: the median of the ratios, and the smallest and largest."""
    scenarios = _scenarios(run)
    lines = []
    for name in names:
        if name != reference:
            spreads = [spread_of(ratios(run.rows, name, reference, one, what)) for one in scenarios]
            lines.append([name, *(str(one) if one else "-" for one in spreads)])
    return _table(["", *(SCENARIOS[one] for one in scenarios)], lines)


def _seconds_table(run: Run) -> str:
    scenarios = _scenarios(run)
    lines = []
    for name in run.names:
        walls = [seconds(run.rows, name, one, "wall") for one in scenarios]
        files, mebibytes = run.written.get(name, (0, 0.0))
        lines.append([
            name, *("-" if one is None else f"{one:.2f}" for one in walls), f"{run.memory.get(name, 0):.0f}", str(files), f"{mebibytes:.0f}",
        ])  # fmt: skip
    return _table(["s", *(SCENARIOS[one] for one in scenarios), "MiB held, cold", "files", "MiB written"], lines)


def exponents(run: Run, name: str, scenario: str) -> tuple[float | None, list[tuple[int, float]]]:
    """How the processor's seconds grow with the articles, and the points."""
    points = [
        (size, value) for size in run.sizes
        if (value := seconds([row for row in run.rows if row.articles == size], name, scenario, "processor")) is not None
    ]  # fmt: skip
    return growth(points), points


def _growth(run: Run) -> list[str]:
    blocks = []
    for scenario in _scenarios(run):
        lines = []
        for name in run.names:
            exponent, points = exponents(run, name, scenario)
            known: Mapping[int, float] = dict(points)
            shown = [f"{known[size]:.2f}" if size in known else "-" for size in run.sizes]
            lines.append([name, "-" if exponent is None else f"{exponent:.2f}", *shown])
        heads = ["s of processor", "exponent", *(f"{size:,}" for size in run.sizes)]
        blocks += [f"## {SCENARIOS[scenario].capitalize()}", _table(heads, lines)]
    return blocks


def _scenarios(run: Run) -> list[str]:
    met = {row.scenario for row in run.rows}
    return [one for one in SCENARIOS if one in met]


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
