"""What `newsroom check --online` asks of the web, by a plugin that is known by its name only."""

import argparse
import contextlib
import importlib
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..archived_sources import with_copies
from ..progress import bar
from ..reading import read_text
from ..repairs import difference
from . import Wrong

if TYPE_CHECKING:
    from ..desk import Build


class Asked:
    """The addresses outside of a site's stories, tried; what is wrong with them is reported. Raises Wrong where the plugin is missing."""

    def __init__(self, build: "Build", given: argparse.Namespace) -> None:
        self._given = given
        self._outcome: Any = None
        self._ask(build)

    @property
    def unsure(self) -> Sequence[tuple[str, str]]:
        """(address, why) of those that nobody can judge from here."""
        found: Sequence[tuple[str, str]] = self._outcome.unsure
        return found

    def again(self, build: "Build") -> None:
        """Report the same of files that were changed; what is known is not asked twice."""
        self._ask(build)

    def entered(self, paths: Collection[str]) -> bool:
        """Have the articles archived that stories of these files rest on, and enter where the copies stand; whether a file was changed."""
        build = self._build
        found = _module("archiving").archived(
            build, self._outcome, lambda path: path in paths, progress=bar("archiving")
        )
        for url, why in found.not_saved:
            print(f"not archived: {url}: {why}", file=sys.stderr)
        if found.closed:
            print(f"not archived: {_count(found.left)} for another time; {found.closed}", file=sys.stderr)
        elif found.left:
            print(f"not archived: {_count(found.left)}; run it again for more", file=sys.stderr)
        changed = [path for path in sorted(found.copies) if self._enter(path, found.copies[path])]
        return bool(changed)

    def _ask(self, build: "Build") -> None:
        self._build = build
        self._outcome = _module("verdicts").judged(
            build, archive=self._given.archive, progress=bar("asking"), known=self._outcome
        )
        build.report(self._outcome.problems)

    def _enter(self, path: str, copies: Any) -> bool:
        site, file = self._build.site, self._build.site.root / path
        inner = site.inner(file)
        with contextlib.suppress(OSError, UnicodeDecodeError):
            before = file.read_bytes().decode("utf-8")
            after = with_copies(
                before,
                lambda text: read_text(text, path, inner, site.kind_of(inner), site, self._build.registries),
                copies,
            )
            if after != before:
                file.write_bytes(after.encode("utf-8"))
                shown = sys.stdout if self._given.form == "text" else sys.stderr
                print(difference(path, before, after), end="", file=shown)
                return True
        for copy in copies:
            print(
                f"{path}: enter it yourself: archived: {copy.archived}{', gone: true' if copy.gone else ''}",
                file=sys.stderr,
            )
        return False


def _module(name: str) -> Any:
    """A module of the plugin `online`, which the core imports by name alone."""
    family = (__package__ or "").rpartition(".")[0].rpartition(".")[0]
    try:
        return importlib.import_module(f"{family}.online.{name}")
    except ModuleNotFoundError as error:
        raise Wrong(f"--online needs what is not installed here: {error.name}") from error


def _count(number: int) -> str:
    return f"{number} address{'' if number == 1 else 'es'}"
