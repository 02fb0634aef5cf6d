"""JSON Feed 1.1 (jsonfeed.org/version/1.1), with our `_provenance`. Pure."""

import json
from typing import Any

from .feed import Feed, Item, Person


def written(feed: Feed) -> str:
    """The feed as a JSON document."""
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
    }
    if feed.subtitle:
        made["description"] = feed.subtitle
    if feed.lang:
        made["language"] = feed.lang
    if feed.author:
        made["authors"] = [{"name": feed.author}]
    if feed.hub:
        made["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    made["items"] = [_item(item, feed) for item in feed.items]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, feed: Feed) -> dict[str, Any]:
    made: dict[str, Any] = {"id": item.id, "url": item.url, "title": item.title}
    made |= {"content_html": item.html} if item.html else {"content_text": item.opening or item.title}
    if item.opening:
        made["summary"] = item.opening
    made["date_published"] = item.published.isoformat()
    made["date_modified"] = item.updated.isoformat()
    if item.authors:
        made["authors"] = [_person(person) for person in item.authors]
    if item.topics:
        made["tags"] = list(item.topics)
    if item.lang and item.lang != feed.lang:
        made["language"] = item.lang
    if item.enclosure:
        made["image"] = item.enclosure.url
        made["attachments"] = [
            {"url": item.enclosure.url, "mime_type": item.enclosure.type, "size_in_bytes": item.enclosure.length}
        ]
    if item.provenance:
        made["_provenance"] = dict(item.provenance)
    return made


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, **({"url": person.url} if person.url else {})}
