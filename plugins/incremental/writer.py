"""The writer of a build: all that will be written is known before the first file is, and pages are made on all cores."""

import gc
import io
import os
import posixpath
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.cores import are_shared, by_stretches
from ..newsroom.desk import Build
from ..newsroom.helper import Made, held_back, made_in_helper, taken_over
from ..newsroom.output import Beside, captured, gather, gathered, lend, move_in, told, write_beside, write_bytes
from ..newsroom.places import file_of
from ..newsroom.site_settings import root_of
from ..newsroom.writer import Gathered, GatheringWriter, Promised, files_named_plainly, folders_made_with_files
from .handed import Handed
from .ledger import Ledger
from .made import MadeFiles
from .notes import Notes
from .order import by_story
from .pages import Pages
from .plan import Reason
from .readings import PLACE, Readings
from .reasons import explained, table
from .shard_ledger import ShardLedger

Files = Sequence[tuple[str, bytes | Beside]]

#: More pages than these are of a site of which one thing at a time is held, and of which a process that helps makes no more than `ANEW`: by
#: then it has a copy of much that we hold. A smaller site has memory to spare, and each new process learns anew what the last one knew.
MANY, ANEW = 100_000, 1_500


class PlannedWriter(GatheringWriter):
    """Gathers until `write_out` is called; what comes after that is written at once. To be mixed in before another writer.

    Where a plugin listens to `content_written`, which is sent when a page's file is there and before the next page is made, all pages are
    made, one after the other in this process; so they are where templates know tags of others, which may write files while a page is made.
    Feeds likewise where one listens to `feed_generated` or `feed_written`.
    """

    def __init__(self, output_path: Any, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self._output = Path(self.output_path)
        self._is_open = True
        self._shared: dict[str, Any] = {}
        self._pages: Pages | None = None
        self._made_files: MadeFiles | None = None
        self.reasons: Mapping[str, Reason] = {}
        """Why each page was made or kept, by file."""
        self._promised: dict[str, Promised] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        """The files of the long lists that were named, by the names under which they were promised."""
        self._naming: list[Gathered] = []
        gather(self._output, self.defer)

    @cached_property
    def is_promised(self) -> bool:
        ledger = told(self._output)
        return type(ledger) is Ledger and bool(ledger.last_facts.get("pages"))

    def promise(self, file: str, one: Promised) -> None:
        self._promised[file] = one
        if not self.is_promised:
            self._name(file)

    def _name(self, file: str) -> None:
        """Let a page be named that was promised, or the pages of a list."""
        one = self._promised.pop(file)
        self._naming = []
        one.name_it()
        if one.article is None and all(self.gathered.get(page.file) is page for page in self._naming):
            self._lists[file] = tuple([page.file for page in self._naming])

    def _keep(self, kept: dict[str, Gathered], one: Gathered, *, override: bool) -> None:
        if one.file in self._promised:  # what was promised before comes before
            self._name(one.file)
        super()._keep(kept, one, override=override)
        self._naming.append(one)
        if not self._is_open and kept.get(one.file) is one:
            self._make(one)

    def write_out(self, shared: dict[str, Any]) -> None:
        """Write all that was gathered. `shared` is the context that all contents share, where they read the address of the site."""
        with files_named_plainly(), folders_made_with_files():
            self._write_out(shared)

    def _write_out(self, shared: dict[str, Any]) -> None:
        self._shared = shared
        self._attach(shared)
        templates = [one.template for one in self.gathered.values() if one.kind == "page"]
        why = _all_made_because([*templates, *[one.template for one in self._promised.values()]])
        believed = {} if why else self._believed()
        for file in [one for one in self._promised if one not in believed]:
            self._name(file)
        self._is_open = False
        gathered(self._output)
        pages = [one for one in self.gathered.values() if one.kind == "page"]
        feeds = list(self.feeds.values())
        made = [one for one in self.gathered.values() if one.kind == "made"]
        ledger = told(self._output)
        if isinstance(ledger, ShardLedger):
            lend(self._output, self._bytes_of)
            pages, feeds, made = (
                [one for one in ones if ledger.takes(one.file, *one.beside)] for ones in (pages, feeds, made)
            )
        if why:
            self.reasons = {one.file: Reason(why) for one in pages}
            desk_of(self.settings).ask_for_awaited()
            self._write_here(pages)
        else:
            self._write_pages(pages, believed)
        if signals.feed_generated.receivers or signals.feed_written.receivers:
            self._write_here(feeds)
        else:
            self._write_changed(feeds)
        self._write_changed(made)  # may read pages
        self._tell()

    def _believed(self) -> Mapping[str, tuple[str, ...]]:
        """The pages and lists that need not be named, with their files."""
        ledger = told(self._output)
        if not isinstance(ledger, Ledger):
            return {}
        place = root_of(self.settings) / PLACE
        self._pages = Pages(self._shared, self.settings, desk_of(self.settings), ledger, Readings(place))
        return self._pages.believe(self._promised, self.gathered)

    def _bytes_of(self, file: str) -> bytes:
        """A page that another shard writes, or this one later."""
        with captured() as found:
            self._make(self.gathered[file])
        return found[-1][1]

    def _write_pages(self, ones: list[Gathered], believed: Mapping[str, tuple[str, ...]]) -> None:
        """Those that would come out as they lie there are left alone."""
        ledger, build, pages = told(self._output), desk_of(self.settings), self._pages
        if pages is None or not isinstance(ledger, Ledger):
            build.ask_for_awaited()
            self._write_shared(ones)
            return
        early: set[str] = set()
        begun = pages.begin(ones)
        count = len(ones) + sum(map(len, believed.values()))
        if not pages.is_first or count > MANY:
            if count <= MANY:
                pages.ask_meanwhile()
                pages.take_up_pieces(len(begun))
                early = self._write_early([one for one in ones if one.file in begun], pages)
            build.ask_for_awaited()
        self.reasons = pages.planned()
        wanted = self._wanted_after_all(believed, pages)
        for one in ones:
            if self.reasons[one.file].is_kept:
                pages.keep(one)
            elif one.file not in early:
                wanted.append(one)
        pages.take_up_pieces(len(wanted))
        pages.look_at_lists(wanted)
        ledger.expect([posixpath.normpath(one.file) for one in wanted])
        with pages.noting():
            for some in _in_turn(by_story(wanted, self._shared.get("articles") or ()), pages, build):
                self._write_shared(some, pages)
        pages.lists |= self._lists
        pages.close()
        self._made_files = MadeFiles(ledger, may_keep=pages.is_as_before)

    def _wanted_after_all(self, believed: Mapping[str, tuple[str, ...]], pages: Pages) -> list[Gathered]:
        """The pages that nobody had named and that must be made; all others of them are kept."""
        wanted = {file for of_one in believed.values() for file in of_one if not self.reasons[file].is_kept}
        pages.keep_believed(wanted)
        self._is_open = True
        for name in [name for name, of_one in believed.items() if not wanted.isdisjoint(of_one)] if wanted else ():
            self._name(name)
        self._is_open = False
        return [self.gathered[file] for file in sorted(wanted)]

    def _write_early(self, ones: Sequence[Gathered], pages: Pages) -> set[str]:
        """While another process finds what some pages show, those that do not show it are made in this one; the files that were."""
        build, found = desk_of(self.settings), set[str]()
        if not build.must_wait:
            return found
        awaited = build.awaited
        with pages.noting():
            for one in ones:
                if not build.must_wait:
                    break
                if not pages.asks_for(one, awaited):
                    files, notes = self._captured(one, pages)
                    self._put(one, files, pages.handed(notes) if notes else None, pages)
                    found.add(one.file)
        return found

    def _tell(self) -> None:
        """What was asked on the command line: why one page was made or kept, or all of them."""
        asked: Mapping[str, Any] = self.settings.get("INCREMENTAL_TELLS") or {}
        if asked.get("why"):
            print(table(self.reasons))
        if asked.get("explain"):
            url = str(asked["explain"]).removeprefix(str(self.settings["SITEURL"])).lstrip("/")
            file = url if url in self.reasons else file_of(url)
            if file not in self.reasons:
                print(f"No template writes {file}.")
            else:
                print(explained(file, self.reasons[file], self._pages.trace(file) if self._pages else None))

    def _write_changed(self, ones: Sequence[Gathered]) -> None:
        """Feeds and files that plugins make: those that say what they follow from are left alone where that is as it was."""
        made = self._made_files
        self._write_shared([one for one in ones if made is None or not made.keeps(one.file, one.follows)])

    def _write_here(self, ones: list[Gathered]) -> None:
        for one in ones:
            self._make(one)

    def _write_shared(self, ones: Sequence[Gathered], pages: Pages | None = None) -> None:
        with closing(self._made(ones, pages)) as results:  # helpers that work on would leave files beside their places
            for nth, (one, files, handed) in enumerate(results):
                if pages and nth == 0 and not desk_of(self.settings).awaited:
                    self._do_meanwhile(pages)
                if files is None:
                    self._make(one)
                    continue
                self._put(one, files, handed, pages)

    def _do_meanwhile(self, pages: Pages) -> None:
        """While others make pages: what would otherwise be done in the end, when all wait for it."""
        pages.settled.look_ahead()
        ledger = told(self._output)
        if isinstance(ledger, Ledger) and ledger.meanwhile:
            with suppress(OSError):  # whoever needs it then meets with that again
                ledger.meanwhile()

    def _put(self, one: Gathered, files: Files, handed: Handed | None, pages: Pages | None) -> None:
        """Files that were made, into the output."""
        for file, data in files:
            if isinstance(data, Beside):
                move_in(self._output, file, data)
            else:
                write_bytes(self._output, file, data)
        if pages and handed:
            pages.written(one, handed)
        elif self._made_files:
            self._made_files.written(one.file, [file for file, _ in files])

    def _captured(self, one: Gathered, pages: Pages | None) -> tuple[Sequence[tuple[str, bytes]], Notes | None]:
        """What would be written of a page or file, and what it asked."""
        with captured() as found:
            if pages is None:
                self._make(one)
                return found, None
            with pages.noted(one) as notes:
                self._make(one)
        return found, notes

    def _made(
        self, ones: Sequence[Gathered], pages: Pages | None
    ) -> Generator[tuple[Gathered, Files | None, Handed | None], None, None]:
        """Each as it comes with its files, and how it came about; None for what failed in a helping process: made once more in this one, it says why.

        What was logged and found by the way is said when all are made, in their order.
        """
        build, parent = desk_of(self.settings), os.getpid()
        carriers = build.carriers

        def put(at: int) -> tuple[Files, Handed | None]:
            found, notes = self._captured(ones[at], pages)
            files: Files = found
            if os.getpid() != parent:
                files = [(file, write_beside(self._output, file, data)) for file, data in found]
            return files, pages.handed(notes) if pages and notes else None

        def work(at: int) -> Made | tuple[Files, Handed | None]:
            return put(at) if os.getpid() == parent else made_in_helper(partial(put, at), carriers)

        is_shared = are_shared(len(ones))
        if pages and is_shared:
            pages.compile_all(ones)
        gc.freeze()  # a helper that looks for garbage would copy all it looks at
        for carrier in carriers:
            carrier.taken()  # what is known here no helper need hand back
        told: list[tuple[int, Made]] = []
        try:
            anew = ANEW if len(ones) > MANY else None
            # What is made while other pages wait for somebody gives way to whom they wait for.
            results = by_stretches(work, range(len(ones)), anew=anew, gives_way=build.must_wait)
            with held_back() if is_shared else nullcontext(tuple) as said, closing(results):
                for nth, (at, found) in enumerate(results):
                    if pages and anew and nth % anew == 0:
                        pages.helpers_ended()
                    if isinstance(found, Made):
                        if found.tells:
                            told.append((at, found._replace(made=None)))
                        yield ones[at], *(found.made or (None, None))
                    else:
                        yield ones[at], *found
                    if here := said():
                        told.append((at, Made(None, here)))
            if pages:
                pages.helpers_ended()
        finally:
            gc.unfreeze()
            for _, one in sorted(told, key=itemgetter(0)):
                taken_over(one, carriers)

    def _make(self, one: Gathered) -> None:
        if one.kind == "page":
            self._shared["localsiteurl"] = one.siteurl
        one.write()

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: ARG002 (who overrides whom was settled when it was gathered)
        below = filename.removeprefix(f"{self._output}/")
        file = below if below != filename else os.path.relpath(filename, self._output)
        return _Sheet(self._output, file, encoding)


def _all_made_because(templates: Iterable[Any]) -> str:
    """The reason for which no page is left to itself or to a helping process; "" where there is none."""
    if signals.content_written.receivers:
        return "heard"
    environments = {id(one.environment): one.environment for one in templates}
    return "tags" if any(map(_has_tags_of_others, environments.values())) else ""


def _has_tags_of_others(environment: Any) -> bool:
    """Whether an extension of somebody's may do what it likes where its tag stands: webassets writes a style sheet."""
    return any(one.tags and not one.identifier.startswith("jinja2.ext.") for one in environment.extensions.values())


def _in_turn(ones: Sequence[Gathered], pages: Pages, build: Build) -> Iterator[Sequence[Gathered]]:
    """Pages that do not show what is under way are made meanwhile. A helper that asks for it all the same fails, and its page is made again."""
    if awaited := build.awaited:
        yield [one for one in ones if not pages.asks_for(one, awaited)]
        build.ask_for_awaited()
    yield [one for one in ones if not awaited or pages.asks_for(one, awaited)]


class _Sheet(io.StringIO):
    """An open file of the output: goes through the house's one way to write when it is closed."""

    def __init__(self, output: Path, file: str, encoding: str) -> None:
        super().__init__()
        self._output, self._file, self._encoding = output, file, encoding

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            write_bytes(self._output, self._file, self.getvalue().encode(self._encoding))
        super().__exit__(kind, error, trace)
