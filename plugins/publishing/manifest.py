"""build.json: what a published site was made of. Of the same commit it is the same, byte for byte."""

import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "build.json"
_PAGES = (".html", ".htm")
#: Nothing of the repository's own configuration may run a program, and nothing is written.
_GIT = ("git", "-c", "core.fsmonitor=false", "--no-optional-locks")
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Source:
    """The commit that a site was built from, "" outside git. `is_changed` says that files differ from it, or that it does not hold them."""

    commit: str = ""
    is_changed: bool = False


def source_of(folder: Path, without: Iterable[str] = ()) -> Source:
    """What git says of a folder but for the names `without` in it; nothing where there is no git, no commit, or where git will not answer."""
    try:
        commit = _asked(folder, "rev-parse", "--verify", "HEAD^{commit}").strip()
        others = [f":(exclude,literal){name}" for name in without]
        return Source(commit, bool(_asked(folder, "status", "--porcelain", "--", ".", *others)))
    except (OSError, subprocess.SubprocessError):
        return Source()


def _asked(folder: Path, *words: str) -> str:
    return subprocess.run(
        [*_GIT, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=True,
        timeout=_SECONDS,
    ).stdout


def digests(folder: Path) -> dict[str, str]:
    """Every file of a site but the manifest, below the folder with `/`, and the SHA-256 of its content in hexadecimal, by name."""
    files = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    return {file: _digest(folder / file) for file in files if file != FILE}


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def text_of(files: Mapping[str, str], source: Source, site: str, versions: Mapping[str, str], built: str = "") -> str:
    """The manifest of a site at the address `site`; `built` is the moment of the build, where it shall be told."""
    facts: dict[str, Any] = {"site": site, "commit": source.commit, "uncommitted": source.is_changed}
    if built:
        facts["built"] = built
    facts["versions"] = dict(sorted(versions.items()))
    facts["pages"] = {file: files[file] for file in sorted(files) if file.endswith(_PAGES)}
    facts["files"] = {file: files[file] for file in sorted(files) if not file.endswith(_PAGES)}
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def read(folder: Path) -> Mapping[str, Any] | None:
    """The manifest of a site; None where there is none that can be read."""
    try:
        facts = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def listed(facts: Mapping[str, Any]) -> dict[str, str]:
    """The files that a manifest names, with their digests."""
    return {**facts.get("pages", {}), **facts.get("files", {})}


def damaged(folder: Path) -> list[str]:
    """The files of a site that are not what its manifest says: changed, missing, or never named there."""
    facts = read(folder)
    if facts is None:
        return [FILE]
    said, found = listed(facts), digests(folder)
    return sorted(file for file in {*said, *found} if said.get(file) != found.get(file))
