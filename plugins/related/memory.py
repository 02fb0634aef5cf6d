"""What a choice of related stories was made from, kept between builds: after a change only those are chosen again whose facts are others.

Everything here is an answer together with what it was asked of. It holds as long as that is the same; which answers do, `changed` says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from ..newsroom import sealed_files
from ..newsroom.stamps import digest_of
from .facts import Facts
from .rows import Rows
from .stamps import PLACE

#: With so many changed stories most answers are others.
_MANY = 400


class Near(NamedTuple):
    """Stories found near another, and how far in time (in seconds) its category and its archive were looked through for them."""

    found: tuple[str, ...]
    category: float
    archive: float


@dataclass(slots=True)
class Memory:
    """Answers by the path of the story they are about.

    `stamps`, `facts`, `credits`, `people`, `weightless`, `pairs` and `uses` are those of the roll; `pins`, `chances`, `paces` and `everybodys`
    what else they depend on. `chosen` and `hosts` are lists before rescue, `fillers` what was added to which list, `around` who is near a
    story that is like no other, `comes` whether (owner, item, beside) may be; `lists` are what all this came to, and `more` what stands
    in them for being near and no more.
    `entries` are the lists with roles and reasons, as (path, role, kind, names), packed. Their reasons depend on `uses` of tags, on what the
    names that were `asked` for a list tell (`told`, by form and language; `terms` are their numbers), and in `spoken` on the weights of
    words. `samples` and `names` are those of whole texts. `token` is that of the archive with which all this belongs.
    """

    stamps: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    facts: Rows[Facts] = field(default_factory=lambda: _facts({}))
    credits: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    weightless: frozenset[str] = frozenset()
    pairs: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    pins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)
    paces: dict[str, float] = field(default_factory=dict)
    everybodys: frozenset[str] = frozenset()
    chosen: dict[str, list[str]] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    fillers: dict[str, tuple[tuple[str, ...], Any]] = field(default_factory=dict)
    around: dict[str, Any] = field(default_factory=dict)
    comes: dict[tuple[str, str, tuple[str, ...]], bool] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    more: dict[str, list[str]] = field(default_factory=dict)
    entries: Rows[list[tuple[str, str, str, tuple[str, ...]]]] = field(default_factory=lambda: _entries({}))
    asked: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    told: dict[tuple[str, str], float] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    token: str = ""
    samples: dict[str, tuple[bytes, bool]] = field(default_factory=dict)
    names: dict[str, bytes] = field(default_factory=dict)

    def gists_of(
        self, facts: Mapping[str, Facts], anew: Collection[str]
    ) -> tuple[dict[str, tuple[bytes, bool]], dict[str, bytes]]:
        """Samples and names of the texts that are as they were: all but those of some that are `anew`, or gone."""
        other = {
            path
            for path in anew
            if path not in facts or path not in self.facts or self.facts[path].edition != facts[path].edition
        }
        samples = {path: one for path, one in self.samples.items() if path not in other}
        return samples, {path: one for path, one in self.names.items() if path not in other}


@dataclass(frozen=True, slots=True)
class Changes:
    """The stories whose facts are others than those that are remembered, new or gone: paths, and their facts then and now.

    In `said` are those of whom no more is another than their words.
    """

    paths: frozenset[str]
    said: frozenset[str]
    places: tuple[tuple[str, str, float], ...]
    """(language, category, time) of each, then and now."""
    moved: tuple[tuple[str, str, float], ...]
    """The same of those who are not in `said`."""
    storylines: frozenset[str]

    @classmethod
    def between(cls, before: Mapping[str, Facts], now: Mapping[str, Facts], anew: Iterable[str]) -> "Changes":
        """Of the stories `anew`: the rest are known to be what they were."""
        paths = frozenset(path for path in anew if before.get(path) != now.get(path))
        said = frozenset(
            path
            for path in paths
            if path in before and path in now and before[path]._replace(edition="") == now[path]._replace(edition="")
        )
        both = [one for some in (before, now) for path in sorted(paths) if (one := some.get(path))]
        places = {(one.lang, one.category, one.when) for one in both}
        moved = {(one.lang, one.category, one.when) for one in both if one.path not in said}
        lines = frozenset(one.storyline[0] for one in both if one.storyline)
        return cls(paths, said, tuple(sorted(places)), tuple(sorted(moved)), lines)

    def keys(self, before: Mapping[str, Facts], now: Mapping[str, Facts]) -> list[tuple[str, ...]]:
        """The keys of documents that are new or others: of those whose words, tags or key have changed."""
        found = []
        for path in sorted(path for path in self.paths if path in now):
            same, other = before.get(path), now[path]
            if same is None or (same.key, same.edition, same.tags) != (other.key, other.edition, other.tags):
                found.append(other.key)
        return found

    def leave(self, stamp: tuple[Any, ...], in_category: float, in_archive: float, *, whole: bool = False) -> bool:
        """Whether what was found so near to a story with this stamp is what would be found now: nobody came, went or changed there.

        `whole`: whatever they say now, who only changed their words were found there before, and are.
        """
        places = self.moved if whole else self.places
        if len(places) > _MANY:
            return False
        own_lang, own_category, own_when = PLACE(stamp)
        for lang, category, when in places:
            if lang == own_lang:
                apart = abs(when - own_when)
                if apart <= in_archive or (category == own_category and apart <= in_category):
                    return False
        return True

    def touch(self, paths: Iterable[str]) -> bool:
        return not self.paths.isdisjoint(paths)


def load(file: Path, key: str) -> Memory | None:
    """What was kept under a key; None for another, and for a file that is not as it was written."""
    given = sealed_files.read(file, _what(key))
    return Memory(**given | {"facts": _facts(given["facts"]), "entries": _entries(given["entries"])}) if given else None


def save(file: Path, key: str, memory: Memory) -> None:
    """Keep it, whole or not at all; where nothing can be written nothing is kept."""
    given = {one.name: getattr(memory, one.name) for one in fields(memory)}
    given |= {"facts": memory.facts.packed, "entries": memory.entries.packed}
    sealed_files.write(file, _what(key), given)


def _facts(packed: Mapping[str, bytes]) -> Rows[Facts]:
    return Rows(Facts._make, tuple, packed)


def _entries(packed: Mapping[str, bytes]) -> Rows[list[tuple[str, str, str, tuple[str, ...]]]]:
    return Rows(list, list, packed)


def _what(key: str) -> str:
    return f"related memory {digest_of(key.encode('utf-8', 'surrogatepass'))}"
