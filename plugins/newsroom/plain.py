"""Our frozen values as plain lists, numbers and texts, and back: what a record keeps, without a line that could run anything."""

import dataclasses
import functools
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import starmap
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Union, get_args, get_origin, get_type_hints

from .unguarded import has_fields, names_of

Convert = Callable[[Any], Any]

#: How many values made of texts alone are shared: the names of tags and people recur on story after story.
_SHARED = 65_536
#: What is plain by itself.
AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """A value as JSON and marshal can write it. A dataclass is the list of its fields in their order, a moment its time in its own zone.

    The wall's time and not the world's: 02:30 in the night when clocks go forward is kept as it was written.
    """
    kind: Any = type(value)
    if kind in AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [one if type(one) in AS_IT_IS else plain(one) for one in value]
    if kind is dict or kind is MappingProxyType:
        return {key: plain(inner) for key, inner in value.items()}
    for atom in (str, int, float):
        if isinstance(value, atom):
            return atom(value)
    if isinstance(value, datetime):
        return [value.replace(tzinfo=None, fold=0).isoformat(), value.fold]
    if isinstance(value, date):
        return value.isoformat()
    return [one if type(one) in AS_IT_IS else plain(one) for one in _fields_of(kind)(value)]


@functools.cache
def _fields_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of its fields, in their order."""
    first, *more = names_of(kind)
    get: Callable[[Any], Any] = attrgetter(first, *more)
    return get if more else lambda value: (get(value),)


def revived(kind: type, given: Sequence[Any], zone: tzinfo) -> Any:
    """The dataclass `kind` that `given` is the plain form of, its moments in `zone`.

    Raises ValueError, TypeError or IndexError for what is no plain form of it.
    """
    return kind(*values_of(kind, given, zone))


def values_of(kind: type, given: Sequence[Any], zone: tzinfo) -> list[Any]:
    """The values of a dataclass's fields, in their order."""
    values = list(given)
    for number, convert, empty in _converters(kind, zone):
        value = values[number]
        if value:
            values[number] = convert(value)
        elif value is not None:
            values[number] = convert(value) if empty is None else empty
    return values


def makers(kind: type, zone: tzinfo) -> Mapping[int, Convert]:
    """What makes the values of a dataclass's fields that are not empty, by the numbers of those whose plain form is not the value itself."""
    return {number: convert for number, convert, _ in _converters(kind, zone)}


@functools.cache
def texts_in(kind: Any) -> Mapping[str, Any]:
    """The fields of a dataclass that hold many of another one which is made of texts alone, with that."""
    hints = get_type_hints(kind)
    held = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
    return {name: of for name, of in held.items() if dataclasses.is_dataclass(of) and _is_of_texts(of)}


def _is_of_texts(kind: Any) -> bool:
    return set(get_type_hints(kind).values()) == {str}


@functools.cache
def _converters(kind: type, zone: tzinfo) -> tuple[tuple[int, Convert, Any], ...]:
    """(number, what makes the value, what an empty list or mapping becomes) of the fields whose plain form is not the value itself."""
    hints = get_type_hints(kind)
    kinds = [hints[name] for name in names_of(kind)]
    made = [(number, _converter(hint, zone), _empty(hint)) for number, hint in enumerate(kinds)]
    return tuple((number, convert, empty) for number, convert, empty in made if convert)


def _empty(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        return ()
    return MappingProxyType({}) if isinstance(origin, type) and issubclass(origin, Mapping) else None


def _converter(hint: Any, zone: tzinfo) -> Convert | None:
    """What makes a value of this type from its plain form; None where that is the value itself."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [_converter(one, zone) for one in get_args(hint) if one is not type(None)]
        return next((one for one in inner if one), None)
    if origin is tuple:
        of: Any = get_args(hint)[0]
        each = _converter(of, zone)
        if has_fields(of) and not _converters(of, zone):
            make = _maker(of)
            return lambda values: tuple(starmap(make, values))
        return (lambda values: tuple(map(each, values))) if each else tuple
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_of(_converter(get_args(hint)[1], zone))
    if hint is datetime:
        return lambda given: datetime.fromisoformat(given[0]).replace(tzinfo=zone, fold=given[1])
    if hint is date:
        return date.fromisoformat
    if has_fields(hint):
        if _converters(hint, zone):
            return lambda given: revived(hint, given, zone)
        make = _maker(hint)
        return lambda given: make(*given)
    return None


@functools.cache
def _maker(kind: Any) -> Callable[..., Any]:
    """What makes a dataclass of its values; one of texts alone is made once for all that are equal."""
    shared: Callable[..., Any] = functools.lru_cache(_SHARED)(kind)
    return shared if _is_of_texts(kind) else kind


def _mapping_of(each: Convert | None) -> Convert:
    if each is None:
        return MappingProxyType
    return lambda given: MappingProxyType({key: each(value) for key, value in given.items()})
