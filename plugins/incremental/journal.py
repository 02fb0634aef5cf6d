"""The names of files that a build adds to its output, noted before each is written: what a killed build has added is known by them."""

import contextlib
import os
from pathlib import Path


class Journal:
    """One build's. Where it cannot be written, nothing is noted and nothing fails."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._out: int | None = None

    def left_over(self) -> set[str]:
        """What earlier builds have noted that did not come to their end."""
        with contextlib.suppress(OSError):
            *whole, _cut = self._file.read_bytes().split(b"\x00")
            return {os.fsdecode(one) for one in whole}
        return set()

    def note(self, *files: str) -> None:
        """All at one go."""
        with contextlib.suppress(OSError):
            if self._out is None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._out = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            os.write(self._out, b"".join([os.fsencode(one) + b"\x00" for one in files]))

    def close(self, *, forget: bool) -> None:
        """End of the build; `forget` what was noted, where a ledger holds it now."""
        with contextlib.suppress(OSError):
            if self._out is not None:
                os.close(self._out)
                self._out = None
            if forget:
                self._file.unlink(missing_ok=True)
