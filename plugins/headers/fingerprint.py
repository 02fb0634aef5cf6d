"""The theme's files get an address that changes with them, so that browsers may keep them for ever."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_TEXTS = (".html", ".xml", ".js", ".css")


def digest_of(theme: Path, folders: Iterable[str]) -> str:
    """A digest of the names and contents of all files below these folders of a theme; "" where there is none."""
    digest, found = hashlib.blake2b(digest_size=5), False
    for folder in folders:
        root = theme / folder
        files = [root] if root.is_file() else sorted(one for one in root.rglob("*") if one.is_file())
        for file in files:
            data = file.read_bytes()
            digest.update(f"{file.relative_to(theme).as_posix()}\0{len(data)}\0".encode() + data)
            found = True
    return digest.hexdigest() if found else ""


def is_written_out(address: str, folders: Iterable[Path]) -> bool:
    """Whether a file below these folders names the folder `address` itself: then it has to stay where it is."""
    names = re.compile(rf"""["'(=/]{re.escape(address)}/""")
    for folder in folders:
        for file in folder.rglob("*"):
            is_text = file.suffix in _TEXTS and file.is_file()  # folders of npm's packages are called like scripts
            if is_text and names.search(file.read_text(encoding="utf-8", errors="replace")):
                return True
    return False
