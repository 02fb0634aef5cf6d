"""How fast a site of articles is built, by us and by Hugo, Eleventy and stock Pelican: in one run, in turn, as ratios with their spread.

    make bench [BENCH_N=200] [BENCH_ROUNDS=3] [BENCH_GROWTH=1000,2000,5000] [BENCH_EXTRAS=1] [BENCH_ONLY=Hugo,Newsroom] [BENCH_LIMIT=900]

Each round takes the scenarios one after the other, and in each of them every contender once. Before, each is built once without a clock: it
is looked at, and its memory is. After each build its output is: a build that is broken or takes more than `--limit` seconds has no speed,
and its contender is left out from there on. What is found is written to benchmarks/results after every scenario, so that a run that is broken
off has its rows; `--resume` goes on with one of the same code and size.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import machine
from .articles import Archive
from .contenders import ROOT, Contender, Site, contenders, version_of
from .edits import SCENARIOS, Editor
from .one_build import Broken, Cost, TooLong
from .plot import growth_plot, ratio_plot
from .ratios import Row, ratios, spread_of
from .tables import Run, exponents, page

RESULTS = ROOT / "benchmarks" / "results"
#: Seconds for which an edited file has to lie before it counts as settled: our next build would otherwise not trust its time.
SETTLED = 2.2
NOTES = [
    "Every contender builds the same articles: some 900 words, six headings, ten tags, one to three of eight categories (stock Pelican: one), "
    "one of twenty authors. Lists hold twenty. All but the last of ours have the same small theme, one feed, no sitemap. "
    "Ours choose related articles by the whole text, always; Hugo by tags and categories, where it is said. "
    "Ours with our own theme writes what our demo has: feeds of every tag, structured data, licences, a service worker; share pictures and the search are off, or in a line of their own, and the articles have no photographs.",
    "A figure is the median of the ratios of builds that stood side by side, with the smallest and largest. "
    "Cold means without output and caches, the files of the articles in the memory of the machine.",
]


class Bench:
    """One run over one size of site."""

    def __init__(self, run: Run, articles: int, members: Sequence[Contender], folder: Path, limit: float) -> None:
        self._run, self._articles, self._limit = run, articles, limit
        archive = Archive(articles)
        self._editor = Editor(archive)
        self._sites = {}
        for number, one in enumerate(members):
            if one.name not in run.dropped:
                print(f"writing {articles} articles for {one.name}", file=sys.stderr)
                self._sites[one.name] = Site(one, folder / str(number), archive)
        self._settled = time.monotonic() + SETTLED

    def warm_up(self) -> None:
        """Everybody once, without a clock."""
        edit = self._editor.next("cold")
        for name in list(self._sites):
            site = self._sites[name]
            try:
                held = site.memory(self._limit)
                site.look(edit)
            except (Broken, TooLong) as error:
                self._drop(name, error)
                continue
            self._run.memory[name], self._run.written[name] = held, site.written()
            print(f"{'':10}{'warming up':40}{name:42}{held:6.0f} MiB", file=sys.stderr)

    def scenario(self, turn: int, scenario: str) -> None:
        edit = self._editor.next(scenario)
        for site in self._sites.values():
            site.take(edit)
        if scenario == "cold":
            time.sleep(max(0.0, self._settled - time.monotonic()))
        else:
            self._settled = time.monotonic() + SETTLED
        for name in list(self._sites):
            site = self._sites[name]
            if scenario == "cold":
                site.clear()
            try:
                cost = site.build(self._limit)
                site.look(edit)
            except (Broken, TooLong) as error:
                self._drop(name, error)
                continue
            self._run.rows.append(Row(self._articles, turn, scenario, name, cost))
            self._run.loads.append(machine.load())
            shown = f"round {turn:<4}{SCENARIOS[scenario]:40}{name:42}"
            print(f"{shown}{cost.wall:8.2f} s {cost.processor:8.2f} s of processor", file=sys.stderr, flush=True)

    def _drop(self, name: str, error: Exception) -> None:
        at = f" with {self._articles:,} articles" if len(self._run.sizes) > 1 else ""
        self._run.is_broken |= isinstance(error, Broken)
        self._run.dropped[name] = " ".join(f"{error}{at}".split())
        del self._sites[name]
        print(f"bench: {name} is left out: {error}", file=sys.stderr)


class Results:
    """The files of a run in benchmarks/results: a page, a drawing, and the rows to go on with."""

    def __init__(self, name: str, key: dict[str, Any]) -> None:
        self._name, self._key = name, key
        RESULTS.mkdir(exist_ok=True)
        self._rows = RESULTS / f"{name}.jsonl"

    def earlier(self, run: Run, scenarios: Sequence[str], members: int) -> int:
        """Take over the whole rounds of a run that was broken off, and say how many these are."""
        try:
            head, *lines = self._rows.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return 0
        if json.loads(head) != self._key:
            return 0
        rows = [Row(**{**values, "cost": Cost(**values["cost"])}) for values in map(json.loads, lines)]
        done = 0
        while sum(row.round == done + 1 for row in rows) == len(scenarios) * members:
            done += 1
        run.rows += [row for row in rows if row.round <= done]
        return done

    def write(self, run: Run) -> None:
        title = "Growth" if len(run.sizes) > 1 else f"{run.sizes[0]:,} articles"
        plot = f"{self._name}.svg"
        drawn = self._growth_drawing(run) if len(run.sizes) > 1 else self._ratio_drawing(run)
        if drawn:
            (RESULTS / plot).write_text(drawn, encoding="utf-8")
        text = page(run, title, [plot] if drawn else [], NOTES)
        (RESULTS / f"{self._name}.md").write_text(text, encoding="utf-8")
        lines = [json.dumps(self._key), *(json.dumps(asdict(row)) for row in run.rows)]
        self._rows.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _ratio_drawing(self, run: Run) -> str:
        reference = run.names[0]
        groups = {
            shown: {
                name: spread for name in run.names[1:]
                if (spread := spread_of(ratios(run.rows, name, reference, scenario, "wall")))
            }
            for scenario, shown in SCENARIOS.items()
        }  # fmt: skip
        kept = {group: bars for group, bars in groups.items() if bars}
        return ratio_plot(f"{run.sizes[0]:,} articles", f"times {reference}", kept) if kept else ""

    def _growth_drawing(self, run: Run) -> str:
        lines = {name: points for name in run.names if len(points := exponents(run, name, "cold")[1]) > 1}
        return growth_plot("A cold build: seconds of processor by articles", lines) if lines else ""


def measured(given: argparse.Namespace, run: Run, members: Sequence[Contender], results: Results) -> None:
    """Fill the run. What was found stands in the results when it is interrupted too."""
    scenarios = ["cold", "same", "body"] if len(run.sizes) > 1 else list(SCENARIOS)
    done = results.earlier(run, scenarios, len(members)) if given.resume and len(run.sizes) == 1 else 0
    run.loads.append(machine.load())
    for size in run.sizes:
        if given.folder:
            Path(given.folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="newsroom-bench-", dir=given.folder) as folder:
            bench = Bench(run, size, members, Path(folder), given.limit)
            bench.warm_up()
            for turn in range(done + 1, given.rounds + 1):
                for scenario in scenarios:
                    bench.scenario(turn, scenario)
                    results.write(run)
    run.is_complete = True


def chosen(only: str, *, extras: bool) -> list[Contender]:
    """The first always, as all are compared with it; and those whose names begin with one of the words that were given."""
    everybody = contenders(extras=extras)
    words = [word.strip() for word in only.split(",") if word.strip()]
    return [
        one for one in everybody if not words or one is everybody[0] or any(one.name.startswith(word) for word in words)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="how many articles (default: 200)")
    parser.add_argument(
        "--growth", default="", metavar="N,N,...", help="these sizes one after the other, and how time grows"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how many rounds (default: 3)")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help="Hugo and the contenders whose names begin so")
    parser.add_argument("--extras", action="store_true", help="ours once more with share pictures and search")
    parser.add_argument(
        "--limit", type=float, default=900, metavar="SECONDS", help="the longest that one build may take"
    )
    parser.add_argument(
        "--folder",
        default=None,
        metavar="FOLDER",
        help="where the sites are built (default: the machine's for temporary files)",
    )
    parser.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    given = parser.parse_args()
    sizes = [int(one) for one in given.growth.split(",") if one.strip()] or [given.articles]
    if min(sizes) < 10 or given.rounds < 1:
        parser.error("there must be at least ten articles and one round")
    members = chosen(given.only, extras=given.extras)
    names = [one.name for one in members]
    versions = [f"{one.name.partition(',')[0]}: {said}" for one in members if (said := version_of(one))]
    run = Run(sizes, names, [*machine.described(), *dict.fromkeys(versions)])
    name = "growth" if len(sizes) > 1 else f"articles-{sizes[0]}"
    results = Results(name, {"code": machine.commit(), "sizes": sizes, "names": names})
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    code = 0
    try:
        measured(given, run, members, results)
    except KeyboardInterrupt:
        code = 130
    finally:
        results.write(run)
    print((RESULTS / f"{name}.md").read_text(encoding="utf-8"))
    print(f"written to benchmarks/results/{name}.md", file=sys.stderr)
    return code or int(run.is_broken)


if __name__ == "__main__":
    sys.exit(main())
