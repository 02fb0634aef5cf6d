"""Settings in words: what a kept value's key says of what it was made with."""

import dataclasses
import functools
import re
import types
from collections.abc import Mapping
from typing import Any

#: Where an object lies in memory says nothing of what it is.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def told_of(value: Any) -> str:
    """A setting in words that are the same in every process."""
    if isinstance(value, functools.partial):
        return f"{value.func.__module__}.{value.func.__qualname__}{told_of(value.args)}{told_of(value.keywords)}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return told_of({one.name: getattr(value, one.name) for one in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{told_of(key)}:{told_of(inner)}' for key, inner in value.items()))}}}"
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(told_of, value)))}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(told_of, value))}]"
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType, types.MethodType)):
        return f"{getattr(value, '__module__', '')}.{value.__qualname__}"
    return _ADDRESS.sub("", repr(value))
