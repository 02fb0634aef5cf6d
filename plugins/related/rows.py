"""Values by the path of their story, kept as bytes: of ten thousand each is put together when somebody asks for it, and written again as it was read. Pure."""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")


#: The form of `marshal` in which the same values are the same bytes, whoever else holds a part of them.
_FORM = 2


class Rows(MutableMapping[str, T]):
    """`packed` are plain values in a form of `marshal` in which equal ones are equal bytes; `make` makes of one what is asked for, and `plain`
    turns that into it again.
    """

    def __init__(
        self, make: Callable[[Any], T], plain: Callable[[T], Any], packed: Mapping[str, bytes] | None = None
    ) -> None:
        self._make, self._plain = make, plain
        self._packed: dict[str, bytes | None] = dict(packed or {})
        self._open: dict[str, T] = {}

    @property
    def packed(self) -> dict[str, bytes]:
        for path, value in self._open.items():
            if self._packed[path] is None:
                self._packed[path] = marshal.dumps(self._plain(value), _FORM)
        return {path: one for path, one in self._packed.items() if one is not None}

    def in_order(self, paths: Iterable[str]) -> "Rows[T]":
        """These of them, in this order."""
        made = Rows(self._make, self._plain)
        made._packed = {path: self._packed[path] for path in paths}
        made._open = {path: value for path, value in self._open.items() if path in made._packed}
        return made

    def with_others(self, others: Mapping[str, T], paths: Iterable[str]) -> "Rows[T]":
        """The values of these paths in this order: the `others`, and for the rest what is here."""
        made = Rows(self._make, self._plain)
        made._packed = {path: None if path in others else self._packed[path] for path in paths}
        made._open = {path: others.get(path, value) for path, value in self._open.items() if path in made._packed}
        made._open |= others
        return made

    def __getitem__(self, path: str) -> T:
        if path not in self._open:
            packed = self._packed[path]
            assert packed is not None
            self._open[path] = self._make(marshal.loads(packed))  # noqa: S302 (what we have packed, or read from a sealed file)
        return self._open[path]

    def __setitem__(self, path: str, value: T) -> None:
        self._packed[path], self._open[path] = None, value

    def __delitem__(self, path: str) -> None:
        del self._packed[path]
        self._open.pop(path, None)

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
