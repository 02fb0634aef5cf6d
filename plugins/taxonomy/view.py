"""What templates may ask: `taxonomy.of(article)`, and the terms of the site."""

from dataclasses import dataclass
from typing import Any

from ..newsroom.story import Story


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A category or tag as readers see it. `description` is HTML, `feed` a path below the site's address or ""."""

    name: str
    slug: str
    url: str
    description: Any = ""
    count: int = 0
    feed: str = ""


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The term of a topic page, with what stands around it. `key_story` is the explainer to begin with."""

    name: str
    slug: str
    url: str
    description: Any = ""
    count: int = 0
    feed: str = ""
    kind: str = "topic"
    same_as: tuple[str, ...] = ()
    parent: TopicLink | None = None
    children: tuple[TopicLink, ...] = ()
    key_story: Story | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one story: categories with the primary one first, and the way to it from the widest."""

    categories: tuple[TopicLink, ...] = ()
    tags: tuple[TopicLink, ...] = ()
    breadcrumb: tuple[TopicLink, ...] = ()
