"""Where a Markdown text leads: its links and pictures, each with its line. Pure, and linear in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from .pictures import is_picture
from .signs import may_have_fences

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
#: What an indented line below it belongs to: an item of a list, a definition, a footnote, an admonition.
_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)]|:|!!!|\?\?\?|\[\^[^\]]+\]:|\*\[)\s*")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_INLINE = re.compile(
    r"\]\(\s*(?!<)((?:[{|](?:tag|category|author|source|storyline)[}|][^()<>\"']*(?:\([^()]*\)[^()<>\"']*)*)|(?:\{\w+\}|\|\w+\|)?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*"
    # Blanks are part of an address where a bracket ends it, or a title before that: Python-Markdown takes files with blanks in their names.
    r"(?:(?:[ \t]+(?:[^\s()<>\"']|\([^\s()]*\))+)+(?=[ \t]*(?:(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*)?\)))?)"
)
#: An address in angle brackets, in which blanks may stand.
_ANGLED = re.compile(r"\]\(\s*<([^<>\n]*)>")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?([^\s<>]+)")
_ATTRIBUTE = re.compile(r"\b(?:href|src|poster|data)\s*=\s*[\"']([^\"'\n]+)[\"']", re.IGNORECASE)
#: Pattern of a kind of link, and what a line must hold for it to be tried.
_PATTERNS = (("](", _INLINE), ("<", _ANGLED), ("]:", _DEFINITION), ("=", _ATTRIBUTE))
_MARKER = re.compile(r"^(?:\{(\w+)\}|\|(\w+)\|)(.*)$")
_FAR = ("http://", "https://", "mailto:")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//|^#|^$")


@dataclass(frozen=True, slots=True)
class Link:
    """One link as written. `marker` is Pelican's `filename`, `static`, `attach`, `tag` ... or ""; `target` what stands behind it.

    `line` and `column` count from 1 in the text; the column is where the target begins.
    """

    marker: str
    target: str
    line: int
    column: int = 0

    @property
    def path(self) -> str:
        """The target's path without query and anchor, percent signs decoded."""
        path = self.target.partition("#")[0].partition("?")[0]
        return unquote(path) if "%" in path else path


def parts_of(address: str) -> SplitResult:
    """The parts of an address (RFC 3986), all of them empty for what is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that nobody closes
        return SplitResult("", "", "", "", "")


def host_of(address: str | SplitResult) -> str:
    """The host of an address or of its parts, without `www.`; "" for what has none, or is no address."""
    parts = parts_of(address) if isinstance(address, str) else address
    return (parts.hostname or "").removeprefix("www.")


def links_in(markdown: str) -> Iterator[Link]:
    """Every link of a text outside its code."""
    return links_of(prose_lines(markdown))


def links_of(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Every link of these `prose_lines`."""
    for number, line in lines:
        if "]" not in line and "<" not in line and "=" not in line:
            continue
        for mark, pattern in _PATTERNS:
            if mark in line:
                for found in pattern.finditer(line):
                    yield _link(found[1], number, found.start(1) + 1)


def prose_lines(markdown: str) -> Iterable[tuple[int, str]]:
    """(number from 1, text) of every line outside blocks of code, with blanks in place of code in a line."""
    lines = markdown.split("\n")
    numbered = enumerate(lines, start=1)
    if _may_have_blocks(markdown, lines):
        return _outside_blocks(numbered)
    if "`" not in markdown:
        return numbered
    return [(number, _without_code(line) if "`" in line else line) for number, line in numbered]


def _may_have_blocks(markdown: str, lines: Sequence[str]) -> bool:
    """Whether a text may hold blocks of code, fenced or indented."""
    return "\t" in markdown or may_have_fences(markdown) or " " in {line[:1] for line in lines}


def _outside_blocks(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    fence = ""
    is_open = True  # whether an indented line would begin a block of code
    in_list = False
    for number, line in lines:
        if "```" in line or "~~~" in line:
            found = _FENCE.match(line)
            if found and (not fence or found[1].startswith(fence)):
                fence = "" if fence else found[1]
                is_open = True
                continue
        if fence:
            continue
        if line.startswith(("    ", "\t")):
            if is_open and not in_list:
                continue
        elif line.strip():
            in_list = bool(_ITEM.match(line)) or (in_list and line.startswith(" "))
            is_open = False
        else:
            is_open = True
        yield number, _without_code(line) if "`" in line else line


def _without_code(line: str) -> str:
    return _CODE.sub(lambda code: " " * len(code[0]), line)


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


def may_stand_alone(line: str) -> bool:
    """Whether a line may be one link and nothing else; where it says no, it is none."""
    line = line.strip()
    if not line.startswith(("http://", "https://", "<http", "[", "![")):
        return False
    return line.endswith((")", ">", "}")) or " " not in line


def has_lone_link(lines: Iterable[tuple[int, str]]) -> bool:
    """Whether one of these `prose_lines` may be one link and nothing else."""
    return any(may_stand_alone(line) for _, line in lines if line and (line[0] in "<![h" or line[0].isspace()))


def is_far(link: Link, own: str) -> bool:
    """Whether a link leads away from the site, whose address is `own` ("" where it has none)."""
    return link.target.startswith(_FAR) and not (own and link.target.startswith(own))


def is_near(link: Link, own: str) -> bool:
    """Whether a rule of the whole site may find fault with a link: it leads into the site, or shows a picture from elsewhere."""
    return bool(link.marker) or not is_far(link, own) or is_picture(link.path)


def _link(target: str, line: int, column: int) -> Link:
    found = _MARKER.match(target) if target.startswith(("{", "|")) else None
    if found:
        return Link(found[1] or found[2], found[3], line, column)
    return Link("", target, line, column)
