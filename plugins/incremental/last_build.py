"""The last complete build: while nothing that a build looks at has changed, nor anything it wrote, its output stands, and it is told again.

Stamps are looked at first; where they differ, the bytes decide, so that a fresh checkout beside a restored output is recognised.
Only `newsroom build` asks: what `pelican` is called with, this does not see.
"""

import runpy
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..newsroom import clock, sealed_files
from ..newsroom.garbage import undisturbed
from ..newsroom.looked_at import files, surroundings
from ..newsroom.neighbours import forget_neighbours
from ..newsroom.problem import Problem
from ..newsroom.seen import is_one_way, shown
from ..newsroom.stamps import Stamp
from ..newsroom.told import told_of
from ..newsroom.whole_files import digest_of_file
from . import folder, inputs
from .inputs import Input, Inputs
from .ledger import ledger_path
from .ledger_file import Pages, name_of, read

_WHAT = "last build 4"
#: A file that changed a moment ago may change once more without another stamp.
_MOMENT = 2_000_000_000


@dataclass(slots=True)
class Look:
    """All that a build looks at, as it was at one moment before it, and what the last one had kept of that."""

    kept: Inputs = field(default_factory=Inputs)
    folders: Sequence[Path] = ()
    output: Path | None = None
    surroundings: str = ""
    found: Mapping[str, Stamp | None] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    """What of the first folder others may go through in another way."""

    def go_through(self, folders: Sequence[Path], output: Path) -> None:
        apart: set[str] = set()
        with undisturbed():
            self.found, self.apart = dict(files(folders, but=[output], apart=apart)), apart
        self.surroundings, self.folders, self.output = surroundings(folders[0]), folders, output


@dataclass(frozen=True, slots=True)
class Asked:
    """What `newsroom build` was called with: "" where nothing was said. `look` is what was seen when it was asked whether there is anything to do."""

    settings: str
    content: str = ""
    output: str = ""
    search: bool = False
    shard: str = ""
    look: Look = field(default_factory=Look, compare=False, repr=False)

    def told(self) -> str:
        """With where that was, and the code that was called: a copy of the folder is another site, though its settings say the same."""
        here = [str(Path.cwd()), str(Path(__file__).parents[1])]
        return told_of((self.settings, self.content, self.output, self.search, self.shard, here))

    def values(self) -> Mapping[str, Any]:
        """What the file of settings says now, without what Pelican has added to values since. Raises what that raises."""
        forget_neighbours(self.settings)
        return {name: value for name, value in runpy.run_path(self.settings).items() if name.isupper()}

    def output_of(self, values: Mapping[str, Any]) -> Path:
        here = Path(self.settings).absolute().parent
        return Path(self.output).absolute() if self.output else here / str(values.get("OUTPUT_PATH", "output"))

    def recalled(self) -> "LastBuild | None":
        """The last build, where its output stands; None where the site must be built."""
        return recalled(self, clock.now())

    def of_shard(self, number: int, count: int) -> "Asked":
        """The same for one of the parts of a site, in a folder of its own unless one was named."""
        output = self.output or f"{self.output_of(self.values())}.shard-{number}-of-{count}"
        return replace(self, output=output, shard=f"{number}/{count}")


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The problems that it told, and how many files its output has."""

    problems: tuple[Problem, ...]
    files: int


def recalled(asked: Asked, now: datetime) -> LastBuild | None:
    """The last build, where all it looked at and all it wrote is as it was; None where the site must be built."""
    try:
        values = asked.values()
        file = ledger_path(Path.cwd(), asked.output_of(values))
        told, look = sealed_files.read(_record(file), _WHAT), asked.look
        if told["asked"] != asked.told() or told["values"] != told_of(values):
            return None
        if not datetime.fromisoformat(told["since"]) <= now < datetime.fromisoformat(told["until"]):
            return None
        folders, output = [Path(one) for one in told["folders"]], Path(told["output"])
        look.kept = inputs.read(_inputs(file))
        look.go_through(folders, output)
        are_theirs = told["inputs"] == look.kept.name
        if told["surroundings"] != look.surroundings or not are_theirs or not _are_same(look.found, look.kept.files):
            return None
        pages = read(file, traces=False) if told["ledger"] == name_of(file) else None
        if pages is None or not _stands(output, pages, told["retained"]):
            return None
        problems = Problem.revived(told["problems"])
        return LastBuild(problems, len(pages.entries))
    except Exception:  # whatever is wrong, a build says it
        return None


def forget(file: Path) -> None:
    """A build begins with the ledger `file`: what the last one left holds no longer."""
    _record(file).unlink(missing_ok=True)


class Watch:
    """What a build looks at, from before its beginning: what changes in the meantime is looked at by the next one.

    `output` is left out. `known` is what an earlier build had looked at: what has the same stamp is not read again.
    """

    def __init__(self, asked: Asked, folders: Sequence[Path], output: Path, ledger: Path) -> None:
        self.asked, self._folders, self._output, self._ledger = asked, list(folders), output, ledger
        look = asked.look
        if list(look.folders) != self._folders or look.output != output:
            look = Look(inputs.read(_inputs(ledger)))
            look.go_through(self._folders, output)
        self._kept, self._known = look.kept, look.kept.files
        self._surroundings, self._found = look.surroundings, look.found
        self._is_plain = is_one_way(look.apart)
        self._inputs: dict[str, Input] | None = None
        self._again: _Again | None = None

    def shown(self) -> AbstractContextManager[None]:
        """Meanwhile nobody need go through the folder of the stories again."""
        return shown(self._folders[0], self._found) if self._is_plain else nullcontext()

    def know(self, as_read: Callable[[str], str]) -> None:
        """Know what the build looks at, once it has read its stories: `as_read` knows the digests of files by path that it has read; those of which
        it says "" are read now. Raises OSError.
        """
        if self._inputs is None:
            self._inputs = {path: self._input(path, stamp, as_read) for path, stamp in self._found.items()}

    def look_again(self, as_read: Callable[[str], str]) -> None:
        """The build has looked at all that it looks at: know what that was, then see what has changed meanwhile. Raises OSError."""
        self.know(as_read)
        self._again = _looked_at_again(self._folders, self._output, self._found)

    def keep(
        self, problems: Iterable[Problem], since: datetime, until: datetime, retained: Iterable[str] | None
    ) -> None:
        """The build is complete, and its ledger is written. Where `look_again` failed before, nothing is kept. Raises OSError.

        Where a file may have changed meanwhile, the digests of the others are kept, and the next build is none that need not be made.
        """
        if self._again is None or self._inputs is None:  # a file could not be read
            return
        found, (before, around, others) = self._inputs, self._again
        unsettled = {path for path, one in found.items() if one and one[1] >= before}
        if others is not None or unsettled or self._surroundings != around:
            now = self._found if others is None else others
            same = {
                path: one for path, one in found.items() if one and path not in unsettled and now.get(path) == one[:4]
            }
            inputs.write(_inputs(self._ledger), same, self._kept)
            return
        told = {
            "asked": self.asked.told(), "values": told_of(self.asked.values()), "surroundings": self._surroundings,
            "folders": list(map(str, self._folders)), "output": str(self._output), "ledger": name_of(self._ledger),
            "since": since.isoformat(), "until": until.isoformat(), "problems": list(map(tuple, problems)), "retained": None if retained is None else sorted(retained),
            "inputs": inputs.write(_inputs(self._ledger), found, self._kept),
        }  # fmt: skip
        sealed_files.write(_record(self._ledger), _WHAT, told)

    @property
    def folders(self) -> Sequence[Path]:
        return self._folders

    def inputs(self) -> Mapping[str, str]:
        """Path -> digest of its bytes, "" for what leads nowhere, as they were before the build; empty where something has changed since."""
        if dict(files(self._folders, but=[self._output])) != self._found:
            return {}
        read = {path: self._input(path, stamp) for path, stamp in self._found.items()}
        return {path: one[4] if one else "" for path, one in read.items()}

    def _input(self, path: str, stamp: Stamp | None, as_read: Callable[[str], str] = lambda _path: "") -> Input:
        if stamp is None:
            return None
        known = self._known.get(path)
        if known and known[:4] == stamp:
            return known
        return (*stamp, as_read(path) or digest_of_file(Path(path)))


#: The moment before which a file that is there had changed for the last time, the surroundings, and the files with their stamps where these are others.
_Again = tuple[int, str, dict[str, Stamp | None] | None]


def _looked_at_again(folders: Sequence[Path], output: Path, before: Mapping[str, Stamp | None]) -> _Again:
    """Here, and by no other process: whoever is forked at the end shares all that this one holds, and to part with it costs as much as to look."""
    moment, around = time.time_ns() - _MOMENT, surroundings(folders[0])
    with undisturbed():
        now = dict(files(folders, but=[output]))
    return moment, around, None if now == before else now


def _record(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}.last")


def _inputs(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}.inputs")


def _are_same(found: Mapping[str, Stamp | None], kept: Mapping[str, Input]) -> bool:
    """Whether these are the same files, with the same stamps or else the same bytes."""
    if found.keys() != kept.keys():
        return False
    changed = []
    for path, stamp in found.items():
        known = kept[path]
        if stamp is None or known is None:
            if stamp or known:
                return False
        elif known[:4] != stamp:
            if known[0] != stamp[0]:
                return False
            changed.append((path, known[4]))
    return all(digest_of_file(Path(path)) == digest for path, digest in changed)


def _stands(output: Path, pages: Pages, retained: Sequence[str] | None) -> bool:
    """Whether the output is as the ledger says, and, where it is a folder of its own, holds nothing else but what is `retained`."""
    found = dict(folder.files(output))
    if any(name not in found for name in pages.entries):
        return False
    if retained is not None and any(
        name not in pages.entries and name.partition("/")[0] not in retained for name in found
    ):
        return False
    changed = [name for name, one in pages.entries.items() if found[name] != one.stamp]
    return all(folder.digest(output / name) == pages.entries[name].digest for name in changed)
