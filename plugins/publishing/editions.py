"""The sites that were published, kept whole: which one readers see, which ones came before, and what a run that was killed left behind.

    output.editions/
        lock                 held by the one run that may change anything
        state.json           which editions readers saw, the present one last; which were put back
        state.next           the same after the swap that is under way
        000012/  000013/     whole sites; a file that did not change is one file in all of them
        new-.../  gone-.../  being built, being deleted
    output/                  what readers see: a copy, so that nothing that writes there changes an edition
    output.copy  output.new  output.old   the copy under way, the finished copy, the site that left

A file is written beside its place and renamed, a folder too: at every moment each name holds something whole, or nothing.
"""

import contextlib
import errno
import fcntl
import filecmp
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import swap


class Busy(Exception):
    """Another run holds the lock."""


@dataclass(frozen=True, slots=True)
class State:
    """The editions that readers saw, by number, the present one last; and those that a rollback took away, the last one last."""

    shown: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()

    @property
    def present(self) -> int:
        """The edition that readers see, 0 where none was published."""
        return self.shown[-1] if self.shown else 0

    def after(self, number: int) -> "State":
        """When an edition was shown anew: one that was taken away comes back, a new one leaves no way forward."""
        came_back = number in self.undone
        return State((*self.shown, number), tuple(one for one in self.undone if one != number) if came_back else ())

    def before(self) -> "State":
        """When the present edition was taken away."""
        return State(self.shown[:-1], (*self.undone, self.present))

    def kept(self, count: int) -> "State":
        """No more than `count` editions before the present one, and as many to come back to."""
        return State(self.shown[-count - 1 :], self.undone[-count:] if count else ())


class Editions:
    """The editions below `folder` of a site that readers find at `place`. What changes something wants the lock to be held.

    `flush` is called before a swap: what was written must lie on the disk before anything says that it is there.
    """

    def __init__(self, folder: Path, place: Path, flush: Callable[[], None] = os.sync) -> None:
        self.folder, self.place, self._flush = folder, place, flush
        self._copy, self._new, self._old = (place.with_name(f"{place.name}.{part}") for part in ("copy", "new", "old"))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """While this holds, no other run changes anything. Raises Busy where one is under way; a killed one is not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno in (errno.EAGAIN, errno.EACCES):
                    raise Busy from error
                raise
            yield

    @property
    def state(self) -> State:
        """What is remembered of editions; that of a first publish where nothing is, or nothing can be read."""
        return _state(self.folder / "state.json") or State()

    def edition(self, number: int) -> Path:
        return self.folder / f"{number:06}"

    def repair(self) -> bool:
        """End what a killed run began: a swap that happened is written down, one that did not is forgotten. Whether there was anything.

        Afterwards `place` is a whole site wherever there was one.
        """
        waiting = self.folder / "state.next"
        inode = _inode(waiting)
        if not self.place.exists() and inode and inode == _inode_of(self._new):
            self._new.rename(self.place)  # killed between the two steps of a swap
        ended = bool(inode)
        if inode and inode == _inode_of(self.place):
            waiting.replace(self.folder / "state.json")
        waiting.unlink(missing_ok=True)
        known = {self.edition(number) for number in (*self.state.shown, *self.state.undone)}
        left = [one for one in self.folder.iterdir() if one.is_dir() and one not in known]
        left += [one for one in (self._copy, self._new, self._old) if one.exists()]
        for one in left:
            self._remove(one)
        return ended or bool(left)

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """The name of a new folder to build into; what is not taken in is deleted. No two runs share one: what a killed run started may
        still be writing."""
        folder = self.folder / f"new-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            yield folder
        finally:
            self._remove(folder)

    def begin_with(self, number: int, folder: Path, leaves_out: Callable[[Path], bool]) -> None:
        """Let a new folder begin with what an edition holds; 0 is none. Each file is a copy: whatever goes over them, the edition stays."""
        edition = self.edition(number)
        if not edition.is_dir():
            return
        for file in edition.rglob("*"):
            target = folder / file.relative_to(edition)
            if file.is_dir() and not file.is_symlink():
                target.mkdir(parents=True, exist_ok=True)
            elif not leaves_out(file):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, target, follow_symlinks=False)

    def take_in(self, built: Path) -> int:
        """A finished site becomes an edition. A file that the present one holds too becomes one with it: its date stays, and so does
        what web servers make of the date. The number of the edition."""
        state = self.state
        if state.present:
            _share(built, self.edition(state.present))
        number = max((*state.shown, *state.undone, 0)) + 1
        built.rename(self.edition(number))
        return number

    def show(self, number: int) -> None:
        """Let readers see an edition that was taken in, or one that was taken away before."""
        self._show(number, self.state.after(number))

    def back(self) -> int:
        """Let readers see the edition before the present one. Its number. Raises LookupError where none is kept."""
        before = self.state.before()
        if not before.present:
            raise LookupError("there is no site before the last publish to go back to")
        self._show(before.present, before)
        return before.present

    def prune(self, count: int) -> None:
        """Delete all but the present edition and `count` before it."""
        state = self.state.kept(count)
        if state != self.state:
            self._write("state.json", state, 0)
        kept = {*state.shown, *state.undone}
        for one in self.folder.glob("[0-9]*"):
            if one.name.isdigit() and int(one.name) not in kept:
                self._remove(one)

    def _show(self, number: int, state: State) -> None:
        """The swap. What is written down for after it says by the folder's inode whether it happened."""
        for one in (self._copy, self._new, self._old):
            self._remove(one)
        shutil.copytree(self.edition(number), self._copy, symlinks=True)
        if self.place.is_dir():
            shutil.copymode(self.place, self._copy)
        self._copy.rename(self._new)
        self._flush()
        self._write("state.next", state, self._new.stat().st_ino)
        if self.place.exists():
            swap.replace(self.place, self._new, self._old)
        else:
            self._new.rename(self.place)
        (self.folder / "state.next").replace(self.folder / "state.json")
        for one in (self._new, self._old):
            self._remove(one)

    def _remove(self, folder: Path) -> None:
        """Delete a folder. An edition loses its name first, so that none is ever found in part."""
        if folder.name.isdigit():
            gone = self.folder / f"gone-{secrets.token_hex(4)}"
            folder.rename(gone)
            folder = gone
        # What a killed run's process still writes there is left to the next run.
        shutil.rmtree(folder, ignore_errors=True)

    def _write(self, name: str, state: State, inode: int) -> None:
        part = self.folder / f"{name}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump({"shown": state.shown, "undone": state.undone, "inode": inode}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / name)


def _state(file: Path) -> State | None:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        return State(tuple(facts["shown"]), tuple(facts["undone"]))
    except FileNotFoundError:
        return None


def _inode(file: Path) -> int:
    """The inode that a state waits for; 0 where no state waits."""
    try:
        return int(json.loads(file.read_text(encoding="utf-8"))["inode"])
    except FileNotFoundError:
        return 0


def _inode_of(folder: Path) -> int:
    """-1 where there is no such folder."""
    return folder.stat().st_ino if folder.exists() else -1


def _share(built: Path, before: Path) -> None:
    for file in built.rglob("*"):
        twin = before / file.relative_to(built)
        if file.is_symlink() or not file.is_file() or twin.is_symlink() or not twin.is_file():
            continue
        if filecmp.cmp(file, twin, shallow=False):
            part = file.with_name(f"{file.name}.part")
            try:
                part.hardlink_to(twin)
            except OSError:
                # No links on this file system, or too many to one file: then it is a copy, of the same date.
                with contextlib.suppress(OSError):
                    shutil.copystat(twin, file)
                continue
            part.replace(file)
