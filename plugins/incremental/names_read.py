"""Which names a piece of Python code may read, and all that it calls."""

import sys
from collections.abc import Callable, Iterator
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

#: Modules whose functions read of a value only what they are told to.
_PLAIN = sys.stdlib_module_names | {"builtins", "markupsafe", "jinja2", "babel", "numpy"}


def names_of_code(code: CodeType) -> frozenset[str]:
    """Every name of an attribute or a global that the code names, inner functions included, and constants that look like names."""
    found = set(code.co_names)
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found |= names_of_code(one)
        elif isinstance(one, str) and one.isidentifier():
            found.add(one)
    return frozenset(found)


def names_of_function(function: Callable[..., Any] | None) -> frozenset[str] | None:
    """What a function may read, with all functions and classes that it names in its own module or through an imported one; None where
    that cannot be told.
    """
    names: set[str] = set()
    ahead: list[Any] = [function]
    seen: set[CodeType] = set()
    while ahead:
        one = ahead.pop()
        code = getattr(one, "__code__", None)
        if code is None:
            return None
        if code in seen:
            continue
        seen.add(code)
        read = names_of_code(code)
        names |= read
        around = [one.__globals__, *_cells(one)]
        modules = [
            vars(value)
            for each in around
            for name in read
            if isinstance(value := each.get(name), ModuleType) and not _is_plain(value.__name__)
        ]
        called = [each[name] for each in (*around, *modules) for name in read if name in each]
        ahead += [part for value in called for part in _parts(value)]
    return frozenset(names)


def function_of(value: Any) -> Any:
    """What runs when a value is called: a function in what stands around it, or the `__call__` of an object."""
    value = getattr(value, "__func__", value)
    value = getattr(value, "__wrapped__", value)
    return value if hasattr(value, "__code__") else vars(type(value)).get("__call__")


def _cells(function: Any) -> Iterator[dict[str, Any]]:
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=False):
        try:
            yield {name: cell.cell_contents}
        except ValueError:  # not filled yet
            continue


def _parts(value: Any) -> Iterator[FunctionType]:
    """The functions that calling this may run, but those of Python's own library."""
    value = getattr(value, "__func__", value)
    value = getattr(value, "__wrapped__", value)
    if isinstance(value, BuiltinFunctionType) or _is_plain(getattr(value, "__module__", None) or ""):
        return
    if isinstance(value, FunctionType):
        yield value
    elif isinstance(value, type):
        for one in vars(value).values():
            found = one.fget if isinstance(one, property) else getattr(one, "func", getattr(one, "__func__", one))
            if isinstance(found, FunctionType) and found.__code__.co_filename != "<string>":
                yield found


def _is_plain(module: str) -> bool:
    return module.partition(".")[0] in _PLAIN
