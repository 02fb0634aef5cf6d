"""The values of Pelican's articles as plain values that a file can keep, and back. Pure: what makes a value is given."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

_ATOMS = frozenset({str, int, float, bool, type(None)})
#: What Pelican's names of tags, categories and authors are made of. They learn `name` and `slug` when they are first asked for an address.
_OF_TERM = frozenset({"settings", "_name", "_slug", "_slug_from_name"})


class Unkept(Exception):
    """A value that can be kept in no file."""


#: Which names an article has, which its metadata has, where in its row the values of those stand, and which of the values are to be made.
Shape = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]
#: An article's values: atoms, and tuples for what is to be made.
Row = tuple[Any, ...]


class Values:
    """Writes down values and makes them. `terms` are Pelican's classes for tags, categories and authors by their names, `moment` that for a
    moment. A term is made once: all articles that are made here share it.
    """

    def __init__(self, terms: Mapping[str, type[Any]], moment: type[datetime], settings: Any) -> None:
        self._terms, self._settings = terms, settings
        self._kinds_of_terms = {kind for name, kind in terms.items() if kind.__name__ == name}
        self._moments: Mapping[str, type[datetime]] = {"": datetime, "safe": moment}
        self._shared: dict[Row, Any] = {}
        self._rows: dict[Row, Row] = {}
        self._zones: dict[str | int | None, tzinfo | None] = {None: None}
        self._makers: Mapping[str, Callable[..., Any]] = {
            "moment": self._moment, "day": date.fromordinal, "zone": self._zone, "term": self._term, "list": self._list,
            "tuple": lambda *rows: tuple(self._list(*rows)), "dict": self._dict,
        }  # fmt: skip

    # --- To be kept ----------------------------------------------------------------------------------------------------------

    def written(self, own: Mapping[str, Any], metadata: Mapping[str, Any]) -> tuple[Shape, Row]:
        """An article's values and those of its metadata: what is one object in both is one afterwards, too. Raises Unkept."""
        values = list(own.values())
        place = {id(value): at for at, value in enumerate(values)}
        at_metadata = []
        for value in metadata.values():
            at = place.get(id(value))
            if at is None:
                at = place[id(value)] = len(values)
                values.append(value)
            at_metadata.append(at)
        row = tuple(map(self._plain, values))
        to_make = tuple(at for at, value in enumerate(row) if type(value) is tuple)
        return (tuple(own), tuple(metadata), tuple(at_metadata), to_make), row

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        if kind in _ATOMS:
            return value
        if kind in self._kinds_of_terms:
            return self._plain_term(value, kind)
        if kind in self._moments.values():
            return ("moment", "" if kind is datetime else "safe", value.__reduce_ex__(4)[1][0], _name_of(value.tzinfo))
        if kind is date:
            return ("day", value.toordinal())
        if kind in (ZoneInfo, timezone):
            return ("zone", _name_of(value))
        if kind in (list, tuple):
            return (kind.__name__, *map(self._plain, value))
        if kind is dict:
            return ("dict", *[(self._plain(key), self._plain(one)) for key, one in value.items()])
        raise Unkept(kind.__qualname__)

    def _plain_term(self, value: Any, kind: type) -> Row:
        facts = vars(value)
        learnt = ("name" in facts) + ("slug" in facts)
        if len(facts) - learnt != len(_OF_TERM) or facts.get("settings") is not self._settings:
            raise Unkept(kind.__qualname__)
        try:
            row = ("term", kind.__name__, facts["_name"], facts["_slug"], facts["_slug_from_name"])
        except KeyError as error:
            raise Unkept(kind.__qualname__) from error
        return self._rows.setdefault(row, row)  # one row for all who name it: marshal then writes it once

    # --- Made again ----------------------------------------------------------------------------------------------------------

    def made(self, row: Row, to_make: Iterable[int]) -> list[Any]:
        """The values of a row."""
        values = list(row)
        for at in to_make:
            values[at] = self._made(values[at])
        return values

    def value(self, row: Any) -> Any:
        """One value of a row."""
        return self._made(row)

    def _made(self, value: Any) -> Any:
        return self._makers[value[0]](*value[1:]) if type(value) is tuple else value

    def _moment(self, kind: str, packed: bytes, zone: str | int | None) -> datetime:
        make: Any = self._moments[kind]
        made: datetime = make(packed) if zone is None else make(packed, self._zone(zone))
        return made

    def _zone(self, name: str | int | None) -> tzinfo | None:
        if name not in self._zones:
            self._zones[name] = ZoneInfo(name) if isinstance(name, str) else timezone(timedelta(seconds=name or 0))
        return self._zones[name]

    def _term(self, *facts: Any) -> Any:
        row = ("term", *facts)
        if row not in self._shared:
            kind, name, slug, from_name = facts
            made: Any = object.__new__(self._terms[kind])
            made.__dict__ |= {"settings": self._settings, "_name": name, "_slug": slug, "_slug_from_name": from_name}
            self._shared[row] = made
        return self._shared[row]

    def _list(self, *rows: Any) -> list[Any]:
        try:
            return list(map(self._shared.__getitem__, rows))
        except (KeyError, TypeError):  # one that is new here, or no term
            return [self._made(one) for one in rows]

    def _dict(self, *items: tuple[Any, Any]) -> dict[Any, Any]:
        return {self._made(key): self._made(one) for key, one in items}


def _name_of(zone: tzinfo | None) -> str | int | None:
    if zone is None:
        return None
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    offset = zone.utcoffset(None)
    if type(zone) is timezone and offset is not None and not offset.microseconds and str(zone) == str(timezone(offset)):
        return offset.days * 86_400 + offset.seconds
    raise Unkept(type(zone).__qualname__)


def picker(places: tuple[int, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values at these places out of a list."""
    if len(places) == 1:
        return lambda values: (values[places[0]],)
    return itemgetter(*places) if places else lambda _values: ()
