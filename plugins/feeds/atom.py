"""Atom (RFC 4287), with the tombstones of RFC 6721. Pure."""

from .feed import Feed, Item
from .front import add_headline, add_notice, instruction
from .xml_text import ATOM, TOMBSTONES, Node, document, root

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(feed: Feed) -> str:
    """The feed as an Atom document."""
    top = root(_a("feed"), {_LANG: feed.lang} if feed.lang else {})
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
        _entry(top, item, feed)
    for one in feed.gone:
        top.add(f"{{{TOMBSTONES}}}deleted-entry", ref=one.id, when=one.when.isoformat())
    return document(top, ATOM, instruction(feed.front))


def _entry(top: Node, item: Item, feed: Feed) -> None:
    entry = top.add(_a("entry"))
    if item.lang and item.lang != feed.lang:
        entry.element.set(_LANG, item.lang)
    add_headline(entry, feed.front, title=item.title, url=item.url, published=item.published)
    entry.add(_a("title"), item.title)
    entry.add(_a("id"), item.id)
    entry.add(_a("link"), rel="alternate", type="text/html", href=item.url)
    entry.add(_a("published"), item.published.isoformat())
    entry.add(_a("updated"), item.updated.isoformat())
    for person in item.authors:
        author = entry.add(_a("author"))
        author.add(_a("name"), person.name)
        if person.url:
            author.add(_a("uri"), person.url)
    for topic in item.topics:
        entry.add(_a("category"), term=topic)
    for via in item.via:
        entry.add(_a("link"), rel="via", title=via.name, href=via.url)
    if item.origin:
        source = entry.add(_a("source"))
        source.add(_a("id"), item.origin.url)
        source.add(_a("title"), item.origin.name)
        source.add(_a("link"), rel="self", href=item.origin.url)
    if item.enclosure:
        one = item.enclosure
        entry.add(_a("link"), rel="enclosure", type=one.type, length=str(one.length), href=one.url)
    if item.rights:
        entry.add(_a("rights"), item.rights)
    if item.opening:
        entry.add(_a("summary"), item.opening)
    if item.html:
        entry.add(_a("content"), item.html, type="html")


def _a(name: str) -> str:
    return f"{{{ATOM}}}{name}"
