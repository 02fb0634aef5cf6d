"""The lists of the last build, kept in `.cache/newsroom/`: a build before which nothing changed compares nothing and needs no NumPy.

They hold for one key: the files of the stories and registries by size, times and inode, the options, our code. A file that cannot be
read or was altered is as if it were not there.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.desk import Build
from .options import Options
from .reasons import REASONS, Reason

_VERSION = 1
#: A file that changed so many nanoseconds before the lists were kept could change again and look the same.
_MOMENT = 2_000_000_000
ROLES = frozenset({"pinned", "storyline", "background", "since", "more"})

#: One entry of a list: the path of the story that is shown, its role, its reason.
Entry = tuple[str, str, Reason]


def kept(build: Build) -> Mapping[str, Sequence[Entry]] | None:
    """The lists by the paths of the stories they stand under; None where something has changed since."""
    given = read(build, "lists")
    if given is None:
        return None
    paths = {story.path for story in build.archive}
    try:
        lists = {path: [_entry(one, paths) for one in items] for path, items in given.items()}
    except (ValueError, TypeError, AttributeError):
        return None
    return lists if lists.keys() == paths else None


def keep(build: Build, lists: Mapping[str, Iterable[Entry]]) -> None:
    write(build, "lists", {path: [[other, role, why.kind, *why.names] for other, role, why in items] for path, items in lists.items()})  # fmt: skip


def read(build: Build, name: str) -> Any:
    """What was kept under a name, None where it does not hold."""
    if build.options("RELATED", Options).engine != "built-in":  # nobody knows what a server holds by now
        return None
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(_file(build, name).read_text(encoding="utf-8"))
        return found["kept"] if found["key"] == key_of(build) else None
    return None


def write(build: Build, name: str, what: Any) -> None:
    """Keep something under a name. Where nothing can be written, or a file has changed just now, nothing is kept."""
    file = _file(build, name)
    text = json.dumps({"key": key_of(build), "kept": what}, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError, UnicodeEncodeError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_text(text, encoding="utf-8")
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
    facts += [[story.path, story.status, story.lang, story.slug] for story in build.archive.all]
    facts += [[file.name, _stamp(file)] for file in _files(build)]
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=16).hexdigest()


def _files(build: Build) -> list[Path]:
    """All that the lists are made from."""
    root, data = build.site.root, build.site.content / build.site.options.data
    here = Path(__file__).parent
    code = [*here.glob("*.py"), *(here.parent / "newsroom").glob("*.py")]
    return [*(root / story.path for story in build.archive.all), *sorted(data.glob("*.yaml")), *sorted(code)]


def _last_change(build: Build) -> int:
    return max((stamp[1] for file in _files(build) if (stamp := _stamp(file))), default=0)


def _stamp(file: Path) -> list[int]:
    with contextlib.suppress(OSError):
        stat = file.stat()
        return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    return []


def _entry(given: Any, paths: set[str]) -> Entry:
    path, role, kind, *names = given
    if path not in paths or role not in ROLES or kind not in REASONS or not all(isinstance(one, str) for one in names):
        raise ValueError("no entry of ours")
    return path, role, Reason(kind, tuple(names))


def _file(build: Build, name: str) -> Path:
    return build.site.root / ".cache" / "newsroom" / f"related-{name}.json"
