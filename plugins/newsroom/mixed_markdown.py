"""Markdown of which only a part is plain: its plain paragraphs taken out, with something in their place by which they are put back. Pure.

What remains is read by Python-Markdown: headings, tables, notes, pictures. To it a paragraph is a paragraph, whatever its words are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .plain_markdown import is_plain

_BLANK = re.compile(r"(\n\n+)")
#: What can reach over a blank line, or changes what plain words become: HTML, fences, a place for notes or contents, a pull quote.
_FAR = ("<", "```", "~~~", "///", "[TOC]", ".pull", "\t", "\r", "\x02", "\x03")
_ABBREVIATION = re.compile(r"(?:\A|[\s>])\*\[")
_LISTED = re.compile(r"[>*+-][ ]|\d+\.[ ]")
#: By the kinds of blocks: what is plain, and has nothing but a heading beside a list or quotation, with which another could be one.
_RUN = re.compile(r"(?:(?<![^h])(?=[pl])|(?=p))[pl]+(?:(?<=p)|(?![^h]))")
#: What belongs to its neighbour: the caption of a table; and what makes something of the paragraph before it.
_CAPTION, _HANGING = "Table:", (":", " ")
#: What Python-Markdown keeps inner places by; where one comes to light by a fault of its own, it is counted from the text's first.
_LEAKED = ("klzzwxh", "wzxhzdk")
#: Fewer plain characters are not worth the trouble.
LEAST = 200


@dataclass(frozen=True, slots=True)
class Mixed:
    """`rest` is the text with a paragraph that is a marker in place of each plain part: (marker, HTML of the part)."""

    rest: str
    parts: tuple[tuple[str, str], ...]

    def whole(self, html: str) -> str | None:
        """The HTML of `rest` with that of the parts in their places; None where a marker is no longer the paragraph it was."""
        if any(one in html for one in _LEAKED):
            return None
        for marker, part in self.parts:
            if html.count(marker) != 1 or f"<p>{marker}</p>" not in html:
                return None
            html = html.replace(f"<p>{marker}</p>", part)
        return html


def mixed(text: str, render: Callable[[str], str | None], least: int = LEAST) -> Mixed | None:
    """A text that is not plain, with its plain parts rendered; None where they have less than `least` characters, or where something in the text could reach them.

    `render` gives the HTML of plain blocks, or None where it is in doubt.
    """
    if any(one in text for one in _FAR) or ("*[" in text and _ABBREVIATION.search(text)):
        return None
    pieces = _BLANK.split(text)
    blocks, gaps = pieces[::2], [*pieces[1::2], ""]
    stem = "newsroomplain"
    while stem in text:
        stem += "x"
    rest: list[str] = []
    parts: list[tuple[str, str]] = []
    done = saved = 0
    for found in _RUN.finditer(_kinds(blocks)):
        start, end = found.span()
        plain = "".join(pieces[2 * start : 2 * end - 1])
        html = render(plain)
        if html is None:
            continue
        parts.append((f"{stem}{len(parts)}n", html))
        rest += [
            *(block + gap for block, gap in zip(blocks[done:start], gaps[done:start], strict=True)),
            parts[-1][0],
            gaps[end - 1],
        ]
        done, saved = end, saved + len(plain)
    rest += [block + gap for block, gap in zip(blocks[done:], gaps[done:], strict=True)]
    return Mixed("".join(rest), tuple(parts)) if parts and saved >= least else None


def _kinds(blocks: Sequence[str]) -> str:
    """A letter for each block: p for a plain paragraph, l for a plain list or quotation, h for a heading, x for all others."""
    return "".join(map(_kind, blocks, [*blocks[1:], ""]))


def _kind(block: str, follower: str) -> str:
    if not block or (block[0] == "#" and "\n" not in block):
        return "h"
    if block.startswith(("#", "\n", _CAPTION)) or follower.startswith(_HANGING) or not is_plain(block):
        return "x"
    return "l" if _LISTED.match(block) else "p"
