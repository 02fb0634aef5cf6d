"""The order of names in an index, whatever the machine's locale. Pure."""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")


def sort_key(name: str) -> tuple[str, str]:
    """Accents and case do not count, until all else is the same: `Élan` stands between `Elam` and `Elba`."""
    return ("".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)), name)


def letter_of(name: str) -> str:
    """The heading of a name in an index: its first letter in capitals, `#` for what begins with no letter."""
    first = next((c for c in sort_key(name)[0] if not c.isspace()), "")
    return first.upper()[:1] if first.isalpha() else "#"


def by_letter(entries: Iterable[T], name: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """The entries in order, under their letters; what begins with no letter comes last."""
    ordered = sorted(entries, key=lambda one: (letter_of(name(one)) == "#", sort_key(name(one))))
    return tuple((letter, tuple(group)) for letter, group in groupby(ordered, key=lambda one: letter_of(name(one))))
