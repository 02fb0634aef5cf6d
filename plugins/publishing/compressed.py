"""Compressed copies beside the files of a site, for servers that hand them out as they are: made once, as small as they get."""

import filecmp
import gzip
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

#: Way -> the end of its files' names, as Caddy and nginx look for them.
ENDS = {"gzip": ".gz", "brotli": ".br", "zstd": ".zst"}
#: What can be made smaller. Pictures, fonts and archives are compressed already.
_KINDS = {".html", ".htm", ".css", ".js", ".mjs", ".json", ".xml", ".svg", ".txt", ".webmanifest", ".ico"}
#: Below so many bytes a copy saves no packet.
_LEAST = 1_000
_PROGRAMS = {"brotli": ("brotli", "-kf", "-q", "11"), "zstd": ("zstd", "-qkf", "-19", "--single-thread")}
_AT_ONCE = 200


class Impossible(Exception):
    """The message says what is missing, and what to do."""


def faults(ways: Iterable[str]) -> list[str]:
    """What keeps these ways from being gone, a sentence for each."""
    found = []
    for way in ways:
        if way not in ENDS:
            found.append(f'PUBLISHING["compress"] holds "{way}"; known are: {", ".join(ENDS)}')
        elif way in _PROGRAMS and not shutil.which(_PROGRAMS[way][0]):
            found.append(
                f'the program {way} is not here; install Debian\'s package {way}, or take it out of PUBLISHING["compress"]'
            )
    return found


def compress(folder: Path, before: Path | None, ways: Sequence[str]) -> None:
    """Write the compressed copies of a site. Of a file that the site `before` has too, its copies are taken over.

    Raises Impossible where a program is missing or fails.
    """
    if missing := faults(ways):
        raise Impossible("; ".join(missing))
    files = sorted(one for one in folder.rglob("*") if one.is_file() and _is_worth_it(one))
    for way in ways:
        new = [one for one in files if not _taken_over(one, folder, before, ENDS[way])]
        if way == "gzip":
            for file in new:
                _copy_of(file, ENDS[way]).write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
        else:
            _run(way, new)


def is_copy(file: Path) -> bool:
    """Whether a file is named as the compressed copy of one that lies beside it."""
    return file.suffix in ENDS.values() and file.with_suffix("").is_file()


def _is_worth_it(file: Path) -> bool:
    return file.suffix in _KINDS and file.stat().st_size >= _LEAST


def _copy_of(file: Path, end: str) -> Path:
    return file.with_name(file.name + end)


def _taken_over(file: Path, folder: Path, before: Path | None, end: str) -> bool:
    if before is None:
        return False
    twin = before / file.relative_to(folder)
    if not twin.is_file() or not _copy_of(twin, end).is_file() or not filecmp.cmp(file, twin, shallow=False):
        return False
    shutil.copy2(_copy_of(twin, end), _copy_of(file, end))
    return True


def _run(way: str, files: Sequence[Path]) -> None:
    for start in range(0, len(files), _AT_ONCE):
        some = map(str, files[start : start + _AT_ONCE])
        ran = subprocess.run(
            [*_PROGRAMS[way], "--", *some], capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if ran.returncode:
            raise Impossible(f"{way} failed: {' '.join(ran.stderr.split()) or ran.returncode}")
