"""The lists of the last build, kept in `.cache/newsroom/`: a build before which nothing changed compares nothing and needs no NumPy.

They hold for one key: the stories by their editions, the registries by size, times and inode, the options, our code. A file that
cannot be read or was altered is as if it were not there.
"""

import contextlib
import dataclasses
import marshal
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from ..newsroom import seals
from ..newsroom.desk import Build
from ..newsroom.seals import seal_of
from ..newsroom.stamps import digest_of_files
from ..newsroom.standing import digest_of_plain
from ..newsroom.standing_readings import as_read
from ..newsroom.story import Story
from .options import Options
from .reasoning import Row, reason_of_row
from .reasons import Reason

_VERSION = 4
_KEY = 16
#: A file that changed so many nanoseconds before the lists were kept could change again and look the same.
_MOMENT = 2_000_000_000
#: What a list shows of a story, or was made from.
_FACTS = attrgetter("path", "status", "lang", "slug", "edition")

#: One entry of a list: the path of the story that is shown, its role, its reason.
Entry = tuple[str, str, Reason]


def kept(build: Build) -> "KeptLists | None":
    """The lists by the paths of the stories they stand under; None where something has changed since."""
    packed = read(build, "lists")
    is_whole = isinstance(packed, dict) and packed.keys() == {story.path for story in build.archive}
    return KeptLists(packed) if is_whole else None


def keep(build: Build, lists: "KeptLists") -> None:
    """Keep the lists of a build."""
    write(build, "lists", lists.packed)


class KeptLists(Mapping[str, Sequence[Entry]]):
    """`packed` holds each list in bytes, as `Rows` has its entries: most are never looked into, and the bytes are others where the list is."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self.packed = packed

    def __getitem__(self, path: str) -> Sequence[Entry]:
        return [(row[0], row[1], reason_of_row(row)) for row in _rows(self.packed[path])]

    def row(self, path: str) -> Sequence[Row]:
        """The entries of a list as they are kept, in plain values; none where there is no list."""
        return _rows(self.packed[path]) if path in self.packed else ()

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


def _rows(packed: bytes) -> Sequence[Row]:
    rows: Sequence[Row] = marshal.loads(packed)  # noqa: S302 (from a sealed file, or from a process of ours)
    return rows


class _Held:
    """What a process that lives on has made last, by the names under which it is kept, and of what: to compare that costs less than a key."""

    def __init__(self) -> None:
        self._of: tuple[Any, ...] = ()
        self._stories: tuple[Story, ...] = ()
        self.made: dict[str, Any] = {}

    def is_of(self, build: Build) -> bool:
        """Whether it holds still: stories that were read again are others."""
        stories = build.archive.all
        if len(stories) != len(self._stories) or self._of != _around(build):
            return False
        return all(
            now is was or (not now.edition and now == was) for now, was in zip(stories, self._stories, strict=True)
        )

    def hold(self, build: Build, name: str, what: Any) -> None:
        if not self.is_of(build):
            self._of, self._stories = _around(build), build.archive.all
            self.made = dict.fromkeys(self.made)
        self.made[name] = what


def _around(build: Build) -> tuple[Any, ...]:
    """What the lists of a process with its settings are made from beside the stories."""
    site = build.site
    return as_read(build.registries), site.options.junk, site.name, site.zone


def read(build: Build, name: str, *, of_now: bool = True) -> Any:
    """What was kept under a name, None where it does not hold; of an earlier site too, unless it must be `of_now`."""
    if build.options("RELATED", Options).engine != "built-in":  # nobody knows what a server holds by now
        return None
    held = build.lasting.of(_Held) if build.lasting.is_wanted else None
    if of_now and held and name in held.made:
        return held.made[name] if held.is_of(build) else None
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        with _file(build, name).open("rb") as file:
            key, seal = file.read(_KEY), file.read(seals.SIZE)
            if of_now and key != key_of(build):
                return None
            rest = file.read()
        if seal == seal_of(key, rest):
            return marshal.loads(rest)  # noqa: S302 (sealed: these are the bytes that we wrote)
    return None


def write(build: Build, name: str, what: Any) -> None:
    """Keep plain values under a name; a process that lives on holds them, and writes them when nobody waits."""
    if build.lasting.is_wanted:
        build.lasting.of(_Held).hold(build, name, what)
        build.lasting.at_leisure(f"related {name}", partial(_write, build, name, what))
    else:
        _write(build, name, what)


def _write(build: Build, name: str, what: Any) -> None:
    """Where nothing can be written, or a file has changed just now, nothing is kept."""
    file, rest = _file(build, name), marshal.dumps(what)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_bytes(key_of(build) + seal_of(key_of(build), rest) + rest)
        if part.stat().st_mtime_ns - _MOMENT > build.once(_last_change):
            part.replace(file)
        else:
            part.unlink()


def key_of(build: Build) -> bytes:
    return build.once(_key)


def _key(build: Build) -> bytes:
    site = build.site
    facts: list[Any] = [
        _VERSION,
        dataclasses.astuple(build.options("RELATED", Options)),
        list(site.options.junk),
        site.name,
        str(site.zone),
        _code(),
    ]
    facts += map(_FACTS, build.archive.all)
    facts += [[file.name, _stamp(file)] for file in _files(build)]
    return digest_of_plain(facts)


def _files(build: Build) -> list[Path]:
    """All that the lists are made from, beside our code and stories of which we know the edition."""
    root, data = build.site.root, build.site.content / build.site.options.data
    stories = (root / story.path for story in build.archive.all if not story.edition)
    return [*stories, *sorted(data.glob("*.yaml"))]


@cache
def _code() -> str:
    """By the bytes: the stamp of a program's file changes also when somebody packs or links it."""
    here = Path(__file__).parent
    return digest_of_files([*here.glob("*.py"), *(here.parent / "newsroom").glob("*.py")])


def _last_change(build: Build) -> int:
    return max((stamp[1] for file in _files(build) if (stamp := _stamp(file))), default=0)


def _stamp(file: Path) -> list[int]:
    with contextlib.suppress(OSError):
        stat = file.stat()
        return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    return []


def _file(build: Build, name: str) -> Path:
    return build.site.root / ".cache" / "newsroom" / f"related-{name}.bin"
