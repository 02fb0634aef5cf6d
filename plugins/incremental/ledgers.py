"""The ledgers that are open, by the settings that Pelican builds with: what every handler asks first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .ledger import Ledger

_open: dict[int, Ledger] = {}


@contextmanager
def opened(settings: Mapping[str, Any], ledger: Ledger) -> Iterator[None]:
    """A build with these settings writes meanwhile."""
    _open[id(settings)] = ledger
    try:
        yield
    finally:
        del _open[id(settings)]


def ledger_of(settings: Mapping[str, Any]) -> Ledger | None:
    """The ledger of the build that Pelican runs with these settings; None where none is kept, as for a site that is only looked at."""
    return _open.get(id(settings))
