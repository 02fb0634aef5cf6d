"""Kills `newsroom publish` at random moments and looks at what readers see: `python -m tests.publishing.kills --count 200`.

A reader asks for every page all the time. After each kill the site must be whole and of one edition, and now and then a run that is left
alone must put everything in order. Ends with 1 at the first time that it is not so; the seed and the number of the kill are printed.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from pelican.plugins.publishing import manifest

from tests.conftest import NOW, run, write

_STORIES = 4
#: What is enough for pages, feeds and files of headers, and begins quickly.
SETTINGS = """
PLUGINS = [f"pelican.plugins.{name}" for name in ("newsroom", "incremental", "taxonomy", "attribution", "feeds", "structured_data", "headers", "publishing")]
MENUITEMS = []
"""
_COMMAND = (sys.executable, "-m", "pelican.plugins.newsroom", "publish")


class Broken(Exception):
    """What readers saw that they must not see."""


@dataclass
class Tally:
    """How often a kill left the old site, the new one; how often pages were read meanwhile."""

    old: int = 0
    new: int = 0
    whole_runs: int = 0
    read: int = 0


def tell(root: Path, edition: int) -> None:
    """Write the stories of an edition: each page of each story names it."""
    for number in range(_STORIES):
        text = f"-- content/story-{number}.md --\n---\ntitle: Story {number}\ndate: 2026-11-0{number + 1}\n---\nThis is edition {edition:06} of it.\n"
        write(root, text)


def told_by(place: Path) -> int:
    """The edition of a site. Raises Broken where it is not whole, or not of one edition."""
    if damaged := manifest.damaged(place):
        raise Broken(f"{len(damaged)} files of {place.name}/ are not what build.json says, {damaged[0]} is one")
    found = {
        page.read_text(encoding="utf-8").partition("This is edition ")[2][:6]
        for page in place.glob("2026/11/story-*/index.html")
    }
    if len(found) != 1 or not (place / "index.html").is_file():
        raise Broken(f"pages of editions {sorted(found)} stand beside each other")
    return int(found.pop())


class Reader(threading.Thread):
    """Opens the pages of a site, one after the other, as a web server does. A page that is missing or cut off is kept in `faults`."""

    def __init__(self, place: Path) -> None:
        super().__init__(daemon=True)
        self.place, self.read, self.faults, self.ended = place, 0, [], threading.Event()

    def run(self) -> None:
        pages = ["index.html", *(f"2026/11/story-{number}/index.html" for number in range(_STORIES))]
        while not self.ended.is_set():
            for page in pages:
                try:
                    text = (self.place / page).read_text(encoding="utf-8")
                except OSError as error:
                    self.faults.append(f"{page}: {error}")
                else:
                    self.read += 1
                    if not text.rstrip().endswith("</html>"):
                        self.faults.append(f"{page} is cut off")
            time.sleep(0.02)


def kill_once(root: Path, chance: random.Random, longest: float) -> str:
    """Start a publish and kill it at some moment. What was killed when; "" where it had ended before."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "SOURCE_DATE_EPOCH": NOW,
        "SITEURL": "https://news.example",
    }
    process = subprocess.Popen(
        _COMMAND,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    begun = time.monotonic()
    near_the_end = chance.random() < 0.5
    signs = [root / "output.copy", root / "output.new", root / "output.editions/state.next"]
    sign = chance.choice(signs) if near_the_end else None
    wait = chance.uniform(0, 0.02 if sign else longest)
    while sign is not None and not sign.exists() and process.poll() is None:
        time.sleep(0.0005)
    while sign is None and time.monotonic() < begun + wait and process.poll() is None:
        time.sleep(0.005)
    if sign is not None:
        time.sleep(wait)
    everybody = chance.random() < 0.5  # or only the one that leads
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL) if everybody else process.kill()
    process.communicate(
        timeout=60
    )  # all who work for it hold its output open: none of them may write when the next run begins
    if ended:
        return ""
    return f"{'all of it' if everybody else 'its head'}, {f'near {sign.name}' if sign else 'somewhere'}"


def told_of(place: Path, editions: tuple[int, int]) -> int:
    edition = told_by(place)
    if edition not in editions:
        raise Broken(f"edition {edition} came back; {editions} were expected")
    return edition


def try_it(root: Path, count: int, seed: int, every: int = 10) -> Tally:
    """Kill `count` runs in a site at `root`; one that had ended before does not count. Raises Broken."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 # it guards no secret
    tell(root, 0)
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    _whole(root)
    tell(root, 0)
    begun = time.monotonic()
    _whole(root)  # the first one made everything; those that are killed go on from it
    longest = time.monotonic() - begun
    reader = Reader(root / "output")
    reader.start()
    seen = number = 0
    while tally.old + tally.new < count:
        number += 1
        tell(root, number)
        moment = kill_once(root, chance, longest)
        was, seen = seen, told_of(root / "output", (seen, number))
        if moment:
            tally.new += seen == number
            tally.old += seen == was
        if number % every == 0 or tally.old + tally.new == count:
            _whole(root)
            seen = told_of(root / "output", (number, number))
            tally.whole_runs += 1
            if left := [
                one.name
                for one in (*root.glob("output.*"), *(root / "output.editions").glob("*-*"))
                if one.name != "output.editions"
            ]:
                raise Broken(f"{left} were left after a run that was not killed")
        if reader.faults:
            raise Broken(f"a reader met {reader.faults[0]}")
        if count > every:
            print(f"{number:4}  {moment or 'it had ended before':32}  readers see edition {seen}", flush=True)
    reader.ended.set()
    reader.join()
    tally.read = reader.read
    return tally


def _whole(root: Path) -> None:
    ran = run(_COMMAND, root)
    if ran.returncode:
        raise Broken(f"a run that was not killed ended with {ran.returncode}: {ran.stderr}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            tally = try_it(Path(folder), given.count, given.seed)
        except Broken as broken:
            print(f"seed {given.seed}: {broken}", file=sys.stderr)
            return 1
    print(
        f"{given.count} kills: the old site stayed {tally.old} times, the new one had come {tally.new} times; {tally.whole_runs} whole runs"
        f" between them were right; pages were read {tally.read:,} times and were always whole"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
