"""A feed before it has a format. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .front import Front

#: The moment of a feed in which nothing has happened yet.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: How the name of a feed ends, by its format.
ENDINGS = {"atom": ".atom.xml", "rss": ".rss.xml", "json": ".json"}

#: The year in the ids of items: tag URIs (RFC 4151) need one, and it must not follow anything that can change.
_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote an item; `url` is their page, "" where they have none."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an item. `length` is in bytes."""

    url: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Via:
    """An article that an item derives from."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The feed that an item was copied from."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One story. All addresses are absolute; `summary` and `credit` are plain text, `html` is the content or ""."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    credit: str = ""
    html: str = ""
    lang: str = ""
    authors: tuple[Person, ...] = ()
    topics: tuple[str, ...] = ()
    via: tuple[Via, ...] = ()
    origin: Origin | None = None
    rights: str = ""
    enclosure: Enclosure | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def opening(self) -> str:
        """The description: the credit sentence first, since readers of feeds strip everything else."""
        return " ".join(part for part in (self.credit, self.summary) if part)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn story: its id and the day."""

    id: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of items, newest first. `url` is the feed's own address, `home` the page it belongs to."""

    title: str
    url: str
    home: str
    items: tuple[Item, ...]
    id: str = ""
    subtitle: str = ""
    lang: str = ""
    author: str = ""
    hub: str = ""
    gone: tuple[Tombstone, ...] = ()
    front: Front | None = None
    """What a person sees of it in a browser; None for nothing."""

    @property
    def updated(self) -> datetime:
        """When anything of the feed last changed, a tombstone too; `NEVER` of an empty one."""
        return max((*(item.updated for item in self.items), *(one.when for one in self.gone)), default=NEVER)


def tag_uri(authority: str, *parts: str) -> str:
    """An id for ever: a tag URI (RFC 4151) of nothing that a new date, title or address could change."""
    return f"tag:{authority},{_YEAR}:{':'.join(parts)}"


def sibling_of(path: str, name: str) -> str:
    """The path of a feed in another format: `feeds/all.atom.xml` -> `feeds/all.json`."""
    stem = path.removesuffix(ENDINGS["atom"]) if path.endswith(ENDINGS["atom"]) else path.rpartition(".")[0]
    return stem + ENDINGS[name]
