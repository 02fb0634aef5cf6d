"""The feed of corrections: one item for each. Pure."""

import hashlib
from datetime import datetime, time

from ..newsroom.desk import Build
from ..newsroom.story import Correction, Story
from ..newsroom.words import message
from .feed import Item, tag_uri
from .items import Items

_TITLES = {
    "correction": message("Correction: {title}"),
    "clarification": message("Clarification: {title}"),
    "update": message("Update: {title}"),
}


def correction_items(build: Build, items: Items) -> tuple[Item, ...]:
    """Every correction of a story that readers may see, newest first."""
    rows = [(one, story) for story in build.archive.all for one in story.corrections]
    rows.sort(key=lambda row: (-row[0].date.toordinal(), row[1].slug, row[1].lang, row[0].text))
    return tuple(_item(one, story, items) for one, story in rows)


def _item(one: Correction, story: Story, items: Items) -> Item:
    assert story.date is not None
    moment = max(story.date, datetime.combine(one.date, time(), story.date.tzinfo))
    digest = hashlib.blake2b(f"{one.date}/{one.kind}/{one.text}".encode(), digest_size=6).hexdigest()
    return Item(
        id=tag_uri(items.authority, story.id, one.kind, digest),
        url=items.absolute(story.url),
        title=items.words(story.lang)(_TITLES[one.kind], title=story.title),
        published=moment,
        updated=moment,
        summary=one.text,
        lang=story.lang,
    )
