"""What every page hangs on: the settings, the code, and what runs it. Pure but for reading files."""

import locale
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .digests import Digester, Unknown

#: Settings that say where things lie on this machine, and how the build runs: what they lead to is compared elsewhere.
_ELSEWHERE = frozenset({
    "ASKED", "AUTORELOAD", "BIND", "CACHE_PATH", "DEBUG", "DELETE_OUTPUT_DIRECTORY", "INCREMENTAL_KNOWN_AS", "INCREMENTAL_TELLS", "LISTEN", "OUTPUT_PATH", "OUTPUT_RETENTION", "PATH", "PELICAN_CLASS",
    "PLUGIN_PATHS", "PORT", "THEME",
})  # fmt: skip
_PACKAGES = ("pelican", "jinja2", "markupsafe", "markdown", "babel", "nh3")


def guard_of(settings: Mapping[str, Any], digester: Digester) -> dict[str, bytes]:
    """By name; a setting is named "setting NAME". A value that cannot be known is another one each time."""
    found = {"Python": _digest(sys.version), "packages": _digest(repr([_version(one) for one in _PACKAGES]))}
    found["locale"] = _digest(repr((locale.setlocale(locale.LC_ALL), os.environ.get("TZ", ""))))
    found["plugins"] = _code(settings.get("PLUGINS") or ())
    for name in sorted(settings):
        if name in _ELSEWHERE:
            continue
        try:
            found[f"setting {name}"] = digester(settings[name])
        except Unknown:
            found[f"setting {name}"] = os.urandom(10)
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _code(plugins: Iterable[Any]) -> bytes:
    """Of all Python files of the plugins and what lies beside them, by content."""
    files: dict[str, str] = {}
    for one in plugins:
        module = sys.modules.get(str(getattr(one, "__name__", one)))
        file = getattr(module, "__file__", None)
        if not file:
            continue
        folder, name = os.path.split(file)
        if name == "__init__.py":
            files |= {f"{one} {path[len(folder) + 1 :]}": path for path in _below(folder)}
        else:
            files[f"{one} {name}"] = file
    total = blake2b(digest_size=10)
    for name, path in sorted(files.items()):
        total.update(name.encode() + b"\0" + _digest_of(path))
    return total.digest()


def _below(folder: str) -> Iterator[str]:
    """The files of code and the catalogues. Paths are texts: there are hundreds, and each build looks at all."""
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if name.endswith((".py", ".po")))  # noqa: PTH118


def _digest_of(file: str) -> bytes:
    try:
        with open(file, "rb", buffering=0) as code:  # noqa: PTH123
            return blake2b(code.read(), digest_size=16).digest()
    except OSError:
        return b""


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).digest()
