"""The room where Pelican is known: a site that is built into memory, and whose pages are made when they are asked for."""

import contextlib
import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican, log
from pelican.contents import Content

from ..newsroom.builds import desk_of, is_under_way, remember
from ..newsroom.desk import Build
from ..newsroom.failure import said
from ..newsroom.garbage import look_no_more, sweep, undisturbed
from ..newsroom.output import wait
from ..newsroom.places import file_of
from ..newsroom.plugin import settings_from
from ..newsroom.problem import ERROR, Problem
from ..newsroom.report import facts
from ..newsroom.seen import looked
from ..newsroom.writer import Write
from .compiled import CompiledTemplates
from .edition import Entry, Outcome, Page, shown
from .writer import DeferringWriter, Names

#: Seconds without a question after which the process that builds does what was left for such a moment. Of ten thousand stories that may
#: take a second, so nobody should be about to save again; the shorter time is for whoever does so all the time.
_QUIET, _BUSY = 6.0, 1.0
#: So many editions lie about at most before the shorter time is long enough.
_LEFT = 5
#: So many pages are made at most before somebody looks for what they left.
_UNSWEPT = 500


class _Pelican(Pelican):  # type: ignore[misc] # Pelican is not typed
    """Pelican with a writer that waits, whichever writer the site's plugins brought."""

    written_by: DeferringWriter | None = None

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._names: Names = {}

    def _get_writer(self) -> DeferringWriter:
        usual = type(super()._get_writer())
        kind = type("WaitingWriter", (DeferringWriter, usual), {})
        self.written_by = kind(self.output_path, settings=self.settings)
        self.written_by.names = self._names
        return self.written_by

    def defer(self, file: str, write: Write, follows: Any = None) -> None:
        assert self.written_by is not None
        self.written_by.defer(file, write, follows)


class _Errors(logging.Handler):
    """What Pelican or a plugin logs as an error: a build that counts would end with it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


class LiveSite:
    """A site on this machine. `build()` reads it and makes an edition; `page(file)` gives a file of the last edition.

    `output` is a folder of its own for what cannot stay in memory. Raises what reading the settings raises.
    """

    def __init__(self, settings_file: str, url: str, output: Path) -> None:
        log.init(level=logging.WARNING)
        log.console.quiet = True  # what was built is said by the process that serves
        self._errors = _Errors()
        logging.getLogger().addHandler(self._errors)
        more = {
            "SITEURL": url,
            "OUTPUT_PATH": str(output),
            "DELETE_OUTPUT_DIRECTORY": False,
            "STATIC_CREATE_LINKS": True,
            "STATIC_CHECK_IF_MODIFIED": True,
        }
        self._settings_file = Path(settings_file).absolute()
        settings = settings_from(settings_file, more)
        settings["JINJA_ENVIRONMENT"] = {"bytecode_cache": CompiledTemplates(), **settings["JINJA_ENVIRONMENT"]}
        folder_of_theme = settings["THEME_STATIC_DIR"]
        self._pelican = _Pelican(settings)
        self._is_theme_named = settings["THEME_STATIC_DIR"] != folder_of_theme
        """Whether a plugin has named the folder of the theme's files, which it does when it hears of the settings: after what they hold."""
        wait(output, self._pelican.defer)
        self._from_start = tuple(self._errors.found)  # a plugin that cannot be imported
        self._output = output
        self._writer: DeferringWriter | None = None
        self._build: Build | None = None
        self._once: set[str] = set()
        self._is_swept, self._pages = False, 0
        """Whether garbage is looked for by `rest` alone, and how many pages were made since."""
        self._problems: tuple[Problem, ...] = ()

    def build(self) -> Outcome:
        begin, began = time.perf_counter(), time.time_ns()
        self._errors.found.clear()
        self._pelican.written_by = None
        failures: list[str] = []
        finished = False
        try:
            with undisturbed(), looked(Path(self._pelican.path)):
                self._pelican.run()
            finished = True
        except SystemExit as end:  # the core's last word on a site with errors: everything that can be shown was made
            finished = end.code in (0, 1)
        except Exception as error:
            failures.append(said(error, self._roots()))
        settings = self._pelican.settings
        build = desk_of(settings) if is_under_way(settings) else None
        complete = finished and self._pelican.written_by is not None and not (build and build.collisions)
        if complete and self._pelican.written_by and build:
            self._writer, self._build = self._pelican.written_by, build
            self._once.update(self._writer.gathered)
            Content.get_content.cache.clear()  # Pelican keeps every body it was ever asked for
        elif self._build:
            remember(settings, self._build)  # the pages of the last edition ask for theirs
            self._pelican.written_by = self._writer
        self._problems = build.problems if build and finished else ()
        told = shown(self._problems)
        return Outcome(
            complete=complete,
            problems=told,
            warnings=len([one for one in self._problems if one.severity != ERROR]),
            failures=tuple(dict.fromkeys([*failures, *self._from_start, *self._errors.found])),
            seconds=time.perf_counter() - begin,
            began=began,
            stories=len(build.desk.readings) if build else 0,
            watched=self._watched(),
            code=self._code(),
        )

    def sheet(self) -> tuple[Entry, ...]:
        """The stories of the edition, for the list of proof sheets."""
        return _sheet(self._build) if self._build else ()

    def problems(self) -> list[dict[str, Any]]:
        """All that is wrong with the stories, as the last build found it."""
        return [facts(one) for one in self._problems]

    def rest(self, is_wanted: Callable[[], bool] = lambda: False) -> bool:
        """Nobody waits: name what somebody may ask for next, make ready for the next change, and clear away what the last ones left.

        It gives way at the next step, and is to be called again, where `is_wanted` says that somebody waits; False then.
        """
        steps = self._steps()
        with contextlib.suppress(Exception):  # whatever is wrong, a build or a page says it
            while not is_wanted():
                step = next(steps, None)
                if step is None:
                    return True
                step()
            return False
        return True

    def _steps(self) -> Iterator[Callable[[], object]]:
        yield self._sweep
        if self._writer and self._build:
            yield from self._writer.unheard
            yield from self._build.lasting.rest()

    def _sweep(self) -> None:
        self._pages = 0
        if self._is_swept:
            sweep()
        else:  # what is there now stays to the end, most of it
            look_no_more()
            self._is_swept = True

    def page(self, file: str) -> Page:
        """A file of the edition, by its path below the output folder."""
        if self._writer is None:
            return Page(None)
        target = self._output / file
        self._pages += 1
        if self._is_swept and self._pages >= _UNSWEPT:
            self._sweep()
        try:
            is_ours = self._writer.write(file)
        except Exception as error:
            return Page(None, said(error, self._roots()))
        finally:
            if file in self._writer.gathered:  # one that it has only heard of now
                self._once.add(file)
        is_stale = not is_ours and file in self._once  # a page of an earlier edition
        return Page(target.read_bytes()) if target.is_file() and not is_stale else Page(None)

    def _roots(self) -> tuple[Path, ...]:
        return (self._settings_file.parent, *(Path(one) for one in self._code()))

    def _watched(self) -> tuple[str, ...]:
        settings = self._pelican.settings
        folders = [settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
        return tuple(sorted({str(Path(one).absolute()) for one in folders if Path(one).exists()}))

    def _code(self) -> tuple[str, ...]:
        """The settings and whatever they took in, the folders of plugins that lie beside them, and the files that a setting was made from."""
        here = self._settings_file.parent
        taken = [
            file
            for module in list(sys.modules.values())
            if (file := getattr(module, "__file__", None)) and Path(file).parent == here
        ]
        settings = self._pelican.settings
        folders = [Path(one).absolute() for one in settings["PLUGIN_PATHS"]]
        if self._is_theme_named:
            folders += [Path(settings["THEME"], one).absolute() for one in settings["THEME_STATIC_PATHS"]]
        return tuple(sorted({str(self._settings_file), *taken, *(str(one) for one in folders if one.exists())}))


def _sheet(build: Build) -> tuple[Entry, ...]:
    """Every story that this site shows, newest first; what readers may not see yet stands at the top."""
    found = [
        Entry(
            path=story.path,
            title=story.title,
            status=story.status,
            url=file_of(story.url),
            slug=story.slug,
            lang=story.lang,
            date=story.date.isoformat() if story.date else "",
            embargo=story.embargo.isoformat() if story.embargo else "",
        )
        for story in build.desk.stories
        if story.status != "skip" and story.url
    ]
    found.sort(key=lambda one: one.path)
    found.sort(key=lambda one: one.date, reverse=True)
    return tuple(sorted(found, key=lambda one: one.status == "published"))


def worker_main(settings_file: str, url: str, output: str, pipe: Any) -> None:
    """The process that builds: does what it is told through `pipe` until that is closed. See `workshop.Worker`."""
    site: LiveSite | None = None
    folder, began = Path(output), time.time_ns()
    try:
        site = LiveSite(settings_file, url, folder)
    except BaseException as error:  # a syntax error in the settings, a plugin that cannot be imported
        failure = said(error, (Path(settings_file).absolute().parent,))
        site = None
    left = 0  # editions that are no longer shown
    while True:
        try:
            is_quiet = left and not pipe.poll(_QUIET if left < _LEFT else _BUSY)
            if is_quiet and (not site or site.rest(pipe.poll)):
                left = 0
            asked: Mapping[str, str] = pipe.recv()
        except (EOFError, OSError):
            return
        if "page" in asked:
            pipe.send(site.page(asked["page"]) if site else Page(None))
        elif "sheet" in asked:
            pipe.send(site.sheet() if site else ())
        elif "problems" in asked:
            pipe.send(site.problems() if site else ())
        elif site:
            pipe.send(site.build())
            left += 1
        else:
            pipe.send(Outcome(False, failures=(failure,), began=began, code=(str(Path(settings_file).absolute()),)))
