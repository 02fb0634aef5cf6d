"""What the files were that a build has looked at: kept for the next one, so that only those are read again that have another stamp."""

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..newsroom.garbage import undisturbed
from .differences import applied, difference
from .layers import UNFIT, changes_of, got, lies_there, name_in, put_parts, put_since

_WHOLE, _SINCE = "inputs 1", "changes of inputs 1"

#: A stamp, and the digest of the bytes behind it; None for what leads nowhere.
Input = tuple[int, int, int, int, str] | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """By path. `name` tells them from any others; `whole` is what stands in the large one of the two files, its name, and its bytes."""

    files: Mapping[str, Input] = field(default_factory=dict)
    name: str = ""
    whole: tuple[Mapping[str, Input], str, int] | None = field(default=None, compare=False, repr=False)


def read(file: Path) -> Inputs:
    """What was kept there; nothing where that may not be believed."""
    try:
        with undisturbed():
            name, (files,) = got(file, _WHOLE, "", range(1))
            whole = (files, name, file.stat().st_size)
            try:
                files = applied(files, got(changes_of(file), _SINCE, name, range(1))[1][0])
            except UNFIT:
                return Inputs(files, name_in(file), whole)
            return Inputs(files, f"{name_in(file)} {name_in(changes_of(file))}", whole)
    except UNFIT:
        return Inputs()


def write(file: Path, files: Mapping[str, Input], last: Inputs) -> str:
    """Keep them; what they are called from now on. `last` are those that were read. Raises OSError."""
    if last.whole:
        before, name, size = last.whole
        if lies_there(file, name):
            told = marshal.dumps(difference(before, files))
            if put_since(file, _SINCE, name, size, [told]):
                return f"{name_in(file)} {name_in(changes_of(file))}"
    file.parent.mkdir(parents=True, exist_ok=True)
    put_parts(file, _WHOLE, [marshal.dumps(dict(files))])
    return name_in(file)
