"""`make sheet`: every type of page, narrow and wide, light and dark, to be looked at one by one before a release.

    python -m tests.browser.contact_sheet [--only NAME,...]

Writes `screenshots/<page>-<width>-<scheme>.png`, and `screenshots/index.html` with all of them.
"""

import argparse
import os
import subprocess
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from .page_types import page_types
from .served import FLAGS, browser, served

ROOT = Path(__file__).parents[2]
SHEET = ROOT / "screenshots"
WIDTHS = {360: 780, 768: 1024, 1280: 900}
SCHEMES = ("light", "dark")
#: Beyond this a page repeats itself, and a sheet of whole pages could not be looked at.
TALLEST = 4200


def main(only: tuple[str, ...] = ()) -> None:
    SHEET.mkdir(exist_ok=True)
    site = SHEET / "site"
    site.mkdir(exist_ok=True)
    with served(site) as base, sync_playwright() as playwright:
        _build(site, base)
        pages = {name: address for name, address in page_types(site).items() if not only or name in only}
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                context = chromium.new_context(
                    base_url=base,
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for name, address in pages.items():
                    page.goto(address, wait_until="networkidle")
                    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    page.screenshot(
                        path=SHEET / f"{name}-{width}-{scheme}.png",
                        full_page=True,
                        clip={"x": 0, "y": 0, "width": width, "height": tall},
                    )
                context.close()
        chromium.close()
    names = sorted({path.name.rsplit("-", 2)[0] for path in SHEET.glob("*-*-*.png")})
    (SHEET / "index.html").write_text(_sheet(names), encoding="utf-8")
    print(f"{len(pages)} pages in {len(WIDTHS) * len(SCHEMES)} ways: open {SHEET.relative_to(ROOT)}/index.html")


def _build(site: Path, address: str) -> None:
    """The demo as it is published, at the address at which the sheet sees it."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(site), "--fatal", "errors"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "SITEURL": address}, check=True)


def _sheet(names: list[str]) -> str:
    rows = "".join(
        f"<h2>{escape(name)}</h2><div>"
        + "".join(
            f'<a href="{name}-{width}-{scheme}.png"><img loading="lazy" alt="{width} px, {scheme}" src="{name}-{width}-{scheme}.png" width="{width // 3}"></a>'
            for scheme in SCHEMES
            for width in WIDTHS
        )
        + "</div>"
        for name in names
    )
    style = "body{font:16px sans-serif;background:#777;color:#fff;margin:1rem}div{display:flex;gap:1rem;align-items:start;flex-wrap:wrap}img{max-height:90rem;object-fit:cover;object-position:top}"
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>{style}</style><h1>Contact sheet</h1>{rows}'


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--only", default="", help="names of page types, with commas between them")
    main(tuple(filter(None, arguments.parse_args().only.split(","))))
