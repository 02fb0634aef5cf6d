"""A writer that writes nothing until somebody asks for the page."""

from pathlib import PurePosixPath
from typing import Any

from ..newsroom.writer import Gathered, GatheringWriter


class DeferringWriter(GatheringWriter):
    """Keeps what Pelican and the plugins would write, by file; `write(file)` does it then. To be mixed in before another writer."""

    def __init__(self, output_path: Any, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self._written: set[int] = set()

    def write(self, file: str) -> bool:
        """Write a file that was kept, unless it was written before. False where this edition has none of that name."""
        if file in self.gathered:
            self._make(self.gathered[file])
            return True
        feeds = [one for name, one in self.feeds.items() if _stem(name) == _stem(file)]
        for one in feeds:
            self._make(one)
        return bool(feeds)

    def _make(self, one: Gathered) -> None:
        """What raises is tried again at the next asking."""
        if id(one) in self._written:
            return
        self._written_files.clear()
        self._overridden_files.clear()
        one.write()
        self._written.add(id(one))

    @property
    def pages(self) -> frozenset[str]:
        """The files of this edition that are no feeds."""
        return frozenset(self.gathered)


def _stem(file: str) -> str:
    """A feed in all its formats is written at one go: they have the same name up to its first dot."""
    path = PurePosixPath(file)
    return str(path.with_name(path.name.partition(".")[0]))
