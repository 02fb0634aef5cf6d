"""Holds the compiled Markdown engine against Python-Markdown: every text that it takes must have the same HTML and the same contents.

`python tests/fuzz/engines.py --accepted 200000 --seed 1 [--texts FOLDER]` ends with 1 where one differs. With a folder, half of the texts
are real ones from it, bent.
"""

import argparse
import random
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from pelican.plugins.newsroom.compiled_markdown import CompiledMarkdown, compiled_markdown  # noqa: E402
from pelican.plugins.newsroom.conversion import Converter  # noqa: E402
from pelican.plugins.newsroom.words import words_in  # noqa: E402

from tests.fuzz.markdown_texts import bent, text_of  # noqa: E402  (run as a script from anywhere)

_CODE = {"markdown.extensions.codehilite": {"css_class": "highlight"}}
#: Pelican's MARKDOWN: of the demo, of Pelican itself, and what stands between.
SETTINGS: tuple[dict[str, Any], ...] = (
    {
        "extensions": [f"markdown.extensions.{one}" for one in ("extra", "codehilite", "toc", "smarty")],
        "extension_configs": {**_CODE, "markdown.extensions.toc": {"permalink": False}},
        "output_format": "html5",
    },
    {
        "extensions": ["markdown.extensions.codehilite", "markdown.extensions.extra", "markdown.extensions.meta"],
        "extension_configs": {**_CODE, "markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
        "output_format": "html5",
    },
    {"extensions": ["smarty", "toc"], "output_format": "xhtml"},
    {"extensions": [], "output_format": "html5"},
)
#: How often each of the settings is tried.
_WEIGHTS = (7, 2, 1, 1)


@dataclass
class Tally:
    tried: int = 0
    accepted: int = 0
    differing: list[tuple[int, str, Any, Any]] = field(default_factory=list)


@cache
def engines(number: int) -> tuple[CompiledMarkdown, Converter]:
    """The two for the settings of that number."""
    options = SETTINGS[number]
    compiled = compiled_markdown(options)
    assert compiled is not None, "pyromark is missing, or one of the engines has a version that was not tried"
    return compiled, Converter(options, words_in, "python")


def compare(text: str, number: int, tally: Tally) -> None:
    compiled, python = engines(number)
    tally.tried += 1
    found = compiled.same(text)
    if found is None:
        return
    tally.accepted += 1
    wanted = python.convert(text, "", "en")
    if (found.html, found.contents) != (wanted.html, wanted.contents):
        tally.differing.append((number, text, found, wanted))


def tried(source: random.Random, texts: list[str], tally: Tally) -> None:
    """One more text."""
    (number,) = source.choices(range(len(SETTINGS)), _WEIGHTS)
    text = (
        bent(source, texts)
        if texts and source.random() < 0.5
        else text_of(source, strange=source.choice((0.0, 0.02, 0.1)))
    )
    compare(text, number, tally)


def real_texts(folder: Path) -> list[str]:
    """The bodies of the Markdown files below a folder: what follows the first blank line or the closing fence."""
    found = []
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        found.append(
            text.split("\n---\n", 1)[1] if text.startswith("---\n") and "\n---\n" in text else text.partition("\n\n")[2]
        )
    return [one for one in found if one.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accepted", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--shown", type=int, default=8, help="differing texts after which it ends")
    given = parser.parse_args()
    texts = [text for folder in given.texts for text in real_texts(folder)]
    source = random.Random(given.seed)  # noqa: S311  (it guards nothing)
    tally, began = Tally(), time.process_time()
    while tally.accepted < given.accepted and len(tally.differing) < given.shown:
        tried(source, texts, tally)
        if tally.tried % 20_000 == 0:
            print(
                f"{tally.tried} tried, {tally.accepted} taken, {len(tally.differing)} differ, {time.process_time() - began:.0f} s",
                flush=True,
            )
    for number, text, found, wanted in tally.differing:
        print(
            f"settings {number}: {text!r}\n  compiled {found.html!r} {found.contents}\n  Python   {wanted.html!r} {wanted.contents}"
        )
    print(
        f"seed {given.seed}: {tally.tried} tried, {tally.accepted} taken, {len(tally.differing)} differ, {time.process_time() - began:.0f} s"
    )
    return 1 if tally.differing else 0


if __name__ == "__main__":
    sys.exit(main())
