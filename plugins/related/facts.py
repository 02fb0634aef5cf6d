"""What the rules of the lists ask of a story, found once. Two stories with the same facts are the same to the rules. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..newsroom.provenance import is_reprint
from ..newsroom.story import Story
from .document import key_of

_NO_ADDRESS = re.compile(r"^https?://(?:www\.)?|[?&](?:utm_\w+|fbclid|gclid)=[^&#]*|#.*$|/+(?=$|\?|#)", re.IGNORECASE)
_NOBODY: frozenset[str] = frozenset()


class Facts(NamedTuple):
    """`path` tells stories apart, `key` is theirs in the engine; `edition` is another whenever its words are.

    `when` is in seconds since 1970; `tags` are keys of those that weigh. `storyline` is slug and name, or nothing. `names` are those by
    which `related_exclude` may mean it, `pair` is what it has in common with its translations, `versions` the languages of these.
    `addresses` are those of its sources, without what changes nothing; `credited` and `people` the names of sources and authors.
    """

    path: str
    key: tuple[str, ...]
    edition: str
    slug: str
    lang: str
    type: str
    when: float
    tags: frozenset[str]
    storyline: tuple[str, ...]
    category: str
    names: frozenset[str]
    pair: str
    versions: frozenset[str]
    addresses: frozenset[str]
    is_reprint: bool
    excluded: frozenset[str]
    credited: frozenset[str]
    people: frozenset[str]


def facts_of(story: Story, pair: str, versions: Iterable[str], tags: Iterable[str], edition: str) -> Facts:
    """`tags` are the keys of the story's tags that weigh something."""
    category, line = story.primary_category, story.storyline
    return Facts(
        story.path,
        key_of(story),
        edition,
        story.slug,
        story.lang,
        story.type,
        story.date.timestamp() if story.date else 0.0,
        frozenset(tags),
        (line.slug, line.name) if line else (),
        category.slug if category else "",
        story.names(),
        pair,
        frozenset(versions),
        _addresses(story),
        bool(story.sources) and is_reprint(story),
        frozenset(story.related_exclude) if story.related_exclude else _NOBODY,
        frozenset([one.name for one in story.sources]),
        frozenset([one.name for one in story.authors]),
    )


def is_foreign_version(reader: Facts, other: Facts) -> bool:
    """Whether a story is there in the reader's language as well: then it is that one which counts."""
    return other.lang != reader.lang and reader.lang in other.versions


def _addresses(story: Story) -> frozenset[str]:
    """The addresses of its sources, without what changes nothing: scheme, www, tracking, anchor, the slash at the end."""
    found = [_NO_ADDRESS.sub("", source.url).casefold() for source in story.sources if source.url]
    return frozenset(found) if found else _NOBODY
