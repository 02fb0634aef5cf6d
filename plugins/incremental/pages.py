"""The pages of one build between their questions of last time and those of this one."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..newsroom.cores import mapped
from ..newsroom.desk import Build
from ..newsroom.writer import Gathered
from . import reader
from .digests import MISSING, Digester, Names, Unknown
from .guard import guard_of
from .ledger import Ledger
from .plan import EDITION, Memory, Reason, Trace, Wanted, plan_of
from .questions import Asker, Words
from .recipes import Recipes
from .recorder import GLOBAL, Notes, NotingContext, Recorder, followed
from .settled import Settled

#: Questions under which a second process costs more than it gives.
_FEW = 4000
_CHUNK = 500


class Pages:
    """`shared` is the context that all pages share."""

    def __init__(self, shared: dict[str, Any], settings: Mapping[str, Any], build: Build, ledger: Ledger) -> None:
        self._shared, self._settings, self._build, self._ledger = shared, settings, build, ledger
        self._digester = Digester(reader.RULES, reader.NAMED)
        known = ledger.last_facts.get("pages") or {}
        if known.get("edition") != EDITION:
            known = {}
        self._last_guard: Mapping[str, bytes] = known.get("guard", {})
        self.last_rows: list[Any] = known.get("rows", [])
        self._names: dict[bytes, Names] = {
            key: None if names is None else frozenset(names) for key, names in known.get("names", {}).items()
        }
        self._names[b""] = None
        self._keys: dict[Names, bytes] = {}
        self._guard = guard_of(settings, self._digester)
        is_read_alike = self._guard == self._last_guard  # which names a template reads hangs on filters, too
        self._recipes = Recipes(known.get("sheets", {}) if is_read_alike else {}, followed(shared))
        self._memory = Memory()
        self._packed: dict[str, Any] = {}
        self._templates: dict[str, Any] = {}
        self._contents = {place: one for one in shared["generated_content"].values() if (place := reader.place_of(one))}
        self._words = Words(self._contents, build.story_at, reader.REFERENCES, reader.makers(settings, build.words))
        self.settled = Settled(shared, self._contents, build, known.get("standing", {}))
        self._recorder = Recorder(shared, self._digester, self._words, reader.place_of)

    @property
    def is_as_before(self) -> bool:
        """Whether what all pages hang on is what it was at the last build."""
        return bool(self._last_guard) and self._last_guard == self._guard

    # --- Plan ----------------------------------------------------------------------------------------------------------------

    def planned(self, pages: Sequence[Gathered]) -> Mapping[str, Reason]:
        """The reason of each page."""
        for one in pages:
            self._templates[one.template.name] = one.template
        everywhere = [
            name for name in {**self._last_guard, **self._guard} if self._last_guard.get(name) != self._guard.get(name)
        ]
        if not self._last_guard:
            everywhere = []
        return plan_of(map(self._wanted, pages), self.last_rows, everywhere, self.changed)

    def _wanted(self, one: Gathered) -> Wanted:
        file = posixpath.normpath(one.file)
        entry = self._ledger.entry(file)
        packed = entry.trace if entry else None
        was_there = self._ledger.noted(file) is not None
        notes = self._notes(one)
        return Wanted(one.file, packed, was_there, entry is not None, lambda name: self._own(one, name, notes))

    def _own(self, one: Gathered, name: str, notes: Notes) -> bytes:
        """The digest of the value that a name has for this page alone."""
        given = {"SITEURL": one.siteurl, "localsiteurl": one.siteurl, "output_file": one.file, "": one.template.name}
        if name in given:
            return self._digester(given[name])
        assert one.facts is not None
        if name.startswith(GLOBAL):
            value = one.template.environment.globals.get(name.removeprefix(GLOBAL))
        elif name in one.facts:
            value = one.facts[name]
        elif name in one.context:
            value = one.context[name]
        else:
            return MISSING
        try:
            return self._recorder.of_value(value, notes)
        except Unknown:
            return MISSING

    def changed(self, asked: Sequence[int]) -> Iterator[int]:
        """Those of the questions of last time, by their place in `last_rows`, that are answered otherwise now."""
        rows = self.last_rows
        asker = Asker(
            self._shared, self._contents, self._words, self._digester, self._names, self._recipe_digest, self._at
        )
        alike: dict[Any, list[int]] = {}
        for at in self.settled.open(rows, asked):
            alike.setdefault(rows[at][0][:-1], []).append(at)
        groups = list(alike.values())

        def otherwise(n: int) -> list[int]:
            """Those of a group that are answered otherwise: they ask the same, and differ in what templates read of the answer."""
            now = asker.digests([rows[at][0] for at in groups[n]])
            return [at for at, digest in zip(groups[n], now, strict=True) if digest != rows[at][1]]

        for found in mapped(otherwise, range(len(groups)), few=_FEW, chunk=_CHUNK):
            yield from found

    def _recipe_digest(self, name: str) -> bytes | None:
        """None for a template of which no page is made any more."""
        template = self._templates.get(name)
        return self._recipes.of(template).digest if template else None

    def _at(self, address: str) -> None:
        self._shared["localsiteurl"] = address

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

    def _notes(self, one: Gathered) -> Notes:
        names = self._recipes.of(one.template).names
        environment = one.template.environment
        return Notes(one.facts or {}, one.context, environment.globals, names, self._key_of(names))

    def _key_of(self, names: Names) -> bytes:
        if names not in self._keys:
            key = self._keys[names] = b"" if names is None else self._digester(tuple(sorted(names)))
            self._names[key] = names
        return self._keys[names]

    @contextmanager
    def noted(self, one: Gathered) -> Iterator[Notes]:
        """While a page is made."""
        one.template.environment.context_class = NotingContext
        notes = self._notes(one)
        notes.own[""] = self._digester(one.template.name)
        notes.asked["recipe", one.template.name] = self._recipes.of(one.template).digest
        with self._recorder.page(notes, one.siteurl):
            yield notes

    def trace_of(self, notes: Notes) -> Trace:
        if notes.unknown:
            return Trace(unknown=notes.unknown)
        return Trace(tuple(notes.own.items()), tuple(notes.asked.items()))

    # --- The ledger ----------------------------------------------------------------------------------------------------------

    def keep(self, one: Gathered) -> None:
        file = posixpath.normpath(one.file)
        entry = self._ledger.entry(file)
        assert entry is not None
        packed = self._packed[one.file] = self._memory.carried(entry.trace, self.last_rows)
        self._ledger.keep(file, packed)

    def written(self, one: Gathered, trace: Trace) -> None:
        packed = self._packed[one.file] = self._memory.packed(trace)
        self._ledger.trace(posixpath.normpath(one.file), packed)

    def trace(self, file: str) -> Trace | None:
        """How a page came about that was made or kept."""
        return self._memory.unpacked(self._packed[file]) if file in self._packed else None

    def close(self) -> None:
        """Leave for the next build what it must know."""
        used = {question[-1] for question, _ in self._memory.rows if question[0] in ("ask", "name")} | {b""}
        self._ledger.facts["pages"] = {
            "edition": EDITION, "guard": self._guard, "rows": self._memory.rows, "sheets": self._recipes.sheets, "standing": self.settled.facts(),
            "names": {key: None if names is None else tuple(sorted(names)) for key, names in self._names.items() if key in used},
        }  # fmt: skip
