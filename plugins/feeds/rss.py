"""RSS 2.0 (rssboard.org/rss-specification) with content:encoded, Dublin Core and the profile's atom:link. Pure."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime

from .feed import Feed, Item
from .front import Front, add_headline, add_notice, instruction
from .xml_text import ATOM, CONTENT, DC, Piece, document, piece, root


def written(feed: Feed, entries: Callable[[Item, str, Front | None], Piece] | None = None) -> str:
    """The feed as an RSS document. `entries` is `entry`, or what remembers its answers."""
    write = entries or entry
    top = root("rss", {"version": "2.0"})
    channel = top.add("channel")
    channel.add("title", feed.title)
    channel.add("link", feed.home)
    channel.add("description", feed.subtitle or feed.title)
    if feed.lang:
        channel.add("language", feed.lang)
    channel.add("lastBuildDate", _date(feed.updated))
    channel.add(f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=feed.url)
    if feed.hub:
        channel.add(f"{{{ATOM}}}link", rel="hub", href=feed.hub)
    add_notice(channel, feed.front, title=feed.title, url=feed.url, home=feed.home)
    for item in feed.items:
        channel.put(write(item, feed.lang, feed.front))
    return document(top, "", instruction(feed.front))


def entry(item: Item, _lang: str, front: Front | None) -> Piece:
    """An item. RSS has no way to say that its language is another than the feed's."""
    node = root("item")
    add_headline(node, front, title=item.title, url=item.url, published=item.published)
    node.add("title", item.title)
    node.add("link", item.url)
    node.add("guid", item.id, isPermaLink="false")
    node.add("pubDate", _date(item.published))
    for person in item.authors:
        node.add(f"{{{DC}}}creator", person.name)
    for topic in item.topics:
        node.add("category", topic)
    for via in item.via:
        node.add(f"{{{DC}}}source", via.url)
    if item.origin:
        node.add("source", item.origin.name, url=item.origin.url)
    if item.rights:
        node.add(f"{{{DC}}}rights", item.rights)
    if item.enclosure:
        one = item.enclosure
        node.add("enclosure", url=one.url, length=str(one.length), type=one.type)
    if item.opening:
        node.add("description", item.opening)
    if item.html:
        node.add(f"{{{CONTENT}}}encoded", item.html)
    return piece(node, "")


def _date(moment: datetime) -> str:
    return format_datetime(moment)
