"""A notebook of Jupyter as a text: its words, its code, and what the code wrote. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .article import cleaned
from .commonmark import for_python_markdown
from .folder import Unusable, as_text

#: How a terminal is told to change its colours.
_COLOURED = re.compile(r"\x1b\[[\d;]*[A-Za-z]")


@dataclass
class Notebook:
    """A notebook as Markdown, the facts that it holds for Nikola, and what was left of it."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    left: list[str] = field(default_factory=list)


def read_notebook(text: str) -> Notebook:
    """Raises Unusable where it is none."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unusable("it is no notebook that can be read; save its text as Markdown") from error
    if not isinstance(given, dict):
        raise Unusable("it is no notebook that can be read; save its text as Markdown")
    about = _mapping(given.get("metadata"))
    made = Notebook(_mapping(as_text(_mapping(about.get("nikola")))))
    language = _text(_mapping(about.get("kernelspec")).get("language")) or _text(
        _mapping(about.get("language_info")).get("name")
    )
    pictures = 0
    parts: list[str] = []
    for cell in _cells(given):
        kind, words = cell.get("cell_type"), _text(cell.get("source") or cell.get("input")).strip("\n")
        if kind == "code":
            parts.append(_fenced(words, _text(cell.get("language")) or language))
            for one in cell.get("outputs") or ():
                said, shows = _output(_mapping(one))
                parts.append(_fenced(said, ""))
                pictures += shows
        elif kind == "heading":
            level = cell.get("level")
            parts.append(f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 2)} {words}")
        elif kind == "markdown":
            parts.append(for_python_markdown(words))
    if pictures:
        made.left.append(f"pictures that its code drew: {pictures}; save them as files, and show them")
    made.text = cleaned(_COLOURED.sub("", "\n\n".join(part for part in parts if part.strip())))
    return made


def _cells(given: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The cells, which lay on worksheets at first."""
    for holder in (given, *(given.get("worksheets") or ())):
        for cell in _mapping(holder).get("cells") or ():
            yield _mapping(cell)


def _output(one: Mapping[str, Any]) -> tuple[str, bool]:
    """(what code wrote, whether it drew a picture)."""
    data = _mapping(one.get("data")) or one
    if any(name in data for name in ("image/png", "image/svg+xml", "image/jpeg", "png", "svg", "jpeg")):
        return "", True
    return _text(data.get("text/plain") or data.get("text")).strip("\n"), False


def _fenced(code: str, language: str) -> str:
    """A block of code, behind a fence that is longer than any in it."""
    longest = max((len(one) for one in re.findall(r"^ {0,3}(`{3,})", code, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    name = language if re.fullmatch(r"[\w+#-]+", language) else ""
    return f"{fence}{name}\n{code}\n{fence}" if code.strip() else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    """Lines in a list, or a text."""
    return (
        "".join(one for one in value if isinstance(one, str))
        if isinstance(value, list)
        else value
        if isinstance(value, str)
        else ""
    )
