"""The versions of each story that git has: what each said, where it stood, and from when to when readers could see it."""

import contextlib
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from ..newsroom.body_lines import body_lines
from ..newsroom.caches import keep_newest
from ..newsroom.desk import Build
from ..newsroom.file_reading import Reading
from ..newsroom.publication import public_from
from ..newsroom.reading import read_text
from ..newsroom.readings import key_of
from ..newsroom.seals import seal_of
from ..newsroom.whole_files import put
from .git import Checkout, Step, checkout_of
from .meaning import Edit, Word, edits, words_of
from .options import Options

_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a version said beside its text. `public` is the second from which readers could see it; infinite where they could not."""

    public: float
    modified: str
    notes: tuple[str, ...]
    url: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Version:
    """`blob` is git's name of the content, `made` the second in which it was committed: now for what is not committed yet."""

    path: str
    blob: str
    made: int


class History:
    """The history of a site's stories. Every answer is for stories that are there now, by their path."""

    def __init__(self, build: Build, checkout: Checkout, options: Options) -> None:
        self._build, self._site = build, build.site
        self.checkout, self.options = checkout, options
        self.now = int(build.site.now.timestamp())
        self._memory = _Memory(build)
        self._texts: dict[str, bytes] = {}

    @cached_property
    def versions(self) -> Mapping[str, tuple[Version, ...]]:
        """The versions of each story, the newest first; only of stories that have more than one."""
        top = self.checkout.top
        shown = {self._path_of(one): one for one in self._build.desk.readings}
        chains, gone, last = _chains(self.checkout.steps(), shown)
        changed = self.checkout.changed()
        for path in changed & last.keys():  # renamed or taken away, and not committed yet
            if not (top / path).exists():
                gone[path] = Step("", self.now, path, path, "", last[path].blob)
        found = {}
        for path, name in shown.items():
            chain = [Version(step.path, step.blob, step.seconds) for step in chains.get(path, ()) if step.blob]
            if path in changed and chain:
                chain.insert(0, Version(path, self._remember(_bytes(top / path)), self.now))
            if len(chain) > 1:
                found[name] = chain
        self._join_moved(found, gone, chains, shown)
        self._fetch(one for chain in found.values() for one in chain)
        return {name: tuple(chain) for name, chain in found.items()}

    def facts(self, version: Version) -> Facts:
        """What a version said beside its text."""
        given = self._memory.get(f"{version.blob} {version.path}")
        if given is None:
            given = _facts_of(self._reading(version))
            self._memory.keep(f"{version.blob} {version.path}", given)
        public, modified, notes, url, name, title = given
        return Facts(_NEVER if public is None else public, modified, tuple(notes), url, name, title)

    def was_public(self, version: Version, second: int) -> bool:
        """Whether readers could see this version at `second` (of Unix time)."""
        return self.facts(version).public <= second

    def is_told(self, older: Version, newer: Version) -> bool:
        """Whether the newer version says that something changed: a later `modified`, one of the day, or another correction."""
        before, after = self.facts(older), self.facts(newer)
        if set(after.notes) - set(before.notes):
            return True
        day = datetime.fromtimestamp(newer.made, UTC).astimezone(self._site.zone).date().isoformat()
        return bool(after.modified) and (after.modified > before.modified or after.modified[:10] >= day)

    def edits(self, older: Version, newer: Version) -> tuple[Edit, ...]:
        """What became what between two versions of a text."""
        return tuple(edits(self.words(older), self.words(newer)))

    def words(self, version: Version) -> tuple[Word, ...]:
        """The words of its text with the lines of the file they stand on; none where it could not be read as a story."""
        story = self._reading(version).story
        if story is None:
            return ()
        return words_of((story.body_line + n - 1, line, written) for n, line, written in body_lines(story.body))

    def verdict(self, older: Version, newer: Version, judge: Any) -> Any:
        """`judge(older, newer)`, which must give plain values, kept from run to run."""
        name = f"{older.blob} {newer.blob} {self.options.words}"
        given = self._memory.get(name)
        if given is None:
            given = judge(older, newer)
            self._memory.keep(name, given)
        return given

    def close(self) -> None:
        """Keep what was found for the next run."""
        self._memory.write()

    def _path_of(self, shown: str) -> str:
        """A story's path from the top of the checkout."""
        inner = self._site.inner(self._site.root / shown)
        return (self.checkout.folder / inner).relative_to(self.checkout.top).as_posix()

    def _inner(self, path: str) -> str:
        return (self.checkout.top / path).relative_to(self.checkout.folder).as_posix()

    def _reading(self, version: Version) -> Reading:
        inner = self._inner(version.path)
        data = self._texts.get(version.blob)
        if data is None:
            self._texts.update(self.checkout.texts([version.blob]))
            data = self._texts.get(version.blob, b"")
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return read_text(
            text,
            self._site.shown(self._site.content / inner),
            inner,
            self._site.kind_of(inner) or "article",
            self._site,
            self._build.registries,
        )

    def _remember(self, data: bytes) -> str:
        blob = hashlib.sha1(b"blob %d\x00" % len(data) + data, usedforsecurity=False).hexdigest()
        self._texts[blob] = data
        return blob

    def _fetch(self, versions: Iterable[Version]) -> None:
        """All texts that will be asked for, in one process."""
        wanted = {one.blob for one in versions if self._memory.get(f"{one.blob} {one.path}") is None}
        self._texts.update(self.checkout.texts(sorted(wanted - self._texts.keys())))

    def _join_moved(
        self,
        found: dict[str, list[Version]],
        gone: Mapping[str, Step],
        chains: Mapping[str, Sequence[Step]],
        shown: Mapping[str, str],
    ) -> None:
        """A file that went away and whose id or title a new file has: it was moved by hand, or moved and rewritten at once."""
        lost = [Version(step.before, step.old_blob, step.seconds) for step in gone.values() if step.old_blob]
        self._fetch(lost)
        known: dict[str, tuple[str, str]] = {}
        for path, name in shown.items():
            story = self._build.desk.readings[name].story
            if story and len(chains.get(path, ())) < 2:
                known.setdefault(story.title, (path, name))
                known[story.id] = (path, name)
        for version in lost:
            facts = self.facts(version)
            path, name = known.get(facts.id) or known.get(facts.title) or ("", "")
            if not path or not facts.id:
                continue
            first = chains[path][0] if chains.get(path) else None
            blob = first.blob if first else self._remember(_bytes(self.checkout.top / path))
            newest = Version(path, blob, first.seconds if first else self.now)
            found.setdefault(name, [newest]).append(Version(version.path, version.blob, version.made - 1))


def history_of(build: Build) -> History | None:
    """The history of a site; None outside a checkout. Asked by `build.once(history_of)`."""
    checkout = checkout_of(build.site.content)
    return History(build, checkout, build.options("HISTORY", Options)) if checkout else None


def _chains(
    steps: Iterable[Step], paths: Iterable[str]
) -> tuple[dict[str, list[Step]], dict[str, Step], dict[str, Step]]:
    """The steps of each file that is there now, followed through its renames; the last step of each that was deleted; and of each other."""
    now = {path: path for path in paths}
    chains: dict[str, list[Step]] = defaultdict(list)
    gone: dict[str, Step] = {}
    last: dict[str, Step] = {}
    renamed: set[str] = set()
    for step in steps:
        current = now.get(step.path)
        if current is None:
            if step.path not in last and step.path not in gone and step.path not in renamed:
                (last if step.blob else gone)[step.path] = step
            renamed.add(step.before)
            continue
        chains[current].append(step)
        if step.before != step.path:
            del now[step.path]
            if step.before:
                now[step.before] = current
    return chains, gone, last


def _facts_of(reading: Reading) -> list[Any]:
    story = reading.story
    if story is None:
        return [None, "", [], "", "", ""]
    moment = public_from(story)
    public = (moment.timestamp() if moment else 0) if story.status in ("published", "hidden") else None
    notes = [f"{one.date} {one.kind} {one.text}" for one in story.corrections]
    return [public, story.modified.isoformat() if story.modified else "", notes, story.url, story.id, story.title]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


class _Memory:
    """What was found out about versions, kept in a file of `.cache/newsroom/`: a version never changes."""

    def __init__(self, build: Build) -> None:
        self._file = build.site.root / ".cache" / "newsroom" / f"history-{key_of(build.site)}.json"
        self._changed = False
        self._kept: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            given = json.loads(self._file.read_text(encoding="utf-8"))
            told = json.dumps(given.get("kept"), sort_keys=True) if isinstance(given, dict) else ""
            if told and given.get("seal") == seal_of(told).hex():
                self._kept = given["kept"]

    def get(self, name: str) -> Any:
        return self._kept.get(name)

    def keep(self, name: str, value: Any) -> None:
        self._kept[name] = value
        self._changed = True

    def write(self) -> None:
        if not self._changed:
            return
        told = json.dumps(self._kept, sort_keys=True)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            put(self._file, f'{{"kept": {told}, "seal": "{seal_of(told).hex()}"}}'.encode())
            keep_newest(self._file.parent, "history-*.json", 3)
