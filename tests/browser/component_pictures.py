"""`make components`: a picture of each component with its examples, and the page of docs that shows them.

    python -m tests.browser.component_pictures [NAME ...]

Writes `docs/components/<name>.webp` and `docs/components.md`.
"""

import io
import re
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pelican.plugins.newsroom.filters import FILTERS
from pelican.plugins.newsroom.words import words_in
from PIL import Image
from playwright.sync_api import sync_playwright

from .served import FLAGS, browser

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "themes" / "broadsheet" / "templates"
STATIC = TEMPLATES.parent / "static" / "css"
PICTURES = ROOT / "docs" / "components"
PAGE = ROOT / "docs" / "components.md"
#: Filled by a script from the index of a built site: nothing of it could be shown here.
NOT_ALONE = {"search"}
#: What stands for every picture of an example.
STAND_IN = ROOT / "content" / "images" / "flood-gate.svg"
WIDTH = 760
#: An example that is taller shows its upper part.
TALLEST = 1000


def main(names: list[str]) -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(FILTERS)
    css = environment.get_template("css/page_style.html").render()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        page = chromium.new_page(
            viewport={"width": WIDTH, "height": 100}, color_scheme="light", reduced_motion="reduce"
        )
        page.route(
            "**/*", lambda route: route.fulfill(body=STAND_IN.read_bytes(), content_type="image/svg+xml")
        )  # there is no site behind an example
        for folder in components():
            if names and folder.name not in names:
                continue
            html = [_shown(environment, folder.name, one) for one in examples_of(folder)]
            own = STATIC / f"{folder.name}.css"
            look = css + (own.read_text(encoding="utf-8") if own.is_file() else "")
            page.set_content(_page(look, [one for one in html if one.strip()]), wait_until="load")
            tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": tall})
            Image.open(io.BytesIO(shot)).convert("RGB").save(PICTURES / f"{folder.name}.webp", quality=70, method=6)
        chromium.close()
    PAGE.write_text(page_of(), encoding="utf-8")
    sizes = [path.stat().st_size for path in PICTURES.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1000} kB: {PICTURES.relative_to(ROOT)}")


def components() -> list[Path]:
    """The folders of the components that have a picture."""
    folders = sorted(path for path in (TEMPLATES / "components").iterdir() if path.is_dir())
    return [path for path in folders if path.name not in NOT_ALONE and (path / f"{path.name}.toml").is_file()]


def examples_of(folder: Path) -> list[dict]:
    return tomllib.loads((folder / f"{folder.name}.toml").read_text(encoding="utf-8"))["examples"]


def page_of() -> str:
    """docs/components.md: each component with what it is for, its examples and its picture. One sentence stands on one line."""
    parts = ["# Components\n", "What the theme is put together from; `make components` writes this page and its pictures.", "How one is changed stands in [the theme](theme.md).\n"]  # fmt: skip
    for folder in components():
        markup = (folder / f"{folder.name}.html").read_text(encoding="utf-8")
        said = re.match(r"\{#\s*(.*?)\s*#\}", markup, re.DOTALL)
        purpose = re.sub(r"(?<=[.!?]) (?=[A-Z`])", "\n", said[1]) if said else ""
        shown = "; ".join(one["name"] for one in examples_of(folder))
        parts += [f"## {folder.name}\n", f"{purpose}\n", f"Shown: {shown}.\n", f"![{folder.name}](components/{folder.name}.webp)\n"]  # fmt: skip
    return "\n".join(parts)


class _SecondOfNine:
    """Pelican's page of a list, as far as the pagination asks."""

    number = 2
    paginator = SimpleNamespace(num_pages=9)

    has_other_pages = has_previous = has_next = staticmethod(lambda: True)


def _shown(environment: Environment, name: str, example: dict) -> str:
    macro = getattr(environment.get_template(f"components/{name}/{name}.html").module, example["macro"])
    given = dict(example["with"])
    if "_" in macro.arguments:
        given["_"] = words_in(example.get("lang", "en"))
    if name == "pagination":
        given |= {"here": _SecondOfNine(), "previous": {"url": ""}, "next": {"url": "page/3/"}}
    if "body" in example:
        given["caller"] = lambda: Markup(example["body"])
    return str(macro(**given))


def _page(css: str, examples: list[str]) -> str:
    base = '<base href="https://news.example/">'
    frame = "body{padding:1px 0}main{padding-block:1rem}.example+.example{margin-top:2rem;border-top:1px dashed #999;padding-top:1rem}"
    shown = "".join(f'<div class="example">{one}</div>' for one in examples)
    return f'<!DOCTYPE html><html lang="en">{base}<style>{css}{frame}</style><main>{shown}</main>'


if __name__ == "__main__":
    main(sys.argv[1:])
