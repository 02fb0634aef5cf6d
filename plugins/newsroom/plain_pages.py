"""The markup of a page, begun and ended element by element. Where every reader of HTML takes it for the same, it is cut up by one pattern, in
less than half of the time that Python's parser takes; else by that. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from .aria import strange_in
from .page_left import may_be_left

#: A comment, the type of the document, an end or a beginning, each so written that every reader of HTML takes it for the same.
_PLAIN = re.compile(
    r"""<!--(?!>)(?:(?!--).)*-->|<!doctype[^<>]*>|<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=`]+(?:="[^"]*"|='[^']*'|=[^\s"'=<>`/]+)?)*)\s*/?>|</([a-z][a-z0-9-]*)\s*>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=`]+)(?:="([^"]*)"|='([^']*)'|=([^\s"'=<>`/]+))?""")
#: Elements in which no other begins -> their end. What stands in some of them is text, with its escapes.
_RAW = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style", "title", "textarea")}
_ESCAPABLE = frozenset({"title", "textarea"})
#: How an attribute is called that runs.
_HANDLER = re.compile(r"on[a-z]{3,}")
#: Longer pieces of a page are those of a text, and stand on one page. Kept, they would push out what all pages have.
_SHORT = 120


class Given(dict[str, str]):
    """Attributes by their names, the words of the two that hold several, whether one runs when a reader does something, and the first that tells a
    screen reader nothing.
    """

    __slots__ = ("classes", "handles", "relations", "strange")

    def __init__(self, attributes: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(attributes)
        self.classes = tuple(self.get("class", "").split())
        self.relations = tuple(self.get("rel", "").lower().split())
        self.strange = strange_in(self)
        self.handles = any(name[:2] == "on" and value and _HANDLER.fullmatch(name) for name, value in self.items())


_NOTHING = Given()


class _Piece(NamedTuple):
    """What stands between two `<`: a beginning or an end, and the text behind it. `length` is that of the markup, with its `<`; `is_telling` says
    that the text may hold what is left of the making.
    """

    begins: str
    ends: str
    given: Given
    length: int
    lines: int
    said: str
    said_lines: int
    is_telling: bool


class Markup(HTMLParser):
    """Tells `begins`, `handle_endtag` and `says` what it reads, and `looks_at` before that a text in which something of the making may be left.
    `lineno` is the line at which that begins, from 1.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def begins(self, tag: str, given: Given) -> None:
        """An element begins, with these attributes."""
        raise NotImplementedError

    def says(self, data: str) -> None:
        """A text comes."""
        raise NotImplementedError

    def looks_at(self, data: str) -> None:
        """A text comes, in which something of the making may be left."""
        raise NotImplementedError

    def handle_data(self, data: str) -> None:
        if may_be_left(data):
            self.looks_at(data)
        self.says(data)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.begins(tag, Given((name, value or "") for name, value in attributes))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)

    def parse_html_declaration(self, i: int) -> int:
        """What begins as a declaration and is none is a comment, as browsers have it; HTMLParser breaks off at some."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def read_any(self, text: str) -> None:
        """Read a page whatever it holds."""
        self.feed(text)
        self.close()

    def read_plain(self, text: str) -> bool:
        """Read a page whose markup leaves nothing open to doubt, in a fifth of the time that HTMLParser takes; False, half read, for another."""
        pieces = text.split("<")
        at = len(pieces[0])
        if at:
            self._says(pieces[0])
        n = 1
        while n < len(pieces):
            piece = pieces[n]
            found = _short_piece(piece) if len(piece) < _SHORT else _piece(piece)
            if found is None:  # in a comment, or in a value, a < may stand
                whole = _PLAIN.match(text, at)
                if whole is None or (whole[1] or "").lower() in _RAW:
                    return False
                found = _piece_of(whole, "")
            begins, ends, given, length, lines, said, said_lines, is_telling = found
            if begins:
                self.begins(begins, given)
            elif ends:
                self.handle_endtag(ends)
            if lines:
                self.lineno += lines
            start = at + length
            at += len(piece) + 1
            n += 1
            if begins in _RAW:
                end = _RAW[begins].search(text, start)
                if end is None or (begins in _ESCAPABLE and end.start() != at):
                    return False
                if end.start() > at:
                    said, said_lines = text[start : end.start()], text.count("\n", start, end.start())
                while at < end.start():
                    at += len(pieces[n]) + 1
                    n += 1
            elif start > at:
                while at < start:
                    at += len(pieces[n]) + 1
                    n += 1
                self._says(text[start:at])
                continue
            if said:
                if is_telling:
                    self.looks_at(said)
                self.says(said)
                if said_lines:
                    self.lineno += said_lines
        return True

    def _says(self, text: str) -> None:
        self.handle_data(unescape(text) if "&" in text else text)
        self.lineno += text.count("\n")


def _piece(text: str) -> _Piece | None:
    """What a piece holds; None where it does not hold the whole of it."""
    found = _PLAIN.match(f"<{text}")
    return _piece_of(found, text[found.end() - 1 :]) if found else None


#: What a theme writes is the same on page after page.
_short_piece = lru_cache(maxsize=4096)(_piece)


def _piece_of(found: re.Match[str], said: str) -> _Piece:
    tag = (found[1] or "").lower()
    is_escaped = "&" in said and (tag not in _RAW or tag in _ESCAPABLE)
    plain = unescape(said) if is_escaped else said
    return _Piece(
        tag,
        (found[3] or "").lower(),
        _given(found[2]) if found[2] else _NOTHING,
        len(found[0]),
        found[0].count("\n"),
        plain,
        said.count("\n"),
        may_be_left(plain),
    )


@lru_cache(maxsize=4096)
def _given(text: str) -> Given:
    found = _ATTRIBUTE.findall(text)
    return Given((key.lower(), unescape(double or single or bare)) for key, double, single, bare in found)
