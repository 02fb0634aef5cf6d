"""What a build has written into its output folder, and what the one before left there."""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ..newsroom.caches import keep_newest
from ..newsroom.errand import Errand
from ..newsroom.stamps import Stamp, digest_of
from ..newsroom.whole_files import PART
from . import folder
from .journal import Journal
from .kept_pieces import PIECES
from .layers import CHANGES
from .ledger_file import Entry, Pages, read, write

_KEPT = 8
_NAME = 16
#: Files of an output that another process looks at, while this one reads the stories.
MANY = 2_000
#: Folders at the top of an output that belong to whoever keeps versions of it.
_REPOSITORIES = frozenset({".git", ".hg", ".svn"})


def ledger_path(root: Path, output: Path) -> Path:
    """Where the ledger of an output folder lies: named after the way from the site's root, so that both can be moved together."""
    way = output.relative_to(root) if output.is_relative_to(root) else output
    name = digest_of(str(way).encode("utf-8", "surrogateescape"))[:_NAME]
    return root / ".cache" / "newsroom" / f"ledger-{name}"


class Ledger:
    """The ledger of one output folder, open for one build; `newsroom.output` tells it of every file.

    `wipes`: the folder holds nothing but this site (DELETE_OUTPUT_DIRECTORY), so that what nobody vouches for goes; names of `retained` at
    its top stay. Without it only what we wrote ourselves is ever taken away.

    An old ledger is never wrong, whatever became of the folder: what it says of a file counts only while the file has the same stamp, or
    the same bytes. `is_alone`: nobody else writes into the folder before we do, so that what lies there may be asked for later.
    """

    def __init__(
        self, file: Path, output: Path, *, wipes: bool = False, retained: Collection[str] = (), is_alone: bool = False
    ) -> None:
        self._file, self._output, self.wipes = file, output, wipes
        self._retained = frozenset(retained) if wipes else _REPOSITORIES
        pages = read(file)
        self._whole = pages.whole if pages else None
        self._last: Mapping[str, Entry] = pages.entries if pages else {}
        self.last_facts: Mapping[str, Any] = pages.facts if pages else {}
        """What the last build noted beside its files."""
        self.facts: dict[str, Any] = {}
        """The same of this build, in plain values."""
        self._journal = Journal(file.with_name(f"{file.name}.names"))
        self.pieces: Path | None = file.with_name(f"{file.name}{PIECES}")
        """Where pieces of its pages are kept from build to build; None where they are not."""
        self.meanwhile: Callable[[], None] | None = None
        """What is to be done while others make pages."""
        self._begun = self._journal.left_over()
        self._was_empty = _is_empty(output)
        """Then no folder stands where a file has to go."""
        self.is_known = pages is not None
        """Whether there is a ledger of an earlier build that may be believed."""
        self.is_complete = False
        """Whether this build has written all that it has to write; `settle` says so."""
        self._now: dict[str, Entry] = {}
        aside = is_alone and len(self._last) >= MANY
        self._looking = Errand(partial(_others, output, self._kept_out(), self._last), aside=aside, of_desk=False)
        if not aside:
            _ = self._found

    @cached_property
    def _found(self) -> dict[str, Stamp]:
        """What lay in the folder at the beginning, but for what was taken away since."""
        found = {name: one.stamp for name, one in self._last.items()}
        for name, stamp in self._looking.result().items():
            if stamp is None:
                del found[name]
            else:
                found[name] = stamp
        return found

    # --- What the build before left ------------------------------------------------------------------------------------------

    def noted(self, file: str) -> Entry | None:
        """What the last build noted of a file, whatever became of that since."""
        return self._last.get(file)

    def entry(self, file: str) -> Entry | None:
        """What the last build noted of a file that we wrote and that still lies there just as we wrote it; else None: it must be written."""
        noted = self._last.get(file)
        if noted is None or not noted.is_as_made or file in self._now:
            return None
        found = self._found.get(file)
        if found is None or (found != noted.stamp and folder.digest(self._output / file) != noted.digest):
            return None
        return noted if found == noted.stamp else noted._replace(stamp=found)

    # --- What this build does ------------------------------------------------------------------------------------------------

    def keep(self, file: str, trace: Any = None) -> None:
        """The file stays as it lies there; `entry` was asked before. `trace` says how it would come about now."""
        entry = self.entry(file)
        assert entry is not None, f"{file} does not stand"
        self.keep_as(file, entry if entry.trace is trace else entry._replace(trace=trace))

    def keep_as(self, file: str, entry: Entry) -> None:
        """As `keep`, with what `entry` gave."""
        assert file in self._found, f"{file} does not stand"
        assert file not in self._now, f"{file} is kept or written already"
        self._now[file] = entry

    def keep_all(self, entries: Mapping[str, Entry]) -> None:
        """As `keep_as`, of many."""
        assert entries.keys() <= self._found.keys(), "one does not stand"
        assert self._now.keys().isdisjoint(entries), "one is kept or written already"
        self._now.update(entries)

    def note(self, file: str, digest: str, trace: Any = None) -> None:
        """The file was written, with bytes of this digest."""
        self.written(file, digest)
        self.trace(file, trace)

    def digest_now(self, file: str) -> str:
        """The digest of the bytes that this build wrote or left; "" for a file that it does not know."""
        return self._now[file].digest if file in self._now else ""

    def trace(self, file: str, trace: Any) -> None:
        """Note how a file came about that this build wrote."""
        self._now[file] = self._now[file]._replace(trace=trace)

    def stands(self, file: str, digest: str) -> bool:
        """Whether the file in the output is what was written last time, and has this digest; one that is written twice in a build never stands."""
        if file in self._now:  # it is written twice, and others may have gone over it in between
            return False
        noted = self._last.get(file)
        if noted and self._found.get(file) == noted.stamp:
            return noted.is_as_made and noted.digest == digest
        return file in self._found and folder.holds(self._output / file, digest)

    def expect(self, files: Iterable[str]) -> None:
        """Note that these files will all be written, as `begin` does of each."""
        new = [one for one in files if one not in self._last and one not in self._begun]
        if new:
            self._begun.update(new)
            self._journal.note(*new)

    def begin(self, file: str) -> None:
        """Note that a file will be written, before it is: the next build then knows whose it is, also after one that was killed. What is in its way goes."""
        self.expect([file])
        if self._found and file not in self._found:  # where a file lay, none stood above it or below
            for way in [*_above(file), *self._below(file)]:
                if way in self._found and way not in self._now and self._is_stale(way):
                    self._remove(way)
        if self._was_empty:
            return
        with contextlib.suppress(OSError):
            os.rmdir(f"{self._output}/{file}")  # noqa: PTH106 (asked of every page; an empty folder goes, anything else stays)

    def written(self, file: str, digest: str, _size: int = 0) -> None:
        """Note a file that was written, with its time and size."""
        stamp = folder.stamp(f"{self._output}/{file}")
        assert stamp is not None, f"{file} was not written"
        self._now[file] = Entry(digest, stamp, digest)

    # --- Begin and end -------------------------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Before anything is written: what a clean folder would not hold goes, so that other plugins find what they would find there.

        What we wrote last time stays until this build has or has not written it again.
        """
        gone = {file for file in self._found if file.endswith(PART)}
        if self.wipes:
            others = [file for file in self._found if (last := self._last.get(file)) is None or not last.is_ours]
            gone.update(file for file in others if not self._is_retained(file))
            for file in [one for one in self._last if one not in self._found and not self._is_retained(one)]:
                with contextlib.suppress(OSError):
                    (self._output / file).rmdir()  # an empty folder where a file was: others would fail to write it
        for file in sorted(gone):
            self._remove(file)

    def settle(self) -> None:
        """The build has written all that it has to write: what we wrote earlier and not now goes, before other plugins look around."""
        self.is_complete = True
        spelled = self._spelled_otherwise(self._found)
        for file in sorted(self._found.keys() - self._now.keys() - spelled.keys()):
            if folder.stamp(self._output / file) == self._found[file] and self._is_stale(file):
                self._remove(file)

    def close(self, *, reread: bool = False, is_ours: bool = False) -> None:
        """The end of a build, complete or not: the ledger is kept.

        `reread`: others' plugins may have gone over what was written, also so fast that no time shows it. `is_ours`: nobody writes here whom
        we do not know. Where a build is complete and its new files have names that no disk takes for others, what lies there follows then
        from what lay there; what somebody does to a file meanwhile, the next build finds by its stamp.
        """
        if is_ours and self.is_complete and self._is_as_named():
            self._save(self._followed(), self.facts)
            return
        entries: dict[str, Entry] = {}
        lying = dict(folder.files(self._output, self._kept_out()))
        for part in [name for name in lying if folder.is_part(name)]:  # of a build that came to no end
            folder.remove(self._output, part)
            del lying[part]
        spelled = self._spelled_otherwise(lying)
        for name, stamp in lying.items():
            file = spelled.get(name, name)
            if file in self._now:
                entries[file] = self._as_left(file, stamp, reread=reread)
            elif stamp != self._found.get(file):  # another wrote it, in this build
                entries[file] = Entry(folder.digest(self._output / file), stamp, "")
            elif entry := self._as_before(file, stamp):
                entries[file] = entry
        self._save(entries, self.facts if self.is_complete else self.last_facts)

    def _is_as_named(self) -> bool:
        """Whether files that are new here lie under their very names on every disk: none has letters that one may write otherwise, and none of
        another file, or of a folder, is another only by its capital letters.
        """
        new = self._now.keys() - self._found.keys()
        if not new:
            return True
        known = {way.casefold(): way for way in _ways(self._found)}
        return all(map(str.isascii, new)) and all(
            known.setdefault(way.casefold(), way) == way for way in sorted(_ways(new))
        )

    def _followed(self) -> dict[str, Entry]:
        """The entries of what lies there at the end, without another look."""
        found = self._now | {
            file: self._as_before(file, self._found[file]) for file in self._found.keys() - self._now.keys()
        }
        return {file: one for file, one in found.items() if one}

    def _remove(self, file: str) -> None:
        if folder.remove(self._output, file):
            del self._found[file]

    def _as_left(self, file: str, stamp: Stamp, *, reread: bool) -> Entry:
        """The entry of a file that this build wrote or kept, as it lies there at the end."""
        now = self._now[file]
        changed = stamp != now.stamp or (reread and stamp != self._found.get(file))
        if changed:
            return now._replace(digest=folder.digest(self._output / file), stamp=stamp)
        return now

    def _as_before(self, file: str, stamp: Stamp) -> Entry | None:
        """The entry of a file that this build neither wrote nor took away; None for what is nobody's business here."""
        if file in self._begun and file not in self._last:
            digest = folder.digest(self._output / file)
            return Entry(digest, stamp, digest)
        return self._last.get(file)

    def _save(self, entries: Mapping[str, Entry], facts: Mapping[str, Any]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write(self._file, Pages(entries, facts, self._whole))
        except OSError:
            self._journal.close(forget=False)
        else:
            self._journal.close(forget=True)
            for end in ("", CHANGES, PIECES):
                keep_newest(self._file.parent, f"ledger-{'?' * _NAME}{end}", _KEPT)

    def _is_stale(self, file: str) -> bool:
        """Whether a file that was there before this build, and that it did not write, is to go."""
        if self._is_retained(file):
            return False
        noted = self._last.get(file)
        if self.wipes or noted is None:
            return self.wipes or file in self._begun
        return noted.is_ours and (
            noted.stamp == self._found[file] or noted.digest == folder.digest(self._output / file)
        )

    def _is_retained(self, file: str) -> bool:
        return file.partition("/")[0] in self._retained

    def _below(self, name: str) -> list[str]:
        """The files of a folder that stands where a file is to be."""
        return [file for file in self._found if file.startswith(f"{name}/")] if (self._output / name).is_dir() else []

    def _kept_out(self) -> frozenset[str]:
        """The folders that others keep here, into which no build has written."""
        return self._retained - {file.partition("/")[0] for file in (*self._last, *self._now)}

    def _spelled_otherwise(self, lying: Mapping[str, Stamp]) -> Mapping[str, str]:
        """Names that lie there -> what this build calls the same file, where a disk takes capital and small letters for one."""
        missing = {file.casefold(): file for file in self._now if file not in lying}
        pairs = ((name, missing.get(name.casefold(), "")) for name in lying) if missing else ()
        return {
            name: file
            for name, file in pairs
            if file and (found := folder.stamp(self._output / file)) and found == lying[name]
        }


def _is_empty(output: Path) -> bool:
    """Whether nothing is in a folder, or there is none."""
    try:
        return next(output.iterdir(), None) is None
    except OSError as error:
        return isinstance(error, FileNotFoundError)


def _above(file: str) -> Iterator[str]:
    while "/" in file:
        file = file.rpartition("/")[0]
        yield file


def _ways(files: Iterable[str]) -> set[str]:
    """The files, and the folders that they lie in."""
    found, above = set(files), set(files)
    while above := {one.rpartition("/")[0] for one in above} - {""}:
        found |= above
    return found


def _others(output: Path, kept_out: frozenset[str], last: Mapping[str, Entry]) -> dict[str, Stamp | None]:
    """What lies there otherwise than the last build left it, None for what is gone: most is the same, and need not be told."""
    found = dict(folder.files(output, kept_out))
    others: dict[str, Stamp | None] = {
        name: stamp for name, stamp in found.items() if name not in last or last[name].stamp != stamp
    }
    return others | dict.fromkeys(last.keys() - found.keys())
