"""Where a Markdown text leads: its links and pictures, each with its line. Pure, and linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_INLINE = re.compile(
    r"\]\(\s*<?((?:[{|](?:tag|category|author|source|storyline)[}|][^()<>\"']*(?:\([^()]*\)[^()<>\"']*)*)|(?:\{\w+\}|\|\w+\|)?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)")
_ATTRIBUTE = re.compile(r"\b(?:href|src|poster|data)\s*=\s*[\"']([^\"'\n]+)[\"']", re.IGNORECASE)
_MARKER = re.compile(r"^(?:\{(\w+)\}|\|(\w+)\|)(.*)$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//|^#|^$")


@dataclass(frozen=True, slots=True)
class Link:
    """One link as written. `marker` is Pelican's `filename`, `static`, `attach`, `tag` ... or ""; `target` what stands behind it."""

    marker: str
    target: str
    line: int

    @property
    def path(self) -> str:
        """The target's path without query and anchor, percent signs decoded."""
        return unquote(re.split(r"[?#]", self.target, maxsplit=1)[0])


def links_in(markdown: str) -> Iterator[Link]:
    """Every link of a text outside its code. `line` counts from 1 in `markdown`."""
    fence = ""
    for number, line in enumerate(markdown.split("\n"), start=1):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
            continue
        if fence or not ("](" in line or "]:" in line or "=" in line):
            continue
        plain = _CODE.sub("", line) if "`" in line else line
        for pattern in (_INLINE, _DEFINITION, _ATTRIBUTE):
            for target in pattern.findall(plain):
                yield _link(target, number)


def resolved(path: str, folder: str) -> str:
    """A path of the content folder as `folder`'s story means it; "" when it climbs out of the content folder."""
    parts: list[str] = []
    start = "" if path.startswith("/") else folder
    for part in (*PurePosixPath(start).parts, *PurePosixPath(path.lstrip("/")).parts):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in (".", "/"):
            parts.append(part)
    return "/".join(parts)


def is_local(link: Link) -> bool:
    """Whether a link without a marker is a path, and not an address, an anchor or nothing."""
    return not link.marker and not _SCHEME.match(link.target)


def _link(target: str, line: int) -> Link:
    found = _MARKER.match(target)
    if found:
        return Link(found[1] or found[2], found[3], line)
    return Link("", target, line)
