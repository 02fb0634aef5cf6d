"""Gives Pelican a writer that knows all that will be written before it writes, and keeps a ledger of what was."""

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import StaticGenerator

from ..newsroom import looked_at
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.extensions import have_others, modules
from ..newsroom.garbage import few_collections
from ..newsroom.output import is_waiting, tell, tell_no_more, write_bytes
from ..newsroom.records import digest_in
from ..newsroom.site_settings import root_of
from . import manifest
from .generator import LedgerStaticGenerator, WritingGenerator
from .last_build import Watch, forget
from .ledger import Ledger, ledger_path
from .ledgers import ledger_of, opened
from .lock import Busy, locked
from .loops import keep_pieces
from .reader import note_contents
from .shard import Shard
from .shard_ledger import ShardLedger
from .writer import PlannedWriter

#: Who else brings a writer. Pelican takes one only: theirs is mixed into ours.
_others: list[Callable[[Any], Any]] = []


def take_over_writers(_pelican: Any) -> None:
    """All plugins are there: whoever else brings a writer is asked by us from now on."""
    for receiver in list(signals.get_writer.receivers_for(signals.get_writer)):
        if receiver is not our_writer:
            signals.get_writer.disconnect(receiver)
            _others.append(receiver)


def our_writer(pelican: Any) -> Any:
    kinds = [kind for other in _others if isinstance(kind := other(pelican), type)]
    if is_waiting(Path(pelican.output_path)):  # a site that is looked at while it is written has its own way to wait
        return kinds[0] if kinds else None
    return type("BuildWriter", (PlannedWriter, *kinds[:1]), {})


def our_generator(_pelican: Any) -> type[WritingGenerator]:
    return WritingGenerator


class LedgerBuild(Pelican):  # type: ignore[misc] # Pelican is not typed
    """A build with a ledger of its output folder. To be mixed in before the class that a site builds with (PELICAN_CLASS)."""

    def run(self) -> None:
        output = Path(self.output_path).absolute()
        if is_waiting(output):  # nothing is written there that would last
            super().run()
            return
        known_as = Path(self.settings.get("INCREMENTAL_KNOWN_AS") or output)
        file = ledger_path(root_of(self.settings), known_as)
        try:
            with locked(file.with_name(f"{file.name}.lock")), few_collections():
                self._run_with(file, output)
        except Busy as busy:
            number = f" (process {busy.holder})" if busy.holder else ""
            print(
                f"newsroom: another build is writing to {_shown(output)}{number}; wait for it, or end it",
                file=sys.stderr,
            )
            raise SystemExit(1) from None

    def _run_with(self, file: Path, output: Path) -> None:
        wipes, is_shared = self.delete_outputdir, self.output_path_holds_content()
        shard = Shard.of(str(self.settings.get("INCREMENTAL_SHARD") or ""))
        (output / manifest.MANIFEST).unlink(missing_ok=True)
        has_others = have_others(self.settings["PLUGINS"])
        clean, kept = bool(wipes) and not is_shared, self.output_retention
        if shard:
            ledger: Ledger = ShardLedger(shard, file, output, makes_all=has_others, wipes=clean, retained=kept)
        else:
            ledger = Ledger(file, output, wipes=clean, retained=kept, is_alone=not has_others)
        watch = self._watch(file, output, shard)
        forget(file)
        if watch and not has_others:
            ledger.meanwhile = lambda: watch.know(_as_read(desk_of(self.settings)))
        self.delete_outputdir = wipes and not ledger.is_known
        tell(output, ledger)
        faults = _Faults()
        try:
            seen = watch.shown() if watch and not has_others else contextlib.nullcontext()
            with opened(self.settings, ledger), faults.heard(), seen:
                super().run()
                if isinstance(ledger, ShardLedger) and watch:
                    self._sign(ledger, watch, output)
                if watch and not has_others:
                    with contextlib.suppress(OSError):
                        watch.look_again(_as_read(desk_of(self.settings)))
        finally:
            self.delete_outputdir = wipes
            tell_no_more(output)
            ledger.close(reread=has_others, is_ours=not (shard or has_others or _others_write(self.settings)))
        if watch and not has_others and ledger.is_complete and not faults.found:
            build = desk_of(self.settings)
            with contextlib.suppress(OSError):
                watch.keep(
                    build.problems,
                    build.site.now,
                    _holds_until(build, self.settings),
                    self.output_retention if ledger.wipes else None,
                )

    def _watch(self, file: Path, output: Path, shard: Shard | None) -> Watch | None:
        """What tells the next `newsroom build` whether it has anything to do, and those who merge shards what this one was built from.

        None where nobody can tell: plugins of others look at what they like.
        """
        asked, root = self.settings.get("ASKED"), root_of(self.settings)
        if asked is None or (not shard and (root != Path.cwd() or have_others(self.settings["PLUGINS"]))):
            return None
        return Watch(asked, looked_at.folders_of(self.settings, root), output, file)

    def _sign(self, ledger: ShardLedger, watch: Watch, output: Path) -> None:
        """A shard is complete: leave in it what whoever merges the shards must know."""
        build = desk_of(self.settings)
        ledger.cut()
        inputs = manifest.named(watch.inputs(), watch.folders, output)
        if not inputs:
            print("newsroom: files have changed while this shard was built; build it again", file=sys.stderr)
            raise SystemExit(1)
        facts = manifest.facts_of(watch.asked, build.site.content)
        until = _holds_until(build, self.settings)
        made = manifest.Manifest(
            ledger.shard, build.site.now, until, facts, inputs, ledger.digests(), tuple(sorted(ledger.others))
        )
        write_bytes(output, manifest.MANIFEST, made.written())

    def output_path_holds_content(self) -> bool:
        """Whether the stories lie below the output folder: then Pelican never wipes it."""
        output, content = os.path.realpath(self.output_path), os.path.realpath(self.path)
        return Path(content).is_relative_to(output)


class _Faults(logging.Handler):
    """What Pelican or a plugin warns of: that cannot be told again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.found = True

    @contextlib.contextmanager
    def heard(self) -> Iterator[None]:
        logging.getLogger().addHandler(self)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(self)


def _as_read(build: Build) -> Callable[[str], str]:
    """Finds the digest of a story's file by its path, as it was read; "" for another file."""

    def digest(path: str) -> str:
        reading = build.desk.readings.get(build.site.shown_path(path))
        return digest_in(reading.story.edition) if reading and reading.story else ""

    return digest


def _holds_until(build: Build, settings: Mapping[str, Any]) -> datetime:
    """The next moment at which the clock alone changes the output; the build's own where it would never be the same."""
    stories = [one.story for one in build.desk.readings.values() if one.story]
    now = build.site.now
    more: list[datetime] = [one for module in modules(settings, "moments") for one in module.moments(build)]
    return min([looked_at.holds_until(stories, now.astimezone(build.site.zone)), *more])


def keep_ledger(pelican: Any) -> None:
    """From now on this object builds with a ledger."""
    pelican.__class__ = type("LedgerBuild", (LedgerBuild, type(pelican)), {})


def sweep(generator: Any) -> None:
    """The desk has let the site through and nothing is written yet: the moment at which Pelican empties the output folder."""
    ledger = ledger_of(generator.settings)
    if ledger:
        ledger.sweep()


def use_ledger_copies(generator: Any) -> None:
    if type(generator) is StaticGenerator:
        generator.__class__ = LedgerStaticGenerator


def compile_loops(generator: Any) -> None:
    """No template of this generator has been compiled yet."""
    keep_pieces(generator.env)


def _others_write(settings: Mapping[str, Any]) -> bool:
    """Whether Pelican writes something itself that goes through nobody's hands here."""
    return bool(settings.get("OUTPUT_SOURCES") or settings.get("STATIC_CREATE_LINKS"))


def _shown(output: Path) -> str:
    here = Path.cwd()
    return f"{output.relative_to(here) if output.is_relative_to(here) else output}/"


def register() -> None:
    signals.initialized.connect(keep_ledger)
    signals.generator_init.connect(compile_loops)
    signals.article_generator_init.connect(sweep)
    signals.static_generator_init.connect(use_ledger_copies)
    signals.initialized.connect(take_over_writers)
    signals.get_writer.connect(our_writer)
    signals.get_generators.connect(our_generator)
    signals.article_generator_init.connect(note_contents)
    signals.page_generator_init.connect(note_contents)
