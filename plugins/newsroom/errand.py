"""An errand: work that is begun now and asked for later. Meanwhile a process of its own does it, where one can be had."""

import contextlib
import mmap
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Sequence
from typing import IO, Any, Generic, NoReturn, TypeVar

from .carrier import Carrier
from .cores import HelperEnded, beside, can_share
from .helper import Made, made_in_helper, taken_over
from .orphans import ends_with_us

T = TypeVar("T")

#: How a process ends that has left its result, and one whose work failed.
_DONE, _FAILED = 0, 1


class Errand(Generic[T]):
    """`work` is inherited by a fork, so it may hold anything; what it gives must bear pickling. What it logs, and what comes up for
    `carriers`, is taken over where the result is asked for.

    Where no other process can be had (one core, threads), where it is not to be `aside`, and where the work failed in one, it is done here
    when it is asked for, which raises then what it raises. `of_desk`: it is begun when a desk has read the site, and no desk that reads it
    again has a use for it.
    """

    def __init__(
        self, work: Callable[[], T], carriers: Sequence[Carrier] = (), *, aside: bool = True, of_desk: bool = True
    ) -> None:
        self._work, self._carriers = work, carriers
        self._process = _begun(work, carriers) if aside and can_share() else None
        if self._process and of_desk:
            _of_desk.add(self._process)

    @property
    def is_under_way(self) -> bool:
        """Whether another process does it."""
        return self._process is not None

    def wait(self) -> None:
        """Wait for the end of the process that does it, where one does: what it held is gone then, and the result stays in a file until somebody
        asks for it.
        """
        if self._process:
            self._process.ended()

    @property
    def is_ready(self) -> bool:
        """Whether nobody would wait who asks for it now."""
        return self._process is None or self._process.has_ended

    def result(self) -> T:
        """To be asked for once: waits for it. Raises HelperEnded where the process that had it to do was ended from outside, and
        NotHere in a process that was forked from ours since: it cannot wait for the other.
        """
        if self._process and not self._process.is_ours:
            raise NotHere
        process, self._process = self._process, None
        made = process.made() if process else None
        if made is None:
            return self._work()
        found: T = pickle.loads(taken_over(made, self._carriers))  # noqa: S301 (a process of ours has pickled it)
        return found


class NotHere(Exception):
    """A process asked for the result of another's errand."""


def call_back(*, of_desk: bool = False) -> None:
    """End all that is under way in this process, or what a desk has begun: nobody will ask for it."""
    for process in list(_of_desk if of_desk else _under_way):
        process.end()


class _Process:
    """One that was forked from this. Its result goes through a file without a name: so it can end before somebody asks, and its memory with it.

    Each of the two knows whether the other is at work: `waits` is a byte of both, set when this one waits.
    """

    def __init__(self, number: int, file: IO[bytes], waits: mmap.mmap) -> None:
        self._number, self._file, self._waits, self._sender = number, file, waits, os.getpid()
        self._how: int | None = None
        _under_way.add(self)
        beside.add(self._is_at_work)

    @property
    def is_ours(self) -> bool:
        """Whether this process forked it, and not the one that this was forked from."""
        return os.getpid() == self._sender

    def made(self) -> Made | None:
        """What it made, None where it failed."""
        with self._file as file:
            how = self.ended()
            if how == _FAILED:
                return None
            with contextlib.suppress(EOFError, pickle.UnpicklingError):
                file.seek(0)
                found: Made = pickle.load(file)  # noqa: S301 (a process of ours has pickled it)
                return found
        raise HelperEnded

    @property
    def has_ended(self) -> bool:
        self._look(os.WNOHANG)
        return self not in _under_way

    def end(self) -> None:
        with self._file:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            self.ended()

    def ended(self) -> int | None:
        """Wait for its end, and how it ended; None where nobody can tell: this process was started as one that does not hear of it."""
        self._waits[0] = True
        self._look(0)
        return self._how

    def _is_at_work(self) -> bool:
        return not self.has_ended

    def _look(self, options: int) -> None:
        """What has ended is asked no more: its number may be another's by then."""
        if self not in _under_way:
            return
        try:
            number, status = os.waitpid(self._number, options)
        except ChildProcessError:
            self._is_over()
            return
        if number:
            self._is_over()
            self._how = os.waitstatus_to_exitcode(status)

    def _is_over(self) -> None:
        beside.discard(self._is_at_work)
        _under_way.discard(self)
        _of_desk.discard(self)


_under_way: set[_Process] = set()
_of_desk: set[_Process] = set()


def _begun(work: Callable[[], Any], carriers: Sequence[Carrier]) -> _Process | None:
    """A process that does the work; None where there is no room for one."""
    end_with_us = ends_with_us()
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 (open until the result was taken)
        waits = mmap.mmap(-1, 1)
        number = os.fork()
    except OSError:
        return None
    if number == 0:
        beside.clear()
        beside.add(lambda: not waits[0])
        _do(work, carriers, file, end_with_us)
    return _Process(number, file, waits)


def _do(
    work: Callable[[], Any], carriers: Sequence[Carrier], file: IO[bytes], end_with_parent: Callable[[], None]
) -> NoReturn:
    """In the process that was forked: leave the result, and end."""
    how = _FAILED
    try:
        end_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever forked us says what becomes of us
        for one in carriers:
            one.taken()  # what came up before is known there
        made = made_in_helper(lambda: pickle.dumps(work()), carriers)
        if made.made is not None:
            pickle.dump(made, file)
            file.flush()
            how = _DONE
    except HelperEnded:
        os.kill(os.getpid(), signal.SIGKILL)
    finally:
        os._exit(how)
