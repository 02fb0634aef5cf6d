"""The built-in engine and what is remembered of the last choice, as they are kept between builds in `.cache/newsroom/`."""

import functools
import secrets
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from ..newsroom.stamps import digest_of_files
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
#: A process that lives on writes them after so many changes: after fewer, bringing them up to date is soon done.
SELDOM = 20


def is_kept(options: Options, stories: int) -> bool:
    """Whether anything outlasts a build: what a server holds, or a second look finds, nobody knows the next time."""
    return options.engine == "built-in" and not options.rerank and stories >= MANY


def wanted(options: Options) -> int:
    """How many matches of a story are looked at."""
    return options.limit * 4 + 20


class Held:
    """What a process that lives on holds of its last build, under a key: the same as lies in the files, or newer."""

    def __init__(self) -> None:
        self.key = ""
        self.memory = Memory()
        self.lists: Lists | None = None
        self.since = 0
        """The changes since the files were written."""
        self.is_saved = True
        """Whether the file of the lists is that of these lists."""


class Archives:
    """The files of one folder. `key` is what all answers depend on beside the stories: options, registries.

    What is `held` in memory is newer than the files, which are written then after every SELDOM changes.
    """

    def __init__(self, folder: Path, key: str, options: Options, held: Held | None = None) -> None:
        self._file = folder / "related-memory.bin"
        self._limit, self._mixed = wanted(options), options.languages == "mixed"
        self._key = f"{_code()} {key}"
        self._kept, self._analyses = KeptArchive(folder, f"{_code()} {self._limit} {self._mixed}"), Kept(folder)
        self._token = ""
        self._held = held or Held()
        self._is_lasting = held is not None
        self.is_together = False
        """Whether what is remembered belongs to the archive from which the engine was brought up to date."""

    def remembered(self) -> Memory | None:
        """What was remembered after the last build; None where nothing was, or what was has another form."""
        return self._held.memory if self._is_held else memories.load(self._file, self._key)

    @property
    def _is_held(self) -> bool:
        return self._held.lists is not None and self._held.key == self._key

    def engine(self, documents: Mapping[Key, Document], before: Memory, changed: Collection[Key]) -> Standing:
        """The engine over these documents. `changed` are the keys of those that are new or others than those that are remembered."""
        found = self._known(documents)
        if found is None:
            self._held.is_saved = False
            return Standing(Lists.of(documents, self._limit, mixed=self._mixed, keeper=self._analyses))
        lists, self._token = found
        self.is_together = before.token == self._token
        come = [documents[key] for key in (changed if self.is_together else documents)]
        update = lists.updated(come, [key for key in lists if key not in documents], documents)
        return Standing(update.lists, update)

    def _known(self, documents: Mapping[Key, Document]) -> tuple[Lists, str] | None:
        if self._is_held and self._held.lists is not None:
            return self._held.lists, self._held.memory.token
        return self._kept.load(documents, Store(self._analyses))

    def keep(self, engine: Standing, memory: Memory, *, is_other: bool) -> bool:
        """Keep the engine's lists, and say whether `remember` is to keep what is remembered: under a token that says that they belong together.
        Where nothing `is_other` the files stay as they are.
        """
        held = self._held
        if self.is_together and engine.update and not engine.update.is_other and not is_other:
            if self._is_lasting:
                memory.token = self._token
                held.key, held.memory, held.lists = self._key, memory, engine.lists
            return False
        if not engine.update or engine.update.is_other:
            self._token = secrets.token_hex(8)
            held.is_saved = False
        memory.token = self._token
        held.since += 1
        if self._is_lasting:
            held.key, held.memory, held.lists = self._key, memory, engine.lists
            if engine.update and held.since < SELDOM:
                return False
        if not held.is_saved:
            self._kept.save(engine.lists, self._token)
        return True

    def remember(self, memory: Memory) -> None:
        """After `keep`, of which nothing else is needed for it."""
        memories.save(self._file, self._key, memory)
        self._held.is_saved, self._held.since = True, 0


@functools.cache
def _code() -> str:
    """What kept files hold for: our modules, Python's form of its values."""
    return f"{sys.version_info[:2]} {sys.byteorder} {digest_of_files(Path(__file__).parent.glob('*.py'))}"
