"""How far a long piece of work is: on a terminal only, and only after two seconds."""

import sys
import time
from collections.abc import Callable

_AFTER = 2.0
_EVERY = 0.1
_WIDTH = 30


def bar(what: str) -> Callable[[int, int], None]:
    """Told (done, of all), it draws one line on the terminal and takes it away at the end."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None
    begun = time.monotonic()
    drawn = begun + _AFTER

    def draw(done: int, every: int) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now < drawn:
            return
        if done >= every:
            sys.stderr.write("\r\x1b[K")
        else:
            filled = _WIDTH * done // max(1, every)
            sys.stderr.write(f"\r{what} {'#' * filled}{'.' * (_WIDTH - filled)} {done:,} of {every:,}")
            drawn = now + _EVERY
        sys.stderr.flush()

    return draw
