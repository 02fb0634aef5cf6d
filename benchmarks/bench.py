"""Our build beside stock Pelican's: the same stories, in one run, one after the other, as ratios.

    python benchmarks/bench.py [--stories 200] [--rounds 5]

Each round builds the corpus once with every contender, so that what else the machine does falls on all of them. Seconds of
one machine mean nothing on another; ratios mean something. The table gives their median with the smallest and largest.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus

ROOT = Path(__file__).resolve().parents[1]
STOCK = """
SITENAME = "Bench"
SITEURL = "https://bench.example"
TIMEZONE = "UTC"
PATH = "content"
PLUGINS = []
DELETE_OUTPUT_DIRECTORY = True
THEME = "{theme}"
"""
OURS = """
import runpy
globals().update({{k: v for k, v in runpy.run_path({settings!r}).items() if k.isupper()}})
SITEURL = "https://bench.example"
RELATIVE_URLS = False
PATH = "content"
PLUGIN_PATHS = [{plugins!r}]
THEME = {theme!r}
MENUITEMS = []
NEWSROOM = {{**NEWSROOM, "preview": False}}
"""


@dataclass(frozen=True)
class Cost:
    """What one build took: seconds on the wall, seconds of processor, mebibytes at most; and what it wrote."""

    wall: float
    processor: float
    memory: float
    files: int
    mebibytes: float


def contenders() -> dict[str, str]:
    """Name -> settings. The first is what the others are compared with."""
    ours = OURS.format(
        settings=str(ROOT / "pelicanconf.py"), plugins=str(ROOT / "plugins"), theme=str(ROOT / "themes" / "broadsheet")
    )
    return {
        "Pelican, theme simple": STOCK.format(theme="simple"),
        "Pelican, theme notmyidea": STOCK.format(theme="notmyidea"),
        "Newsroom": ours,
    }


def build(site: Path, settings: Path) -> Cost:
    """One clean build in a fresh process. Raises RuntimeError when it fails: a broken build has no speed."""
    output = site / "output"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "pelican", "content", "-s", str(settings), "-o", str(output), "--fatal", "errors"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795435200", "NO_COLOR": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=site, env=environment, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{settings.name} ended with {process.returncode}:\n{log.read()[-4000:]}")
    written = [file.stat().st_size for file in output.rglob("*") if file.is_file()]
    return Cost(wall, used.ru_utime + used.ru_stime, _mebibytes(used), len(written), sum(written) / 2**20)


def _mebibytes(used: resource.struct_rusage) -> float:
    """Peak memory; Linux counts it in kibibytes, macOS in bytes (getrusage(2) of either)."""
    return used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def table(costs: dict[str, list[Cost]]) -> str:
    """The Markdown table: each contender's cost, round by round, over that of the first."""
    names = list(costs)
    lines = [
        f"| build | time, times {names[0]} | processor | memory | files | MiB written |",
        "|---|---|---|---|---|---|",
    ]
    for name in names:
        pairs = list(zip(costs[name], costs[names[0]], strict=True))
        wall, processor, memory = (
            spread([getattr(one, what) / getattr(first, what) for one, first in pairs])
            for what in ("wall", "processor", "memory")
        )
        last = costs[name][-1]
        lines.append(f"| {name} | {wall} | {processor} | {memory} | {last.files} | {last.mebibytes:.1f} |")
    return "\n".join(lines)


def spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=200, metavar="N", help="how many stories (default: 200)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how many builds of each (default: 5)")
    given = parser.parse_args()
    if given.stories < 1 or given.rounds < 1:
        parser.error("there must be at least one story and one round")
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        site = Path(folder)
        write_corpus(site / "content", given.stories)
        settings = {}
        for number, (name, text) in enumerate(contenders().items()):
            settings[name] = site / f"settings_{number}.py"
            settings[name].write_text(text, encoding="utf-8")
        try:
            for turn in range(given.rounds):
                for name, file in settings.items():
                    costs.setdefault(name, []).append(build(site, file))
                print(f"round {turn + 1} of {given.rounds}", file=sys.stderr)
        except RuntimeError as failure:
            print(failure, file=sys.stderr)
            return 1
    print(f"{given.stories} stories, {given.rounds} rounds; median (smallest to largest):\n")
    print(table(costs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
