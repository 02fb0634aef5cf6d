"""Errors that plugins of others log while a site is built, as one does that fetches covers from a place that is not to be reached.

Pelican with `--fatal errors` ends at the first of them, without a page; we build what can be built, and end with 1.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from .replaced import replaced


@contextmanager
def told_errors(on_each: Callable[[], None]) -> Iterator[list[str]]:
    """The names of the loggers of others that tell of an error meanwhile, each once. Pelican's own errors end the build as ever, and in a
    helper's process, whose lists nobody reads, all of them do.
    """
    pelicans: Any = import_module("pelican.log")
    below: Any = logging.Logger._log  # noqa: SLF001 the way below Pelican's
    ending, process = pelicans.FatalLogger._log, os.getpid()  # noqa: SLF001 where Pelican ends a build
    told: list[str] = []

    def log(self: Any, level: int, msg: object, args: Any, *more: Any, stacklevel: int = 1, **others: Any) -> None:
        if level != logging.ERROR or _is_pelicans(self.name) or os.getpid() != process:
            ending(self, level, msg, args, *more, stacklevel=stacklevel + 1, **others)
            return
        with suppress(pelicans.FilteredMessage):  # it was said before
            below(self, level, msg, args, *more, stacklevel=stacklevel + 1, **others)
        if self.name not in told:
            told.append(self.name)
        on_each()

    with replaced(pelicans.FatalLogger, "_log", log):
        yield told


def _is_pelicans(name: str) -> bool:
    return f"{name}.".startswith("pelican.") and not name.startswith("pelican.plugins.")
