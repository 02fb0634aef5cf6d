"""What says in a few values whether a story is to the choice what it was, and where it stands in time. Pure."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from ..newsroom.archive import Archive
from ..newsroom.story import Story


class Stamp(NamedTuple):
    """`edition` is another whenever something in the file is; "" of a story that has none, which is looked at every time.

    The rest follows from it and from the registries. By `status` to `translation_of` other stories know it as a version of theirs.
    """

    edition: str
    status: str
    slug: str
    lang: str
    id: str
    translation_of: str
    when: float
    category: str = ""
    storyline: str = ""
    type: str = ""


#: What of a stamp is asked of all stories at once, where to make a Stamp of each would take longer than the question:
#: (lang, category, when), and (when, slug, lang, storyline, category).
PLACE = itemgetter(*map(Stamp._fields.index, ("lang", "category", "when")))
ROW = itemgetter(*map(Stamp._fields.index, ("when", "slug", "lang", "storyline", "category")))
#: The part of a stamp that tells which stories are versions of each other.
PAIRING = slice(Stamp._fields.index("status"), Stamp._fields.index("when") + 1)


def stamps_of(archive: Archive, before: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """The stamps of all stories that have a page, by path. Of a story that is as it was this is the very tuple that it had `before`."""
    found = {}
    for story in archive.all:
        known = before.get(story.path)
        if known is None or not story.edition or known[:3] != (story.edition, story.status, story.slug):
            known = tuple(_stamp(story))
        found[story.path] = known
    return found


def _stamp(story: Story) -> Stamp:
    category, line = story.primary_category, story.storyline
    return Stamp(
        story.edition,
        story.status,
        story.slug,
        story.lang,
        story.id,
        story.translation_of,
        story.date.timestamp() if story.date else 0.0,
        category.slug if category else "",
        line.slug if line else "",
        story.type,
    )
