"""What templates may ask: `taxonomy.of(article)`, and the terms of the site."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from ..newsroom.answers import shared
from ..newsroom.named import Named
from ..newsroom.story import Story


@shared
@dataclass(frozen=True, slots=True)
class TopicLink(Named):
    """A category or tag as readers see it.

    `description` is HTML, `feed` a path below the site's address or "". `kind` is topic, person, place, organisation or event. A thin one has
    too few stories to be found by search engines. `lang` is the language of a name that the registry holds, which is the site's; "" where
    a writer's own word may be in any.
    """

    name: str
    slug: str
    url: str
    description: Any = ""
    count: int = 0
    feed: str = ""
    kind: str = "topic"
    is_thin: bool = False
    same_as: tuple[str, ...] = ()
    lang: str = ""


class Way(NamedTuple):
    """A topic as many pages lead to it. How many stories it has is not told: that is another after each story, and they need not be."""

    name: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SourceLink(Named):
    """A source of a topic's stories. `url` is empty where it has no page; `count` is the number of those stories."""

    name: str
    url: str
    count: int

    @property
    def times(self) -> int:
        """`count`, under a name that no topic has: a page that reads it hangs on no topic's number of stories."""
        return self.count


@dataclass(frozen=True, slots=True)
class TopicPage(TopicLink):
    """The term of a topic page, with what stands around it: `related` topics, and `ways` to them. `key_story` is the explainer to begin with."""

    parent: TopicLink | None = None
    children: tuple[TopicLink, ...] = ()
    related: tuple[TopicLink, ...] = ()
    ways: tuple[Way, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    key_story: Story | None = None


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """All categories or tags: those worth finding under their letters, by kind where there are several, and the thin ones."""

    letters: tuple[tuple[str, tuple[TopicLink, ...]], ...] = ()
    kinds: tuple[tuple[str, tuple[TopicLink, ...]], ...] = ()
    thin: tuple[TopicLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one story: categories with the primary one first, and the way to it from the widest."""

    categories: tuple[TopicLink, ...] = ()
    tags: tuple[TopicLink, ...] = ()
    breadcrumb: tuple[TopicLink, ...] = ()
