"""What has changed from one plain value to another: told in few words where most is the same. Pure.

Values that are equal are one. The order of a dict's keys is not told: what was there keeps its place, what is new comes last.
"""

from collections.abc import Mapping
from typing import Any

#: () where nothing has changed; else how to come from the one to the other: by a word, and what it needs.
Difference = tuple[Any, ...]

_NOW, _KEYS, _PLACES = "now", "keys", "places"
_NOTHING = object()


def difference(before: Any, now: Any) -> Difference:
    """How to come from `before` to `now`. What is the very same object is not looked into: nobody may have changed it meanwhile."""
    if before is now:
        return ()
    if type(before) is dict and type(now) is dict:
        get = before.get
        others = [(key, one) for key, one in now.items() if get(key, _NOTHING) is not one]
        told = {key: how for key, one in others if (how := difference(get(key, _NOTHING), one))}
        gone = [key for key in before if key not in now]
        return (_KEYS, gone, told) if gone or told else ()
    if type(before) is list and type(now) is list:
        both = enumerate(zip(before, now, strict=False))
        told = {at: how for at, (was, one) in both if was is not one and (how := difference(was, one))}
        more = now[len(before) :]
        return (_PLACES, len(now), told, more) if told or len(before) != len(now) else ()
    return () if type(before) is type(now) and before == now else (_NOW, now)


def applied(before: Any, how: Difference) -> Any:
    """What `before` has become; it is not changed itself. Raises LookupError, TypeError or ValueError for what was told of another value."""
    if not how:
        return before
    if how[0] == _NOW:
        return how[1]
    if how[0] == _KEYS:
        _, gone, told = how
        found = dict(before)
        for key in gone:
            del found[key]
        _put(found, told)
        return found
    _, length, told, more = how
    items = list(before[:length])
    _put(items, told)
    items += more
    if len(items) != length:
        raise ValueError("told of another list")
    return items


def _put(found: Any, told: Mapping[Any, Difference]) -> None:
    for key, how in told.items():
        found[key] = how[1] if how[0] == _NOW else applied(found[key], how)
