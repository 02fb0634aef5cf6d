"""One digest for what a value says, the same in every process; what cannot be known is said to be so."""

import dataclasses
import marshal
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from ..newsroom.answers import is_shared
from .names_read import names_of_code

#: Names of attributes that templates may read; None where they may read any.
Names = frozenset[str] | None
#: Of every digest, in bytes.
SIZE = 10
#: Digest of what is not there.
MISSING = bytes(SIZE)

#: Values that say all that they are.
ATOMS = frozenset({str, int, float, bool, bytes, type(None), complex})
#: Digests of values of which there is one each, by identity: a third of all answers.
_HELD = (None, True, False, "", ())
_SINGLES = {id(one): blake2b(marshal.dumps(one, 2), digest_size=SIZE).digest() for one in _HELD}
#: Lists longer than this stand in many values, and are written down once.
_LONG = 16
#: So many values of lasting kinds are held.
_MOST = 50_000
#: In place of names, for a list that says the same whatever templates read.
_ANY = object()


class Unknown(Exception):
    """A value that cannot be compared with that of another build."""


class Digester:
    """Makes digests. `rules` say how values of a class, and of classes below it, are written down in plain values; `named` the same of very
    many values of just these classes, in atoms that templates cannot read. Of the classes that are `lasting`, and of those below them, a value
    says the same while a build lasts: what its rule makes of it is held where that is atoms alone.

    A frozen value is compared by those of its fields that templates name: that a tag has one story more changes no page that does not say
    how many it has.
    """

    def __init__(
        self,
        rules: Mapping[type, Callable[[Any], Any]] | None = None,
        named: Mapping[type, Callable[[Any], Any]] | None = None,
        lasting: Collection[type] = (),
    ) -> None:
        self._given, self._named, self._lasting = dict(rules or {}), dict(named or {}), frozenset(lasting)
        self._said: dict[int, tuple[Any, Any]] = {}
        self._rules: dict[type, Callable[[Any, Names], Any]] = {}
        self._lists: dict[tuple[int, Any], tuple[list[Any], bytes]] = {}
        self._alike: set[int] = set()
        self._pieces: dict[int, tuple[Any, bytes]] = {}
        self._fields: dict[tuple[type, Names], tuple[Callable[[Any], tuple[Any, ...]], Names]] = {}
        self._shared: dict[tuple[int, Names], tuple[Any, bytes]] = {}

    def __call__(self, value: Any, names: Names = None) -> bytes:
        """10 bytes. Raises Unknown."""
        known = _SINGLES.get(id(value))
        if known is not None:
            return known
        try:
            plain = value if type(value) in ATOMS else self.plain(value, names)
            return blake2b(marshal.dumps(plain, 2), digest_size=SIZE).digest()
        except (RecursionError, ValueError) as error:
            raise Unknown(type(value).__qualname__) from error

    def plain(self, value: Any, names: Names = None) -> Any:
        """The value in nested tuples of atoms. Raises Unknown."""
        kind = type(value)
        if kind in ATOMS:
            return value
        if kind in self._named:
            return self._named[kind](value)
        if kind is list and len(value) > _LONG:
            return self._held(value, names)
        if kind is tuple or kind is list:
            return tuple(self._each(value, names))
        rule = self._rules.get(kind)
        if rule is None:
            rule = self._rules[kind] = self._rule_for(kind)
        return rule(value, names)

    def _held(self, value: list[Any], names: Names) -> bytes:
        """The digest of a list, which is held so that no other takes its place."""
        key = (id(value), _ANY if id(value) in self._alike else names)
        if key not in self._lists:
            if self._named.keys() >= set(map(type, value)):
                self._alike.add(id(value))  # whatever templates read, these say the same
                key = (id(value), _ANY)
            if key[1] is _ANY:
                pieces = self._pieces
                said = b"".join([(pieces.get(id(one)) or self._piece(one))[1] for one in value])
            else:
                said = marshal.dumps(tuple([self.plain(one, names) for one in value]), 2)
            self._lists[key] = (value, blake2b(said, digest_size=SIZE).digest())
        return self._lists[key][1]

    def _piece(self, value: Any) -> tuple[Any, bytes]:
        """A value that stands in very many lists, and its digest; held, so that no other takes its place."""
        piece = self._pieces[id(value)] = (value, self(value))
        return piece

    def _rule_for(self, kind: type) -> Callable[[Any, Names], Any]:
        for base in kind.__mro__:
            if base in self._given:
                return partial(self._as_held if base in self._lasting else self._as_given, self._given[base])
        if dataclasses.is_dataclass(kind):
            return self._once if is_shared(kind) else self._dataclass
        for base, rule in _RULES.items():
            if issubclass(kind, base):
                return partial(rule, self)
        raise Unknown(f"{kind.__module__}.{kind.__qualname__}")

    def _as_given(self, rule: Callable[[Any], Any], value: Any, names: Names) -> Any:
        said = rule(value)
        if type(said) is tuple and ATOMS.issuperset(map(type, said)):
            return said
        return self.plain(said, names)

    def _as_held(self, rule: Callable[[Any], Any], value: Any, names: Names) -> Any:
        known = self._said.get(id(value))
        if known is not None:
            return known[1]
        said = self._as_given(rule, value, names)
        if len(self._said) < _MOST and type(said) is tuple and ATOMS.issuperset(map(type, said)):
            self._said[id(value)] = (value, said)
        return said

    def _dataclass(self, value: Any, names: Names) -> Any:
        kind = type(value)
        found = self._fields.get((kind, names))
        if found is None:
            fields, below = _fields_read(kind, names)
            found = self._fields[kind, names] = (_getter_of(fields), below)
        read, below = found
        values = read(value)
        if ATOMS.issuperset(map(type, values)):  # most are
            return kind.__qualname__, *values
        return kind.__qualname__, *self._each(values, below)

    def _once(self, value: Any, names: Names) -> bytes:
        """The digest of a value that stands in many others; it is held, so that no other takes its place."""
        known = self._shared.get((id(value), names))
        if known is None:
            said = marshal.dumps(self._dataclass(value, names), 2)
            known = self._shared[id(value), names] = (value, blake2b(said, digest_size=SIZE).digest())
        return known[1]

    def _each(self, values: Sequence[Any], names: Names) -> list[Any]:
        return [one if type(one) in ATOMS else self.plain(one, names) for one in values]


def _fields_read(kind: type, names: Names) -> tuple[tuple[str, ...], Names]:
    """The fields of a class that are read where templates read these names, and all names that are read then."""
    every = tuple(
        one.name for one in dataclasses.fields(kind) if one.repr or one.compare
    )  # a field that is neither is a tool
    if names is None:
        return every, None
    read = set(names)
    asked: set[str] = set()
    while more := {one for one in dir(kind) if one in read or one in _ALWAYS} - asked:
        asked |= more
        for one in more:
            found = getattr(kind, one, None)
            function = found.fget if isinstance(found, property) else getattr(found, "func", found)
            if isinstance(function, FunctionType) and not _is_generated(function):
                read |= names_of_code(function.__code__)
    return tuple(one for one in every if one in read), frozenset(read)


def _getter_of(fields: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Gives the values of these fields at one go."""
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda value: tuple([getattr(value, one) for one in fields])


#: Methods that are called without being named.
_ALWAYS = frozenset({"__str__", "__bool__", "__len__", "__iter__", "__html__", "__call__", "__contains__", "__getitem__", "__getattr__"})  # fmt: skip


def _is_generated(function: FunctionType) -> bool:
    return function.__code__.co_filename == "<string>"


def _mapping(digester: Digester, value: Mapping[Any, Any], names: Names) -> Any:
    return (type(value).__qualname__, *[(digester.plain(k, names), digester.plain(v, names)) for k, v in value.items()])


def _sequence(digester: Digester, value: Sequence[Any], names: Names) -> Any:
    return (type(value).__qualname__, *[digester.plain(one, names) for one in value])


def _set(digester: Digester, value: Any, names: Names) -> Any:
    return (type(value).__qualname__, *sorted(marshal.dumps(digester.plain(one, names), 2) for one in value))


def _partial(digester: Digester, value: Any, names: Names) -> Any:
    return (
        "partial",
        digester.plain(value.func, names),
        digester.plain(value.args, names),
        digester.plain(value.keywords, names),
    )


def _function(digester: Digester, value: Any, names: Names) -> Any:
    """A function is its code, and what it was made with."""
    if value.__code__.co_filename == "<string>":
        raise Unknown(f"the function {value.__qualname__}")
    cells = tuple(digester.plain(cell.cell_contents, names) for cell in value.__closure__ or ())
    defaults = digester.plain(value.__defaults__, names)
    return ("function", value.__module__, value.__qualname__, _code(value.__code__), cells, defaults)


def _code(code: Any) -> Any:
    constants = tuple(_code(one) if hasattr(one, "co_code") else repr(one) for one in code.co_consts)
    return code.co_code, code.co_names, constants


def _named(_digester: Digester, value: Any, _names: Names) -> Any:
    return (type(value).__qualname__, getattr(value, "__module__", ""), getattr(value, "__qualname__", value.__name__))


def _text(_digester: Digester, value: Any, _names: Names) -> Any:
    return (type(value).__qualname__, str(value))


def _moment(_digester: Digester, value: Any, _names: Names) -> Any:
    return (type(value).__qualname__, value.isoformat(), str(getattr(value, "tzinfo", None)))


#: By classes, the first that fits.
_RULES: dict[type, Callable[[Digester, Any, Names], Any]] = {
    str: _text,
    datetime: _moment,
    date: _moment,
    time: _moment,
    timedelta: lambda _d, value, _n: ("timedelta", value.days, value.seconds, value.microseconds),
    tzinfo: _text,
    Enum: lambda _d, value, _n: (type(value).__qualname__, value.name),
    bool: _text,
    int: _text,
    float: _text,
    PurePath: _text,
    dict: _mapping,
    MappingProxyType: _mapping,
    tuple: _sequence,
    list: _sequence,
    set: _set,
    frozenset: _set,
    partial: _partial,
    FunctionType: _function,
    type(cache(len)): lambda digester, value, names: digester.plain(value.__wrapped__, names),
    BuiltinFunctionType: _named,
    ModuleType: _named,
    type: _named,
    range: _sequence,
}
