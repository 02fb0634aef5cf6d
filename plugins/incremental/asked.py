"""What stands before one of our names while a page is made, and tells the recorder what a template asks of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from jinja2.utils import missing

from ..newsroom.words import Words as Language
from .notes import Notes, Paused

#: Our own classes begin with this: what they answer is frozen.
FAMILY = __package__.rpartition(".")[0]


#: Numbers of shapes of questions, by the last step of the way and the key of the names that templates read.
Below = dict[tuple[Any, bytes], int]


class Hearer(Protocol):
    """The recorder, as it is told."""

    notes: Notes | None
    at: int

    def paused(self) -> Paused: ...

    def read(self, asked: "Asked", name: str) -> Any: ...

    def answered(self, asked: "Asked", step: Any, value: Any) -> Any: ...

    def answered_of(self, asked: "Asked", name: str, one: Any, value: Any) -> Any: ...

    def follows(self, asked: "Asked", said: tuple[tuple[str, ...], bool], arguments: tuple[Any, ...]) -> None: ...

    def written(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> tuple[Any, Any]: ...

    def is_lasting(self, value: Any) -> bool: ...


class Asked:
    """Stands before one of our names while a page is made: hands on every question and notes it. Its methods stay with it once they were asked for."""

    def __init__(
        self,
        recorder: Hearer,
        thing: Any,
        name: str,
        way: tuple[Any, ...],
        path: str,
        ways: tuple[Any, ...],
        below: Below,
    ) -> None:
        """`way` leads here from the name. It is about the story at `path`, "" for none, and that of all stories is `ways`."""
        self._recorder, self._thing, self._name, self._way = recorder, thing, name, way
        self._path, self._ways, self._below = path, ways, below
        self._rows: dict[tuple[str, int], tuple[int, Any]] = {}
        """Attributes that were read, by name and by what the recorder is `at`: number of the row, value."""

    def __getattr__(self, name: str) -> Any:
        recorder = self._recorder
        notes = recorder.notes
        known = self._rows.get((name, recorder.at)) if notes is not None else None
        if known is not None and notes is not None:
            notes.asked[known[0]] = None
            value = known[1]
        else:
            value = missing if name.startswith("__") and name.endswith("__") else recorder.read(self, name)
        if value is missing:
            raise AttributeError(name)
        return value


class Method:
    """A method of one of our names. What it says of one content or word is asked once for each page; an answer that is asked in turn, once."""

    def __init__(self, recorder: Hearer, asked: Asked, name: str, method: Any) -> None:
        self._recorder, self._asked, self._name, self._method = recorder, asked, name, method
        self._follows = getattr(method, "follows", None)
        self._before: dict[Any, tuple[Any, Asked]] = {}

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        notes = self._recorder.notes
        if len(arguments) != 1 or keywords or notes is None:
            plain = tuple([plain_of(one) for one in arguments])
            named = {key: plain_of(one) for key, one in keywords.items()}
            return self._method(*plain, **named) if notes is None else self._noted(plain, named)
        one = arguments[0]
        if type(one) is Asked:
            one = vars(one)["_thing"]
        key = one if type(one) is str else id(one)
        known = self._before.get(key) or notes.said.get((id(self), key))
        if known is not None and (known[0] is one or type(one) is str):
            return known[1]
        value = self._noted_of(one) if self._follows is None else self._noted((one,), {})
        if self._recorder.is_lasting(one):
            if type(value) is Asked:
                self._before[key] = (one, value)
            else:
                notes.said[id(self), key] = (one, value)
        return value

    def _noted_of(self, one: Any) -> Any:
        """As `_noted`, of one argument: most that templates ask is asked about a story."""
        recorder, notes = self._recorder, self._recorder.notes
        recorder.notes = None
        try:
            value = self._method(one)
        finally:
            recorder.notes = notes
        return recorder.answered_of(self._asked, self._name, one, value)

    def _noted(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        recorder = self._recorder
        if self._follows is not None:
            recorder.follows(self._asked, self._follows, (*arguments, *keywords.values()))
            with recorder.paused():
                return self._method(*arguments, **keywords)
        step = (self._name, *recorder.written(arguments, keywords))
        with recorder.paused():
            value = self._method(*arguments, **keywords)
        return recorder.answered(self._asked, step, value)


def plain_of(value: Any) -> Any:
    """What stands behind, where something of ours stands before it."""
    return vars(value)["_thing"] if type(value) is Asked else value


def is_asked(value: Any) -> bool:
    """Whether a value is one of our objects that answer questions, and nothing else."""
    kind = type(value)
    if kind is Asked:
        return True
    known = _KINDS.get(kind)
    if known is None:
        known = _KINDS[kind] = (
            kind.__module__.startswith(f"{FAMILY}.")
            and not hasattr(kind, "__dataclass_fields__")
            and not issubclass(kind, Language | BaseException | str | tuple | list | dict)
            and not any(name in vars(base) for base in kind.__mro__ for name in _MORE)
            and not isinstance(value, type)
        )
    return known


_KINDS: dict[type, bool] = {}
#: What an object does beside answering.
_MORE = ("__iter__", "__len__", "__getitem__", "__bool__", "__call__", "__html__")


def followed(shared: Mapping[str, Any]) -> Mapping[str, Sequence[Callable[..., Any]]]:
    """The methods of our names whose answer follows from what they are given, by their own names (see `newsroom/answers.py`)."""
    found: dict[str, list[Callable[..., Any]]] = {}
    for value in shared.values():
        for name, method in vars(type(value)).items() if is_asked(value) else ():
            if hasattr(method, "follows"):
                found.setdefault(name, []).append(method)
    return found
