"""What most of a site says, against which the few that differ are told. Pure."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

#: So many that have something tell what is usual, and so many times as many as lack it.
ENOUGH, _MORE = 3, 4


def usual(said: Counter[str], least: int) -> str:
    """What more than half of at least so many say; "" where that is not clear."""
    name, count = said.most_common(1)[0] if said else ("", 0)
    return name if count * 2 > said.total() >= least else ""


def nearly_all(said: Counter[str]) -> str:
    """What so many say that the others are few; "" where that is not clear."""
    name, count = said.most_common(1)[0] if said else ("", 0)
    return name if count >= ENOUGH and (said.total() - count) * _MORE <= count else ""


def without(told: Mapping[T, bool | None]) -> list[T]:
    """The few that have not what nearly all have, in their order; None for one that need not."""
    few = [one for one, is_there in told.items() if is_there is False]
    having = sum(bool(is_there) for is_there in told.values())
    return few if are_few(len(few), having) else []


def are_few(lacking: int, having: int) -> bool:
    """Whether so many that have not what others have are the few that should."""
    return having >= ENOUGH and lacking * _MORE <= having
