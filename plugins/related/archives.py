"""The built-in engine and what is remembered of the last choice, as they are kept between builds in `.cache/newsroom/`."""

import functools
import secrets
import sys
from collections.abc import Collection, Mapping
from hashlib import blake2b
from pathlib import Path

from . import memory as memories
from .document import Document
from .kept import Kept
from .kept_archive import KeptArchive
from .likeness import Key
from .memory import Memory
from .options import Options
from .standing import Standing
from .store import Store
from .updates import Lists

#: So many stories are worth files of what was found out about them.
MANY = 200


def is_kept(options: Options, stories: int) -> bool:
    """Whether anything outlasts a build: what a server holds, or a second look finds, nobody knows the next time."""
    return options.engine == "built-in" and not options.rerank and stories >= MANY


def wanted(options: Options) -> int:
    """How many matches of a story are looked at."""
    return options.limit * 4 + 20


class Archives:
    """The files of one folder. `key` is what all answers depend on beside the stories: options, registries."""

    def __init__(self, folder: Path, key: str, options: Options) -> None:
        self._file = folder / "related-memory.bin"
        self._limit, self._mixed = wanted(options), options.languages == "mixed"
        self._key = f"{_code()} {key}"
        self._kept, self._analyses = KeptArchive(folder, f"{_code()} {self._limit} {self._mixed}"), Kept(folder)
        self._token = ""
        self.is_together = False
        """Whether what is remembered belongs to the archive from which the engine was brought up to date."""

    def remembered(self) -> Memory | None:
        return memories.load(self._file, self._key)

    def engine(self, documents: Mapping[Key, Document], before: Memory, changed: Collection[Key]) -> Standing:
        """The engine over these documents. `changed` are the keys of those that are new or others than those that are remembered."""
        found = self._kept.load(documents, Store(self._analyses))
        if found is None:
            return Standing(Lists.of(documents.values(), self._limit, mixed=self._mixed, keeper=self._analyses))
        lists, self._token = found
        self.is_together = before.token == self._token
        come = [documents[key] for key in (changed if self.is_together else documents)]
        update = lists.updated(come, [key for key in lists if key not in documents], documents)
        return Standing(update.lists, update)

    def keep(self, engine: Standing, memory: Memory, *, is_other: bool) -> None:
        """Keep both, under a token that says that they belong together. Where nothing `is_other` the files stay as they are."""
        if self.is_together and engine.update and not engine.update.is_other and not is_other:
            return
        if not engine.update or engine.update.is_other:
            self._token = secrets.token_hex(8)
            self._kept.save(engine.lists, self._token)
        memory.token = self._token
        memories.save(self._file, self._key, memory)


@functools.cache
def _code() -> str:
    """What kept files hold for: our modules, Python's form of its values."""
    told = blake2b(f"{sys.version_info[:2]} {sys.byteorder}".encode(), digest_size=8)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        told.update(file.read_bytes())
    return told.hexdigest()
