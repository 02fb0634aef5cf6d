"""How long a writer waits: from a story that is saved until a browser shows its new word, with `newsroom serve`.

    python benchmarks/served_edits.py [--articles 10000] [--theme own] [--edits 5]

Without `--articles` it is the demo, otherwise the articles of `make bench`. What the machine's Chromium needs to load the page again is in the
figure. It is wall time, which says nothing where the machine is busy. The first edit stands apart: what it makes ready, the others find.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402 (the folder must be known first)

from benchmarks.servers import lay_out_demo  # noqa: E402
from benchmarks.speed.articles import Archive  # noqa: E402
from benchmarks.speed.contenders import Site, contenders  # noqa: E402
from benchmarks.speed.edits import Editor  # noqa: E402
from tests.browser.served import FLAGS, browser  # noqa: E402
from tests.serving import serving  # noqa: E402

THEMES = {"own": "Newsroom, its own theme", "small": "Newsroom, same theme"}
#: A story of the demo and its page.
DEMO = "content/alderhaven/ferry-timetable.md", "/2026/09/ferry-timetable/"
#: Seconds between two edits, in which a writer writes the next sentence.
PAUSE = 4.0
#: Milliseconds after which nobody waits any longer.
LIMIT = 120_000


def demo(folder: Path) -> tuple[str, Callable[[], str]]:
    """The address of a story in a copy of the demo, and what writes one word more into its text and says which."""
    lay_out_demo(folder)
    story, address = DEMO
    text = (folder / story).read_text(encoding="utf-8").rstrip()
    count = 0

    def edit() -> str:
        nonlocal count
        count += 1
        word = f"mark{count}x"
        (folder / story).write_text(f"{text}\n\n{word}\n", encoding="utf-8")
        return word

    return address, edit


def articles(folder: Path, count: int, theme: str) -> tuple[str, Callable[[], str]]:
    """The same for a site of so many articles."""
    ours = next(one for one in contenders(extras=False) if one.name == THEMES[theme])
    archive = Archive(count)
    site, editor = Site(ours, folder, archive), Editor(archive)
    address = ours.page_of(archive.article(count // 2)).removesuffix("index.html")

    def edit() -> str:
        made = editor.next("body")
        site.take(made)
        return made.mark

    return f"/{address}", edit


def seconds_until_shown(page: Page, edit: Callable[[], str]) -> float:
    """Until the page, its style and its scripts stand there again with the word in it. Raises playwright's TimeoutError where it never comes.

    Playwright looks for a word twice a second only, once it has waited for some time; of a page that is loaded again it hears at once.
    """
    begin = time.perf_counter()
    with page.expect_event("domcontentloaded", timeout=LIMIT):
        word = edit()
    page.get_by_text(word).first.wait_for(timeout=LIMIT, state="attached")
    return time.perf_counter() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=0, metavar="N", help="so many articles (default: the demo)")
    parser.add_argument("--theme", choices=THEMES, default="own", help="of the articles (default: own)")
    parser.add_argument("--edits", type=int, default=5, metavar="N", help="how many, after the first (default: 5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-served-") as temporary, sync_playwright() as machine:
        folder = Path(temporary) / "site"
        if given.articles:
            address, edit = articles(folder, given.articles, given.theme)
        else:
            folder.mkdir()
            address, edit = demo(folder)
        with serving(folder) as desk:
            page = machine.chromium.launch(executable_path=browser(), args=FLAGS).new_page()
            page.goto(f"http://127.0.0.1:{desk.port}{address}", timeout=LIMIT)
            waits = []
            for _ in range(given.edits + 1):
                time.sleep(PAUSE)
                waits.append(seconds_until_shown(page, edit))
    first, others = waits[0], waits[1:]
    print(
        f"first edit {first:.2f} s; then median {statistics.median(others):.2f} s, from {min(others):.2f} to {max(others):.2f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
