"""The pages of one build between their questions of last time and those of this one."""

import os
import posixpath
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from ..newsroom.cores import mapped
from ..newsroom.desk import Build
from ..newsroom.errand import Errand
from ..newsroom.garbage import undisturbed
from ..newsroom.writer import Gathered, Promised
from . import reader
from .asked import followed
from .asker import Asker
from .believed import Believed, are_alike, believed
from .digests import Digester, Names, Unknown
from .guard import guard_of
from .handed import Giver, Handed, Taker
from .kept_pieces import KeptPieces
from .ledger import Ledger
from .ledger_file import Entry
from .listening import NotingContext
from .loops import begin_keeping
from .notes import Notes
from .own import Own
from .parts_read import Parts
from .plan import EDITION, Begun, OwnNames, Packed, Reason, Trace, Wanted, begun, differing, packed, plan_of, unpacked
from .questions import Words
from .readings import Readings
from .recipes import Recipes
from .recorder import Recorder
from .rows import ROOM, Rows
from .settled import Settled
from .templates import make_ready

#: Questions under which a second process costs more than it gives.
_FEW = 200_000
_CHUNK = 500
#: Pages for which no pieces of earlier builds are read.
_SOME = 50
#: Pages whose names of their own another process compares, while this one asks their questions.
MANY = 2_000

#: What the notes of all pages of a template begin with: the names it reads with their key, the parts of lists, the digest of its own name, and
#: the number of the row that says what it is made of.
_Alike = tuple[Names, bytes, Mapping[str, Parts], bytes, int]


class Pages:
    """`shared` is the context that all pages share."""

    def __init__(
        self,
        shared: dict[str, Any],
        settings: Mapping[str, Any],
        build: Build,
        ledger: Ledger,
        readings: Readings | None = None,
    ) -> None:
        self._shared, self._settings, self._build, self._ledger = shared, settings, build, ledger
        self._digester = Digester(reader.RULES, reader.NAMED, reader.LASTING)
        known = ledger.last_facts.get("pages") or {}
        if known.get("edition") != EDITION:
            known = {}
        self._last_guard: Mapping[str, bytes] = known.get("guard", {})
        self.rows = Rows(known.get("rows"))
        self._last: Mapping[str, Packed] = known.get("traces", {})
        self._own_names = OwnNames(known.get("own", ()))
        self._names: dict[bytes, Names] = {
            key: None if names is None else frozenset(names) for key, names in known.get("names", {}).items()
        }
        self._names[b""] = None
        self._keys: dict[Names, bytes] = {}
        self._guard = guard_of(settings, self._digester)
        is_read_alike = self._guard == self._last_guard  # which names a template reads hangs on filters, too
        self._recipes = Recipes(known.get("sheets", {}) if is_read_alike else {}, followed(shared), readings)
        self._gone: frozenset[int] | None = None
        """The rows of last time that are answered otherwise now, once they were asked."""
        self._meanwhile: set[int] = set()
        self._left: frozenset[str] = frozenset()
        """The names that were under way when `ask_meanwhile` asked all else."""
        self._traces: dict[str, Packed] = {}
        self._standing: dict[str, tuple[str, Entry]] = {}
        """Of each page that lies there as it was written, by its file as it is gathered: how the ledger calls that, and what it says of it."""
        self._templates: Mapping[str, Any] = {}
        self._promised: Mapping[str, Any] = {}
        """The templates of pages that nobody has named."""
        self._reads: dict[str, tuple[Names, bytes]] = {}
        self._prepared: set[Any] = set()
        self._alike: dict[Any, _Alike] = {}
        self._asking: dict[str, bool] = {}
        self._contents = {place: one for one in shared["generated_content"].values() if (place := reader.place_of(one))}
        self._words = Words(self._contents, build.story_at, reader.REFERENCES, reader.makers(settings, build.words))
        self.settled = Settled(shared, self._contents, build, known.get("standing", {}), may_reuse=is_read_alike)
        self._recorder = Recorder(shared, self._digester, self._words, reader.place_of)
        self._recorder.keeper.kept = KeptPieces(ledger.pieces, known.get("pieces"))
        self._giver, self._taker = Giver(self._recorder.told), Taker(self.rows, os.getpid())
        self._begun: Begun | None = None
        self._differing: Callable[[], Mapping[str, Reason]] = dict
        self._believed = Believed()
        self.lists: dict[str, tuple[str, ...]] = {}
        """The files of the long lists of this build that may be promised to the next, by the names under which they are."""
        self._last_lists: Mapping[str, tuple[str, ...]] = known.get("lists", {})
        self._early: list[tuple[Gathered, Handed]] = []
        self._own = Own(
            self._digester,
            self._digest_of,
            reader.NAMED,
            are_stories_same=self.settled.are_stories_same,
            are_lists_same=self.settled.are_lists_same,
            is_same=lambda article: self.settled.is_same(reader.place_of(article)),
        )

    @property
    def is_as_before(self) -> bool:
        """Whether what all pages hang on is what it was at the last build."""
        return bool(self._last_guard) and self._last_guard == self._guard

    @property
    def is_first(self) -> bool:
        """Whether nothing is known of an earlier build, so that nothing is asked before pages are made."""
        return not self._last

    def asks_for(self, one: Gathered, names: Collection[str]) -> bool:
        """Whether the template of a page may ask for what has one of these names."""
        name = one.template.name
        if name not in self._asking:
            self._asking[name] = self._recipes.asks_for(one.template, names)
        return self._asking[name]

    # --- Plan ----------------------------------------------------------------------------------------------------------------

    def believe(self, promised: Mapping[str, Promised], gathered: Container[str]) -> Mapping[str, tuple[str, ...]]:
        """Those of these pages and lists that need not be named, by the names under which they were promised, with their files. No other page may be `gathered` there."""
        if not promised or not self.is_as_before:
            return {}
        with undisturbed():
            self._believed = believed(
                promised,
                lists=self._last_lists,
                last=self._last,
                alike=are_alike(self._own_names.lists),
                gathered=gathered,
                entry=self._ledger.entry,
                name_of=lambda template: self._digester(template.name),
                same_articles=self.settled.same_articles(),
                place_of=reader.place_of,
                are_lists_same=self.settled.are_lists_same,
            )
        self._promised = {one.template.name: one.template for one in map(promised.__getitem__, self._believed.files)}
        self.lists |= {name: self._last_lists[name] for name in self._believed.files if name in self._last_lists}
        return self._believed.files

    def begin(self, pages: Sequence[Gathered]) -> Mapping[str, Reason]:
        """The reasons of those pages of which they are known before anything is asked. Some of them may be made before `planned` is called."""
        self._templates = {**self._promised, **{one.template.name: one.template for one in pages}}
        for template in self._templates.values():
            self._names_of(template)  # before other processes take part, which would keep to themselves what they find
        guards = {**self._last_guard, **self._guard} if self._last_guard else {}
        everywhere = [name for name in guards if self._last_guard.get(name) != self._guard.get(name)]
        by_file = {one.file: one for one in pages}

        def own(file: str, names: int, digests: bytes) -> Sequence[str]:
            return self._own.differing(by_file[file], self._own_names.lists[names], digests)

        if everywhere:
            self.rows = Rows()
            self._taker = Taker(self.rows, os.getpid())
        with undisturbed():
            plan = self._begun = begun(map(self._wanted, pages), everywhere)
            compare = partial(differing, plan, own)
            if len(plan.waiting) >= MANY and not self._build.must_wait:  # who must wait has nothing better to do
                self._build.ask_for_awaited()  # the other process cannot
                self._differing = Errand(compare, self._build.carriers).result
                return plan.found
            found = compare()
        self._differing = lambda: found
        return {**plan.found, **found}

    def ask_meanwhile(self) -> None:
        """Between `begin` and `planned`: who would have to wait asks what has nothing to do with what is under way."""
        if self._begun is None or not (self._begun.waiting or self._believed.traces) or not self._build.must_wait:
            return
        self._left = self._build.awaited
        with undisturbed():
            self._meanwhile = set(self._otherwise(self.settled.open(self.rows, but=self._left), is_alone=True))
        self._open_pieces(self._meanwhile, partial(self.rows.have_one_of, self.settled.about(self.rows, self._left)))

    def planned(self) -> Mapping[str, Reason]:
        """The reason of each page."""
        assert self._begun is not None
        with undisturbed():
            plan = plan_of(self._begun, self._differing, self._changed, self.rows.question, self._believed.traces)
        self.rows.drop(self._gone or ())  # no page that is kept asks them: they make room
        self._open_pieces(self._gone)
        self._begun = None
        for one, handed in self._early:
            self.written(one, handed)
        self._early.clear()
        return plan

    def _open_pieces(self, gone: Collection[int] | None, *is_in_doubt: Callable[[bytes], bool]) -> None:
        """The rows were asked on which pieces of earlier builds hang, but for those that are in doubt."""
        recipes = [(name, self._recipes.of(one).digest) for name, one in sorted(self._templates.items())]
        self._recorder.keeper.kept.open(self._digester(tuple(recipes)), gone, *is_in_doubt)

    def _wanted(self, one: Gathered) -> Wanted:
        file = posixpath.normpath(one.file)
        entry = self._ledger.entry(file)
        if entry is None:
            return Wanted(one.file, None, self._ledger.noted(file) is not None, stands=False)
        self._standing[one.file] = (file, entry)
        packed = self._last.get(file)
        if packed and packed[0] != entry.digest:
            packed = None  # a build that did not come to its end wrote it
        return Wanted(one.file, packed, was_there=True, stands=True)

    def _changed(self) -> Collection[int]:
        self._gone = frozenset(self.changed())
        return self._gone

    def changed(self) -> Iterator[int]:
        """The rows of last time that are answered otherwise now, of those that must be asked."""
        yield from self._meanwhile
        left = {"only": self._left} if self._left else {}
        yield from self._otherwise(self.settled.open(self.rows, **left))

    def _otherwise(
        self, open_blocks: Sequence[tuple[int, tuple[int, ...]]], *, is_alone: bool = False
    ) -> Iterator[int]:
        """Those of these rows that are answered otherwise now; asked on one core where that `is_alone`, for another could not wait."""
        rows = self.rows
        asker = Asker(
            rows.shapes,
            self._shared,
            self._contents,
            self._words,
            self._digester,
            self._names,
            self._recipe_digest,
            partial(self._shared.__setitem__, "localsiteurl"),
        )
        count = sum(len(places) for _, places in open_blocks)

        def otherwise(one: tuple[int, tuple[int, ...]]) -> list[int]:
            at, places = one
            block = rows.blocks[at]
            assert block is not None
            return [at * ROOM + place for place in asker.otherwise(block, places)]

        few = 0 if count >= _FEW and not is_alone else len(open_blocks) + 1
        for found in mapped(otherwise, open_blocks, few=few, chunk=_CHUNK):
            yield from found

    def _digest_of(self, value: Any, one: Gathered) -> bytes:
        return self._recorder.of_value(value, *self._names_of(one.template))

    def _recipe_digest(self, name: str) -> bytes | None:
        """None for a template of which no page is made any more."""
        template = self._templates.get(name)
        return self._recipes.of(template).digest if template else None

    # --- Notes ---------------------------------------------------------------------------------------------------------------

    @contextmanager
    def noting(self) -> Iterator[None]:
        """While pages are made."""
        newsroom = self._shared.get("newsroom")
        reader.begin_noting()
        if newsroom is not None:
            newsroom.fragments.listener = self._recorder
        try:
            yield
        finally:
            reader.end_noting()
            if newsroom is not None:
                newsroom.fragments.listener = None

    def take_up_pieces(self, pages: int) -> None:
        """Read what earlier builds have made of pieces, where so many pages are to be made that it is worth it; before other processes help."""
        if pages > _SOME:
            self._recorder.keeper.kept.take_up()

    def look_at_lists(self, pages: Iterable[Gathered]) -> None:
        """Know what the long lists are that these pages show parts of, before other processes help: to compare a list each of them would look
        at all its stories, and so copy them.
        """
        for one in pages:
            for stories in reader.lists_in(one.facts or {}):
                with suppress(Unknown):  # the page will say so
                    self._digester.plain(stories, self._names_of(one.template)[0])

    def compile_all(self, pages: Iterable[Gathered]) -> None:
        """Have all templates that these pages take in compiled, before other processes help: each of them would do it for itself."""
        for template in {one.template for one in pages}:
            self._make_ready(template.environment)
            for name in self._recipes.of(template).files:
                with suppress(Exception):  # one that is not there or cannot be used: whoever shows it says so
                    template.environment.get_template(name)

    def _make_ready(self, environment: Any) -> None:
        if environment not in self._prepared:
            self._prepared.add(environment)
            make_ready(environment, NotingContext)
            begin_keeping(environment, self._recorder.pieces)

    def _names_of(self, template: Any) -> tuple[Names, bytes]:
        """The names of attributes that a template may read, and the key of these."""
        known = self._reads.get(template.name)
        if known is None:
            names = self._recipes.of(template).names
            known = self._reads[template.name] = (names, self._key_of(names))
        return known

    def _key_of(self, names: Names) -> bytes:
        if names not in self._keys:
            key = self._keys[names] = b"" if names is None else self._digester(tuple(sorted(names)))
            self._names[key] = names
        return self._keys[names]

    @contextmanager
    def noted(self, one: Gathered) -> Iterator[Notes]:
        """While a page is made."""
        template = one.template
        names, key, parts, name_said, row = self._alike.get(template) or self._prepare(template)
        notes = Notes(one.facts or {}, one.context, template.environment.globals, names, key, parts)
        notes.own[""] = name_said
        notes.asked[row] = None
        with self._recorder.page(notes, one.siteurl):
            yield notes
        notes.own.update(list(self._own.wholes(one, notes.own)))

    def _prepare(self, template: Any) -> _Alike:
        """Before the first page of it is made."""
        self._make_ready(template.environment)
        template.globals = dict(template.globals)
        recipe, name = self._recipes.of(template), template.name
        row = self._recorder.told.note(("recipe", name), recipe.digest)
        alike = self._alike[template] = (*self._names_of(template), recipe.parts, self._digester(name), row)
        return alike

    def handed(self, notes: Notes) -> Handed:
        """How a page came about, for `written`, in this process or the one that it helps."""
        taken, made = b"".join(notes.taken), self._recorder.keeper.made()
        return self._giver.give(os.getpid(), tuple(notes.own.items()), tuple(notes.asked), notes.unknown, taken, made)

    def helpers_ended(self) -> None:
        """Those who made pages until now have ended, and all that they handed over was `written`."""
        self._taker.forget()

    # --- The ledger ----------------------------------------------------------------------------------------------------------

    def keep(self, one: Gathered) -> None:
        file, entry = self._standing[one.file]
        self._ledger.keep_as(file, entry if entry.trace is None else entry._replace(trace=None))
        self._traces[file] = self._last[file]

    def keep_believed(self, but: Collection[str]) -> None:
        """Keep all that are believed but these."""
        traces, entries = dict(self._believed.traces), dict(self._believed.entries)
        for file in but:
            del traces[file], entries[file]
        self._ledger.keep_all(entries)
        self._traces |= traces

    def written(self, one: Gathered, handed: Handed) -> None:
        if self._begun is not None:  # the rows of last time are asked first
            self._early.append((one, handed))
            return
        file = posixpath.normpath(one.file)
        asked = self._taker.take(handed)
        for key, piece in self._taker.pieces(handed):
            self._recorder.keeper.kept.add(key, piece)
        self._traces[file] = packed(handed.own, asked, handed.unknown, self._ledger.digest_now(file), self._own_names)

    def trace(self, file: str) -> Trace | None:
        """How a page came about that was made or kept."""
        known = self._traces.get(posixpath.normpath(file))
        return unpacked(known, self._own_names.lists, self.rows) if known else None

    def close(self) -> None:
        """Leave for the next build what it must know."""
        self._recipes.close()
        rows = self.rows.plain()
        pieces = self._recorder.keeper.kept.close(is_numbered_anew=self.rows.is_wasteful)
        if self.rows.is_wasteful:
            whole = {file: one for file, one in self._traces.items() if len(one) > 2}
            self.rows, asked = self.rows.only([one[-1] for one in whole.values()])
            self._traces |= {file: (*one[:-1], new) for (file, one), new in zip(whole.items(), asked, strict=True)}
            rows = self.rows.plain()
        used = {shape[-1] for shape in self.rows.shapes if shape and shape[0] in ("ask", "name")} | {b""}
        self._ledger.facts["pages"] = {
            "edition": EDITION, "guard": self._guard, "rows": rows, "traces": self._traces, "own": self._own_names.lists,
            "sheets": self._recipes.sheets, "lists": self.lists, "standing": self.settled.facts(), "pieces": pieces,
            "names": {key: None if names is None else tuple(sorted(names)) for key, names in self._names.items() if key in used},
        }  # fmt: skip
