"""The lists of the last build, kept in `.cache/newsroom/`: a build before which nothing changed compares nothing and needs no NumPy.

They hold for one key: the stories by their editions, the registries by size, times and inode, the options, our code. A file that
cannot be read or was altered is as if it were not there.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.desk import Build
from .options import Options
from .reasons import Reason

_VERSION = 2
#: A file that changed so many nanoseconds before the lists were kept could change again and look the same.
_MOMENT = 2_000_000_000

#: One entry of a list: the path of the story that is shown, its role, its reason.
Entry = tuple[str, str, Reason]


def kept(build: Build) -> Mapping[str, Sequence[Entry]] | None:
    """The lists by the paths of the stories they stand under, each put together when somebody asks; None where something has changed since."""
    head, _, rest = _text(build, "lists").partition("\n")
    if head != _head(key_of(build), rest):
        return None
    rows = dict(row.partition("\t")[::2] for row in rest.splitlines())
    return KeptLists(rows) if rows.keys() == {json.dumps(story.path) for story in build.archive} else None


def keep(build: Build, lists: Mapping[str, Iterable[Entry]]) -> None:
    """Keep the lists of a build."""
    _write(build, "lists", "\n".join(
        f"{json.dumps(path)}\t{json.dumps([[other, role, why.kind, *why.names] for other, role, why in items], separators=(',', ':'))}"
        for path, items in lists.items()
    ))  # fmt: skip


class KeptLists(Mapping[str, Sequence[Entry]]):
    """`rows` hold the entries of each list in JSON, by the path in JSON."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

    def __getitem__(self, path: str) -> Sequence[Entry]:
        return [
            (other, role, Reason(kind, tuple(names)))
            for other, role, kind, *names in json.loads(self._rows[json.dumps(path)])
        ]

    def __iter__(self) -> Iterator[str]:
        return map(json.loads, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def read(build: Build, name: str, *, of_now: bool = True) -> Any:
    """What was kept under a name, None where it does not hold; of an earlier site too, unless it must be `of_now`."""
    head, _, rest = _text(build, name).partition("\n")
    key = key_of(build) if of_now else head.partition(" ")[0]
    return json.loads(rest) if head == _head(key, rest) else None


def write(build: Build, name: str, what: Any) -> None:
    """Keep something under a name. Where nothing can be written, or a file has changed just now, nothing is kept."""
    _write(build, name, json.dumps(what, separators=(",", ":")))


def _text(build: Build, name: str) -> str:
    """What lies in the file of a name; "" where it cannot hold."""
    if build.options("RELATED", Options).engine != "built-in":  # nobody knows what a server holds by now
        return ""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return _file(build, name).read_text(encoding="ascii")
    return ""


def _head(key: str, rest: str) -> str:
    return f"{key} {hashlib.blake2b(rest.encode(), digest_size=16).hexdigest()}"


def _write(build: Build, name: str, rest: str) -> None:
    file = _file(build, name)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_text(f"{_head(key_of(build), rest)}\n{rest}", encoding="ascii")
        if part.stat().st_mtime_ns - _MOMENT > build.once(_last_change):
            part.replace(file)
        else:
            part.unlink()


def key_of(build: Build) -> str:
    return build.once(_key)


def _key(build: Build) -> str:
    site = build.site
    facts: list[Any] = [
        _VERSION,
        dataclasses.astuple(build.options("RELATED", Options)),
        list(site.options.junk),
        site.name,
        str(site.zone),
    ]
    facts += [[story.path, story.status, story.lang, story.slug, story.edition] for story in build.archive.all]
    facts += [[file.name, _stamp(file)] for file in _files(build)]
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=16).hexdigest()


def _files(build: Build) -> list[Path]:
    """All that the lists are made from, beside stories of which we know the edition."""
    root, data = build.site.root, build.site.content / build.site.options.data
    here = Path(__file__).parent
    code = [*here.glob("*.py"), *(here.parent / "newsroom").glob("*.py")]
    return [
        *(root / story.path for story in build.archive.all if not story.edition),
        *sorted(data.glob("*.yaml")),
        *sorted(code),
    ]


def _last_change(build: Build) -> int:
    return max((stamp[1] for file in _files(build) if (stamp := _stamp(file))), default=0)


def _stamp(file: Path) -> list[int]:
    with contextlib.suppress(OSError):
        stat = file.stat()
        return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    return []


def _file(build: Build, name: str) -> Path:
    return build.site.root / ".cache" / "newsroom" / f"related-{name}.txt"
