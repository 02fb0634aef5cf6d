"""One of several parts that a site is built in: which files are its own. Pure."""

import posixpath
import re
from dataclasses import dataclass
from hashlib import blake2b

_FORM = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Shard:
    """The part `number` of `count`, from 1 on. Every file of a site belongs to one of them, by its name alone."""

    number: int
    count: int

    @classmethod
    def of(cls, text: str) -> "Shard | None":
        """What "3/8" says; None for "". Raises ValueError for anything else."""
        if not text:
            return None
        found = _FORM.fullmatch(text)
        if not found or int(found[1]) > int(found[2]):
            raise ValueError(f"a shard is written as 3/8, the third of eight, not {text!r}")
        return cls(int(found[1]), int(found[2]))

    def holds(self, file: str) -> bool:
        """`file` is below the output folder, with slashes."""
        name = posixpath.normpath(file).encode("utf-8", "surrogateescape")
        return int.from_bytes(blake2b(name, digest_size=8).digest()) % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"
