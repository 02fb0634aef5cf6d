"""The indexes of one build: made once, for the pages, the templates and the checks. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.registry import Registry, Topic
from ..newsroom.story import Story, Term
from ..newsroom.taken_over import of_heads, rest_of_heads
from .index import Index, Row

#: The name of a term's kind in addresses and links -> its name on stories.
KINDS = {"category": "categories", "tag": "tags"}
#: Authors recur on story after story.
_term = lru_cache(4_096)(Term)


@dataclass(frozen=True, slots=True)
class Indexes:
    """The stories under each category, tag and author that has any."""

    categories: Index
    tags: Index
    authors: Index

    def of(self, kind: str) -> Index:
        """The index of "category", "tag" or "author"."""
        return {"category": self.categories, "tag": self.tags, "author": self.authors}[kind]

    def with_others(self, others: Mapping[str, Story]) -> "Indexes":
        """The same with these stories, by path, in place of those that say the same but for their words."""
        return Indexes(*(one.with_others(others) for one in (self.categories, self.tags, self.authors)))


class Held:
    """The indexes of the last build of a process that lives on, with its stories and what they hang on besides."""

    def __init__(self) -> None:
        self.rest: Any = None
        self.stories: tuple[Story, ...] = ()
        self.indexes: Indexes | None = None


def indexes_of(build: Build) -> Indexes:
    """Where all stories say what they said but for their words, those of the last build with the stories of this one."""
    rest = build.once(rest_of_heads) if build.lasting.is_wanted else None
    if rest is None:
        return _made(build)
    held, stories = build.lasting.of(Held), build.archive.stories
    if held.indexes is None or held.rest != rest:
        held.indexes = _made(build)
    else:
        others = {now.path: now for was, now in zip(held.stories, stories, strict=True) if was is not now}
        held.indexes = held.indexes.with_others(others)
    held.rest, held.stories = rest, stories
    return held.indexes


def _made(build: Build) -> Indexes:
    return Indexes(*(_index(build, kind, rows) for kind, rows in rows_of(build)))


@of_heads
def rows_of(build: Build) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Each kind of term with the entries of its index."""
    pairs = {story.path: build.archive.pair_of(story) for story in build.archive.stories}
    pair_of = _among(pairs) if len(set(pairs.values())) < len(pairs) else None
    for kind in (*KINDS.values(), "authors"):
        yield kind, _index(build, kind, None, pair_of).rows


def _index(build: Build, kind: str, rows: Iterable[Row] | None, pair_of: Callable[[Story], str] | None = None) -> Index:
    registry = registries_of(build).get(kind, Registry[Topic]())
    terms = _people if kind == "authors" else attrgetter(kind)
    return Index(terms, build.archive.stories, registry, pair_of, build.site.lang, rows=rows)


def _people(story: Story) -> tuple[Term, ...]:
    return tuple([_term(person.name, person.slug) for person in story.authors])


def _among(pairs: Mapping[str, str]) -> Callable[[Story], str]:
    return lambda story: pairs[story.path]


def uses(build: Build) -> Iterator[tuple[str, Story, Term]]:
    """(kind of term, story, term) for each category and tag that a story names and whose slug goes with another name as well."""
    for kind, twice in named_twice(build):
        terms_of: Callable[[Story], tuple[Term, ...]] = attrgetter(kind)
        if twice:
            yield from (
                (kind, story, term) for story in build.archive.stories for term in terms_of(story) if term.slug in twice
            )


@of_heads
def named_twice(build: Build) -> Iterator[tuple[str, frozenset[str]]]:
    """(kind of term, the slugs that go with several names)."""
    for kind in KINDS.values():
        terms_of: Callable[[Story], tuple[Term, ...]] = attrgetter(kind)
        names: dict[str, str] = {}
        twice: set[str] = set()
        for story in build.archive.stories:
            for term in terms_of(story):
                if names.setdefault(term.slug, term.name) != term.name:
                    twice.add(term.slug)
        yield kind, frozenset(twice)


def registries_of(build: Build) -> Mapping[str, Registry[Topic]]:
    return {"categories": build.registries.categories, "tags": build.registries.tags}
