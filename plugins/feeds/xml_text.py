"""XML that is always well formed: one writer for Atom, RSS and sitemaps. Pure.

An element that stands in many documents is written once, as a `Piece`: every document of its kind takes it as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: What XML 1.0 (w3.org/TR/xml, production 2) has no place for.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{_XML}}}lang"
_PREFIXES = {ATOM: "atom", CONTENT: "content", DC: "dc", NEWS: "news", XHTML: "xhtml", TOMBSTONES: "at", _XML: "xml"}


@dataclass(frozen=True, slots=True)
class Piece:
    """An element as text, and the namespaces that its document must declare."""

    text: str
    namespaces: frozenset[str]


class Node:
    """An element that is being written. Text and attributes lose what XML cannot hold."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, text: str = "", attributes: Mapping[str, str] = {}) -> None:  # never changed
        self.name, self.text, self.attributes = name, text, attributes
        self.children: list[Node | Piece] = []

    def add(self, name: str, text: str = "", **attributes: str) -> "Node":
        """A child; attributes with an empty value are left out, `_` in their names stands for nothing else."""
        child = Node(name, text, {key: value for key, value in attributes.items() if value})
        self.children.append(child)
        return child

    def put(self, piece: Piece) -> None:
        """A child that is written already, for a document with the same default namespace."""
        self.children.append(piece)


def root(name: str, attributes: Mapping[str, str] = {}) -> Node:  # never changed
    return Node(name, "", attributes)


def piece(node: Node, default: str) -> Piece:
    """An element and all below it, for documents whose names of the namespace `default` have no prefix."""
    names = _Names(default)
    return Piece("".join(_written(node, names)), frozenset(names.namespaces))


def document(node: Node, default: str, instruction: str = "") -> str:
    """The document. Names of the namespace `default` have no prefix.

    `instruction` stands before the first element, as a line of its own.
    """
    names = _Names(default)
    opening, *rest = _written(node, names)
    declared = sorted((names.prefix(one), one) for one in names.namespaces)
    space = "".join(f' xmlns{prefix and f":{prefix}"}="{_attribute(one)}"' for prefix, one in declared)
    tag = names[node.name]
    text = "".join(rest)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{instruction}<{tag}{space}{opening.removeprefix(f"<{tag}")}{text}\n'
    )


class _Names(dict[str, str]):
    """`{namespace}name` -> the name as it is written. Notes which namespaces were used."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self._default = default
        self.namespaces: set[str] = set()

    def prefix(self, namespace: str) -> str:
        return "" if namespace == self._default else _PREFIXES[namespace]

    def __missing__(self, qualified: str) -> str:
        namespace, closed, name = qualified.rpartition("}")
        prefix = self.prefix(namespace[1:]) if closed else ""
        if closed and namespace[1:] != _XML:  # that one needs no declaring
            self.namespaces.add(namespace[1:])
        self[qualified] = written = f"{prefix}:{name}" if prefix else name
        return written


def _written(node: Node, names: _Names) -> list[str]:
    """The element in pieces, the first of which opens its tag."""
    tag = names[node.name]
    given = "".join([f' {names[name]}="{_attribute(legal(value))}"' for name, value in node.attributes.items()])
    text = _text(legal(node.text)) if node.text else ""
    if not text and not node.children:
        return [f"<{tag}{given}", " />"]
    found = [f"<{tag}{given}", ">", text]
    for child in node.children:
        if isinstance(child, Piece):
            names.namespaces |= child.namespaces
            found.append(child.text)
        else:
            found += _written(child, names)
    found.append(f"</{tag}>")
    return found


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    """Line ends and tabs are written as numbers: a reader would make them spaces (w3.org/TR/xml, 3.3.3)."""
    text = _text(text).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def legal(text: str) -> str:
    """A text without the characters that XML 1.0 forbids (section 2.2, Char)."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)  # what can be printed has its place
