"""What a report of a fault needs: the versions of everything that took part. No name of a folder, a machine or a person."""

import importlib.metadata
import platform
import sys
from collections.abc import Iterator

_NEEDED = (
    "pelican", "Markdown", "Jinja2", "pydantic", "PyYAML", "Babel", "numpy", "pillow", "docutils", "urllib3",
    "pyromark",
)  # fmt: skip


def report() -> str:
    """One line for each thing and its version."""
    lines = [
        f"newsroom {version_of('pelican-newsroom') or 'from a clone'}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"{platform.system()} {platform.release()} {platform.machine()}, {sys.getfilesystemencoding()}",
        *(f"{name} {version_of(name) or 'is not installed'}" for name in _NEEDED),
        *_plugins(),
    ]
    return "\n".join(lines)


def version_of(name: str) -> str:
    """The version of an installed package, "" where it is not there."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _plugins() -> Iterator[str]:
    """Other people's plugins of Pelican: each is imported, also one that is switched off."""
    ours = {"pelican", "pelican-newsroom"}
    found = {
        str(one.metadata["Name"]): one.version for one in importlib.metadata.distributions() if one.metadata["Name"]
    }
    yield from (
        f"{name} {found[name]}" for name in sorted(found) if name.lower().startswith("pelican") and name not in ours
    )
