"""Files of the output that no template writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Takes a file's name below the output folder and what writes it.
Later = Callable[[str, Callable[[], object]], None]

#: Output folders whose files are written when somebody asks for them: where a site is looked at while it is written.
_waiting: dict[Path, Later] = {}
#: Output folders whose files are written when all of a build's are known.
_gathering: dict[Path, Later] = {}
#: Where files go that are made, and not written here: see `captured`.
_taken: list[list[tuple[str, bytes]]] = []


def write_text(output: Path, file: str, text: str) -> None:
    """Write `file` below the output folder: UTF-8, and the same line ends on every machine."""
    write_bytes(output, file, text.encode("utf-8"))


def write_bytes(output: Path, file: str, data: bytes) -> None:
    """Write `file` below the output folder."""
    if _taken:
        _taken[-1].append((file, data))
        return
    target = output / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def write_made(output: Path, file: str, make: Callable[[], str | bytes]) -> None:
    """Write what `make` gives: for what takes time, or reads a page of this build.

    A site that is only looked at makes it when it is asked for, another one when its pages are written.
    """

    def write() -> None:
        made = make()
        write_bytes(output, file, made.encode("utf-8") if isinstance(made, str) else made)

    later = _waiting.get(output.absolute()) or _gathering.get(output.absolute())
    if later:
        later(file, write)
    else:
        write()


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
