"""Our XML is what ElementTree writes of the same elements, byte for byte, whether an element is written once or in place."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.feeds.xml_text import (
    ATOM,
    CONTENT,
    DC,
    LANG,
    SITEMAP,
    XHTML,
    Node,
    document,
    legal,
    piece,
    root,
)

TEXTS = st.text(st.sampled_from("ab<>&\"'\r\n\t \x00\x0b\ud800é\U0001f600"), max_size=8)
#: (name, text, attributes, children) of an element.
TREES = st.recursive(
    st.tuples(st.sampled_from(["a", "b"]), TEXTS, st.dictionaries(st.sampled_from(["x", "y"]), TEXTS), st.just([])),
    lambda below: st.tuples(
        st.sampled_from(["a", "b"]), TEXTS, st.dictionaries(st.sampled_from(["x", "y"]), TEXTS), st.lists(below, max_size=3)
    ),
    max_leaves=12,
)  # fmt: skip
PREFIXES = {"atom": ATOM, "content": CONTENT, "dc": DC, "xhtml": XHTML}


def ours(tree, name, *, apart: str | None = None) -> Node:
    """The tree as a node, its names by `name`; with `apart` every child of the root is written by itself, for that default namespace."""
    tag, text, attributes, children = tree
    made = root(name(tag))
    made.text, made.attributes = text, {key: value for key, value in attributes.items() if value}
    for child in children:
        node = ours(child, name)
        if apart is None:
            made.children.append(node)
        else:
            made.put(piece(node, apart))
    return made


def theirs(tree, name) -> ET.Element:
    tag, text, attributes, children = tree
    made = ET.Element(name(tag), {key: legal(value) for key, value in attributes.items() if value})
    made.text = legal(text) or None
    made.extend(theirs(child, name) for child in children)
    return made


def written_by_elementtree(element: ET.Element, default: str) -> str:
    for prefix, namespace in PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    if default:
        ET.register_namespace("", default)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(element, encoding="unicode")}\n'


@pytest.mark.parametrize(
    ("default", "names"),
    [
        (ATOM, {"a": f"{{{ATOM}}}a", "b": f"{{{XHTML}}}b"}),
        ("", {"a": "a", "b": f"{{{DC}}}b"}),
        ("", {"a": f"{{{CONTENT}}}a", "b": f"{{{ATOM}}}b"}),
        (SITEMAP, {"a": f"{{{SITEMAP}}}a", "b": f"{{{XHTML}}}b"}),
    ],
)
@settings(max_examples=60, deadline=None)
@given(tree=TREES)
def test_a_document_is_what_elementtree_writes(default: str, names: dict[str, str], tree) -> None:
    wanted = written_by_elementtree(theirs(tree, names.__getitem__), default)
    assert document(ours(tree, names.__getitem__), default) == wanted
    assert document(ours(tree, names.__getitem__, apart=default), default) == wanted


def test_the_language_needs_no_namespace_and_the_instruction_stands_first() -> None:
    node = root(f"{{{ATOM}}}feed", {LANG: "uk"})
    text = document(node, ATOM, "<?look?>\n")
    assert text.splitlines()[1:] == ["<?look?>", f'<feed xmlns="{ATOM}" xml:lang="uk" />']


def test_a_namespace_that_only_a_piece_uses_is_declared() -> None:
    node = root("rss")
    node.put(piece(root(f"{{{DC}}}creator"), ""))
    assert re.search(rf'<rss xmlns:dc="{DC}"><dc:creator /></rss>', document(node, ""))
