"""`make pictures`: the demo as readers and writers see it, and the page of docs that shows it.

    python -m tests.browser.pictures_page

Writes `docs/pictures/<name>-<width>-<scheme>.webp` and `docs/pictures.md`. The report of the last part is what the command says.
"""

import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from ..conftest import ROOT, builder, run, write
from .served import FLAGS, browser, served
from .test_editor import editing, enter, field, free_port

PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "pictures.md"
#: Width in pixels -> height.
SIZES = {1280: 860, 360: 740}
SCHEMES = ("light", "dark")
#: What a page of the documents may load for one picture.
MOST_BYTES = 60_000


@dataclass(frozen=True)
class Shown:
    """One page of the demo: where it is, what it is called, what there is to see, and in words for who does not see it."""

    name: str
    address: str
    title: str
    said: str
    words: str
    schemes: tuple[str, ...] = SCHEMES
    widths: tuple[int, ...] = tuple(SIZES)

    def pictures(self) -> dict[str, tuple[int, int, str]]:
        """Name of the file -> width, height, scheme."""
        return {
            f"{self.name}-{width}-{scheme}.webp": (width, SIZES[width], scheme)
            for width in self.widths
            for scheme in self.schemes
        }


READERS = (
    Shown("home", "/", "Front page", "A lead story, the editors' choice, then the sections.\nAn editor names them in `content/data/front.yaml`, or leaves it to the dates.", "the front page with its lead story"),
    Shown("article", "/2026/11/flood-gate/", "A story that somebody else reported first", "Their name, the relation and the link stand under the byline, before the text.\nThe full citation is at the end.", "a story whose credit names the Harbour Gazette under the byline"),
    Shown("topic", "/category/economy/", "A topic", "A page for each category and tag, with a feed of its own.", "the page of the category Economy with its stories"),
    Shown("search", "/search/?q=sea+level", "Search", "In the reader's browser, without a server: by words, category, source and year.", "the search page with the stories that answer to the words sea level"),
)  # fmt: skip
#: Decap CMS is made for a desk, and has no dark look.
EDITOR = Shown("editor", "", "The editor", "For writers who do not know Git: a form made from the front matter, what is wrong above the preview, and the page beside it.\nIt is made for a desk, in light alone.", "the form of a story in the editor, with a problem and the preview beside it", ("light",), (1280,))  # fmt: skip

#: What a hurried writer leaves behind.
SLIPS = """-- content/science/tides.md --
---
title: Why tides turn
date: 2026-11-24
authors: [Ines Caldera]
categories: [Scienze]
tags: [oceans]
image: {src: /images/tide.jpg, alt: The pier at low water}
sources:
  - name: Harbour Gazette
    relation: republished
    url: https://gazette.example.org/tides
---

Twice a day the sea comes in, [as we wrote](../moon.md).
-- content/science/moon.md --
---
title: The moon pulls, the sea answers
deck: Every harbour has a delay of its own, and it can be foretold for a hundred years.
date: 24.11.2026
authors: [Ines Caldeira]
---

It does so twice a day.
-- content/data/categories.yaml --
science: {name: Science}
-- content/data/tags.yaml --
ocean: {name: ocean, aliases: [oceans]}
-- content/data/authors.yaml --
ines-caldeira: {name: Ines Caldeira}
"""


def main() -> None:
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        _of_readers(chromium, Path(folder) / "site")
        _of_editor(chromium, Path(folder) / "desk")
        chromium.close()
        PAGE.write_text(page_of(report(Path(folder) / "slips")), encoding="utf-8")
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1000} kB: {PICTURES.relative_to(ROOT)}")


def page_of(report: str) -> str:
    """docs/pictures.md. One sentence stands on one line."""
    parts = [
        "# Pictures\n",
        "The demo of this project as readers and writers see it, on a desk and on a phone, light and dark.\nA reader's browser chooses; nothing has to be pressed.\n`make pictures` writes this page.\n",
    ]
    for one in (*READERS, EDITOR):
        parts.append(f"## {one.title}\n\n{one.said}\n")
        for width in one.widths:
            shown = [_shown(one, file, *facts) for file, facts in one.pictures().items() if facts[0] == width]
            # side by side where there is room for two
            parts.append(_row(one.schemes, shown) if _is_narrow(width) else "\n\n".join(shown) + "\n")
    parts.append(
        f"## The terminal\n\n`newsroom check` names every problem in one run: the place, the rule, and what to do.\n\n```console\n$ newsroom check\n{report.strip()}\n```\n\n[The rules](rules.md) say more about each.\n"
    )
    return "\n".join(parts)


def _shown(one: Shown, file: str, width: int, _height: int, scheme: str) -> str:
    place = "On a phone" if _is_narrow(width) else "On a desk"
    return f"![{place}, {scheme}: {one.words}](pictures/{file})"


def _row(heads: tuple[str, ...], cells: list[str]) -> str:
    return f"| {' | '.join(map(str.capitalize, heads))} |\n|{'---|' * len(heads)}\n| {' | '.join(cells)} |\n"


def _is_narrow(width: int) -> bool:
    return width < 600


def report(folder: Path) -> str:
    """What `newsroom check` says of a story with slips."""
    folder.mkdir()
    write(folder, SLIPS)
    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "check"], folder)
    return ran.stdout + ran.stderr


def _of_readers(chromium: Browser, root: Path) -> None:
    """The demo as it is published, at the address at which it is seen."""
    shutil.copytree(ROOT / "content", root / "content")
    output = root / "output"
    output.mkdir()
    with served(output) as base:
        site = builder(root)(SITEURL=base)
        assert site.code == 0, site.log
        for one in READERS:
            for file, (width, height, scheme) in one.pictures().items():
                page = _page(chromium, width, height, scheme)
                page.goto(f"{base}{one.address}", wait_until="networkidle")
                if one is READERS[-1]:
                    page.locator(".search__result:not([aria-hidden]) mark").first.wait_for()
                    page.wait_for_timeout(1000)  # the results below come one by one
                _keep(page, file)


def _of_editor(chromium: Browser, root: Path) -> None:
    """A story of the demo in the form."""
    shutil.copytree(ROOT / "content", root / "content")
    write(root, "")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f'\nEDITOR = {{"enabled": True, "port": {free_port()}}}\n')
    with editing(root) as address:
        for name, (width, height, scheme) in EDITOR.pictures().items():
            page = _page(chromium, width, height, scheme)
            enter(page, address)
            page.goto(f"{address}#/collections/alderhaven/entries/flood-gate")
            field(page, "deck").fill("Eleven times in one season.")
            page.frame_locator("iframe").first.get_by_text("deck").first.wait_for()
            page.wait_for_timeout(1000)  # the preview is made from what the form holds
            page.get_by_text(address.split("/")[2], exact=True).evaluate("one => one.textContent = '127.0.0.1:8000'")
            _keep(page, name)


def _page(chromium: Browser, width: int, height: int, scheme: str) -> Page:
    return chromium.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce",
        timezone_id="UTC", locale="en-GB",
    )  # type: ignore[arg-type]  # fmt: skip


def _keep(page: Page, file: str) -> None:
    """As good as the limit of bytes allows, in a frame: the page around a picture may have its colour."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    ImageDraw.Draw(shot).rectangle((0, 0, shot.width - 1, shot.height - 1), outline=(128, 128, 128))
    for quality in range(85, 30, -5):
        kept = io.BytesIO()
        shot.save(kept, "webp", quality=quality, method=6)
        if kept.tell() < MOST_BYTES:
            break
    (PICTURES / file).write_bytes(kept.getvalue())
    page.close()


if __name__ == "__main__":
    main()
