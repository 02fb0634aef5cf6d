"""What loops of templates have made of stories while pages are made: a list shows of a story what ten others show of it.

A piece is kept where all that it hangs on is known: the story and what was asked of it, as the recorder has noted it, and values that stand
beside it and say all that they are. The page that takes a piece asks all that was asked when it was made.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Protocol

from jinja2 import Environment
from jinja2.filters import FILTERS
from jinja2.runtime import StrictUndefined, Undefined
from jinja2.tests import TESTS
from jinja2.utils import missing
from markupsafe import Markup

from ..newsroom.filters import FILTERS as OURS
from ..newsroom.words import Words as Language
from .asked import Asked
from .digests import ATOMS
from .keeper import Keeper
from .notes import Notes

#: Filters of Jinja's that call others by name, or throw dice.
_UNSURE = frozenset({"attr", "map", "random", "reject", "rejectattr", "select", "selectattr"})
#: Values beside a story that stay what they are while pages are made, and are told by their identity.
_STAYING = (Asked, Language, Markup)
#: A loop that is given other values beside its story on each page keeps nothing.
_MOST_SHELVES = 20
#: Bytes, nearly, that a process keeps, and what a piece takes besides its text: of very many stories only the first are kept.
_MOST, _BESIDE = 30_000_000, 500


class Hears(Protocol):
    """The recorder."""

    notes: Notes | None
    siteurl: str
    at: int

    def begin(self) -> None: ...

    def end(self) -> Notes | None: ...

    def again(self, asked: Notes | None) -> None: ...

    def is_lasting(self, value: Any) -> bool: ...


class Shelf:
    """The pieces of one loop with the same values beside its stories."""

    def __init__(self, recorder: Hears, pieces: "Pieces", values: tuple[Any, ...], base: bytes) -> None:
        self._recorder, self._pieces, self._keeper = recorder, pieces, pieces.keeper
        self._values = values  # held, so that no others take their places
        self._base = base
        self._made: dict[int, tuple[Any, str, dict[int, None], dict[bytes, None]]] = {}

    def get(self, item: Any) -> str | None:
        """What was made of a story, in this build or an earlier one; None where nothing was."""
        row = self._made.get(id(item))
        if row is None:
            found = self._keeper.take(self._keeper.key_of(self._base, item)) if self._base else None
            if found is None:
                return None
            row = self._made[id(item)] = (item, found[0], {}, found[1].taken)
        notes = self._recorder.notes
        if notes is not None:
            notes.asked.update(row[2])
            notes.taken.update(row[3])
        return row[1]

    def begin(self) -> None:
        """A piece is made."""
        self._recorder.begin()

    def end(self, item: Any, text: str) -> str:
        """It is made; gives what it is."""
        asked = self._recorder.end()
        if asked is None:
            return text
        self._recorder.again(asked)
        is_known = not (asked.own or asked.unknown or asked.is_fickle)
        if is_known and is_story(item, self._recorder) and self._pieces.has_room(len(text)):
            self._made[id(item)] = (item, text, asked.asked, asked.taken)
            if self._base:
                self._keeper.hand_over(self._keeper.key_of(self._base, item), text, asked)
        return text


def is_story(item: Any, recorder: Hears) -> bool:
    """Whether it is an article or page: of these there is one in a build."""
    return type(item) is not str and recorder.is_lasting(item)


#: Nobody keeps what this loop makes.
_NONE: tuple[()] = ()


class Pieces:
    """Those of one process that makes pages."""

    def __init__(self, recorder: Hears, keeper: Keeper) -> None:
        self._recorder, self.keeper = recorder, keeper
        self._shelves: dict[Hashable, dict[Hashable, Shelf]] = {}
        self._are_sure: dict[Hashable, bool] = {}
        self._room = _MOST

    def has_room(self, length: int) -> bool:
        self._room -= length + _BESIDE
        return self._room >= 0

    def of_loop(self, environment: Environment) -> Callable[..., Shelf | tuple[()]]:
        """What the code of a loop asks for the place of its pieces, with the first item that it goes through."""
        is_usual = environment.undefined in (Undefined, StrictUndefined)

        def found(
            key: str, called: tuple[tuple[str, str], ...], values: tuple[Any, ...], item: Any, is_escaped: bool
        ) -> Shelf | tuple[()]:
            recorder = self._recorder
            if recorder.notes is None or not is_usual or not is_story(item, recorder) or not all(map(_stays, values)):
                return _NONE
            loop = (id(environment), key)
            if loop not in self._are_sure:
                self._are_sure[loop] = are_sure(called, environment)
            if not self._are_sure[loop]:
                return _NONE
            shelves = self._shelves.setdefault(loop, {})
            # What one of our names is asked is noted by the names that templates read, what stories are asked is not.
            at = recorder.at if Asked in map(type, values) else recorder.siteurl
            told = (at, is_escaped, *[value if type(value) is str else id(value) for value in values])
            shelf = shelves.get(told)
            if shelf is None:
                if len(shelves) >= _MOST_SHELVES:
                    return _NONE
                shape = (key, is_escaped, environment.undefined.__name__, repr(sorted(environment.policies.items())))
                shelf = shelves[told] = Shelf(recorder, self, values, self.keeper.base_of(shape, values))
            return shelf

        return found


def none_kept(*_: Any) -> tuple[()]:
    """In place of `Pieces.of_loop` where nobody notes what pages ask."""
    return _NONE


def _stays(value: Any) -> bool:
    return value is missing or type(value) in ATOMS or type(value) in _STAYING


def are_sure(called: Iterable[tuple[str, str]], environment: Environment) -> bool:
    """Whether these filters and tests say the same of the same, and look at nothing else."""
    return all(_is_sure(getattr(environment, kind), kind, name) for kind, name in called)


def _is_sure(known: Mapping[str, Any], kind: str, name: str) -> bool:
    one = known.get(name)
    if kind == "tests":
        return one is not None and one is TESTS.get(name)
    is_ours = OURS.get(name) is one and not hasattr(one, "jinja_pass_arg")
    return one is not None and (is_ours or (one is FILTERS.get(name) and name not in _UNSURE) or _is_date(one))


def _is_date(one: Any) -> bool:
    """Whether it is Pelican's filter that writes dates."""
    return (type(one).__module__, type(one).__qualname__) == ("pelican.utils", "DateFormatter")
