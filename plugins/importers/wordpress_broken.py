"""A WordPress export that is not well-formed, read by how its kind is built: no mistake reaches further than the element that holds it.

XML says to stop at the first mistake, and parsers that go on lose what they do not understand: a control character ends the text around
it, a missing end swallows the items behind it. The format is simple enough to do better. It has some containers; all else is text,
which ends where its own end is, or where no text can go on.
"""

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .article import cleaned
from .wordpress_kinds import CUT

#: As much as has to be seen behind a mark to know that it is one.
_AHEAD = 4096
_CONTAINERS = frozenset({
    "rss", "channel", "image", "item", "wp:author", "wp:category", "wp:tag", "wp:term", "wp:termmeta", "wp:postmeta",
    "wp:comment", "wp:commentmeta",
})  # fmt: skip
#: Containers that stand at the top: whoever meets one of them there is outside all others.
_TOP = frozenset({"item", "channel", "rss"})
_ATTRIBUTE = r"\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')"
_MARK = re.compile(
    rf"<!--.*?-->|<(?P<end>/)?(?P<name>(?:\w+:)?[A-Za-z_][\w.-]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*(?P<empty>/)?>",
    re.DOTALL,
)
_GIVEN = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
_SIBLING = r"</?(?:(?:wp|dc|wfw|content|excerpt):\w|(?:item|channel|category|guid|link|pubDate|description)\b)"


@dataclass(slots=True)
class Node:
    """An element, as a parser of XML would give it."""

    tag: str
    prefix: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Node]":
        return iter(self.children)

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)


@dataclass(slots=True)
class Broken:
    """The file, and where it broke off: the line, 0 where it did not; `items` are how many it had. `block` bytes are read at a time."""

    file: Path
    items: int = 0
    cut_at: int = 0
    block: int = 1 << 20

    def elements(self) -> Iterator[Node]:
        """What stands in the channel, one after the other; an item in which the file ends has the status CUT."""
        self.items, self.cut_at, ended = 0, 0, False
        feed = _Feed(_letters(self.file, self.block))
        while mark := feed.mark():
            if mark["name"] == "channel" and not mark["end"]:
                break
        while mark := feed.mark():
            name = mark["name"]
            ended = ended or name in ("channel", "rss")
            if mark["end"] or name in ("channel", "rss"):
                continue
            node = _node(mark, feed)
            if name == "item":
                self.items += 1
                if feed.is_cut:
                    node.children.insert(0, Node("status", "wp", CUT))
            yield node
        self.cut_at = 0 if ended and not feed.is_cut else feed.line


class _Feed:
    """The letters of the file as far as they are needed, and a place in them."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks, self._text, self._at, self._line = blocks, "", 0, 1
        self._ended = self.is_cut = False

    @property
    def line(self) -> int:
        return self._line + self._text.count("\n", 0, self._at)

    def mark(self) -> "re.Match[str] | None":
        """The next mark of an element, behind which the place is then; None at the end of the file."""
        while found := self.search(_MARK):
            self._at = found.end()
            if found["name"]:
                return found
        return None

    def back(self, mark: "re.Match[str]") -> None:
        """Before the mark that was read last."""
        self._at -= len(mark[0])

    def starts(self, text: str) -> bool:
        """Whether this comes next, behind blanks."""
        while not self._ended and len(self._text) - self._at < _AHEAD:
            self._more()
        return self._text[self._at : self._at + _AHEAD].lstrip().startswith(text)

    def until(self, pattern: "re.Pattern[str]") -> str:
        """The text before the next match, behind which the place is then; all of it where there is none: the file breaks off."""
        found = self.search(pattern)
        if not found:
            self.is_cut = True
        end = found.start() if found else len(self._text)
        text = self._text[self._at : end]
        self._at = found.end() if found else end
        return text

    def search(self, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
        since = self._at
        while True:
            found = pattern.search(self._text, since)
            if found and (self._ended or found.end() < len(self._text) - _AHEAD):
                return found
            if self._ended:
                return found
            since = max(self._at, min(found.start() if found else len(self._text), len(self._text) - _AHEAD))
            since -= self._more()

    def _more(self) -> int:
        """Read on, and forget what lies before the place: how many letters that were."""
        gone, self._line = self._at, self.line
        block = next(self._blocks, None)
        self._ended = block is None
        self._text, self._at = self._text[gone:] + (block or ""), 0
        return gone


def _node(mark: "re.Match[str]", feed: _Feed) -> Node:
    name = mark["name"]
    prefix, _, tag = name.rpartition(":")
    node = Node(
        tag, prefix, attributes={one[1]: _plain(one[2] or one[3] or "") for one in _GIVEN.finditer(mark["attributes"])}
    )
    if mark["empty"]:
        return node
    if name not in _CONTAINERS:
        if feed.starts("<![CDATA["):
            node.text = _said(feed.until(_end_of_cdata(name)) + "]]>")
        else:
            node.text = _said(feed.until(_end_of_text(name)))
        return node
    while inner := feed.mark():
        if inner["end"] and inner["name"] == name:
            return node
        if inner["name"] in _TOP or (inner["name"] == name and not inner["end"]):
            feed.back(inner)  # its own end is missing
            return node
        if not inner["end"]:
            node.children.append(_node(inner, feed))
    feed.is_cut = True
    return node


@cache
def _end_of_cdata(name: str) -> "re.Pattern[str]":
    """The end of a text in brackets: its own, one without the end of the element, or that of the element alone."""
    own = rf"</{re.escape(name)}\s*>"
    return re.compile(rf"\]\]>\s*{own}|\]\]>(?=\s*{_SIBLING})|{own}(?=\s*{_SIBLING})")


@cache
def _end_of_text(name: str) -> "re.Pattern[str]":
    """The end of a text without brackets, which may hold HTML: its own, or where another element of the format begins."""
    more = "" if ":" in name else r"|(?=<(?:title|link|pubDate|guid|description|category)\b)"
    return re.compile(rf"</{re.escape(name)}\s*>|(?=</?(?:(?:wp|dc|wfw|content|excerpt):\w|item\b|channel\b)){more}")


def _said(text: str) -> str:
    """What an element says: what is in brackets as it is, all else without entities."""
    start = text.lstrip()
    if start.startswith("<![CDATA["):  # no bracket closes in it but the last: what stands between is the text's own
        inner = start.removeprefix("<![CDATA[").removesuffix("]]>")
        return inner.replace("]]><![CDATA[", "")
    if text.endswith("]]>") and "<![CDATA[" not in text:
        text = text.removesuffix("]]>")
    parts = _CDATA.split(text)
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _letters(file: Path, block: int) -> Iterator[str]:
    """The file as text without control characters; bytes that are none of its encoding are read as Windows-1252."""
    with file.open("rb") as opened:
        head = opened.read(_AHEAD)
        opened.seek(0)
        decoder = codecs.getincrementaldecoder(encoding_of(head))(_OTHERWISE)
        while data := opened.read(block):
            yield cleaned(decoder.decode(data)).replace("\ufeff", "")
        yield cleaned(decoder.decode(b"", final=True))


def encoding_of(head: bytes) -> str:
    """What the first bytes of an XML file say about its letters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    named = re.search(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", head)
    try:
        return (
            codecs.lookup(named[1].decode()).name if named and not named[1].lower().startswith(b"utf-16") else "utf-8"
        )
    except LookupError:
        return "utf-8"


def _otherwise(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_OTHERWISE = "newsroom-windows-1252"
codecs.register_error(_OTHERWISE, _otherwise)
