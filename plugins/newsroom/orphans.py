"""A process that works for another ends when that one does, however it ends: nothing is written for a run that is gone."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

#: PR_SET_PDEATHSIG of Linux: the signal that a process gets when the thread that forked it ends.
_WHEN_THE_PARENT_ENDS = 1


def ends_with_us() -> Callable[[], None]:
    """What a process forked by this thread calls first: it is killed then when this thread ends. Only Linux can; elsewhere it does nothing."""
    if sys.platform != "linux":
        return lambda: None
    import ctypes

    # Looked up before the fork: the child only calls it.
    return partial(
        _end_with, os.getpid(), partial(ctypes.CDLL(None).prctl, _WHEN_THE_PARENT_ENDS, ctypes.c_ulong(signal.SIGKILL))
    )


def _end_with(parent: int, ask: Callable[[], Any]) -> None:
    ask()
    if os.getppid() != parent:  # it had ended before we asked
        os._exit(1)
