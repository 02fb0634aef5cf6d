"""The one way of a file into the output: nothing is written that lies there already, and nobody sees half a file."""

import os
import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from .outward import climbs
from .stamps import digest_of
from .whole_files import holds, put, put_beside

R = TypeVar("R")

#: Gives in plain values all that a file is made from, besides settings and code; None where it cannot be known.
Follows = Callable[[], object]
#: Takes a file's name below the output folder, what writes it, and what it follows from where that is known.
Later = Callable[[str, Callable[[], object], Follows | None], None]


class Beside(NamedTuple):
    """A file that lies beside its place in the output, whole, with the digest of its bytes."""

    part: str
    digest: str
    size: int


class Receiver(Protocol):
    """Is told what becomes of an output folder, file by file. `file` is below the folder, with slashes; `digest` is that of its bytes."""

    def stands(self, file: str, digest: str) -> bool:
        """Whether the file lies there already with these bytes, so that it need not be written."""

    def begin(self, file: str) -> None:
        """The file is about to be written: what is in its way and not of this build goes."""

    def written(self, file: str, digest: str, size: int) -> None:
        """The file lies there with these bytes, whether it was written now or before."""


_receivers: dict[Path, Receiver] = {}
#: Output folders whose files are written when somebody asks for them: where a site is looked at while it is written.
_waiting: dict[Path, Later] = {}
#: Output folders whose files are written when all of a build's are known.
_gathering: dict[Path, Later] = {}
#: What gives the bytes of a page, where a build makes only a part of the site.
_lenders: dict[Path, Callable[[str], bytes]] = {}
#: Where files go that are made, and not written here: see `captured`.
_taken: list[list[tuple[str, bytes]]] = []


def write_text(output: Path, file: str, text: str) -> None:
    """Write `file` below the output folder: UTF-8, and the same line ends on every machine."""
    write_bytes(output, file, text.encode("utf-8"))


def write_bytes(output: Path, file: str, data: bytes) -> None:
    """Let `file` below the output folder hold these bytes; one that does is left alone, its times too. Raises OSError, and
    ValueError where it would lie outside: whoever names a file has looked at that."""
    if climbs(file.lstrip("/")):
        raise ValueError(f"{file} would lie outside the output folder")
    if _taken:
        _taken[-1].append((file, data))
        return
    file = posixpath.normpath(file)
    receiver = _receivers.get(output.absolute())
    if receiver is None:
        if not holds(output / file, data):
            _in_its_folder(put, f"{output}/{file}", data)
        return
    digest = digest_of(data)
    if not receiver.stands(file, digest):
        receiver.begin(file)
        _in_its_folder(put, f"{output}/{file}", data)
    receiver.written(file, digest, len(data))


def write_beside(output: Path, file: str, data: bytes) -> Beside | bytes:
    """In a process that helps: the bytes are put beside the place of `file`, so that the process that writes need not be sent them.

    They are handed back where they lie there already, where nobody is told of this folder, and where they cannot be written.
    """
    receiver, file = _receivers.get(output.absolute()), posixpath.normpath(file)
    digest = digest_of(data)
    if receiver is None or receiver.stands(file, digest):
        return data
    try:
        return Beside(_in_its_folder(put_beside, f"{output}/{file}", data), digest, len(data))
    except OSError:  # the process that writes meets with it too, and says so
        return data


def move_in(output: Path, file: str, beside: Beside) -> None:
    """As `write_bytes`, of what `write_beside` gave."""
    file = posixpath.normpath(file)
    receiver = _receivers[output.absolute()]
    if receiver.stands(file, beside.digest):
        with suppress(FileNotFoundError):
            os.unlink(beside.part)  # noqa: PTH108
    else:
        receiver.begin(file)
        os.replace(beside.part, f"{output}/{file}")  # noqa: PTH105
    receiver.written(file, beside.digest, beside.size)


def _in_its_folder(put: Callable[[str, bytes], R], target: str, data: bytes) -> R:
    """What `put` gives; most folders are there."""
    with suppress(FileNotFoundError):
        return put(target, data)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    return put(target, data)


def write_made(output: Path, file: str, make: Callable[[], str | bytes], follows: Follows | None = None) -> None:
    """Write what `make` gives: for what takes time, or reads a page of this build. Where `follows` gives what it gave when the file was
    made that lies there, nothing is made.

    A site that is only looked at makes it when it is asked for, another one when its pages are written.
    """

    def write() -> None:
        made = make()
        write_bytes(output, file, made.encode("utf-8") if isinstance(made, str) else made)

    key = output.absolute()
    later = _waiting.get(key) or _gathering.get(key)
    if later:
        later(file, write, follows)
    else:
        write()


def page_bytes(output: Path, file: str) -> bytes:
    """The bytes of a page of this build, for a file that is made from it; to be asked in what `write_made` is given. Raises OSError."""
    lend = _lenders.get(output.absolute())
    return lend(file) if lend else (output / file).read_bytes()


def lend(output: Path, page: Callable[[str], bytes]) -> None:
    """From now on `page` gives the bytes of pages: those that this build does not write are not there to be read."""
    _lenders[output.absolute()] = page


def is_waiting(output: Path) -> bool:
    """Whether what `write_made` is given is made only when somebody asks for it."""
    return output.absolute() in _waiting


def wait(output: Path, later: Later) -> None:
    """From now on `later` is told what would be written below this folder, by everybody who calls `write_made`."""
    _waiting[output.absolute()] = later


def gather(output: Path, later: Later) -> None:
    """From now on `later` is told what `write_made` is given for this folder, until `gathered` is called."""
    _gathering[output.absolute()] = later


def gathered(output: Path) -> None:
    """What is made from now on is written at once."""
    _gathering.pop(output.absolute(), None)


@contextmanager
def captured() -> Iterator[list[tuple[str, bytes]]]:
    """(file, bytes) of what is written meanwhile, in place of the files: a process that helps hands them over to the one that writes."""
    _taken.append([])
    try:
        yield _taken[-1]
    finally:
        _taken.pop()


def tell(output: Path, receiver: Receiver) -> None:
    """From now on `receiver` is told of every file that is written below this folder, by whichever plugin."""
    _receivers[output.absolute()] = receiver


def tell_no_more(output: Path) -> None:
    """Nobody is told of the files of this folder any more."""
    _receivers.pop(output.absolute(), None)
    _lenders.pop(output.absolute(), None)


def told(output: Path) -> Receiver | None:
    """Who is told of the files of this folder."""
    return _receivers.get(output.absolute())
