"""Frozen values made quickly: to go around the guard of a frozen dataclass for each of its fields takes ten times as long as to fill them in."""

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints


def has_fields(kind: Any) -> bool:
    """Whether it is a dataclass, or a tuple whose parts have names."""
    return isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"))


def names_of(kind: Any) -> tuple[str, ...]:
    """The names of its fields, in their order, with what a tuple has besides."""
    if dataclasses.is_dataclass(kind):
        return tuple(one.name for one in dataclasses.fields(kind))
    return tuple(get_type_hints(kind))


@cache
def unguarded(kind: Any, given: tuple[str, ...]) -> Callable[..., Any]:
    """What takes the values of the fields `given` of a dataclass with slots, and gives what becomes one of its kind by getting its class.

    It has the same slots, and is not frozen. A field that gets no value here has none.
    """
    others = [name for name in names_of(kind) if name not in given]
    named: list[Any] = [(name, Any) for name in given]
    named += [(name, Any, dataclasses.field(init=False)) for name in others]
    return dataclasses.make_dataclass(kind.__name__, named, bases=kind.__bases__, slots=True, eq=False, repr=False)
