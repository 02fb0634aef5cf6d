"""One build as a process of its own: what it took, and that it ended well and in time."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LAST_WORDS = 2000
#: Seconds between two looks at the memory.
_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, seconds of processor of all its processes, mebibytes of the largest of them."""

    wall: float
    processor: float
    memory: float


class Broken(Exception):
    """The build failed, or its output is not what it should be: it has no speed."""


class TooLong(Exception):
    """The build was ended when its time was over."""


def built(command: Sequence[str], folder: Path, more: Mapping[str, str], limit: float) -> Cost:
    """Run the command in the folder, with `more` in its environment. Raises Broken, and TooLong after `limit` seconds."""
    with tempfile.TemporaryFile() as log, _running(command, folder, more, log) as process:
        begun = time.perf_counter()
        over = threading.Timer(limit, _end, (process,))
        over.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        finally:
            over.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= limit:
            raise TooLong(f"more than {limit:g} s")
        if process.returncode:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip()[-_LAST_WORDS:]
            raise Broken(f"ended with {process.returncode}: {said or 'it said nothing'}")
    return Cost(wall, used.ru_utime + used.ru_stime, _mebibytes(used))


def memory_of(command: Sequence[str], folder: Path, more: Mapping[str, str], limit: float) -> float:
    """The most mebibytes that all processes of a build held at one time, pages that they share counted once; looked at ten times a second.

    The looking costs time, so that such a build is not timed. Where there is no /proc, what the largest process held. Raises as `built`.
    """
    most = 0.0
    done = threading.Event()

    def look(group: int) -> None:
        nonlocal most
        while not done.wait(_LOOK):
            most = max(most, _held_by(group))

    with tempfile.TemporaryFile() as log, _running(command, folder, more, log) as process:
        over = threading.Timer(limit, _end, (process,))
        looker = threading.Thread(target=look, args=(process.pid,))
        over.start()
        looker.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        finally:
            done.set()
            looker.join()
            in_time = over.is_alive()
            over.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode and not in_time:
            raise TooLong(f"more than {limit:g} s")
        if process.returncode:
            log.seek(0)
            raise Broken(
                f"ended with {process.returncode}: {log.read().decode('utf-8', 'replace').strip()[-_LAST_WORDS:]}"
            )
    return max(most, _mebibytes(used))


@contextmanager
def _running(
    command: Sequence[str], folder: Path, more: Mapping[str, str], log: object
) -> Iterator[subprocess.Popen[bytes]]:
    """In a session of its own, so that its helpers end with it."""
    environment = {**os.environ, "NO_COLOR": "1", **more}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
    )  # type: ignore[call-overload]
    try:
        yield process
    finally:
        if process.returncode is None:  # we were interrupted
            _end(process)
            process.wait()


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _held_by(session: int) -> float:
    """Mebibytes of a session's processes, each shared page once (proc(5), Pss)."""
    held = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            lines = (entry / "smaps_rollup").read_text(encoding="utf-8").splitlines()
        except (OSError, IndexError):  # it has ended meanwhile
            continue
        held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 1024


def _mebibytes(used: resource.struct_rusage) -> float:
    """Linux counts the peak in kibibytes, macOS in bytes (getrusage(2) of either)."""
    return used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
