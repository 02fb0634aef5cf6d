"""What the header of a text in reStructuredText or HTML says, and one more line in it. Pure."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..newsroom import keys

_FIELD = re.compile(r":(?P<name>[^:\s][^:\n]*):(?:[ \t]+(?P<value>.*))?")
_DRAWN = re.compile(r"([!-/:-@\[-`{-~])\1+\s*")
_META = re.compile(r"<meta\b(?P<inside>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>(?P<title>.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"<head\b[^<>]*>[ \t]*\n?", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """`values` by the keys of the contract; `at` is where a further line goes."""

    title: str
    values: Mapping[str, str]
    at: int
    kind: str
    is_apart: bool = False

    def added(self, text: str, key: str, value: str) -> str:
        """The text with one more line in its header."""
        before, after = text[: self.at], text[self.at :]
        if self.kind == "html":
            return f'{before}<meta name="{key}" content="{html.escape(value)}">\n{after}'
        line = f":{key}: {value}\n"
        if self.is_apart:
            line = f"{line}\n"
            before = f"{before.rstrip()}\n\n" if before.strip() else before
        return f"{before}{line}{after}"


def header_of(text: str, ending: str) -> Header:
    """The header of a text whose file has this ending, `.rst` or one of HTML."""
    return _of_rst(text) if ending == ".rst" else _of_html(text)


def _of_html(text: str) -> Header:
    head = _HEAD_ENDS.split(text, maxsplit=1)[0]
    found: dict[str, str] = {}
    for meta in _META.finditer(head):
        given = {one[1].lower(): html.unescape(one[2] or one[3] or "") for one in _ATTRIBUTE.finditer(meta["inside"])}
        if given.get("name"):
            found.setdefault(keys.meaning(given["name"]), given.get("content", ""))
    title, start = _TITLE.search(head), _HEAD.search(head)
    first = _META.search(head)
    at = start.end() if start else first.start() if first else 0
    return Header(" ".join(html.unescape(title["title"]).split()) if title else "", found, at, "html")


def _of_rst(text: str) -> Header:
    lines = text.split("\n")
    title, number = _title(lines)
    while number < len(lines) and (not lines[number].strip() or lines[number].startswith(".. ")):
        number += 1
    found = dict(_fields(lines, number))
    if not found:  # what comes first is the text itself
        _, number = _title(lines)
    at = sum(len(line) + 1 for line in lines[:number])
    return Header(title, found, min(at, len(text)), "rst", is_apart=not found)


def _title(lines: list[str]) -> tuple[str, int]:
    """(the title that a text begins with, "" where it has none; the number of the line behind it)."""
    number = 0
    while number < len(lines) and (not lines[number].strip() or lines[number].startswith(".. ")):
        number += 1
    is_over = number + 2 < len(lines) and bool(_DRAWN.fullmatch(lines[number]))
    named = number + is_over
    if named + 1 < len(lines) and lines[named].strip() and _DRAWN.fullmatch(lines[named + 1]):
        return lines[named].strip(), named + 2
    return "", 0


def _fields(lines: list[str], number: int) -> Iterator[tuple[str, str]]:
    """The fields that begin at a line, each with the lines that are set in below it."""
    while number < len(lines) and (one := _FIELD.fullmatch(lines[number].rstrip())):
        value = [one["value"] or ""]
        number += 1
        while number < len(lines) and lines[number].strip() and lines[number][0] in " \t":
            value.append(lines[number].strip())
            number += 1
        yield keys.meaning(one["name"]), " ".join(" ".join(value).split())
