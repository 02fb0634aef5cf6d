"""Work that makes tens of thousands of values and throws none away, undisturbed by searches for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Tens of thousands of values are made here and none is thrown away: looking for garbage among them takes a third of the time.

    What was made here is set aside until the next time: the first search after it would go through all of it, and find nothing.
    """
    before = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()
