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


def enclosed(made: Any) -> list[Any]:
    """The values that stand in the closure of a macro, or of the block of a `call`, and of the macros that it may call, each once.

    What has no value there, it looks up itself. Raises Unknown for what no template has made.
    """
    if not isinstance(made, Macro | TemplateModule):
        raise Unknown(type(made).__qualname__)
    found: dict[int, Any] = {}
    _gather(made, found, set())
    return list(found.values())


def says_nothing(value: Any) -> bool:
    """Whether it is a macro that shows nothing but what it is handed, and what it looks up itself."""
    try:
        return not enclosed(value)
    except Unknown:
        return False


def _gather(made: Any, found: dict[int, Any], seen: set[int]) -> None:
    for value in _given(made):
        if isinstance(value, Macro | TemplateModule):
            if id(value) not in seen:
                seen.add(id(value))
                _gather(value, found, seen)
        elif value is not missing:
            found[id(value)] = value


def _given(made: Any) -> Iterator[Any]:
    if isinstance(made, TemplateModule):
        yield from (value for name, value in vars(made).items() if not name.startswith("_"))
        return
    function = made._func  # noqa: SLF001 (Jinja shows it in no other way)
    assert isinstance(function, FunctionType), made
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        if _NAME.match(name):
            try:
                yield cell.cell_contents
            except ValueError:  # nothing was set there yet
                continue
