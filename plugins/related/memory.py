"""What a choice of related stories was made from, kept between builds: after a change only those are chosen again whose facts are others.

Everything here is an answer together with what it was asked of. It holds as long as that is the same; which answers do, `changed` says.
"""

import contextlib
import marshal
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from .facts import Facts

_SEAL = 16
_EDITION = Facts._fields.index("edition")
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

    `facts`, `pins`, `chances`, `paces` and `everybodys` are what they depend on. `chosen` and `hosts` are lists before rescue, `fillers` what
    was added to which list, `around` who is near a story that is like no other, `comes` whether (owner, item, beside) may be.
    `entries` are the lists with roles and reasons, as (path, role, kind, names). Their reasons depend on `uses` of tags, on what the
    names that were `asked` for a list tell (`told`, by form and language; `terms` are their numbers), and in `spoken` on the weights of
    words. `samples` and `names` are those of whole texts. `token` is that of the archive with which all this belongs.
    """

    facts: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    pins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)
    paces: dict[str, float] = field(default_factory=dict)
    everybodys: frozenset[str] = frozenset()
    chosen: dict[str, list[str]] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    fillers: dict[str, tuple[tuple[str, ...], Any]] = field(default_factory=dict)
    around: dict[str, Any] = field(default_factory=dict)
    comes: dict[tuple[str, str, tuple[str, ...]], bool] = field(default_factory=dict)
    entries: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = field(default_factory=dict)
    asked: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    told: dict[tuple[str, str], float] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    token: str = ""
    samples: dict[str, tuple[bytes, bool]] = field(default_factory=dict)
    names: dict[str, bytes] = field(default_factory=dict)

    def known(self, path: str) -> tuple[list[Any], tuple[tuple[str, str], ...], bool]:
        """The entries of a list, the names that they asked for, whether they asked for words."""
        return self.entries[path], self.asked.get(path, ()), path in self.spoken

    def gists_of(self, facts: Mapping[str, Facts]) -> tuple[dict[str, tuple[bytes, bool]], dict[str, bytes]]:
        """Samples and names of the texts that are as they were."""
        same = {path for path, one in facts.items() if path in self.facts and self.facts[path][_EDITION] == one.edition}
        samples = {path: one for path, one in self.samples.items() if path in same}
        return samples, {path: one for path, one in self.names.items() if path in same}


@dataclass(frozen=True, slots=True)
class Changes:
    """The stories whose facts are others than those that are remembered, new or gone: paths, and their facts then and now."""

    paths: frozenset[str]
    places: tuple[tuple[str, str, float], ...]
    """(language, category, time) of each, then and now."""
    storylines: frozenset[tuple[str, ...]]

    @classmethod
    def between(cls, before: Mapping[str, tuple[Any, ...]], now: Mapping[str, Facts]) -> "Changes":
        paths = frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        both = [Facts(*one) for some in (before, now) for path in sorted(paths) if (one := some.get(path))]
        places = {(one.lang, one.category, one.when) for one in both}
        return cls(paths, tuple(sorted(places)), frozenset(one.storyline for one in both if one.storyline))

    def keys(self, before: Mapping[str, tuple[Any, ...]], now: Mapping[str, Facts]) -> list[tuple[str, ...]]:
        """The keys of documents that are new or others: of those whose words, tags or key have changed."""
        found = []
        for path in sorted(self.paths & now.keys()):
            one, other = before.get(path), now[path]
            same = Facts(*one) if one else None
            if same is None or (same.key, same.edition, same.tags) != (other.key, other.edition, other.tags):
                found.append(other.key)
        return found

    def leave(self, story: Facts, in_category: float, in_archive: float) -> bool:
        """Whether what was found so near to a story is what would be found now: nobody came, went or changed there."""
        if len(self.places) > _MANY:
            return False
        for lang, category, when in self.places:
            if lang == story.lang:
                apart = abs(when - story.when)
                if apart <= in_archive or (category == story.category and apart <= in_category):
                    return False
        return True

    def touch(self, paths: Iterable[str]) -> bool:
        return not self.paths.isdisjoint(paths)


def load(file: Path, key: str) -> Memory | None:
    """What was kept under a key; None for another, and for a file that is not as it was written."""
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        whole = file.read_bytes()
        if whole[:_SEAL] == _seal(key, memoryview(whole)[_SEAL:]):
            return Memory(**marshal.loads(memoryview(whole)[_SEAL:]))  # noqa: S302 (sealed: these are the bytes that we wrote)
    return None


def save(file: Path, key: str, memory: Memory) -> None:
    """Keep it, whole or not at all; where nothing can be written nothing is kept."""
    whole = marshal.dumps({one.name: getattr(memory, one.name) for one in fields(memory)})
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_seal(key, whole) + whole)
        part.replace(file)


def _seal(key: str, whole: Collection[int]) -> bytes:
    told = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_SEAL)
    told.update(whole)  # type: ignore[arg-type]
    return told.digest()
