"""The health of a vocabulary: what stories are filed under, held against what is worth a page. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..newsroom.registry import Registry, Topic
from ..newsroom.slug import fold, slug_of
from .spelling import family, near_pairs

#: Kinds of finding, in the order of a report. Those of REPAIRS can be mended without asking.
REPAIRS = ("variant", "junk", "category", "source", "author")
KINDS = (*REPAIRS, "near", "synonyms", "everywhere", "crowded", "once", "unused")

_SYNONYMS = 0.8
_TOGETHER = 3
_EVERYWHERE = 0.4
_FEW_STORIES = 10
_MANY = 8


@dataclass(frozen=True, slots=True)
class Filing:
    """What one story is filed under: the names as its writer wrote them, and the names it may not be filed under because it has them already."""

    path: str
    names: tuple[str, ...]
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is the term concerned and `stories` how many carry it. `other` is what it should be, or what it is like; `path` is set where one
    story alone is concerned."""

    kind: str
    name: str
    stories: int
    other: str = ""
    path: str = ""

    @property
    def is_repair(self) -> bool:
        return self.kind in REPAIRS


def diagnosis(filings: Sequence[Filing], registry: Registry[Topic], junk: Iterable[str] = ()) -> list[Finding]:
    """Everything that is wrong, by kind and name."""
    census = _Census(filings, registry, {fold(one) for one in junk})
    found = [
        *census.variants(), *census.junk(), *census.doubles(), *census.near(), *census.synonyms(), *census.everywhere(),
        *census.crowded(), *census.once(), *census.unused(),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (KINDS.index(one.kind), fold(one.name), one.name, one.other, one.path))


def change_for(findings: Iterable[Finding], path: str) -> Callable[[str], str | None]:
    """What the repairs make of a name in one story: another name, or None to take it out."""
    changed: dict[str, str | None] = {}
    for one in findings:
        if one.is_repair and one.path in ("", path):
            changed[one.name] = one.other if one.kind == "variant" else None
    return lambda name: changed.get(name, name)


class _Census:
    """Who uses which name."""

    def __init__(self, filings: Sequence[Filing], registry: Registry[Topic], junk: set[str]) -> None:
        self.filings, self.registry = filings, registry
        self.uses = Counter(name for one in filings for name in dict.fromkeys(one.names))
        self._junk = {name for name in self.uses if self._is_junk(name, junk)}
        self.by_term: dict[str, set[str]] = defaultdict(set)
        """The stories of each term, by the name readers see."""
        for one in filings:
            for name in one.names:
                self.by_term[self.shown(name)].add(one.path)

    def shown(self, name: str) -> str:
        entry = self.registry.find(name)
        return entry.name if entry else name

    def variants(self) -> Iterator[Finding]:
        """Names that are spellings of one thing: all become the vocabulary's name, or else the most used one."""
        known: dict[str, str] = {}
        for entry in self.registry:
            if entry.status in ("active", "hidden"):
                for spelling in (*entry.aliases, entry.name):
                    known[family(spelling)] = entry.name
        groups: dict[str, list[str]] = defaultdict(list)
        for name in self.uses:
            if self.registry.find(name) is None and name not in self._junk:
                groups[family(name)].append(name)
        for key, names in groups.items():
            best = known.get(key) or min(names, key=lambda one: (-self.uses[one], one))
            for name in names:
                if name != best:
                    yield Finding("variant", name, self.uses[name], best)

    def junk(self) -> Iterator[Finding]:
        for name in self._junk:
            yield Finding("junk", name, self.uses[name])

    def doubles(self) -> Iterator[Finding]:
        """A tag that repeats what the story's own category, source or author says already."""
        for one in self.filings:
            for name in dict.fromkeys(one.names):
                if name in self._junk:
                    continue
                for kind, others in (("category", one.categories), ("source", one.sources), ("author", one.authors)):
                    if any(fold(other) == fold(self.shown(name)) for other in others):
                        yield Finding(kind, name, 1, path=one.path)
                        break

    def near(self) -> Iterator[Finding]:
        """Names a slip apart, each beside the most used name it may be meant for. Two that the vocabulary knows are meant as they are."""
        meant: dict[str, str] = {}
        for pair in near_pairs(self.by_term):
            if all(self.registry.find(name) for name in pair) or family(pair[0]) == family(pair[1]):
                continue
            rare, common = sorted(pair, key=self._weight)
            meant[rare] = max(meant.get(rare, common), common, key=self._weight)
        for rare, common in meant.items():
            yield Finding("near", rare, len(self.by_term[rare]), common)

    def _weight(self, name: str) -> tuple[bool, int, str]:
        return (self.registry.find(name) is not None, len(self.by_term[name]), name)

    def synonyms(self) -> Iterator[Finding]:
        """Names that nearly always come together: at least three times, and on four of five of the stories that have either."""
        together: Counter[tuple[str, str]] = Counter()
        for one in self.filings:
            together.update(combinations(sorted({self.shown(name) for name in one.names}), 2))
        for (first, second), n in together.items():
            either = len(self.by_term[first]) + len(self.by_term[second]) - n
            if n >= _TOGETHER and n / either >= _SYNONYMS:
                yield Finding("synonyms", first, n, second)

    def everywhere(self) -> Iterator[Finding]:
        for name, stories in self.by_term.items():
            if len(self.filings) >= _FEW_STORIES and len(stories) > _EVERYWHERE * len(self.filings):
                yield Finding("everywhere", name, len(stories))

    def crowded(self) -> Iterator[Finding]:
        for one in self.filings:
            names = {self.shown(name) for name in one.names if name not in self._junk}
            if len(names) > _MANY:
                yield Finding("crowded", f"{len(names)} names", 1, path=one.path)

    def once(self) -> Iterator[Finding]:
        for name, stories in self.by_term.items():
            if len(stories) == 1 and name not in self._junk:
                yield Finding("once", name, 1, path=next(iter(stories)))

    def unused(self) -> Iterator[Finding]:
        parents = {entry.parent for entry in self.registry}
        for entry in self.registry:
            if entry.status == "active" and entry.name not in self.by_term and entry.slug not in parents:
                yield Finding("unused", entry.name, 0)

    def _is_junk(self, name: str, junk: set[str]) -> bool:
        entry = self.registry.find(name)
        return entry.status == "junk" if entry else fold(name) in junk or not slug_of(name)


def counts(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings of each kind, in the order of KINDS, without the kinds that have none."""
    found = Counter(one.kind for one in findings)
    return {kind: found[kind] for kind in KINDS if found[kind]}
