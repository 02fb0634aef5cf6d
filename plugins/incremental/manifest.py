"""What a shard says of itself: from what it was built, its files, and the names of those that other shards have."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..newsroom.looked_at import programs
from ..newsroom.told import told_of
from .shard import Shard

#: The name of its file, in the folder of the shard. No address of a site begins with a dot and is its.
MANIFEST = ".newsroom-shard.json"
#: Raised when its form changes, or which files are whose.
_EDITION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """`since` is the moment of the build, `until` the next at which the clock alone would have changed it.

    `facts` are what it was built with, by name; `inputs` its files, those of our code among them, by a name that is the same in every
    checkout, with the digests of their bytes. `files` are the shard's own, with digests; `others` all others of the site.
    """

    shard: Shard
    since: datetime
    until: datetime
    facts: Mapping[str, str]
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    others: tuple[str, ...]

    def written(self) -> bytes:
        told = {
            "edition": _EDITION, "shard": str(self.shard), "since": self.since.isoformat(), "until": self.until.isoformat(),
            "facts": self.facts, "inputs": self.inputs, "files": self.files, "others": self.others,
        }  # fmt: skip
        return json.dumps(told, sort_keys=True).encode("utf-8", "surrogatepass")


def read(folder: Path) -> Manifest:
    """The manifest of a shard in this folder. Raises ValueError, with a sentence, where there is none that can be read."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if told["edition"] != _EDITION:
            raise ValueError("of another version of Newsroom")
        shard = Shard.of(told["shard"])
        assert shard is not None
        since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
        return Manifest(shard, since, until, told["facts"], told["inputs"], told["files"], tuple(told["others"]))
    except FileNotFoundError:
        raise ValueError(f"{folder} holds no shard that was built to its end") from None
    except (OSError, ValueError, LookupError, TypeError, AssertionError) as error:
        raise ValueError(f"{folder}/{MANIFEST} cannot be read: {error}") from error


def facts_of(asked: Any, content: Path) -> Mapping[str, str]:
    """What a shard is built with besides files: settings, what was asked for, programs. Paths are those below the site's folder."""
    settings = told_of(asked.values()).replace(str(Path.cwd()), ".")
    return {"settings": settings, "search": str(asked.search), "programs": programs(content)}


def named(inputs: Mapping[str, str], folders: Sequence[Path], output: Path) -> Mapping[str, str]:
    """The inputs by names that are the same in every checkout: which of the folders, and the way below it. Other shards are none."""
    tops = [f"{folder}{os.sep}" for folder in folders]
    shards = tuple(path.removesuffix(MANIFEST) for path in inputs if path.endswith(f"{os.sep}{MANIFEST}"))
    found = {}
    for path, digest in inputs.items():
        if path.startswith(shards) or Path(path).is_relative_to(output):
            continue
        number, top = next((n, top) for n, top in enumerate(tops) if path.startswith(top))
        found[f"{number}/{path.removeprefix(top).replace(os.sep, '/')}"] = digest
    return found
