"""The programs of others that the editor is made of: where they lie, and which of their files a site needs.

They come from npm by the lock that lies beside this module (`npm/package-lock.json`), once for each Python environment, so that a clone
and an installed wheel have the same: `newsroom edit --install` fetches them. Of Decap only the package itself is taken, whose `dist` is
built already: what it was built from, 700 packages, would come with an ordinary installation.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from fnmatch import fnmatch
from importlib import resources
from pathlib import Path

#: What a writer is told who has not got them.
MISSING = "the editor's program is not on this machine yet: run `newsroom edit --install` once (it needs Node, npm and a network), or `make edit` in a clone"
#: Which files of Decap's package its page loads; the others are maps, and the same under another name.
_DECAP = ("decap-cms.js", "decap-cms.js.LICENSE.txt", "*.decap-cms.js", "*.wasm")


#: What says which programs, in which versions; copied last, so that what was broken off counts as missing.
_PINS = ("package-lock.json", "decap-cms.json")


class NotInstalled(Exception):
    """npm could not do it: the message says why."""


def home() -> Path:
    """Where the programs lie: in the environment whose Python this is."""
    return Path(sys.prefix) / "newsroom-editor"


def is_installed(folder: Path) -> bool:
    """Whether the programs are there, and those of the lock."""
    return all((folder / name).is_file() and (folder / name).read_bytes() == _ours(name) for name in _PINS)


def install(folder: Path) -> None:
    """Fetch the programs with npm, each checked against the digest of the lock. Raises NotInstalled."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NotInstalled(
            "the editor needs Node and npm: install Debian's packages nodejs and npm, as root: apt-get install nodejs npm"
        )
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            (folder / name).write_bytes(_ours(name))
        _npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        (folder / "package-lock.json").unlink()
        _take_decap(folder)
        for name in _PINS:
            (folder / name).write_bytes(_ours(name))
    except OSError as error:
        raise NotInstalled(f"{folder} cannot be written: {error}") from error


def _npm(folder: Path, *words: str) -> None:
    ran = subprocess.run(["npm", *words, "--silent"], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        said = " ".join((ran.stderr or ran.stdout).split())[-400:]
        raise NotInstalled(
            f"npm could not install the editor (is there a network, or a mirror in npm's configuration?): {said}"
        )


def _take_decap(folder: Path) -> None:
    """Decap's package as npm hands it out, held against its digest (w3.org/TR/SRI), and of it what the page loads."""
    pinned = json.loads(_ours("decap-cms.json"))
    _npm(folder, "pack", f"{pinned['name']}@{pinned['version']}")
    packed = folder / f"{pinned['name']}-{pinned['version']}.tgz"
    data = packed.read_bytes()
    digest = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode('ascii')}"
    if digest != pinned["integrity"]:
        raise NotInstalled(f"what npm handed out as {packed.name} is not what the lock names: {digest}")
    target = folder / "node_modules" / "decap-cms" / "dist"
    target.mkdir(parents=True)
    with tarfile.open(packed) as archive:
        for member in archive:
            name = member.name.removeprefix("package/dist/")
            if "/" not in name and member.isfile() and any(fnmatch(name, pattern) for pattern in _DECAP):
                taken = archive.extractfile(member)
                assert taken is not None
                (target / name).write_bytes(taken.read())
    packed.unlink()


def page_files(folder: Path) -> Mapping[str, Path]:
    """Name below the editor's folder of a site -> the file that goes there; none where the programs are missing."""
    if not is_installed(folder):
        return {}
    modules = folder / "node_modules"
    made = {file.name: file for pattern in _DECAP for file in sorted((modules / "decap-cms" / "dist").glob(pattern))}
    yaml = modules / "yaml" / "browser"
    made |= {f"yaml/{file.relative_to(yaml).as_posix()}": file for file in sorted(yaml.rglob("*.js"))}
    for package, file in (
        ("markdown-it", "dist/markdown-it.min.js"),
        ("markdown-it-footnote", "dist/markdown-it-footnote.min.js"),
    ):
        made[Path(file).name] = modules / package / file
    return made


def server_file(folder: Path) -> Path:
    """The server that writes what a writer saves, for Node."""
    return folder / "node_modules" / "decap-server" / "dist" / "index.js"


def _ours(name: str) -> bytes:
    return resources.files(__package__ or "").joinpath("npm", name).read_bytes()
