"""The bones of a Markdown text: its headings, its pictures and the words of its links, each with its place. Pure, and linear in the text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .links import prose_lines
from .slug import LONGEST, slug_of
from .visible_text import visible_text

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|(?=[^\s#]))(?P<text>.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
#: How the line under a heading begins, and so may a line with blanks before it.
_DRAWN = frozenset("=- ")
_NO_PARAGRAPH = re.compile(r"^ {0,3}(?:[-*+>|#]|\d{1,9}[.)]\s|<)|^ {4}|^\t|^\s*$")
_TAGGED = re.compile(r"<h([1-6])\b[^>]*>(?P<text>.{0,300}?)</h\1\s*>", re.IGNORECASE)
#: What begins with the bracket that a link or a picture opens; the sign before it says which.
_LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\]){0,300})\]"
    r"(?:\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)[^()\n]*\)|\[(?P<name>[^\[\]\n]*)\])"
)
_ANCHOR = re.compile(r"<a\b(?P<attributes>[^<>\n]*)>(?P<words>(?:[^<\n]|<(?!/a))*)</a\s*>", re.IGNORECASE)
_IMG = re.compile(r"<img\b(?P<attributes>[^<>\n]*)>", re.IGNORECASE)
_ATTRIBUTE = r"\b{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ALT = re.compile(_ATTRIBUTE.format("alt"), re.IGNORECASE)
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)
_NAMED = re.compile(_ATTRIBUTE.format("(?:id|name)"), re.IGNORECASE)
_GIVEN = re.compile(r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}")
_GIVEN_AT_LENGTH = re.compile(r"\{:?[^{}\n]*\bid\s*=\s*[\"']?([\w.:-]+)[\"']?[^{}\n]*\}")
_SPAN = re.compile(r"(?<!`)(?P<mark>`+)(?!`)(?P<code>.+?)(?<!`)(?P=mark)(?!`)")
#: Words of letters and digits of ASCII with one blank between them.
_WORDS_ALONE = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*+")
_SRC = re.compile(_ATTRIBUTE.format("src"), re.IGNORECASE)


class Heading(NamedTuple):
    """A heading of a text; `line` and `column` count from 1, in the body."""

    level: int
    text: str
    line: int
    column: int


class Picture(NamedTuple):
    """`alt` is None where HTML gives none; an empty one is said on purpose there, and forgotten in Markdown."""

    alt: str | None
    target: str
    line: int
    column: int
    html: bool = False


class Anchor(NamedTuple):
    """A link with the words that a reader clicks."""

    words: str
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Outline:
    """`lines` are (number from 1, text) of what is neither code nor comment."""

    lines: tuple[tuple[int, str], ...]
    headings: tuple[Heading, ...]
    pictures: tuple[Picture, ...]
    anchors: tuple[Anchor, ...]


def outline_of(markdown: str) -> Outline:
    """Lines and columns count from 1 in `markdown`."""
    return outline_of_lines(prose_lines(markdown))


def outline_of_lines(prose: Iterable[tuple[int, str]]) -> Outline:
    """The outline of a text of which these are the `prose_lines`."""
    lines = tuple(prose)
    if any("<!--" in line for _, line in lines if "<" in line):
        lines = tuple([(number, _without_comments(line)) for number, line in lines])
    pictures: list[Picture] = []
    anchors: list[Anchor] = []
    for number, line in lines:
        if "]" in line:
            for found in _LINK.finditer(line):
                _take(found, number, 1, pictures, anchors)
        if "<" in line:
            pictures += [_picture(found, number) for found in _IMG.finditer(line)]
            anchors += [_anchor(found, number) for found in _ANCHOR.finditer(line)]
    return Outline(lines, tuple(_headings(lines)), tuple(pictures), tuple(anchors))


def anchors_in(markdown: str, outline: Outline) -> tuple[str, ...]:
    """The names that `#name` may lead to: those that are written, and those that Python-Markdown makes of the headings."""
    names = {*_GIVEN.findall(markdown), *_GIVEN_AT_LENGTH.findall(markdown)} if "{" in markdown else set()
    if "<" in markdown:
        names |= {_value(found) or "" for found in _NAMED.finditer(markdown)}
    lines = markdown.split("\n") if "`" in markdown else []
    for heading in outline.headings:
        is_bare = not lines and _WORDS_ALONE.fullmatch(heading.text)  # then it is seen as it is written
        seen = heading.text if is_bare else seen_in(heading, lines)
        if is_bare or _WORDS_ALONE.fullmatch(seen):
            # All ways make the same of it, but that ours is cut where it is long.
            names.add(seen.lower().replace(" ", "-"))
            if len(seen) > LONGEST:
                names.add(slug_of(seen))
            continue
        names |= {_slugged(seen, ascii_only=False), slug_of(seen)}
        if not seen.isascii():
            names.add(_slugged(seen, ascii_only=True))
    for note in re.findall(r"^ {0,3}\[\^([^\]\n]+)\]:", markdown, re.MULTILINE) if "[^" in markdown else ():
        names |= {f"fn:{note}", f"fnref:{note}"}
    return tuple(sorted(names - {""}))


def seen_in(heading: Heading, lines: Sequence[str]) -> str:
    """The words of a heading, its code among them. `lines` are those of its text, none where no code is in it."""
    line = lines[heading.line - 1] if heading.line <= len(lines) else ""
    if "`" not in line:
        return visible_text(heading.text)
    code: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        code.append(found["code"].strip())
        return f"\ue000{len(code) - 1}\ue001"

    whole = _SPAN.sub(put_away, line)
    at = _ATX.match(whole)
    seen = visible_text(_heading_text(at["text"] if at else whole.strip()))
    return re.sub("\ue000(\\d+)\ue001", lambda found: code[int(found[1])], seen)


def _slugged(text: str, *, ascii_only: bool) -> str:
    """What the extension `toc` of Python-Markdown makes of a heading, with its two ways of making slugs."""
    if ascii_only:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _without_comments(line: str) -> str:
    at = line.find("<!--")
    while at >= 0 and (end := line.find("-->", at + 4)) >= 0:
        line = f"{line[:at]}{' ' * (end + 3 - at)}{line[end + 3 :]}"
        at = line.find("<!--", end)
    return line


def _heading_text(written: str) -> str:
    """The words of a heading, without its attributes and the marks that close it."""
    text = written.rstrip()
    if text.endswith("}") and "{" in text:
        text = text[: text.rindex("{")].rstrip()
    return text.rstrip("#").rstrip()


def _take(found: re.Match[str], number: int, column: int, pictures: list[Picture], anchors: list[Anchor]) -> None:
    """One link or picture, and the pictures among the words of a link."""
    target = found["target"] if found["target"] is not None else f"[{found['name']}]"
    at = column + found.start()
    if _is_picture(found):
        pictures.append(Picture(found["words"], target, number, at - 1))
        return
    words = found["words"]
    if "![" in words:
        for inner in _LINK.finditer(words):
            _take(inner, number, at + 1, pictures, anchors)
            words = words.replace("!" + inner[0] if _is_picture(inner) else inner[0], inner["words"])
    anchors.append(Anchor(words, target, number, at))


def _is_picture(found: re.Match[str]) -> bool:
    return found.string.endswith("!", 0, found.start())


def _picture(found: re.Match[str], number: int) -> Picture:
    alt = _ALT.search(found["attributes"])
    return Picture(_value(alt), _value(_SRC.search(found["attributes"])) or "", number, found.start() + 1, html=True)


def _anchor(found: re.Match[str], number: int) -> Anchor:
    words = _IMG.sub(lambda img: _value(_ALT.search(img["attributes"])) or "", found["words"])
    return Anchor(words, _value(_HREF.search(found["attributes"])) or "", number, found.start() + 1)


def _value(found: re.Match[str] | None) -> str | None:
    return next((group for group in found.groups() if group is not None), "") if found else None


def _headings(lines: tuple[tuple[int, str], ...]) -> Iterator[Heading]:
    before: tuple[int, str] = (0, "")
    for number, line in lines:
        if not line:
            continue
        if "#" in line and (found := _ATX.match(line)):
            yield Heading(len(found[1]), _heading_text(found["text"]), number, line.index("#") + 1)
        elif (
            line[0] in _DRAWN
            and before[0] == number - 1
            and _UNDERLINE.match(line)
            and not _NO_PARAGRAPH.match(before[1])
        ):
            yield Heading(1 if "=" in line else 2, before[1].strip(), before[0], 1)
        elif "<" in line:
            for tagged in _TAGGED.finditer(line):
                yield Heading(int(tagged[1]), tagged["text"], number, tagged.start() + 1)
        before = (number, line)
