"""What a process that helps hands back: files, what it logged, what came up on the way."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from .carrier import Carrier
from .cores import HelperEnded


@dataclass(frozen=True, slots=True)
class Said:
    """A message that was logged. `extra` is what Pelican limits repetitions by."""

    name: str
    level: int
    text: str
    extra: dict[str, Any]


class Made(NamedTuple):
    """`made` is what the work gave, None where it failed. A tuple, as all that travels with every page: to pack and unpack it takes less."""

    made: Any
    said: tuple[Said, ...] = ()
    carried: tuple[Any, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether something was logged or came up."""
        return bool(self.said) or any(self.carried)


def made_in_helper(work: Callable[[], Any], carriers: Sequence[Carrier]) -> Made:
    """To be called in a process that helps: nothing is printed there, and nothing lost. Raises HelperEnded where one that helps it was ended."""
    log = _log()
    log.found.clear()
    try:
        made = work()
    except HelperEnded:
        raise
    except Exception:
        return Made(None)
    return Made(made, tuple(log.found), tuple(one.taken() for one in carriers))


def taken_over(made: Made, carriers: Sequence[Carrier]) -> Any:
    """What a helper made, None where it failed; what it logged is logged in this process, and what came up is given to the same carriers."""
    say_again(made.said)
    for carrier, carried in zip(carriers, made.carried, strict=False):
        if carried:
            carrier.given(carried)
    return made.made


def say_again(said: Iterable[Said]) -> None:
    """Log in this process what was logged in another."""
    for one in said:
        logging.getLogger(one.name).log(one.level, "%s", one.text, extra=one.extra)


@contextmanager
def held_back() -> Iterator[Callable[[], tuple[Said, ...]]]:
    """Nothing that this process logs meanwhile is printed: the value says what was logged since it was last asked, for whoever says it again. What
    nobody asked for is said at the end.
    """
    root, kind = logging.getLogger(), logging.getLoggerClass()
    handlers = list(root.handlers)
    filters = [(one, list(one.filters)) for one in map(logging.getLogger, _loggers())]
    log = _log()

    def unfiltered(name: str) -> logging.Logger:
        made = kind(name)
        filters.append((made, list(made.filters)))
        made.filters.clear()
        return made

    def said() -> tuple[Said, ...]:
        found, log.found[:] = tuple(log.found), []
        return found

    logging.setLoggerClass(type(kind.__name__, (kind,), {"__new__": lambda _, name: unfiltered(name)}))
    try:
        yield said
    finally:
        logging.setLoggerClass(kind)
        root.handlers[:] = handlers
        for one, before in filters:
            one.filters[:] = before
        say_again(said())


class _Log(logging.Handler):
    """Keeps messages in place of printing them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        extra = {name: getattr(record, name) for name in ("limit_msg", "limit_args") if hasattr(record, name)}
        self.found.append(Said(record.name, record.levelno, record.getMessage(), extra))


def _log() -> _Log:
    """The handler of this process, in place of those that print."""
    root = logging.getLogger()
    for handler in root.handlers:
        if isinstance(handler, _Log):
            return handler
    made = _Log()
    root.handlers[:] = [made]
    for name in _loggers():
        logging.getLogger(name).filters.clear()  # what was said already is for the other process to judge
    return made


def _loggers() -> list[str | None]:
    return [None, *logging.Logger.manager.loggerDict]
