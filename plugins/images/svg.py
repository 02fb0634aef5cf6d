"""Drawings: their size, and without what a browser would run or fetch. Pure; no entity of a drawing is ever expanded."""

import re
from xml.parsers import expat

#: Elements that run, fetch or hold another document.
_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"})
_LENGTH = re.compile(r"^\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|em|rem)?\s*$")
#: Pixels of CSS in a unit (w3.org/TR/css-values, 6.2); an em without a font is 16.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "rem": 16.0,
}
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_FAR = re.compile(r"url\(\s*[\"']?\s*(?!#|data:)", re.IGNORECASE)


class Broken(Exception):
    """It is no drawing: says why."""


def size_of(svg: bytes) -> tuple[int, int]:
    """Width and height in pixels, from `width` and `height` or the `viewBox`; (0, 0) where a drawing names neither. Raises Broken."""
    root = _Reader(svg).root
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if _is_number(part)]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2], box[3]
    return round(width), round(height)


def is_unsafe(svg: bytes) -> bool:
    """Whether `cleaned` would take something out. Raises Broken."""
    return bool(_Reader(svg).unsafe)


def cleaned(svg: bytes) -> bytes:
    """The drawing without scripts, handlers of events, other documents and addresses elsewhere; all else to the letter. Raises Broken.

    A drawing in another encoding than UTF-8 is handed on as UTF-8.
    """
    reader = _Reader(svg)
    kept, position = [], 0
    for start, end, instead in reader.unsafe:
        if start >= position:
            kept += [reader.text[position:start], instead]
            position = end
    return b"".join([*kept, reader.text[position:]])


class _Reader:
    """One reading of a drawing: its root's attributes, and the spans of bytes that must go, each with what takes its place."""

    def __init__(self, svg: bytes) -> None:
        self.text = _utf8(svg)
        self.root: dict[str, str] = {}
        self.unsafe: list[tuple[int, int, bytes]] = []
        self._depth, self._inside, self._begun = 0, 0, 0
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(self.text, True)
        except expat.ExpatError as error:
            raise Broken(str(error)) from None
        if not self._begun:
            raise Broken("it has no <svg>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        if not self._begun:
            if local != "svg":
                raise Broken(f"it begins with <{name}>")
            self._begun, self.root = 1, attributes
        self._depth += 1
        here = self._parser.CurrentByteIndex
        if self._inside:
            return
        if local in _ELEMENTS:
            self._inside, self._from = self._depth, here
        elif any(_is_unsafe_attribute(key, value) for key, value in attributes.items()):
            end = _end_of_tag(self.text, here)
            self.unsafe.append((here, end, _ATTRIBUTE.sub(_kept_attribute, self.text[here:end])))

    def _end(self, _name: str) -> None:
        if self._inside == self._depth:
            here = self._parser.CurrentByteIndex
            closes = self.text.startswith(b"</", here)
            end = _end_of_tag(self.text, here if closes else self._from)
            self.unsafe.append((self._from, end, b""))
            self._inside = 0
        self._depth -= 1

    def _entity(self, name: str, *_: object) -> None:
        raise Broken(f"it declares the entity {name}")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            here = self._parser.CurrentByteIndex
            self.unsafe.append((here, self.text.index(b"?>", here) + 2, b""))


def _is_unsafe_attribute(name: str, value: str) -> bool:
    local = name.rpartition(":")[2].lower()
    plain = "".join(value.split()).lower()
    if local.startswith("on"):
        return True
    if local == "href":
        return (
            not plain.startswith(("#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"))
            and plain != ""
        )
    if local in ("to", "from", "values", "by") and plain.startswith("javascript:"):
        return True
    return bool(_FAR.search(value))


def _kept_attribute(found: re.Match[bytes]) -> bytes:
    from html import unescape

    name, value = found[1].decode("utf-8", "replace"), unescape(found[2][1:-1].decode("utf-8", "replace"))
    return b"" if _is_unsafe_attribute(name, value) else found[0]


def _end_of_tag(text: bytes, start: int) -> int:
    """The position behind the `>` that ends the tag at `start`, past quoted values."""
    quote = 0
    for position in range(start, len(text)):
        c = text[position]
        if quote:
            quote = 0 if c == quote else quote
        elif c in b"\"'":
            quote = c
        elif c == 0x3E:
            return position + 1
    return len(text)


def _utf8(svg: bytes) -> bytes:
    """The drawing as UTF-8, so that its parser and its reader count the same bytes."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if svg.startswith(mark):
            return _recoded(svg, encoding)
    found = re.match(rb"""\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""", svg)
    encoding = found[1].decode("ascii").lower() if found else "utf-8"
    return svg if encoding in ("utf-8", "utf8") else _recoded(svg, encoding)


def _recoded(svg: bytes, encoding: str) -> bytes:
    try:
        text = svg.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise Broken(f"it is not {encoding}") from None
    return re.sub(r"""(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""", r"\1", text, count=1).encode()


def _pixels(length: str) -> float:
    found = _LENGTH.match(length)
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) is not None
