"""Which stories stand under which term. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..newsroom.problem import Problem
from ..newsroom.registry import Registry, Topic
from ..newsroom.story import Story, Term


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its stories in the order of the archive; `entry` is what the registry says of it, if anything."""

    term: Term
    stories: tuple[Story, ...]
    topic: Topic | None = None
    parent: str = ""
    children: tuple[str, ...] = ()


class Index:
    """The terms of one kind ("categories" or "tags") that stand on a published story, by name; hidden and junk ones are left out.

    A parent also lists the stories of its children, and theirs.
    """

    def __init__(self, kind: str, stories: Sequence[Story], registry: Registry[Topic]) -> None:
        self._registry = registry
        gathered: dict[str, tuple[Term, dict[str, Story]]] = {}
        for story in stories:
            terms: tuple[Term, ...] = getattr(story, kind)
            for term in _with_parents(terms, registry):
                if self.is_shown(term):
                    gathered.setdefault(term.slug, (term, {}))[1].setdefault(story.path, story)
        self._entries = {
            slug: Entry(term, tuple(found.values()), registry.get(slug), self._parent(slug, gathered), self._children(slug, gathered))
            for slug, (term, found) in sorted(gathered.items(), key=lambda one: (one[1][0].name.casefold(), one[0]))
        }  # fmt: skip

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, slug: str) -> Entry | None:
        return self._entries.get(slug)

    def is_shown(self, term: Term) -> bool:
        topic = self._registry.get(term.slug)
        return topic is None or topic.status == "active"

    def path_to(self, term: Term) -> tuple[Term, ...]:
        """The term with its parents, the widest first: a breadcrumb."""
        return tuple(reversed(_with_parents((term,), self._registry)))

    def _parent(self, slug: str, gathered: Mapping[str, object]) -> str:
        topic = self._registry.get(slug)
        return topic.parent if topic and topic.parent in gathered else ""

    def _children(self, slug: str, gathered: Mapping[str, tuple[Term, object]]) -> tuple[str, ...]:
        children = [one for one in self._registry if one.parent == slug and one.slug in gathered]
        return tuple(one.slug for one in sorted(children, key=lambda one: (one.name.casefold(), one.slug)))


def shared_slugs(terms: Iterable[tuple[str, Story, Term]], registries: Mapping[str, Registry[Topic]]) -> list[Problem]:
    """A problem at every story that uses a name whose slug another name has too: `C++` and `C plus plus` cannot share an address."""
    names: dict[tuple[str, str], dict[str, list[Story]]] = {}
    for kind, story, term in terms:
        if registries[kind].get(term.slug) is None:
            names.setdefault((kind, term.slug), {}).setdefault(term.name, []).append(story)
    problems = []
    for (kind, slug), spellings in sorted(names.items()):
        folded = {name.casefold() for name in spellings}
        if len(folded) < 2:
            continue
        for name, stories in sorted(spellings.items()):
            others = ", ".join(f'"{one}"' for one in sorted(spellings) if one != name)
            problems += [
                Problem(story.path, 1, 0, "E13", f'{kind}: "{name}" and {others} have one address, {slug}', "use one of the names", "error")
                for story in stories
            ]  # fmt: skip
    return problems


def _with_parents(terms: Iterable[Term], registry: Registry[Topic]) -> tuple[Term, ...]:
    """The terms, each followed by its parents. A circle ends where it begins."""
    found: dict[str, Term] = {}
    for term in terms:
        step: Term | None = term
        while step is not None and step.slug not in found:
            found[step.slug] = step
            topic = registry.get(step.slug)
            above = registry.get(topic.parent) if topic and topic.parent else None
            step = Term(above.name, above.slug) if above else None
    return tuple(found.values())
