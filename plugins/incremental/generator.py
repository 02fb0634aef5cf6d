"""When everything is known: after the pages of articles and pages, before files are copied; and how they are."""

import logging
import posixpath
from pathlib import Path
from typing import Any

from pelican.generators import StaticGenerator

from . import copies
from .ledgers import ledger_of
from .shard_ledger import ShardLedger
from .writer import PlannedWriter

_log = logging.getLogger(__name__)


class WritingGenerator:
    """Pelican asks it for its output after its own generators and before it copies files."""

    def __init__(self, context: dict[str, Any], **_: Any) -> None:
        self.context = context

    def generate_output(self, writer: Any) -> None:
        if isinstance(writer, PlannedWriter):
            writer.write_out(self.context)


class LedgerStaticGenerator(StaticGenerator):  # type: ignore[misc] # Pelican is not typed
    """Copies only what has changed, at one go, and tells the ledger. It comes last: what it has done, the build has done.

    Files that are linked and not copied (STATIC_CREATE_LINKS) are linked as Pelican links them.
    """

    def generate_output(self, writer: Any) -> None:
        ledger = ledger_of(self.settings)
        if ledger is None:
            super().generate_output(writer)
            return
        if self.settings["STATIC_CREATE_LINKS"]:
            super().generate_output(writer)
        else:
            output = Path(self.output_path)
            for file, source in self._wanted().items():
                if isinstance(ledger, ShardLedger) and not ledger.takes(file):
                    continue
                try:
                    copies.copy(source, file, output, ledger)
                except OSError as error:
                    if error.filename != str(source):
                        raise
                    _log.warning("A problem occurred copying file %s to %s; %s", source, output / file, error)
        ledger.settle()

    def _wanted(self) -> dict[str, Path]:
        """File below the output folder -> what is copied there; a site's own file goes before its theme's."""
        themed = copies.of_theme(
            Path(self.theme),
            self.settings["THEME_STATIC_PATHS"],
            str(self.settings["THEME_STATIC_DIR"]),
            self.settings["IGNORE_FILES"],
        )
        wanted = {posixpath.normpath(file): source for source, file in themed}
        for one in self.context["staticfiles"]:
            wanted[posixpath.normpath(Path(one.save_as).as_posix())] = Path(self.path) / one.source_path
        return wanted
