"""Notes what a template asks while a page is made: what it depends on is found, not declared."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from ..newsroom.fragments import Fragments
from ..newsroom.words import Words as Language
from .asked import Asked, Method, is_asked
from .digests import ATOMS, MISSING, Digester, Names, Unknown
from .handed import Row
from .notes import Notes, Paused
from .parts_read import WHOLE, Parts, only
from .questions import Question, Words

#: A text is no word.
_LONG = 100
#: A longer text is not kept, but read again.
_HELD = 1000
#: Before the name of what a plugin gives to all templates.
GLOBAL = "globals."


class Recorder:
    """`shared` is the context of all pages; `place` names an article or page, "" for one that cannot be found again by name."""

    def __init__(
        self, shared: Mapping[str, Any], digester: Digester, words: Words, place: Callable[[Any], str]
    ) -> None:
        self._shared, self._digester, self._words, self._place = shared, digester, words, place
        self._numbers: dict[Question, int] = {}
        self.rows: list[Row] = []
        """All questions that were asked, with the digests of the answers. Notes hold their numbers."""
        self._asked: dict[tuple[str, Any], Asked] = {}
        self._around: list[Notes] = []
        self._values: dict[tuple[int, bytes], tuple[Any, bytes]] = {}
        self._read: dict[tuple[int, str, str], tuple[Any, Any, int]] = {}
        self._names: dict[tuple[str, Parts, bytes], tuple[Any, Any, int | None]] = {}
        """Names that all pages share: what stands under each, what a template gets, and the number of the row, where there is one."""
        self.notes: Notes | None = None
        self.siteurl = ""

    @contextmanager
    def page(self, notes: Notes, siteurl: str) -> Iterator[Notes]:
        """While a page is made."""
        global _listening
        self.notes, self.siteurl = notes, siteurl
        before, _listening = _listening, self
        try:
            yield notes
        finally:
            self.notes, _listening = None, before

    def is_lasting(self, value: Any) -> bool:
        """Whether it is an article or page, of which there is one in a build, or a word."""
        return len(value) < _LONG if type(value) is str else bool(self._place(value))

    # --- The names of the context --------------------------------------------------------------------------------------------

    def named(self, name: str, value: Any, *, whole: bool = False) -> Any:
        """A template reads a name: gives what it gets. `whole`: it is read by code, which may read more of it than the template says."""
        notes = self.notes
        assert notes is not None
        parts = WHOLE if whole else notes.parts.get(name, WHOLE)
        known = self._names.get((name, parts, notes.key))
        if known is not None and known[0] is value and name not in notes.facts and notes.context.get(name) is value:
            if known[2] is not None:
                notes.asked[known[2]] = None
            return known[1]
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
            self._note_missing(("name", name, WHOLE, notes.key))
            return value
        if is_asked(value):
            asked = self._before(value, name, ())
            self._names[name, parts, notes.key] = (value, asked, None)
            return asked
        question: Question = ("name", name, parts, notes.key)
        self._note(question, value if question in self._numbers else only(value, parts), notes.names)
        if not notes.unknown:
            self._names[name, parts, notes.key] = (value, value, self._numbers[question])
        return value

    def _own(self, value: Any, notes: Notes) -> bytes:
        try:
            with self.paused():
                return self.of_value(value, notes.names, notes.key)
        except Unknown as unknown:
            self._doubt(str(unknown))
            return MISSING

    def note_part(self, things: Iterable[tuple[Any, Any]], part: str) -> None:
        """A template reads a part of something that it was given by name. Of these, each with that part, the first that the page was given counts."""
        notes = self.notes
        assert notes is not None
        for one, value in things:
            for name, given in notes.facts.items():
                if given is one:
                    notes.own[f"{name}.{part}"] = self._own(value, notes)
                    return
        self._doubt("a list that another page was given")

    def of_value(self, value: Any, names: Names, names_key: bytes) -> bytes:
        """Digests of long lists are made once; the list is held, so that no other takes its place. Raises Unknown."""
        key = (id(value), names_key)
        if key not in self._values:
            self._values[key] = (value, self._digester(value, names))
        return self._values[key][1]

    def _before(self, value: Any, name: str, way: tuple[Any, ...]) -> Asked:
        """What stands before an object of ours, the same for each question."""
        if (name, way) not in self._asked:
            self._asked[name, way] = Asked(self, value, name, way)
        return self._asked[name, way]

    # --- Pieces of pages: see `newsroom/fragments.py` ------------------------------------------------------------------------

    def begin(self) -> None:
        notes = self.notes
        if notes is not None:
            self._around.append(notes)
            self.notes = Notes(notes.facts, notes.context, notes.globals, notes.names, notes.key, notes.parts)

    def end(self) -> Notes | None:
        notes = self.notes
        if notes is not None:
            self.notes = self._around.pop()
        return notes

    def again(self, asked: Notes | None) -> None:
        notes = self.notes
        if notes is None:
            return
        if asked is None:
            self._doubt("a piece that was made before pages were")
            return
        notes.asked.update(asked.asked)
        notes.own.update(asked.own)
        notes.unknown = notes.unknown or asked.unknown

    # --- What is asked of our names ------------------------------------------------------------------------------------------

    def answered(self, asked: Asked, step: Any, value: Any, *, whole: bool = False) -> Any:
        """One of our names has answered: gives what the template gets. `whole`: it is read by more than the template."""
        notes = self.notes
        if notes is None:
            return value
        own = vars(asked)
        name, way = own["_name"], (*own["_way"], step)
        if is_asked(value):
            return self._before(value, name, way)
        names, key = (None, b"") if whole else (notes.names, notes.key)
        self._note(("ask", name, way, key), value, names)
        return value

    def read(self, asked: Asked, name: str) -> Any:
        """A template reads an attribute of one of our names: gives what it gets, or `missing`."""
        notes, own = self.notes, vars(asked)
        thing = own["_thing"]
        if notes is None:
            return getattr(thing, name, missing)
        rows, key = own["_rows"], (name, notes.key, self.siteurl)
        known = rows.get(key)
        if known is not None:
            notes.asked[known[0]] = None
            return known[1]
        self.notes = None  # while our own code reads
        try:
            value = getattr(thing, name, missing)
        finally:
            self.notes = notes
        if getattr(value, "__self__", None) is not None and callable(value):
            if isinstance(value.__self__, Fragments):
                return value
            if value.__self__ is thing:
                return own.setdefault(name, Method(self, asked, name, value))
        if value is missing:
            question: Question = ("ask", own["_name"], (*own["_way"], name), notes.key)
            self._note_missing(question)
        else:
            given = self.answered(asked, name, value)
            if given is not value:
                return given
            question = ("ask", own["_name"], (*own["_way"], name), notes.key)
        if not notes.unknown and (not isinstance(value, str) or len(value) < _HELD):
            rows[key] = (self._numbers[question], value)
        return value

    def follows(self, asked: Asked, said: tuple[tuple[str, ...], bool], arguments: tuple[Any, ...]) -> None:
        """Note what a method's answer follows from, as it says."""
        names, text = said
        if not names and not text:
            return
        thing = vars(asked)["_thing"]
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

    def written(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> tuple[Any, Any]:
        """A method's arguments in plain values; what cannot be written down makes the page one that is always written."""
        try:
            written = self._words.written
            named = [(key, written(one)) for key, one in sorted(keywords.items())] if keywords else ()
            return tuple(map(written, arguments)), tuple(named)
        except Unknown as unknown:
            self._doubt(str(unknown))
            return (), ()

    # --- Articles ------------------------------------------------------------------------------------------------------------

    def content(self, content: Any, name: str, read: Callable[[Any, str], Any]) -> Any:
        """A template reads an attribute of an article or page. Lists read the same few of all: what was read once is known, and held."""
        notes = self.notes
        assert notes is not None
        key = (id(content), name, self.siteurl)
        row = self._read.get(key)
        if row is None:
            place = self._place(content)
            try:
                with self.paused():
                    value = read(content, name)
                    is_plain = name in read(content, "__dict__") or name in ("url", "save_as")
            except AttributeError:
                self._note_missing(("content", place, (name,), "", b""))
                raise
            if callable(value) and not isinstance(value, type):
                return self._calls(value, place, name)
            question: Question = ("content", place, (name,), "" if is_plain else self.siteurl, b"")
            self._note(question, value, None)
            if not place:
                self._doubt(f"{type(content).__name__} without a file")
            if notes.unknown:
                return value
            row = self._read[key] = (content, value, self._numbers[question])
        notes.asked[row[2]] = None
        return row[1]

    def _calls(self, method: Callable[..., Any], place: str, name: str) -> Callable[..., Any]:
        """A method of an article or page, which notes what it says."""

        def call(*arguments: Any, **keywords: Any) -> Any:
            step = (name, *self.written(arguments, keywords))
            with self.paused():
                said = method(*arguments, **keywords)
            self._note(("content", place, (step,), self.siteurl, b""), said, None)
            return said

        return call

    def paused(self) -> Paused:
        """While our own code reads."""
        return Paused(self)

    # --- Notes ---------------------------------------------------------------------------------------------------------------

    def note(self, question: Question, digest: bytes) -> None:
        """The page that is being made hangs on this too."""
        assert self.notes is not None
        self.notes.asked[self._number(question, digest)] = None

    def _note(self, question: Question, value: Any, names: Names) -> None:
        notes = self.notes
        assert notes is not None
        number = self._numbers.get(question)
        if number is None:
            number = self._number(question, self._digest(value, names))
        notes.asked[number] = None

    def _note_missing(self, question: Question) -> None:
        self.note(question, MISSING)

    def _number(self, question: Question, digest: bytes) -> int:
        """A question is answered once, whoever asks it again."""
        number = self._numbers.setdefault(question, len(self.rows))
        if number == len(self.rows):
            self.rows.append((question, digest))
        return number

    def _digest(self, value: Any, names: Names) -> bytes:
        if type(value) in ATOMS:  # nothing is read
            return self._digester(value)
        with self.paused():
            try:
                return self._digester(value, names)
            except Unknown as unknown:
                doubt = str(unknown)
        self._doubt(doubt)
        return MISSING

    def _doubt(self, what: str) -> None:
        if self.notes is not None and not self.notes.unknown:
            self.notes.unknown = what


_listening: Recorder | None = None
#: Names that Pelican's writer gives each page for itself.
_OF_PAGE = frozenset({"SITEURL", "localsiteurl", "output_file"})


def listening() -> Recorder | None:
    """The recorder of the page that is being made; None while our own code reads."""
    return _listening if _listening is not None and _listening.notes is not None else None


#: What asks Jinja for nothing but, a macro, what is escaped.
_CALLED = frozenset({Macro, Method, Language})
#: The same of their methods, and of those of moments.
_OURS = {MethodType: (Language, Fragments), BuiltinMethodType: (datetime,)}


class NotingContext(Context):
    """Jinja's context of a template: tells the recorder which names are read."""

    def resolve_or_missing(self, key: str) -> Any:
        value = self.vars[key] if key in self.vars else self.parent.get(key, missing)
        recorder = _listening
        notes = recorder.notes if recorder is not None else None
        if recorder is None or notes is None or (key in self.vars and key not in self.parent):
            return value  # what a template has named itself, macros above all, hangs on nothing but what that asked
        seen = notes.seen.get(key)  # a page reads most of its names many times
        if seen is None or seen[0] is not value:
            seen = notes.seen[key] = (value, recorder.named(key, value))
        return seen[1]

    def resolve(self, key: str) -> Any:
        self._read_whole(key)
        return super().resolve(key)

    def __getitem__(self, key: str) -> Any:
        self._read_whole(key)
        return super().__getitem__(key)

    def _read_whole(self, key: str) -> None:
        """Python reads a name, and may read all that stands under it."""
        if _listening is not None and _listening.notes is not None:
            _listening.named(key, self.vars[key] if key in self.vars else self.parent.get(key, missing), whole=True)

    def call(self, thing: Any, /, *arguments: Any, **keywords: Any) -> Any:
        """As Jinja's; what is a macro or ours, most of what templates call, is not asked what it wants of Jinja."""
        kind = type(thing)
        if kind not in _CALLED and not isinstance(getattr(thing, "__self__", None), _OURS.get(kind, ())):
            return super().call(thing, *arguments, **keywords)
        if keywords:
            keywords.pop("_block_vars", None)
            keywords.pop("_loop_vars", None)
        return thing(self.eval_ctx, *arguments, **keywords) if kind is Macro else thing(*arguments, **keywords)
