"""What a process has just written to a file and holds besides, for whoever asks in the same build: to look it up takes longer than to read it. Pure."""

from typing import Generic, TypeVar

T = TypeVar("T")


class AtHand(Generic[T]):
    """By path, as much as there is `room` for, in characters."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: dict[str, T] = {}

    def hold(self, path: str, one: T, size: int) -> None:
        """Hold what is so large, if there is room left for it."""
        if size <= self._room:
            self._room -= size
            self._held[path] = one

    def get(self, path: str) -> T | None:
        return self._held.get(path)
