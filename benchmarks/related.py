"""Our related stories beside those of others, by what editors linked: one table for each set of articles.

    python benchmarks/related.py [--data FOLDER] [--peers ours,Hugo]

FOLDER (or the variable RELATED_DATA) holds files of articles, *.jsonl or *.jsonl.gz, one JSON object a line: `id, title, deck, text, tags,
categories, date, lang, source`, and what is right (benchmarks/measures.py says how). Without it, the judged sets of this project are taken.
Every contender is a process of its own, run once, cold; the peers live in an environment of their own, .peers, made from the
packages named in benchmarks/peers/requirements.txt when they changed.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measures import LOOKED_AT, Measures, each_ndcg, gain_with_bounds, measured, read_records

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
GOLDEN = ROOT / "tests" / "golden" / "related"
PEERS = ROOT / ".peers"
OURS, RERANKED, FLOOR = "Newsroom", "Newsroom with WordLlama", "our first engine"

#: Contender -> the script of peers/ and its further arguments; of ours the arguments alone.
CONTENDERS: Mapping[str, tuple[str, ...]] = {
    OURS: (),
    RERANKED: ("--rerank", "wordllama"),
    FLOOR: ("reference.py",),
    "pelican-related-posts 1.0": ("related_posts.py",),
    "pelican-similar-posts 1.0": ("similar_posts.py",),
    "Hugo, its defaults": ("hugo_related.py",),
    "Hugo, tuned": ("hugo_related.py", "--tuned"),
    "gensim TF-IDF, whole text": ("gensim_body.py",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One contender on one set: how good, in how many seconds, with how many mebibytes at most in one process."""

    measures: Measures
    each: Mapping[str, float]
    seconds: float
    memory: float


class Failed(Exception):
    """A contender that did not come to an end: it has no figures."""


def peers_python() -> Path:
    """The interpreter of the peers' environment, which is made where it is missing or its list has changed."""
    wanted = HERE / "peers" / "requirements.txt"
    stamp, digest = PEERS / "made-from", hashlib.sha256(wanted.read_bytes()).hexdigest()
    python = PEERS / "bin" / "python"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != digest:
        print("making the peers' environment in .peers ...", file=sys.stderr)
        venv.create(PEERS, clear=True, with_pip=True)
        for what in (["--requirement", wanted], ["--no-deps", "--no-build-isolation", "--editable", ROOT]):
            installed = subprocess.run(
                [python, "-m", "pip", "install", "--quiet", *map(str, what)], capture_output=True, encoding="utf-8", check=False
            )  # fmt: skip
            if installed.returncode:
                raise Failed(f"the peers could not be installed:\n{installed.stderr[-2000:]}")
        stamp.write_text(digest, encoding="utf-8")
    return python


def run(name: str, data: Path, out: Path) -> tuple[float, float]:
    """Let a contender rank a file. (seconds, mebibytes)."""
    if name in (OURS, RERANKED):
        python = sys.executable if name == OURS else peers_python()
        ranking = [data, "--limit", LOOKED_AT, "--out", out, *CONTENDERS[name]]
        command = [python, "-m", "pelican.plugins.newsroom", "related", "rank", *ranking]
    else:
        script, *more = CONTENDERS[name]
        command = [peers_python(), HERE / "peers" / script, data, LOOKED_AT, out, *more]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        begin = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise Failed(f"{name} ended with {process.returncode} on {data.name}:\n{log.read()[-2000:]}")
    return seconds, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def rows(data: Path, names: Sequence[str]) -> dict[str, Row]:
    records = read_records(data)
    found = {}
    with tempfile.TemporaryDirectory(prefix="newsroom-related-") as folder:
        for name in names:
            out = Path(folder) / "lists.json"
            seconds, memory = run(name, data, out)
            lists = json.loads(out.read_text(encoding="utf-8"))
            found[name] = Row(measured(records, lists), each_ndcg(records, lists), seconds, memory)
    return found


def table(found: Mapping[str, Row]) -> str:
    lines = [
        "| method | nDCG@5 | MRR | R@10 | coverage | filled | seconds | MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, row in found.items():
        one = row.measures
        lines.append(
            f"| {name} | {one.ndcg:.3f} | {one.mrr:.3f} | {one.recall_of_ten:.3f} | {one.coverage:.2f} | {one.filled:.2f} "
            f"| {row.seconds:.1f} | {row.memory:.0f} |"
        )
    return "\n".join(lines)


def verdict(sets: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """Ours over each other contender: the mean of all sets, and per set what chance leaves of the difference."""
    lines = []
    for name in next(iter(sets.values())):
        if name == OURS:
            continue
        ours, theirs = (statistics.fmean(found[one].measures.ndcg for found in sets.values()) for one in (OURS, name))
        bounds = [gain_with_bounds(found[OURS].each, found[name].each) for found in sets.values()]
        gains = ", ".join(f"{gain:+.3f} [{low:+.3f}, {high:+.3f}]" for gain, low, high in bounds)
        ratio = f"{ours / theirs:.3f} times" if theirs else "all of"
        lines.append(f"- {ratio} {name}'s mean nDCG@5 ({ours:.3f} to {theirs:.3f}); set by set {gains}")
    return lines


def judged_sets(folder: Path) -> list[Path]:
    """The sets of this project: excerpts with their editors' links, and the demo with what an editor would set there."""
    from pelican.plugins.newsroom.plugin import desk_for_site

    judged = tomllib.loads((GOLDEN / "judged.toml").read_text(encoding="utf-8"))
    build = desk_for_site(str(ROOT / "publishconf.py"))
    records = [
        {
            "id": story.slug, "title": story.title, "deck": story.deck, "text": story.text, "lang": story.lang,
            "tags": [tag.name for tag in story.tags], "categories": [one.name for one in story.categories],
            "date": story.date.isoformat() if story.date else "", "source": [one.name for one in story.sources],
            "gains": judged.get(story.slug, {}),
        }
        for story in build.archive
    ]  # fmt: skip
    demo = folder / "demo.jsonl"
    demo.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return [GOLDEN / "excerpts.jsonl", demo]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", default=os.environ.get("RELATED_DATA", ""), metavar="FOLDER")
    parser.add_argument(
        "--peers", default="", metavar="NAMES", help="only those whose name begins so, divided by commas"
    )
    given = parser.parse_args()
    begins = tuple(given.peers.split(",")) if given.peers else ("",)
    names = [name for name in CONTENDERS if name == OURS or name.startswith(begins)]
    with tempfile.TemporaryDirectory(prefix="newsroom-judged-") as folder:
        files = sorted(Path(given.data).glob("*.jsonl*")) if given.data else judged_sets(Path(folder))
        if not files:
            parser.error(f"there is no *.jsonl or *.jsonl.gz in {given.data}")
        sets = {}
        try:
            for data in files:
                found = sets[data.name.partition(".")[0]] = rows(data, names)
                one = found[OURS].measures
                print(
                    f"{data.name}: {one.articles} articles, {one.queries} of them judged\n\n{table(found)}\n",
                    flush=True,
                )
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
    print(f"Over {', '.join(sets)} (95 % of a bootstrap in brackets), ours reaches:\n")
    print("\n".join(verdict(sets)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
