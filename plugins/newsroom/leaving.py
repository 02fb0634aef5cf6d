"""The end of a process that holds a whole site."""

import atexit
import os
import sys


def leave_at_once(code: int) -> None:
    """End this process, when all else is done, without taking apart what it holds: of ten thousand stories that takes longer than a second.

    Whoever waits for the end is called as ever: what started us (a profiler), and what asked to be called last (tests that count lines).
    """
    atexit.register(_leave, code)


def _leave(code: int) -> None:
    atexit.unregister(_leave)
    atexit._run_exitfuncs()  # noqa: SLF001 (Python has no other name for calling the others)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return  # nobody reads it any more, or it was closed: Python, which ends by itself then, says so
    os._exit(code)
