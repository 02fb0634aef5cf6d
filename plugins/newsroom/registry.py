"""The registries: the names a newsroom has agreed on, and how a writer's spelling finds them.

The `line` of an entry is that of its slug in the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from .options import nearest
from .slug import fold
from .story import Term


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of `tags.yaml` or `categories.yaml`.

    `status` is active, hidden (no page, no chip), junk (taken out of stories) or merged (`merged_into` says where it went).
    `description` is Markdown; `was` holds former slugs.
    """

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    parent: str = ""
    key_story: str = ""
    same_as: tuple[str, ...] = ()
    kind: str = "topic"
    was: tuple[str, ...] = ()
    status: str = "active"
    merged_into: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An entry of `sources.yaml`: somebody who reports, and on what terms we may use it.

    `kind` is publisher, agency or aggregator. An empty `allowed` allows every relation. `sentences` overrides the credit
    sentence by relation, with `{source}` where the name stands. `acknowledged` holds ids of our stories.
    """

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    feed: str = ""
    kind: str = "publisher"
    description: str = ""
    same_as: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    permission: str = ""
    permission_expires: date | None = None
    license: str = ""
    status: str = "active"
    acknowledged: tuple[str, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Author:
    """An entry of `authors.yaml`. `bio` is Markdown."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    bio: str = ""
    role: str = ""
    image: str = ""
    email: str = ""
    same_as: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Storyline:
    """An entry of `storylines.yaml`: stories that follow one event. `status` is open or closed."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    status: str = "open"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """An entry of `glossary.yaml`: a term and what it means, in Markdown. An empty `lang` is the site's; `key_story` is one to read about it."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    definition: str = ""
    key_story: str = ""
    lang: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Front:
    """`front.yaml`: what an editor puts where on the home page. Stories by slug or id, sections by category."""

    lead: str = ""
    pinned: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of `redirects.yaml`: an old address of the site and the page it leads to, both below the site's address."""

    old: str
    new: str
    path: str
    line: int


def is_shown(registry: "Registry[Topic]", slug: str) -> bool:
    """Whether readers may see a topic: a hidden or junk one has neither page nor link."""
    topic = registry.get(slug)
    return topic is None or topic.status == "active"


class Entry(Protocol):
    """What every entry has: an address of its own and the spellings it is found by."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


E = TypeVar("E", bound=Entry)


class Registry(Generic[E]):
    """The entries of one registry file. `exists` is False where the site has no such file: then every name is welcome."""

    def __init__(self, entries: Iterable[E] = (), *, exists: bool = False) -> None:
        self.exists = exists
        self._by_slug: dict[str, E] = {entry.slug: entry for entry in entries}
        self._by_fold: dict[str, E] = {}
        for names in (_former, _aliases, _own):  # the strongest claim to a spelling is set last
            for entry in self._by_slug.values():
                self._by_fold.update((fold(name), entry) for name in names(entry))

    def __iter__(self) -> Iterator[E]:
        return iter(self._by_slug.values())

    def __len__(self) -> int:
        return len(self._by_slug)

    def get(self, slug: str) -> E | None:
        return self._by_slug.get(slug)

    def find(self, name: str) -> E | None:
        """The entry a writer means by `name`: its slug, name, alias or former slug in any case, width or hyphenation.

        A merged topic leads to the one it was merged into.
        """
        if not self._by_fold:
            return None
        entry = self._by_fold.get(fold(name))
        seen: set[str] = set()
        while isinstance(entry, Topic) and entry.status == "merged" and entry.slug not in seen:
            seen.add(entry.slug)
            entry = self._by_slug.get(entry.merged_into) or self._by_fold.get(fold(entry.merged_into))
        return entry

    def line(self, term: Term) -> tuple[Term, ...]:
        """A term with its parents, the widest first. A circle ends where it begins."""
        way: dict[str, Term] = {}
        step: Term | None = term
        while step is not None and step.slug not in way:
            way[step.slug] = step
            above = self._by_slug.get(getattr(self._by_slug.get(step.slug), "parent", ""))
            step = Term(above.name, above.slug) if above else None
        return tuple(reversed(way.values()))

    def nearest(self, name: str) -> str:
        """The name most like `name`, for a remedy; "" when none is near."""
        spellings: dict[str, str] = {}
        for entry in self._by_slug.values():
            spellings.update(dict.fromkeys((*entry.aliases, entry.name), entry.name))
        found = nearest(name, list(spellings))
        return spellings[found] if found else ""


@dataclass(frozen=True, slots=True)
class Registries:
    """All that the files of `content/data/` agree on."""

    tags: Registry[Topic] = field(default_factory=Registry)
    categories: Registry[Topic] = field(default_factory=Registry)
    sources: Registry[Outlet] = field(default_factory=Registry)
    authors: Registry[Author] = field(default_factory=Registry)
    storylines: Registry[Storyline] = field(default_factory=Registry)
    glossary: Registry[Definition] = field(default_factory=Registry)
    front: Front = field(default_factory=Front)
    moved: tuple[Moved, ...] = ()


def _own(entry: Entry) -> tuple[str, ...]:
    return (entry.slug, entry.name)


def _aliases(entry: Entry) -> tuple[str, ...]:
    return entry.aliases


def _former(entry: Entry) -> tuple[str, ...]:
    return getattr(entry, "was", ())
