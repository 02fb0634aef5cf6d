"""XML that is always well formed: one writer for Atom, RSS and sitemaps. Pure."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

#: What XML 1.0 (w3.org/TR/xml, production 2) has no place for.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_PREFIXES = {CONTENT: "content", DC: "dc", NEWS: "news", XHTML: "xhtml", TOMBSTONES: "at"}


class Node:
    """An element that is being written. Text and attributes lose what XML cannot hold."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element

    def add(self, name: str, text: str = "", **attributes: str) -> "Node":
        """A child; attributes with an empty value are left out, `_` in their names stands for nothing else."""
        child = ET.SubElement(self.element, name, {key: legal(value) for key, value in attributes.items() if value})
        if text:
            child.text = legal(text)
        return Node(child)


def root(name: str, attributes: Mapping[str, str] = {}) -> Node:  # never changed
    return Node(ET.Element(name, dict(attributes)))


def document(node: Node, default: str, instruction: str = "") -> str:
    """The document. Names of the namespace `default` have no prefix; ElementTree allows that only where all names have one.

    `instruction` stands before the first element, as a line of its own.
    """
    for namespace, prefix in _PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    ET.register_namespace("atom" if default != ATOM else "", ATOM)
    if default and default != ATOM:
        ET.register_namespace("", default)
    text = ET.tostring(node.element, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{instruction}{text}\n'


def legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
