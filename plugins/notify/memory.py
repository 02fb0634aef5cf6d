"""What was told last time, kept in `.cache/newsroom/notified.json`: the files of that edition, and what is still to be told."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..newsroom.whole_files import put

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Linked:
    """The addresses that a page led to when it was last spoken of, and the moment of its last change then, as the site tells it."""

    moment: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """`files` of the edition that was told of, with their digests, None where none was; where its stories led, by address of the page;
    and what nobody could be told of yet, by service.
    """

    files: Mapping[str, str] | None = None
    linked: Mapping[str, Linked] = field(default_factory=dict)
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read(file: Path, site: str) -> Remembered:
    """What is remembered of a site; nothing where the file cannot be read, or is about another site."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        given = json.loads(file.read_text(encoding="utf-8"))
        if given["version"] == _VERSION and given["site"] == site:
            return Remembered(
                {str(name): str(digest) for name, digest in given["files"].items()},
                {
                    str(page): Linked(str(moment), tuple(map(str, ones)))
                    for page, (moment, *ones) in given["linked"].items()
                },
                {str(service): tuple(map(str, ones)) for service, ones in given["waiting"].items()},
            )
    return Remembered()


def write(file: Path, site: str, what: Remembered) -> None:
    """Keep what is remembered. Raises OSError where it cannot be written: whoever is told twice has a right to know."""
    data = {
        "version": _VERSION,
        "site": site,
        "files": dict(sorted((what.files or {}).items())),
        "linked": {page: [one.moment, *one.targets] for page, one in sorted(what.linked.items())},
        "waiting": {service: list(ones) for service, ones in sorted(what.waiting.items()) if ones},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode())
