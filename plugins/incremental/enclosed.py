"""What a block or macro of a template is given by the template that stands around it, beside the names that it looks up itself.

Jinja compiles a block of `call`, and a macro, to a function of Python. A name that was looked up before it stands in its closure, and whoever
listens to the context hears nothing of it. There is no other way in: what else a block shows it is handed, or looks up. Pure.
"""

import re
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing

from .digests import Unknown

#: How Jinja calls the values of a template's names in its code: with the depth of the scope that they were set in.
_NAME = re.compile(r"l_\d+_")


def enclosed(made: Any) -> list[tuple[str, Any]]:
    """What stands in the closure of a macro, or of the block of a `call`, and of the macros that stand there: each name with its value, `missing`
    where it has none, so that the block looks it up itself. Raises Unknown for what no template has made.
    """
    if not isinstance(made, Macro | TemplateModule):
        raise Unknown(type(made).__qualname__)
    found: list[tuple[str, Any]] = []
    _gather(made, found, {id(made)})
    return found


def place_of_macro(value: Any) -> str:
    """Where a macro, or the module of a template, was written; "" for what is neither."""
    if isinstance(value, Macro):
        code = _function(value).__code__
        return f"{code.co_filename}:{code.co_firstlineno}"
    return str(value.__name__) if isinstance(value, TemplateModule) else ""


def says_nothing(value: Any) -> bool:
    """Whether it is a macro that shows nothing but what it is handed, and what it looks up itself."""
    try:
        return all(one is missing or place_of_macro(one) for _, one in enclosed(value))
    except Unknown:
        return False


def _gather(made: Any, found: list[tuple[str, Any]], seen: set[int]) -> None:
    for name, value in _given(made):
        found.append((name, value))
        if isinstance(value, Macro | TemplateModule) and id(value) not in seen:
            seen.add(id(value))
            _gather(value, found, seen)


def _given(made: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(made, TemplateModule):
        yield from ((name, value) for name, value in vars(made).items() if not name.startswith("_"))
        return
    function = _function(made)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        if _NAME.match(name):
            try:
                yield name, cell.cell_contents
            except ValueError:  # nothing was set there yet
                yield name, missing


def _function(macro: Macro) -> FunctionType:
    function = macro._func  # noqa: SLF001 (Jinja shows it in no other way)
    assert isinstance(function, FunctionType), macro
    return function
