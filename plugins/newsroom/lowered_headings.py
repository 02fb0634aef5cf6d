"""A page has one heading of the first level, its title: where a text has more, all its headings go down by one, and keep their order."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .conversion import Converted

#: Case is written out: the search then goes from one tag to the next.
_FIRST = re.compile(r"<[hH]1[\s>]")
_HEADING = re.compile(r"(</?h)([1-5])(?=[\s>])", re.IGNORECASE)
_LOWEST = 6


def needs_lowering(html: str) -> bool:
    """Whether a text as HTML has a heading of the first level. What stands in code is written with entities and is none."""
    return _FIRST.search(html) is not None


def lowered(html: str) -> str:
    """The text, with each heading one level further down where that is needed; the sixth is the lowest."""
    if not needs_lowering(html):
        return html
    return _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html)


def below_title(one: Converted) -> Converted:
    """A text for a page that has a title."""
    if not needs_lowering(one.html):
        return one
    return dataclasses.replace(one, html=lowered(one.html), contents=_lowered_contents(one.contents))


def _lowered_contents(tokens: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same of the `toc_tokens` of Python-Markdown."""
    return [
        {**one, "level": min(one["level"] + 1, _LOWEST), "children": _lowered_contents(one["children"])}
        for one in tokens
    ]
