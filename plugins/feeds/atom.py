"""Atom (RFC 4287), with the tombstones of RFC 6721. Pure."""

from .feed import Feed, Item
from .xml_text import ATOM, TOMBSTONES, Node, document, root

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(feed: Feed) -> str:
    """The feed as an Atom document."""
    top = root(_("feed"), {_LANG: feed.lang} if feed.lang else {})
    top.add(_("title"), feed.title)
    if feed.subtitle:
        top.add(_("subtitle"), feed.subtitle)
    top.add(_("id"), feed.id or feed.url)
    top.add(_("updated"), feed.updated.isoformat())
    top.add(_("link"), rel="self", type="application/atom+xml", href=feed.url)
    top.add(_("link"), rel="alternate", type="text/html", href=feed.home)
    if feed.hub:
        top.add(_("link"), rel="hub", href=feed.hub)
    top.add(_("author")).add(_("name"), feed.author or feed.title)
    for item in feed.items:
        _entry(top, item, feed)
    for one in feed.gone:
        top.add(f"{{{TOMBSTONES}}}deleted-entry", ref=one.id, when=one.when.isoformat())
    return document(top, ATOM)


def _entry(top: Node, item: Item, feed: Feed) -> None:
    entry = top.add(_("entry"))
    if item.lang and item.lang != feed.lang:
        entry.element.set(_LANG, item.lang)
    entry.add(_("title"), item.title)
    entry.add(_("id"), item.id)
    entry.add(_("link"), rel="alternate", type="text/html", href=item.url)
    entry.add(_("published"), item.published.isoformat())
    entry.add(_("updated"), item.updated.isoformat())
    for person in item.authors:
        author = entry.add(_("author"))
        author.add(_("name"), person.name)
        if person.url:
            author.add(_("uri"), person.url)
    for topic in item.topics:
        entry.add(_("category"), term=topic)
    for via in item.via:
        entry.add(_("link"), rel="via", title=via.name, href=via.url)
    if item.origin:
        source = entry.add(_("source"))
        source.add(_("id"), item.origin.url)
        source.add(_("title"), item.origin.name)
        source.add(_("link"), rel="self", href=item.origin.url)
    if item.enclosure:
        one = item.enclosure
        entry.add(_("link"), rel="enclosure", type=one.type, length=str(one.length), href=one.url)
    if item.rights:
        entry.add(_("rights"), item.rights)
    if item.opening:
        entry.add(_("summary"), item.opening)
    if item.html:
        entry.add(_("content"), item.html, type="html")


def _(name: str) -> str:
    return f"{{{ATOM}}}{name}"
