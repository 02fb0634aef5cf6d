"""The indexes of one build: made once, for the pages, the templates and the checks. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..newsroom.desk import Build
from ..newsroom.registry import Registry, Topic
from ..newsroom.story import Story, Term
from .index import Index

#: The name of a term's kind in addresses and links -> its name on stories.
KINDS = {"category": "categories", "tag": "tags"}


@dataclass(frozen=True, slots=True)
class Indexes:
    categories: Index
    tags: Index
    authors: Index

    def of(self, kind: str) -> Index:
        """The index of "category", "tag" or "author"."""
        return {"category": self.categories, "tag": self.tags, "author": self.authors}[kind]


def indexes_of(build: Build) -> Indexes:
    stories, registries = build.archive.stories, build.registries

    def index(terms: str, registry: Registry[Topic]) -> Index:
        def of(story: Story) -> tuple[Term, ...]:
            found: tuple[Term, ...] = getattr(story, terms)
            return found

        return Index(of, stories, registry, build.archive.pair_of, build.site.lang)

    def people(story: Story) -> tuple[Term, ...]:
        return tuple(Term(person.name, person.slug) for person in story.authors)

    return Indexes(
        index("categories", registries.categories), index("tags", registries.tags),
        Index(people, stories, Registry(), build.archive.pair_of, build.site.lang),
    )  # fmt: skip


def uses(stories: tuple[Story, ...]) -> Iterator[tuple[str, Story, Term]]:
    """(kind of term, story, term) for each category and tag that a story names."""
    for story in stories:
        yield from (("categories", story, term) for term in story.categories)
        yield from (("tags", story, term) for term in story.tags)


def registries_of(build: Build) -> Mapping[str, Registry[Topic]]:
    return {"categories": build.registries.categories, "tags": build.registries.tags}
