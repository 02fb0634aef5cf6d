"""Holds the compiled Markdown engine against Python-Markdown: every text that it takes, whole or in part, must have the same HTML and the same contents.

`python tests/fuzz/engines.py --accepted 200000 --seed 1 [--texts FOLDER]` ends with 1 where one differs. With a folder, four texts of ten
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

from pelican.plugins.newsroom.compiled_markdown import compiled_markdown  # noqa: E402
from pelican.plugins.newsroom.conversion import Converter  # noqa: E402
from pelican.plugins.newsroom.words import words_in  # noqa: E402

from tests.fuzz.markdown_texts import bent, mixed_text_of, text_of  # noqa: E402  (run as a script from anywhere)

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
    """`whole` and `in_part` count the texts that the compiled engine took."""

    tried: int = 0
    whole: int = 0
    in_part: int = 0
    differing: list[tuple[int, str, Any, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.tried} tried, {self.whole} taken whole, {self.in_part} in part, {len(self.differing)} differ"


@cache
def engines(number: int) -> tuple[Converter, Converter]:
    """The two for the settings of that number."""
    assert compiled_markdown(SETTINGS[number]), (
        "pyromark is missing, or one of the two has a version that was not tried"
    )
    return Converter(SETTINGS[number], words_in, least=1), Converter(SETTINGS[number], words_in, "python")


def compare(text: str, number: int, tally: Tally, *, in_part: bool = True) -> None:
    compiled, python = engines(number)
    tally.tried += 1
    found = compiled.compiled_whole(text)
    if found is not None:
        tally.whole += 1
    else:
        found = compiled.compiled_in_part(text) if in_part else None
        if found is None:
            return
        tally.in_part += 1
    wanted = python.convert(text, "", "en")
    if (found.html, found.contents) != (wanted.html, wanted.contents):
        tally.differing.append((number, text, found, wanted))


def tried(source: random.Random, texts: list[str], tally: Tally, *, rich: float = 0.2) -> None:
    """One more text. `rich` is the share of those that are made to be plain in part only; with 0 none is taken in part."""
    (number,) = source.choices(range(len(SETTINGS)), _WEIGHTS)
    if source.random() < rich:
        text = mixed_text_of(source)
    elif texts and source.random() < 0.4:
        text = bent(source, texts)
    else:
        text = text_of(source, strange=source.choice((0.0, 0.02, 0.1)))
    compare(text, number, tally, in_part=rich > 0)


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
    parser.add_argument("--in-part", type=int, default=50_000, help="texts taken in part that it goes on to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--shown", type=int, default=8, help="differing texts after which it ends")
    given = parser.parse_args()
    texts = [text for folder in given.texts for text in real_texts(folder)]
    source = random.Random(given.seed)  # noqa: S311  (it guards nothing)
    tally, began = Tally(), time.process_time()
    while (tally.whole < given.accepted or tally.in_part < given.in_part) and len(tally.differing) < given.shown:
        tried(source, texts, tally, rich=0 if tally.whole < given.accepted else 0.8)
        if tally.tried % 20_000 == 0:
            print(f"{tally}, {time.process_time() - began:.0f} s", flush=True)
    for number, text, found, wanted in tally.differing:
        print(
            f"settings {number}: {text!r}\n  compiled {found.html!r} {found.contents}\n  Python   {wanted.html!r} {wanted.contents}"
        )
    print(f"seed {given.seed}: {tally}, {time.process_time() - began:.0f} s")
    return 1 if tally.differing else 0


if __name__ == "__main__":
    sys.exit(main())
