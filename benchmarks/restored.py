"""What a job of a CI saves when it restores what an earlier one left: a fresh checkout in which one word has changed.

    python benchmarks/restored.py [--articles 300] [--rounds 3]

Everything has another time than before, as after `git clone`, and what is restored has its old one, as from an archive. Each round builds the
same checkout with nothing restored, with `.cache`, and with `.cache` and `output`; the output of all three must be the same.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.speed.articles import Archive
from benchmarks.speed.contenders import Site, contenders
from benchmarks.speed.edits import Editor
from benchmarks.speed.one_build import Broken, Cost, built

OURS = "Newsroom, its own theme"
RESTORED = {"nothing": (), ".cache": (".cache",), ".cache and output": (".cache", "output")}
LIMIT = 3600


def measured(articles: int, rounds: int) -> dict[str, list[Cost]]:
    """Raises Broken where a build fails, or what was restored changes the output."""
    ours = next(one for one in contenders(extras=False) if one.name == OURS)
    archive = Archive(articles)
    editor = Editor(archive)
    costs: dict[str, list[Cost]] = {name: [] for name in RESTORED}
    with tempfile.TemporaryDirectory(prefix="newsroom-restored-") as folder:
        before, job = Path(folder) / "before", Path(folder) / "job"
        site = Site(ours, before, archive)
        site.build(LIMIT)
        for _ in range(rounds):
            site.take(editor.next("body"))
            outputs = []
            for name, restored in RESTORED.items():
                shutil.rmtree(job, ignore_errors=True)
                shutil.copytree(
                    before, job, ignore=shutil.ignore_patterns(".cache", "output"), copy_function=shutil.copyfile
                )
                for what in restored:
                    shutil.copytree(before / what, job / what)
                costs[name].append(built(ours.command, job, ours.environment, LIMIT))
                outputs.append(
                    {one.relative_to(job): one.read_bytes() for one in (job / "output").rglob("*") if one.is_file()}
                )
            if any(one != outputs[0] for one in outputs[1:]):
                raise Broken("what was restored changed the output")
    return costs


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    given = parser.parse_args()
    costs = measured(given.articles, given.rounds)
    print(f"{given.articles} articles, one word changed, {given.rounds} rounds; median seconds\n")
    print("| restored | time | processor | share of the processor |\n|---|---|---|---|")
    whole = statistics.median(one.processor for one in costs["nothing"])
    for name, found in costs.items():
        wall, processor = (statistics.median(getattr(one, what) for one in found) for what in ("wall", "processor"))
        print(f"| {name} | {wall:.2f} | {processor:.2f} | {processor / whole:.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
