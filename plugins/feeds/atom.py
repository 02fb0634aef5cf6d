"""Atom (RFC 4287), with the tombstones of RFC 6721. Pure."""

from collections.abc import Callable

from .feed import Feed, Item
from .front import Front, add_headline, add_notice, instruction
from .xml_text import ATOM, LANG, TOMBSTONES, Piece, document, piece, root


def written(feed: Feed, entries: Callable[[Item, str, Front | None], Piece] | None = None) -> str:
    """The feed as an Atom document. `entries` is `entry`, or what remembers its answers."""
    write = entries or entry
    top = root(_a("feed"), {LANG: feed.lang} if feed.lang else {})
    top.add(_a("title"), feed.title)
    if feed.subtitle:
        top.add(_a("subtitle"), feed.subtitle)
    top.add(_a("id"), feed.id or feed.url)
    top.add(_a("updated"), feed.updated.isoformat())
    top.add(_a("link"), rel="self", type="application/atom+xml", href=feed.url)
    top.add(_a("link"), rel="alternate", type="text/html", href=feed.home)
    if feed.hub:
        top.add(_a("link"), rel="hub", href=feed.hub)
    top.add(_a("author")).add(_a("name"), feed.author or feed.title)
    add_notice(top, feed.front, title=feed.title, url=feed.url, home=feed.home)
    for item in feed.items:
        top.put(write(item, feed.lang, feed.front))
    for one in feed.gone:
        top.add(f"{{{TOMBSTONES}}}deleted-entry", ref=one.id, when=one.when.isoformat())
    return document(top, ATOM, instruction(feed.front))


def entry(item: Item, lang: str, front: Front | None) -> Piece:
    """An item of a feed in the language `lang`."""
    node = root(_a("entry"), {LANG: item.lang} if item.lang and item.lang != lang else {})
    add_headline(node, front, title=item.title, url=item.url, published=item.published)
    node.add(_a("title"), item.title)
    node.add(_a("id"), item.id)
    node.add(_a("link"), rel="alternate", type="text/html", href=item.url)
    node.add(_a("published"), item.published.isoformat())
    node.add(_a("updated"), item.updated.isoformat())
    for person in item.authors:
        author = node.add(_a("author"))
        author.add(_a("name"), person.name)
        if person.url:
            author.add(_a("uri"), person.url)
    for topic in item.topics:
        node.add(_a("category"), term=topic)
    for via in item.via:
        node.add(_a("link"), rel="via", title=via.name, href=via.url)
    if item.origin:
        source = node.add(_a("source"))
        source.add(_a("id"), item.origin.url)
        source.add(_a("title"), item.origin.name)
        source.add(_a("link"), rel="self", href=item.origin.url)
    if item.enclosure:
        one = item.enclosure
        node.add(_a("link"), rel="enclosure", type=one.type, length=str(one.length), href=one.url)
    if item.rights:
        node.add(_a("rights"), item.rights)
    if item.opening:
        node.add(_a("summary"), item.opening)
    if item.html:
        node.add(_a("content"), item.html, type="html")
    return piece(node, ATOM)


def _a(name: str) -> str:
    return f"{{{ATOM}}}{name}"
