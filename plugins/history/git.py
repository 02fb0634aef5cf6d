"""What git knows of the content folder: asked in two or three processes, however many stories there are."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..newsroom.git import told_by_git


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that changed a file: `path` was `before`, the blobs are the file's content after and before; "" where there was none."""

    commit: str
    seconds: int
    path: str
    before: str
    blob: str
    old_blob: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder of a git checkout. `is_cut` says that older commits are missing here (a shallow clone)."""

    top: Path
    folder: Path
    head: str
    is_cut: bool

    def steps(self) -> Iterator[Step]:
        """Every change of every file of the folder, the newest first."""
        told = self._ask(
            "log",
            "--raw",
            "-z",
            "-M",
            "--no-abbrev",
            "--no-ext-diff",
            "--no-textconv",
            "--diff-merges=first-parent",
            "--format=%x01%H %ct",
            "HEAD",
            "--",
            self._inner(),
        )
        yield from _steps(told)

    def changed(self) -> frozenset[str]:
        """The files of the folder that differ from the last commit, by path from the top."""
        told = self._ask("diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "HEAD", "--", self._inner())
        return frozenset(path for path in told.split("\x00") if path)

    def texts(self, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """(blob, its bytes) of each of these that is there."""
        if not blobs:
            return
        asked = "\n".join(blobs) + "\n"
        given = told_by_git(self.top, "cat-file", "--batch", given=asked.encode())
        at = 0
        while at < len(given):
            head, _, _ = given[at:].partition(b"\n")
            at += len(head) + 1
            name, kind, *size = head.decode().split(" ")
            if kind != "blob" or not size:
                continue
            length = int(size[0])
            yield name, given[at : at + length]
            at += length + 1

    def _inner(self) -> str:
        return self.folder.relative_to(self.top).as_posix() or "."

    def _ask(self, *words: str) -> str:
        return told_by_git(self.top, *words).decode("utf-8", "surrogateescape")


def checkout_of(folder: Path) -> Checkout | None:
    """The checkout that a folder stands in; None where there is no git, no checkout or no commit yet."""
    try:
        told = told_by_git(
            folder, "rev-parse", "--show-toplevel", "--is-shallow-repository", "--verify", "HEAD^{commit}"
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = told.decode("utf-8", "surrogateescape").splitlines()
    real = Path(os.path.realpath(folder))
    if len(lines) != 3 or not real.is_relative_to(lines[0]):
        return None
    return Checkout(Path(lines[0]), real, lines[2], lines[1] == "true")


def _steps(told: str) -> Iterator[Step]:
    """The records of `git log --raw -z`: a head line for each commit, then `:modes blobs status` and one path, or two of a rename."""
    commit, seconds = "", 0
    parts = iter(told.split("\x00"))
    for part in parts:
        raw = part
        if "\x01" in part:
            head, _, raw = part.partition("\x01")[2].partition("\n")
            commit, _, when = head.strip().partition(" ")
            seconds = int(when or 0)
        raw = raw.strip("\n")
        if not raw.startswith(":"):
            continue
        _, _, old_blob, blob, status = raw.split(" ")
        path = next(parts)
        before = path
        if status[0] in "RC":
            before, path = path, next(parts)
        yield Step(commit, seconds, path, "" if status[0] in "AC" else before, _known(blob), _known(old_blob))


def _known(blob: str) -> str:
    return "" if set(blob) == {"0"} else blob
