"""A writer's words become terms, people and sources: through the registries where there are some."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .problem import ERROR, WARNING, Problem
from .registry import Registries, Registry, Topic
from .site import Site
from .slug import fold
from .story import Person, Source, Term

#: (key, number of the entry) -> (line, column)
Locate = Callable[[str, int], tuple[int, int]]

#: How many tags a reader would follow.
MAX_TAGS = 8


@dataclass
class Naming:
    """Resolves the names of one story. What is wrong with them gathers in `problems`."""

    site: Site
    registries: Registries
    path: str
    locate: Locate
    problems: list[Problem] = field(default_factory=list)

    def categories(self, names: Sequence[str]) -> tuple[Term, ...]:
        return self._terms("categories", "category", names, self.registries.categories)

    def tags(
        self, names: Sequence[str], sources: Sequence[Source], categories: Sequence[Term], authors: Sequence[str] = ()
    ) -> tuple[Term, ...]:
        """The tags, without junk, hidden repeats and the names of sources: a source is credited, not filed under."""
        kept, numbers = [], []
        junk = _folded(tuple(self.site.options.junk))
        credited = {fold(source.name) for source in sources}
        for number, name in enumerate(names):
            entry, folded = self.registries.tags.find(name), fold(name)
            if (entry and entry.status == "junk") or (folded in junk and not entry):
                self._warn("tags", number, f'the tag "{name}" says nothing about a story', "take it out")
            elif not entry and (folded in credited or self.registries.sources.find(name) is not None):
                remedy = (
                    "take it out of the tags"
                    if sources
                    else f"take it out, and write source: {name} if they had the story first"
                )
                self._warn("tags", number, f'"{name}" is a source, not a tag', remedy)
            else:
                kept.append(name)
                numbers.append(number)
        found = self._terms("tags", "tag", kept, self.registries.tags, numbers)
        shelves = {category.slug for category in categories}
        writers = {fold(name) for name in authors}
        for number, name in zip(numbers, kept, strict=True):
            entry = self.registries.tags.find(name)
            slug = entry.slug if entry else self.site.slugs.of(name, "tag")
            if slug in shelves:
                said = entry.name if entry else name
                self._warn("tags", number, f'"{said}" is a category of this story and a tag', "take it out of the tags")
            elif fold(name) in writers:
                self._warn("tags", number, f'"{name}" wrote this story and is a tag', "take it out of the tags")
        if len(found) > MAX_TAGS:
            self._warn("tags", MAX_TAGS, f"{len(found)} tags", f"keep the {MAX_TAGS} that a reader would follow")
        return found

    def people(self, key: str, names: Sequence[str]) -> tuple[Person, ...]:
        """Who has this part in the story. Whoever was asked is seldom one of us, and needs no entry among the authors."""
        registry = self.registries.authors
        found: dict[str, Person] = {}
        for number, name in enumerate(names):
            entry = registry.find(name)
            if entry:
                person = Person(entry.name, entry.slug)
            else:
                person = Person(name, self.site.slugs.of(name, "author"))
                if registry.exists and key != "interviewees":
                    near = registry.nearest(name)
                    remedy = (
                        f'did you mean "{near}"?' if near else f"add {person.slug} to {self.site.registry('authors')}"
                    )
                    self._report(key, number, "E16", f'"{name}" is not in authors.yaml', remedy)
            if not person.slug:
                self._report(key, number, "E00", f'the name "{name}" holds no letter', "write the name in letters")
                continue
            found.setdefault(person.slug, person)
        return tuple(found.values())

    def storyline(self, name: str) -> Term | None:
        """The storyline of this name, by the registry where there is one: there, another name is a problem. None for an empty one."""
        if not name:
            return None
        registry = self.registries.storylines
        entry = registry.find(name)
        if entry:
            return Term(entry.name, entry.slug)
        if registry.exists:
            near = registry.nearest(name)
            remedy = f'did you mean "{near}"?' if near else f"add it to {self.site.registry('storylines')}"
            self._report(
                "storyline", 0, "E13", f'storyline "{name}" is not in storylines.yaml', remedy, self._strictness
            )
        slug = self.site.slugs.of(name, "storyline")
        return Term(name, slug) if slug else None

    @property
    def _strictness(self) -> str:
        return ERROR if self.site.options.strict else WARNING

    def _terms(
        self, key: str, word: str, names: Sequence[str], registry: Registry[Topic], numbers: Sequence[int] | None = None
    ) -> tuple[Term, ...]:
        found: dict[str, Term] = {}
        spelled: dict[str, str] = {}
        for number, name in zip(numbers or range(len(names)), names, strict=True):
            entry = registry.find(name)
            if entry:
                term = Term(entry.name, entry.slug)
            else:
                term = Term(name, self.site.slugs.of(name, word))
                if not term.slug:
                    self._report(
                        key, number, "E00", f'the {word} "{name}" holds no letter and no digit', "write a word"
                    )
                    continue
                if registry.exists:
                    near = registry.nearest(name)
                    remedy = (
                        f'did you mean "{near}"?'
                        if near
                        else f"choose a known one, or add {term.slug} to {self.site.registry(key)}"
                    )
                    self._report(
                        key, number, "E13", f'{word} "{name}" is not in the vocabulary', remedy, self._strictness
                    )
            if term.slug in found:
                self._warn(
                    key, number, f'{word} "{name}" is there already as "{spelled[term.slug]}"', "take one of them out"
                )
                continue
            found[term.slug] = term
            spelled[term.slug] = name
        return tuple(found.values())

    def _warn(self, key: str, number: int, message: str, remedy: str) -> None:
        self._report(key, number, "W07", message, remedy)

    def _report(self, key: str, number: int, rule: str, message: str, remedy: str, severity: str = "") -> None:
        line, column = self.locate(key, number)
        self.problems.append(Problem(self.path, line, column, rule, message, remedy, severity))


@lru_cache(maxsize=16)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))
