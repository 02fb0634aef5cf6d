"""Pagefind, the program that makes the index: where it is, how it is run, and what is kept of it between builds."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..newsroom import sealed_files
from .document import Document
from .settled import settled

#: Files of Pagefind's own older faces, which the theme does not use.
_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-highlight.")
_SECONDS = 900
_WHAT = "index of the search"


class Failed(Exception):
    """Pagefind did not make an index; the message is what it said."""


def find_program(given: str = "") -> Path | None:
    """The program that `given` names, else that of the Python package `pagefind-bin`, else the one on PATH; None where there is none."""
    if given:
        named = shutil.which(given)
        return Path(named) if named else None
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        spec = importlib.util.find_spec(package)
        for folder in spec.submodule_search_locations or () if spec else ():
            for name in ("pagefind_extended", "pagefind", "pagefind_extended.exe", "pagefind.exe"):
                if (program := Path(folder) / name).is_file():
                    return program
    found = shutil.which("pagefind")
    return Path(found) if found else None


def index_of(documents: Sequence[Document], program: Path, cache: Path) -> Iterable[tuple[str, bytes]]:
    """(path below the index's folder, bytes) of each file of the index, by path.

    `cache` keeps the last index by what went into it: nothing is run where no story changed. Raises Failed.
    """
    kept = cache / f"{_digest(documents, program)}.bin"
    files: Mapping[str, bytes] | None = sealed_files.read(kept, _WHAT)
    if files is None:
        files = _made(documents, program, cache)
        sealed_files.write(kept, _WHAT, dict(files))
        for old in cache.iterdir():
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            elif old != kept:
                old.unlink(missing_ok=True)
    yield from sorted(files.items())


def _digest(documents: Sequence[Document], program: Path) -> str:
    digest = hashlib.blake2b(f"{program.stat().st_size}".encode(), digest_size=16)
    for one in sorted(documents, key=lambda one: one.file):
        digest.update(f"{one.file}\0{one.text}\0".encode())
    return digest.hexdigest()


def _made(documents: Sequence[Document], program: Path, cache: Path) -> Mapping[str, bytes]:
    """Path and bytes of each file of an index. Pagefind deletes nothing in its folder: it gets a fresh one."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        work = Path(folder)
        for one in documents:
            file = work / "site" / one.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(one.text, encoding="utf-8")
        command: list[str | Path] = [program, "--site", work / "site", "--output-path", work / "made", "--quiet"]
        # Pagefind takes settings from the folder it is run in and from the environment: neither is the site's.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        try:
            ran = subprocess.run(
                command,
                cwd=work,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(str(error)) from error
        if ran.returncode or not (work / "made" / "pagefind.js").is_file():
            raise Failed(" ".join((ran.stderr or ran.stdout).split()) or f"it ended with {ran.returncode}")
        paths = [path for path in (work / "made").rglob("*") if path.is_file() and not path.name.startswith(_UNUSED)]
        return settled({path.relative_to(work / "made").as_posix(): path.read_bytes() for path in paths})
