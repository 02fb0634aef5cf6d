"""A list that is made when somebody looks into it: of a thousand lists that templates may ask for, most pages want none."""

from collections import UserList
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


class LateList(UserList[T]):
    """Does all that a list does. `made_by` gives one that is made later; of something else it is made at once, as a list is."""

    _make: Callable[[], Iterable[T]]

    @classmethod
    def made_by(cls, make: Callable[[], Iterable[T]]) -> "LateList[T]":
        one = cls.__new__(cls)
        one._make = make
        return one

    def __getattr__(self, name: str) -> Any:
        """Python asks for what is not there: the values, before anybody has looked."""
        if name != "data":
            raise AttributeError(name)
        self.data = list(self._make())
        return self.data

    def __copy__(self) -> "LateList[T]":
        return self.copy()
