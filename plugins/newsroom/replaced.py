"""Something of another's that is ours for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(thing: Any, name: str, ours: Any) -> Iterator[None]:
    """Meanwhile a module or a class has `ours` under this name."""
    original = getattr(thing, name)
    setattr(thing, name, ours)
    try:
        yield
    finally:
        setattr(thing, name, original)
