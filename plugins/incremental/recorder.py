"""Notes what a template asks while a page is made: what it depends on is found, not declared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.runtime import Context
from jinja2.utils import missing

from ..newsroom.fragments import Fragments
from ..newsroom.words import Words as Language
from .digests import MISSING, Digester, Names, Unknown
from .questions import Question, Words

#: Our own classes begin with this: what they answer is frozen.
FAMILY = __package__.rpartition(".")[0]


#: Before the name of what a plugin gives to all templates.
GLOBAL = "globals."


class Notes:
    """What one page asked. `own` are the names that are its alone, with the digests of their values; `unknown` is why it cannot be known, or ""."""

    def __init__(
        self,
        facts: Mapping[str, Any],
        context: Mapping[str, Any],
        everywhere: Mapping[str, Any],
        names: Names,
        names_key: bytes,
    ) -> None:
        self.facts, self.context, self.globals, self.names, self.key = facts, context, everywhere, names, names_key
        self.asked: dict[Question, bytes] = {}
        self.own: dict[str, bytes] = {}
        self.unknown = ""


class Recorder:
    """`shared` is the context of all pages; `place` names an article or page, "" for one that cannot be found again by name."""

    def __init__(
        self, shared: Mapping[str, Any], digester: Digester, words: Words, place: Callable[[Any], str]
    ) -> None:
        self._shared, self._digester, self._words, self._place = shared, digester, words, place
        self._digests: dict[Question, bytes] = {}
        self._asked: dict[tuple[str, Any], Asked] = {}
        self._around: list[Notes] = []
        self._values: dict[tuple[int, bytes], tuple[Any, bytes]] = {}
        self._notes: Notes | None = None
        self.siteurl = ""

    @contextmanager
    def page(self, notes: Notes, siteurl: str) -> Iterator[Notes]:
        """While a page is made."""
        global _listening
        self._notes, self.siteurl = notes, siteurl
        before, _listening = _listening, self
        try:
            yield notes
        finally:
            self._notes, _listening = None, before

    @property
    def is_on(self) -> bool:
        return self._notes is not None

    # --- The names of the context --------------------------------------------------------------------------------------------

    def named(self, name: str, value: Any) -> Any:
        """A template reads a name: gives what it gets."""
        notes = self._notes
        assert notes is not None
        if name in _OF_PAGE:
            notes.own[name] = MISSING if value is missing else self._own(value, notes)
            return value
        given = notes.facts.get(name, missing)
        is_own = given is not missing
        if not is_own:
            given = notes.context.get(name, missing)
            is_own = given is not self._shared.get(name, missing)
        if given is not value:  # a template's own, or one that a plugin gives to all templates
            if notes.globals.get(name, missing) is value and name not in DEFAULT_NAMESPACE:
                notes.own[GLOBAL + name] = self._own(value, notes)
            return value
        if is_own:
            notes.own[name] = self._own(value, notes)
            return value
        if value is missing:
            self._note(("name", name, notes.key), lambda: MISSING)
            return value
        if _is_asked(value):
            return self._before(value, name, ())
        self._note(("name", name, notes.key), lambda: self._digest(value, notes.names))
        return value

    def _own(self, value: Any, notes: Notes) -> bytes:
        try:
            with self.paused():
                return self.of_value(value, notes.names, notes.key)
        except Unknown as unknown:
            self._doubt(str(unknown))
            return MISSING

    def of_value(self, value: Any, names: Names, names_key: bytes) -> bytes:
        """Digests of long lists are made once; the list is held, so that no other takes its place. Raises Unknown."""
        key = (id(value), names_key)
        if key not in self._values:
            self._values[key] = (value, self._digester(value, names))
        return self._values[key][1]

    def _before(self, value: Any, name: str, way: tuple[Any, ...]) -> "Asked":
        """What stands before an object of ours, the same for each question."""
        if (name, way) not in self._asked:
            self._asked[name, way] = Asked(self, value, name, way)
        return self._asked[name, way]

    # --- Pieces of pages: see `newsroom/fragments.py` ------------------------------------------------------------------------

    def begin(self) -> None:
        notes = self._notes
        if notes is not None:
            self._around.append(notes)
            self._notes = Notes(notes.facts, notes.context, notes.globals, notes.names, notes.key)

    def end(self) -> Notes | None:
        notes = self._notes
        if notes is not None:
            self._notes = self._around.pop()
        return notes

    def again(self, asked: Notes | None) -> None:
        notes = self._notes
        if notes is None:
            return
        if asked is None:
            self._doubt("a piece that was made before pages were")
            return
        notes.asked.update(asked.asked)
        notes.own.update(asked.own)
        notes.unknown = notes.unknown or asked.unknown

    # --- What is asked of our names ------------------------------------------------------------------------------------------

    def answered(self, asked: "Asked", step: Any, value: Any, *, whole: bool = False) -> Any:
        """One of our names has answered: gives what the template gets. `whole`: it is read by more than the template."""
        notes = self._notes
        if notes is None:
            return value
        name, way = object.__getattribute__(asked, "_name"), (*object.__getattribute__(asked, "_way"), step)
        if _is_asked(value):
            return self._before(value, name, way)
        names, key = (None, b"") if whole else (notes.names, notes.key)
        self._note(("ask", name, way, key), lambda: self._digest(value, names))
        return value

    def absent(self, asked: "Asked", name: str) -> None:
        """One of our names has no such attribute: one with that name would be another answer."""
        notes = self._notes
        assert notes is not None
        way = (*object.__getattribute__(asked, "_way"), name)
        self._note(("ask", object.__getattribute__(asked, "_name"), way, notes.key), lambda: MISSING)

    def follows(self, asked: "Asked", method: Any, arguments: tuple[Any, ...]) -> bool:
        """Note what a method's answer follows from, where it says so."""
        found = getattr(method, "follows", None)
        if found is None:
            return False
        names, text = found
        thing = object.__getattribute__(asked, "_thing")
        contents = [one for one in arguments if self._place(one)]
        with self.paused():
            values = []
            for name in names:
                step = (name[:-2], tuple(map(self._words.written, contents)), ()) if name.endswith("()") else name
                value = getattr(thing, name[:-2])(*contents) if name.endswith("()") else getattr(thing, name)
                values.append((step, value))
        for step, value in values:
            self.answered(asked, step, value, whole=True)
        if text:
            for one in contents:
                _ = one.content
        return True

    def written(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> tuple[Any, Any]:
        """A method's arguments in plain values; what cannot be written down makes the page one that is always written."""
        try:
            return (
                tuple(map(self._words.written, arguments)),
                tuple((key, self._words.written(one)) for key, one in sorted(keywords.items())),
            )
        except Unknown as unknown:
            self._doubt(str(unknown))
            return (), ()

    # --- Articles ------------------------------------------------------------------------------------------------------------

    def content(self, content: Any, name: str, read: Callable[[Any, str], Any]) -> Any:
        """A template reads an attribute of an article or page."""
        notes = self._notes
        assert notes is not None
        place = self._place(content)
        try:
            with self.paused():
                value = read(content, name)
                is_plain = name in read(content, "__dict__") or name in ("url", "save_as")
        except AttributeError:
            self._note(("content", place, (name,), "", b""), lambda: MISSING)
            raise
        if callable(value) and not isinstance(value, type):

            def call(*arguments: Any, **keywords: Any) -> Any:
                step = (name, *self.written(arguments, keywords))
                with self.paused():
                    said = value(*arguments, **keywords)
                self._note(("content", place, (step,), self.siteurl, b""), lambda: self._digest(said, None))
                return said

            return call
        address = "" if is_plain else self.siteurl
        self._note(("content", place, (name,), address, b""), lambda: self._digest(value, None))
        if not place:
            self._doubt(f"{type(content).__name__} without a file")
        return value

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While our own code reads."""
        notes, self._notes = self._notes, None
        try:
            yield
        finally:
            self._notes = notes

    # --- Notes ---------------------------------------------------------------------------------------------------------------

    def _note(self, question: Question, digest: Callable[[], bytes]) -> None:
        notes = self._notes
        assert notes is not None
        if question in notes.asked:
            return
        if question not in self._digests:
            self._digests[question] = digest()
        notes.asked[question] = self._digests[question]

    def _digest(self, value: Any, names: Names) -> bytes:
        with self.paused():
            try:
                return self._digester(value, names)
            except Unknown as unknown:
                doubt = str(unknown)
        self._doubt(doubt)
        return MISSING

    def _doubt(self, what: str) -> None:
        if self._notes is not None and not self._notes.unknown:
            self._notes.unknown = what


_listening: Recorder | None = None
#: Names that Pelican's writer gives each page for itself.
_OF_PAGE = frozenset({"SITEURL", "localsiteurl", "output_file"})


def listening() -> Recorder | None:
    """The recorder of the page that is being made; None while our own code reads."""
    return _listening if _listening is not None and _listening.is_on else None


def _is_asked(value: Any) -> bool:
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
        for name, method in vars(type(value)).items() if _is_asked(value) else ():
            if hasattr(method, "follows"):
                found.setdefault(name, []).append(method)
    return found


class Asked:
    """Stands before one of our names while a page is made: hands on every question and notes it."""

    def __init__(self, recorder: Recorder, thing: Any, name: str, way: tuple[Any, ...]) -> None:
        self._recorder, self._thing, self._name, self._way = recorder, thing, name, way

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            return object.__getattribute__(self, name)
        recorder: Recorder = object.__getattribute__(self, "_recorder")
        thing = object.__getattribute__(self, "_thing")
        if not recorder.is_on:
            return getattr(thing, name)
        with recorder.paused():
            try:
                value = getattr(thing, name)
            except AttributeError:
                value = missing
        if value is missing:
            recorder.absent(self, name)
            raise AttributeError(name)
        if isinstance(getattr(value, "__self__", None), Fragments):
            return value
        if getattr(value, "__self__", None) is thing and callable(value):
            return _Method(recorder, self, name, value)
        return recorder.answered(self, name, value)


class _Method:
    def __init__(self, recorder: Recorder, asked: Asked, name: str, method: Any) -> None:
        self._recorder, self._asked, self._name, self._method = recorder, asked, name, method

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        recorder = self._recorder
        arguments = tuple(plain_of(one) for one in arguments)
        keywords = {key: plain_of(one) for key, one in keywords.items()}
        if not recorder.is_on:
            return self._method(*arguments, **keywords)
        if recorder.follows(self._asked, self._method, (*arguments, *keywords.values())):
            with recorder.paused():
                return self._method(*arguments, **keywords)
        step = (self._name, *recorder.written(arguments, keywords))
        with recorder.paused():
            value = self._method(*arguments, **keywords)
        return recorder.answered(self._asked, step, value)


def plain_of(value: Any) -> Any:
    """What stands behind, where something of ours stands before it."""
    return object.__getattribute__(value, "_thing") if type(value) is Asked else value


class NotingContext(Context):
    """Jinja's context of a template: tells the recorder which names are read."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        recorder = listening()
        return value if recorder is None else recorder.named(key, value)
