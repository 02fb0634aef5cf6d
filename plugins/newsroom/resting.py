"""Readings at rest: plain values that a file can keep, and of which the reading is made again at little cost. Pure.

Most fields of most stories are empty or plain text and stay as they are; only the others are named, to be made. The names of tags and
people recur on story after story: they stand in one list, and stories name them by their places there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from functools import cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple

from .file_reading import DETAILS, Details, Reading
from .plain import Convert, makers, texts_in
from .problem import Problem
from .story import Source, Story
from .unguarded import names_of, unguarded

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Form(NamedTuple):
    """How values of a kind rest: `names` of the fields that do, their `numbers` among all fields, and which of them are mappings."""

    kind: type
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    mappings: tuple[int, ...]

    @classmethod
    def of(cls, kind: Any, left_out: Iterable[str]) -> "Form":
        every = names_of(kind)
        names = tuple(name for name in every if name not in set(left_out))
        empty = [at for at, name in enumerate(names) if name in _MAPPINGS]
        return cls(kind, names, tuple(map(every.index, names)), tuple(empty))


_MAPPINGS = frozenset({"extra", "asked"})
#: What is fetched later or stands elsewhere.
READING = Form.of(Reading, (*DETAILS, "details", "story"))
#: What a reading and a story have besides what rests, in the order in which it is given to them.
BESIDES: Mapping[type, tuple[str, ...]] = {Reading: ("story", "details"), Story: ("words", "edition")}
STORY = Form.of(Story, ("body", "text", "words", "edition"))
PROBLEMS = READING.names.index("problems")

#: What stands many times in the fields of a kind, and is made as that is.
_PARTS: Mapping[type, Mapping[str, Form]] = {
    Reading: {},
    Story: {"sources": Form.of(Source, ())},
}
_FORMS: Mapping[type, Form] = {
    one.kind: one for one in (READING, STORY, *(form for some in _PARTS.values() for form in some.values()))
}

#: The values of a kind's fields, and the places of those that are to be made.
Rest = tuple[tuple[Any, ...], tuple[int, ...]]
#: A reading and its story, where it has one.
Resting = tuple[Rest, Rest | None]


class Names:
    """What stands in the list that all share: each once, by its field's kind. Equal texts are made one, which marshal writes once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._texts: dict[str, str] = {}

    def number(self, kind: str, values: Sequence[str]) -> int:
        return self._numbers.setdefault((kind, *values), len(self._numbers))

    def as_ones(self, values: Iterable[Any]) -> list[Any]:
        """The values, each text among them the one that was there first."""
        known = self._texts
        return [known.setdefault(one, one) if type(one) is str else one for one in values]

    @property
    def listed(self) -> list[tuple[str, ...]]:
        return list(self._numbers)


def at_rest(reading: Sequence[Any], story: Sequence[Any] | None, zone: tzinfo, names: Names | None = None) -> Resting:
    """A reading by the plain values of its fields and those of its story's. With `names`, what recurs is put there.

    Raises IndexError or TypeError for what is no plain form of one.
    """
    return _rest(READING, reading, zone, names), _rest(STORY, story, zone, names) if story else None


def _rest(form: Form, given: Sequence[Any], zone: tzinfo, names: Names | None) -> Rest:
    values = [given[number] for number in form.numbers]
    to_make = []
    for at, shared, part in _to_make(form, zone):
        value = values[at]
        if value:
            to_make.append(at)
            if names is None:
                continue
            if shared:
                values[at] = tuple([names.number(shared, one) for one in value])
            elif part:
                values[at] = tuple([_rest(part, one, zone, names) for one in value])
            elif form is READING and at == PROBLEMS:
                values[at] = _problems(value, names)
        elif value is not None:
            values[at] = ()
    return tuple(names.as_ones(values) if names is not None else values), tuple(to_make)


def _problems(given: Sequence[Sequence[Any]], names: Names) -> tuple[Any, ...]:
    """What each says, and the few fixes by their places."""
    fixes = [(at, tuple(map(tuple, fix))) for at, (*_, fix) in enumerate(given) if fix is not None]
    return tuple([tuple(names.as_ones(one[:-1])) for one in given]), tuple(fixes)


@cache
def _to_make(form: Form, zone: tzinfo) -> tuple[tuple[int, str, Form | None], ...]:
    """The places of a form's values that are to be made where they are not empty; the name of their kind where they stand in the list of
    names, their form where they are parts.
    """
    shared, parts = _shared(form.kind), _PARTS.get(form.kind, {})
    return tuple((at, shared.get(form.names[at], ""), parts.get(form.names[at])) for at in _makers(form.kind, zone))


class Waking:
    """Makes readings again. `listed` are the names that their rows speak of; None where rows speak of none.

    Raises ValueError, TypeError or IndexError for what is no list of names, or no reading at rest.
    """

    def __init__(self, zone: tzinfo, listed: Sequence[Sequence[str]] | None = None) -> None:
        self._new = {kind: _new(form) for kind, form in _FORMS.items()}
        self.makers = {kind: dict(_makers(kind, zone)) for kind in _FORMS}
        if listed is None:
            return
        kinds = {one.__name__: one for one in texts_in(Story).values()}
        made = [kinds[kind](*values) for kind, *values in listed]
        for form in (READING, STORY):
            mine = self.makers[form.kind]
            mine |= {at: _taker(made) for at, name in enumerate(form.names) if name in _shared(form.kind)}
            mine |= {form.names.index(name): partial(self._parts, of) for name, of in _PARTS[form.kind].items()}
        self.makers[Reading][PROBLEMS] = lambda rest: Problem.revived(*rest)

    def reading(
        self, resting: Resting, words: Callable[[str], str], details: Callable[[], Details], edition: str
    ) -> Reading:
        """`words` fetches the story's body or text, by its name, `details` the reading's places, links and anchors; `edition` is the story's."""
        story = self._made(STORY, resting[1], words, edition) if resting[1] else None
        made: Reading = self._made(READING, resting[0], story, details)
        return made

    def _parts(self, form: Form, rests: Sequence[Rest]) -> tuple[Any, ...]:
        return tuple([self._made(form, one) for one in rests])

    def _made(self, form: Form, rest: Rest, *besides: Any) -> Any:
        kind, values = form.kind, list(rest[0])
        if len(values) != len(form.names):
            raise ValueError("of another form")
        makers_of_kind = self.makers[kind]
        for at in rest[1]:
            values[at] = makers_of_kind[at](values[at])
        for at in form.mappings:
            values[at] = values[at] or NOTHING
        made = self._new[kind](*values, *besides)
        made.__class__ = kind
        return made


def _new(form: Form) -> Callable[..., Any]:
    """What takes the values of a form, and those of `BESIDES`."""
    return unguarded(form.kind, (*form.names, *BESIDES.get(form.kind, ())))


def parts_of(form: Form) -> Mapping[int, Form]:
    """The forms of the parts that fields have, by the places of these."""
    return {form.names.index(name): part for name, part in _PARTS.get(form.kind, {}).items()}


def _taker(made: Sequence[Any]) -> Convert:
    return cache(lambda places: tuple([made[at] for at in places]))


@cache
def _makers(kind: type, zone: tzinfo) -> Mapping[int, Convert]:
    """What makes the values of fields, by their places."""
    form = _FORMS[kind]
    by_number = makers(form.kind, zone)
    return {at: by_number[number] for at, number in enumerate(form.numbers) if number in by_number}


@cache
def _shared(kind: type) -> Mapping[str, str]:
    """The fields whose values stand in the list of names, with the name of their kind."""
    return {name: of.__name__ for name, of in texts_in(kind).items()}
