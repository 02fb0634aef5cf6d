"""What the files of a folder held when they were put there: one that was cut short or altered since is as if it were not there."""

from pathlib import Path

from ..newsroom import sealed_files
from ..newsroom.stamps import Stamp, digest_of, stamped
from ..newsroom.whole_files import digest_of_file, put

_WHAT = "seals of pictures"


class Seals:
    """Of a folder without folders in it. Stamps are looked at first; where they differ, the bytes decide."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "seals.bin"
        self._kept: dict[str, tuple[Stamp, str]] = sealed_files.read(self._file, _WHAT) or {}
        self._now = dict(self._kept)

    def hold(self, name: str) -> bool:
        """Whether the file is there as it was put there."""
        seal = self._now.get(name)
        try:
            stamp = stamped((self._folder / name).stat())
            if seal is None or seal[0] == stamp:
                return seal is not None
            if seal[0][0] != stamp[0] or seal[1] != digest_of_file(self._folder / name):
                return False
        except OSError:
            return False
        self._now[name] = stamp, seal[1]
        return True

    def put(self, name: str, data: bytes) -> None:
        """Let the file hold these bytes. Raises OSError."""
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, data)
        self._now[name] = stamped(file.stat()), digest_of(data)

    def save(self) -> None:
        """Keep them for the next build, where one is another; those of files that are gone are dropped."""
        if self._now != self._kept:
            self._kept = {name: seal for name, seal in self._now.items() if (self._folder / name).is_file()}
            self._now = dict(self._kept)
            sealed_files.write(self._file, _WHAT, self._kept)
