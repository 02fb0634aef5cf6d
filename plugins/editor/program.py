"""The programs of others that the editor is made of: where they lie, and which of their files a site needs.

They come from npm by the lock that lies beside this module (`npm/package-lock.json`), once for each Python environment, so that a clone
and an installed wheel have the same: `newsroom edit --install` fetches them.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

#: What a writer is told who has not got them.
MISSING = "the editor's program is not on this machine yet: run `newsroom edit --install` once (it needs Node, npm and a network), or `make edit` in a clone"
#: Which files of Decap's package its page loads; the others are maps, and the same under another name.
_DECAP = ("decap-cms.js", "decap-cms.js.LICENSE.txt", "*.decap-cms.js", "*.wasm")


class NotInstalled(Exception):
    """npm could not do it: the message says why."""


def home() -> Path:
    """Where the programs lie: in the environment whose Python this is."""
    return Path(sys.prefix) / "newsroom-editor"


def is_installed(folder: Path) -> bool:
    """Whether the programs are there, and those of the lock."""
    lock = folder / "package-lock.json"
    return (
        (folder / "node_modules" / ".package-lock.json").is_file() and lock.is_file() and lock.read_bytes() == _ours("package-lock.json")
    )  # fmt: skip


def install(folder: Path) -> None:
    """Fetch the programs with npm, each checked against the digest of the lock. Raises NotInstalled."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NotInstalled("the editor needs Node and npm: install Debian's packages nodejs and npm, as root: apt-get install nodejs npm")  # fmt: skip
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            (folder / name).write_bytes(_ours(name))
    except OSError as error:
        raise NotInstalled(f"{folder} cannot be written: {error}") from error
    ran = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--silent"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode:
        (folder / "package-lock.json").unlink()
        said = " ".join((ran.stderr or ran.stdout).split())[-400:]
        raise NotInstalled(f"npm could not install the editor (is there a network, or a mirror in npm's configuration?): {said}")  # fmt: skip


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
