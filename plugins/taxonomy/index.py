"""Which stories stand under which term. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from ..newsroom.problem import Problem
from ..newsroom.registry import Registry, Topic, is_shown
from ..newsroom.story import Story, Term
from .alphabet import sort_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its stories in the order of the archive; `topic` is what the registry says of it, if anything."""

    term: Term
    stories: tuple[Story, ...]
    topic: Topic | None = None
    parent: str = ""
    children: tuple[str, ...] = ()


#: An entry in numbers: its name, its slug, its parent, its children, and the places of its stories among all.
Row = tuple[str, str, str, tuple[str, ...], tuple[int, ...]]


class Index:
    """The terms of one kind that stand on a published story, by name; hidden and junk ones are left out.

    A parent also lists the stories of its children, and theirs. Of a story and its translations (`pair_of` gives what they have in
    common, None where no story has one) a list shows one: that in the site's language `lang`, else the first of `stories` that carries the term.
    `rows` are those of an index of stories that say the same: then none is looked at.
    """

    def __init__(
        self,
        terms: Callable[[Story], Iterable[Term]],
        stories: Sequence[Story],
        registry: Registry[Topic],
        pair_of: Callable[[Story], str] | None = None,
        lang: str = "",
        *,
        rows: Iterable[Row] | None = None,
    ) -> None:
        self._registry, self._terms, self._stories = registry, terms, stories
        self._ways: dict[str, tuple[Term, ...]] = {}
        self._shown: dict[str, tuple[Term, ...]] = {}
        self.rows = tuple(self._gathered(pair_of, lang) if rows is None else rows)
        self._entries = {
            slug: Entry(Term(name, slug), tuple([stories[at] for at in places]), registry.get(slug), parent, children)
            for name, slug, parent, children, places in self.rows
        }
        self.sizes: Mapping[str, int] = {slug: len(entry.stories) for slug, entry in self._entries.items()}
        """How many stories stand under each term."""

    def _gathered(self, pair_of: Callable[[Story], str] | None, lang: str) -> Iterator[Row]:
        stories, gathered = self._stories, dict[str, tuple[str, list[int]]]()
        for at, story in enumerate(stories):
            for term in self.terms(story):
                found = gathered.get(term.slug)
                if found is None:
                    found = gathered[term.slug] = (term.name, [])
                found[1].append(at)
        below = _children(self._registry, gathered)
        for slug, (name, places) in sorted(gathered.items(), key=lambda one: (sort_key(one[1][0]), one[0])):
            shown = _one_of_each(places, stories, pair_of, lang) if pair_of else places
            yield name, slug, self._parent(slug, gathered), below.get(slug, ()), tuple(shown)

    def with_others(self, others: Mapping[str, Story]) -> "Index":
        """The same with these stories, by path, in place of those that it was made of: they say the same but for their words."""
        now = [others.get(story.path, story) for story in self._stories]
        slugs = {term.slug for story in others.values() for term in self.terms(story)}
        instead = {slug: _with(entry, others) for slug in slugs if (entry := self._entries.get(slug))}
        made = copy(self)
        vars(made).update(_stories=now, _entries=self._entries | instead)
        return made

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, slug: str) -> Entry | None:
        return self._entries.get(slug)

    def terms(self, story: Story) -> tuple[Term, ...]:
        """The terms under which a story stands: its own, each followed by its parents, without those that have no page."""
        found: dict[str, Term] = {}
        for term in self._terms(story):
            for step in self._shown.get(term.slug) or self._shown_way(term):
                if step.slug not in found:
                    found[step.slug] = step
        return tuple(found.values())

    @cached_property
    def slugs(self) -> Mapping[str, tuple[str, ...]]:
        """The slugs of `terms` by the path of the story, for those that the index was made of."""
        return {story.path: tuple([term.slug for term in self.terms(story)]) for story in self._stories}

    def is_shown(self, term: Term) -> bool:
        """Whether the term has a page, by the `status` of its registry entry."""
        return is_shown(self._registry, term.slug)

    def path_to(self, term: Term) -> tuple[Term, ...]:
        """The term with its parents, the widest first: a breadcrumb."""
        return tuple(reversed(self._way(term)))

    def _shown_way(self, term: Term) -> tuple[Term, ...]:
        """Of a term and its parents those that have a page."""
        self._shown[term.slug] = tuple(step for step in self._way(term) if self.is_shown(step))
        return self._shown[term.slug]

    def _way(self, term: Term) -> tuple[Term, ...]:
        """A term and its parents, the narrowest first."""
        if term.slug not in self._ways:
            self._ways[term.slug] = tuple(reversed(self._registry.line(term)))
        return self._ways[term.slug]

    def _parent(self, slug: str, gathered: Mapping[str, object]) -> str:
        topic = self._registry.get(slug)
        return topic.parent if topic and topic.parent in gathered else ""


def _with(entry: Entry, others: Mapping[str, Story]) -> Entry:
    return replace(entry, stories=tuple([others.get(story.path, story) for story in entry.stories]))


def _one_of_each(
    places: Iterable[int], stories: Sequence[Story], pair_of: Callable[[Story], str], lang: str
) -> list[int]:
    """The places of stories: of those that say the same in several languages that of the one in this language, else of the first."""
    chosen: dict[str, int] = {}
    for at in places:
        pair = pair_of(stories[at])
        if stories[at].lang == lang or pair not in chosen:
            chosen[pair] = at
    return sorted(chosen.values())


def shared_slugs(
    terms: Iterable[tuple[str, Story, Term]],
    registries: Mapping[str, Registry[Topic]],
    place_of: Callable[[Story, str], tuple[int, int]],
) -> list[Problem]:
    """A problem at every story that uses a name whose slug another name has too: `C++` and `C plus plus` cannot share an address."""
    names: dict[tuple[str, str], dict[str, list[Story]]] = {}
    for kind, story, term in terms:
        if registries[kind].get(term.slug) is None:
            names.setdefault((kind, term.slug), {}).setdefault(term.name, []).append(story)
    problems = []
    twice = [(one, spellings) for one, spellings in names.items() if len({name.casefold() for name in spellings}) > 1]
    for (kind, slug), spellings in sorted(twice):
        for name, stories in sorted(spellings.items()):
            others = ", ".join(f'"{one}"' for one in sorted(spellings) if one != name)
            problems += [
                Problem(
                    story.path,
                    *place_of(story, kind),
                    "E13",
                    f'{kind}: "{name}" and {others} have one address, {slug}',
                    "use one of the names, or let `newsroom tags doctor --fix` do so everywhere",
                    "error",
                )
                for story in stories
            ]
    return problems


def _children(registry: Registry[Topic], gathered: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    below: dict[str, list[Topic]] = {}
    for topic in registry:
        if topic.parent and topic.slug in gathered and topic.parent != topic.slug:
            below.setdefault(topic.parent, []).append(topic)
    return {
        slug: tuple(one.slug for one in sorted(found, key=lambda one: (sort_key(one.name), one.slug)))
        for slug, found in below.items()
    }
