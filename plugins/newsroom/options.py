"""A plugin's block of settings becomes its frozen Options; what does not fit is a problem."""

import dataclasses
import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_type_hints

from .problem import Problem

T = TypeVar("T")

_WORDS = {
    bool: "True or False", int: "a whole number", float: "a number", str: "a text in quotes",
    tuple: "a list", Mapping: "a mapping in braces",
}  # fmt: skip


def options_from(
    settings: Mapping[str, Any], block: str, kind: type[T], *, path: str = "pelicanconf.py"
) -> tuple[T, tuple[Problem, ...]]:
    """The options of `block` (say "RELATED") as a `kind`, a frozen dataclass whose fields all have defaults.

    A field may be bool, int, float, str, tuple[...] (written as a list) or Mapping[...]. An unknown key, or a value that
    does not fit, is a problem with rule E00 at `path`, and the default stays.
    """
    given = settings.get(block)
    if given is None:
        return kind(), ()
    if not isinstance(given, Mapping):
        return kind(), (_problem(path, f"{block} is not a mapping", f'write {block} = {{"option": value}}'),)
    hints = get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind)]  # type: ignore[arg-type]
    fitting: dict[str, Any] = {}
    problems = []
    for key, value in given.items():
        if key not in names:
            problems.append(_problem(path, f'{block} has no option "{key}"', meant(str(key), names)))
            continue
        wanted = getattr(hints[key], "__origin__", hints[key])
        if wanted is tuple and isinstance(value, (list, tuple)):
            fitting[key] = tuple(value)
        elif _fits(value, wanted):
            fitting[key] = value
        else:
            wants = _WORDS.get(wanted, str(wanted))
            problems.append(_problem(path, f'{block}["{key}"] is {value!r}', f"it must be {wants}"))
    return kind(**fitting), tuple(problems)


def choice_from(
    settings: Mapping[str, Any], name: str, known: Sequence[str], *, path: str = "pelicanconf.py"
) -> tuple[str, tuple[Problem, ...]]:
    """The setting `name`, which is one of `known`; the first of them where nothing is set, or where something else is: a problem with rule E00."""
    value = settings.get(name)
    if value is None or value in known:
        return value or known[0], ()
    return known[0], (_problem(path, f"{name} is {value!r}", meant(str(value), known)),)


def nearest(word: str, known: list[str]) -> str:
    """The known word most like `word`, or "" when none is near. Case does not count."""
    lower = {name.casefold(): name for name in reversed(known)}
    found = difflib.get_close_matches(word.casefold(), list(lower), n=1, cutoff=0.75)
    return lower[found[0]] if found else ""


def meant(word: str, known: Iterable[str]) -> str:
    """What to do about a word that is none of those that are known: the one that may be meant, else all of them."""
    names = list(known)
    near = nearest(word, names)
    return f'did you mean "{near}"?' if near else f"known are: {', '.join(names)}"


def _fits(value: Any, wanted: Any) -> bool:
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(wanted, type) and isinstance(value, wanted)


def _problem(path: str, message: str, remedy: str) -> Problem:
    return Problem(path, 0, 0, "E00", message, remedy)
