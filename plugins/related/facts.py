"""What the rules of the lists ask of a story, found once. Two stories with the same facts are the same to the rules. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..newsroom.archive import Archive
from ..newsroom.provenance import is_reprint
from ..newsroom.story import Story, Term
from .document import key_of

_NO_ADDRESS = re.compile(r"^https?://(?:www\.)?|[?&](?:utm_\w+|fbclid|gclid)=[^&#]*|#.*$|/+(?=$|\?|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """`path` tells stories apart, `key` is theirs in the engine; `when` in seconds since 1970; `tags` are keys of those that weigh.

    `names` are those by which `related_exclude` may mean it, `pair` is what it has in common with its translations, `versions` the
    languages of these. `addresses` are those of its sources, without what changes nothing.
    """

    path: str
    key: tuple[str, ...]
    slug: str
    lang: str
    type: str
    when: float
    tags: frozenset[str]
    storyline: Term | None
    category: str
    names: frozenset[str]
    pair: str
    versions: frozenset[str]
    addresses: frozenset[str]
    is_reprint: bool
    excluded: frozenset[str]


def facts_of(story: Story, archive: Archive, tags: Iterable[str]) -> Facts:
    """`tags` are the keys of the story's tags that weigh something."""
    category = story.primary_category
    return Facts(
        story.path, key_of(story), story.slug, story.lang, story.type, story.date.timestamp() if story.date else 0.0, frozenset(tags),
        story.storyline, category.slug if category else "", story.names(), archive.pair_of(story),
        frozenset([one.lang for one in archive.translations(story)]), _addresses(story), is_reprint(story), frozenset(story.related_exclude),
    )  # fmt: skip


def is_foreign_version(reader: Facts, other: Facts) -> bool:
    """Whether a story is there in the reader's language as well: then it is that one which counts."""
    return other.lang != reader.lang and reader.lang in other.versions


def _addresses(story: Story) -> frozenset[str]:
    """The addresses of its sources, without what changes nothing: scheme, www, tracking, anchor, the slash at the end."""
    return frozenset([_NO_ADDRESS.sub("", source.url).casefold() for source in story.sources if source.url])
