"""Notes what a template asks while a page is made: what it depends on is found, not declared."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.utils import missing

from ..newsroom.fragments import Fragments
from .asked import Asked, Below, Method, is_asked
from .digests import ATOMS, MISSING, Digester, Names, Unknown
from .enclosed import says_nothing
from .keeper import Keeper
from .listening import Known, listen
from .notes import Notes, Paused
from .numbered import Numbered
from .parts_read import WHOLE, Parts, only
from .pieces import Pieces
from .questions import STORY, Question, Words, split

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
        self.told = Numbered()
        """All questions that were asked, with the digests of the answers."""
        self._asked: dict[tuple[str, Any], Asked] = {}
        self._below: dict[tuple[str, Any], Below] = {}
        """Of all that stand before the same of different stories, by the shape of the way to them."""
        self._around: list[Notes] = []
        self._values: dict[tuple[int, bytes], tuple[Any, bytes]] = {}
        self._read: dict[str, Known] = {}
        """What was read of articles and pages, by the address of the site."""
        self._places: dict[tuple[bytes, str], int] = {}
        self._of_story: dict[tuple[str, str, bytes], int] = {}
        self._of_content: dict[tuple[str, str], int] = {}
        """Numbers of the shapes of questions that are asked about story after story: to a method of a name, and of an attribute."""
        self._names: dict[tuple[str, Parts, bytes], tuple[Any, Any, int | None]] = {}
        """Names that all pages share: what stands under each, what a template gets, and the number of the row, where there is one."""
        self.keeper = Keeper(self, digester, words.written, place)
        self.pieces = Pieces(self, self.keeper)
        self.notes: Notes | None = None
        self.siteurl = ""
        self.known: Known = {}
        """What was read of articles and pages at this address of the site."""
        self.at = 0
        """A number for the names that templates of this page read, together with the address of the site."""

    @contextmanager
    def page(self, notes: Notes, siteurl: str) -> Iterator[Notes]:
        """While a page is made."""
        self.notes, self.siteurl = notes, siteurl
        self.known = self._read.setdefault(siteurl, {})
        self.at = self._places.setdefault((notes.key, siteurl), len(self._places))
        before = listen(self)
        try:
            yield notes
        finally:
            self.notes = None
            self._around.clear()  # of pieces that a fault has left half made
            listen(before)

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
            self.read_of_template(value)
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
        shape = self.told.shape(("name", name, parts, notes.key))
        is_known = self.told.number("", shape) is not None
        number = self._note("", shape, value if is_known else only(value, parts), notes.names)
        if not notes.unknown:
            self._names[name, parts, notes.key] = (value, value, number)
        return value

    def read_of_template(self, value: Any) -> None:
        """A template reads what it has named itself. That hangs on what the page asked for it, of which a piece of it does not know."""
        notes = self.notes
        if notes is not None and notes.is_piece and not says_nothing(value):
            notes.is_fickle = True

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
        known = self._asked.get((name, way))
        if known is None:
            path, shape = split(("ask", name, way))
            below = self._below.setdefault((name, shape[2]), {})
            known = self._asked[name, way] = Asked(self, value, name, way, path, shape[2], below)
        return known

    # --- Pieces of pages: see `newsroom/fragments.py` ------------------------------------------------------------------------

    def begin(self) -> None:
        notes = self.notes
        if notes is not None:
            self._around.append(notes)
            self.notes = Notes(notes.facts, notes.context, notes.globals, notes.names, notes.key, notes.parts)
            self.notes.is_piece = True

    def end(self) -> Notes | None:
        notes = self.notes
        if notes is not None:
            self.notes = self._around.pop()
            notes.let_go()
        return notes

    def again(self, asked: Notes | None) -> None:
        notes = self.notes
        if notes is None:
            return
        if asked is None:
            self._doubt("a piece that was made before pages were")
            return
        notes.asked.update(asked.asked)
        notes.taken.update(asked.taken)
        notes.own.update(asked.own)
        notes.unknown = notes.unknown or asked.unknown
        notes.is_fickle = notes.is_fickle or asked.is_fickle

    def mark(self, key: tuple[Hashable, ...], make: Any) -> bytes:
        return self.keeper.key_of_fragment(key, make) if self.notes is not None else b""

    def kept(self, mark: bytes) -> tuple[Any, Notes] | None:
        return self.keeper.take(mark) if mark else None

    def keep(self, mark: bytes, html: Any, asked: Notes | None) -> None:
        if mark and asked is not None:
            self.keeper.hand_over(mark, html, asked)

    # --- What is asked of our names ------------------------------------------------------------------------------------------

    def answered(self, asked: Asked, step: Any, value: Any, *, whole: bool = False) -> Any:
        """One of our names has answered: gives what the template gets. `whole`: it is read by more than the template."""
        notes = self.notes
        if notes is None:
            return value
        if is_asked(value):
            own = vars(asked)
            return self._before(value, own["_name"], (*own["_way"], step))
        names, key = (None, b"") if whole else (notes.names, notes.key)
        path, shape = self._shape(vars(asked), step, key)
        self._note(path, shape, value, names)
        return value

    def answered_of(self, asked: Asked, name: str, one: Any, value: Any) -> Any:
        """As `answered`, of a method that was asked about one thing and nothing else: where that is a story, no question is put together."""
        own = vars(asked)
        place = "" if own["_way"] or is_asked(value) else self._place(one)
        notes = self.notes
        if notes is None or not place:
            return self.answered(asked, (name, *self.written((one,), {})), value)
        key = (own["_name"], name, notes.key)
        shape = self._of_story.get(key)
        if shape is None:
            shape = self._of_story[key] = self.told.shape(("ask", own["_name"], ((name, (STORY,), ()),), notes.key))
        self._note(place, shape, value, notes.names)
        return value

    def _shape(self, own: dict[str, Any], step: Any, key: bytes) -> tuple[str, int]:
        """The story that a question to one of our names is about, and the number of its shape."""
        if type(step) is str or own["_way"]:
            below, path = own["_below"], own["_path"]
            shape = below.get((step, key))
            if shape is None:
                shape = below[step, key] = self.told.shape(("ask", own["_name"], (*own["_ways"], step), key))
            return path, shape
        path, question = split(("ask", own["_name"], (step,), key))
        return path, self.told.shape(question)

    def read(self, asked: Asked, name: str) -> Any:
        """A template reads an attribute of one of our names: gives what it gets, or `missing`. What was read before it knows itself."""
        notes, own = self.notes, vars(asked)
        thing = own["_thing"]
        if notes is None:
            return getattr(thing, name, missing)
        self.notes = None  # while our own code reads
        try:
            value = getattr(thing, name, missing)
        finally:
            self.notes = notes
        if type(value) not in ATOMS and getattr(value, "__self__", None) is not None and callable(value):
            if isinstance(value.__self__, Fragments):
                return own.setdefault(name, value)
            if value.__self__ is thing:
                return own.setdefault(name, Method(self, asked, name, value))
        if is_asked(value):
            return self.answered(asked, name, value)
        path, shape = self._shape(own, name, notes.key)
        if value is missing:
            number = self.told.add(path, shape, MISSING)
            notes.asked[number] = None
        else:
            number = self._note(path, shape, value, notes.names)
        if not notes.unknown and (not isinstance(value, str) or len(value) < _HELD):
            own["_rows"][name, self.at] = (number, value)
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
        of = self.known.setdefault(name, {})
        row = of.get(id(content))
        if row is None:
            place = self._place(content)
            self.notes = None  # while our own code reads
            try:
                value = read(content, name)
                is_plain = name in read(content, "__dict__") or name in ("url", "save_as")
            except AttributeError:
                self.notes = notes
                self._note_missing(("content", place, (name,), "", b""))
                raise
            finally:
                self.notes = notes
            if callable(value) and not isinstance(value, type):
                return self._calls(value, place, name)
            key = (name, "" if is_plain else self.siteurl)
            shape = self._of_content.get(key)
            if shape is None:
                shape = self._of_content[key] = self.told.shape(("content", "", (name,), key[1], b""))
            number = self._note(place, shape, value, None)
            if not place:
                self._doubt(f"{type(content).__name__} without a file")
            if notes.unknown:
                return value
            row = of[id(content)] = (content, value, number)
        notes.asked[row[2]] = None
        return row[1]

    def _calls(self, method: Callable[..., Any], place: str, name: str) -> Callable[..., Any]:
        """A method of an article or page, which notes what it says."""

        def call(*arguments: Any, **keywords: Any) -> Any:
            step = (name, *self.written(arguments, keywords))
            with self.paused():
                said = method(*arguments, **keywords)
            self._note_question(("content", place, (step,), self.siteurl, b""), said, None)
            return said

        return call

    def paused(self) -> Paused:
        """While our own code reads."""
        return Paused(self)

    # --- Notes ---------------------------------------------------------------------------------------------------------------

    def note(self, question: Question, digest: bytes) -> None:
        """The page that is being made hangs on this too."""
        assert self.notes is not None
        self.notes.asked[self.told.note(question, digest)] = None

    def _note_missing(self, question: Question) -> None:
        self.note(question, MISSING)

    def _note_question(self, question: Question, value: Any, names: Names) -> int:
        path, shape = split(question)
        return self._note(path, self.told.shape(shape), value, names)

    def _note(self, path: str, shape: int, value: Any, names: Names) -> int:
        """The number of a question that was answered with this value."""
        notes = self.notes
        assert notes is not None
        number = self.told.number(path, shape)
        if number is None:
            number = self.told.add(path, shape, self._digest(value, names))
        notes.asked[number] = None
        return number

    def _digest(self, value: Any, names: Names) -> bytes:
        if type(value) in ATOMS:  # nothing is read
            return self._digester(value)
        notes, self.notes = self.notes, None
        try:
            return self._digester(value, names)
        except Unknown as unknown:
            doubt = str(unknown)
        finally:
            self.notes = notes
        self._doubt(doubt)
        return MISSING

    def _doubt(self, what: str) -> None:
        if self.notes is not None and not self.notes.unknown:
            self.notes.unknown = what


#: Names that Pelican's writer gives each page for itself.
_OF_PAGE = frozenset({"SITEURL", "localsiteurl", "output_file"})
