"""The ledger of a shard: lets only the shard's own files through to the output, and knows the names of all others."""

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path

from . import folder
from .ledger import Ledger
from .manifest import MANIFEST
from .shard import Shard


class ShardLedger(Ledger):
    """`makes_all`: plugins of others may look at any file, so that all are written, and those of the other shards taken away at the end."""

    def __init__(
        self,
        shard: Shard,
        file: Path,
        output: Path,
        *,
        makes_all: bool,
        wipes: bool = False,
        retained: Collection[str] = (),
    ) -> None:
        super().__init__(file, output, wipes=wipes, retained=retained)
        self.shard, self._makes_all, self._folder = shard, makes_all, output
        self.pieces = None
        self.others: set[str] = set()
        """The files of the site that are not this shard's."""

    def takes(self, *files: str) -> bool:
        """Whether this build writes one of these files; the names of those that are another shard's are noted."""
        names = [posixpath.normpath(file) for file in files]
        self.others.update(name for name in names if not self._is_own(name))
        return self._makes_all or any(map(self._is_own, names))

    def stands(self, file: str, digest: str) -> bool:
        return super().stands(file, digest) if self.takes(file) else True

    def written(self, file: str, digest: str, size: int = 0) -> None:
        if self.takes(file):
            super().written(file, digest, size)

    def cut(self) -> None:
        """All is written: what is not this shard's goes."""
        for file in [name for name, _ in folder.files(self._folder, self._kept_out()) if not self._is_own(name)]:
            self.others.add(file)
            self._now.pop(file, None)
            folder.remove(self._folder, file)

    def _is_own(self, file: str) -> bool:
        return file == MANIFEST or self.shard.holds(file)

    def digests(self) -> Mapping[str, str]:
        """File -> digest of its bytes as they lie there, of all that is this shard's."""
        found = sorted(name for name, _ in folder.files(self._folder, self._kept_out()))
        return {name: folder.digest(self._folder / name) for name in found}
