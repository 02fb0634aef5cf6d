"""The commands of the core, one module each, and the names of the plugins that bring one of their own."""

from pathlib import Path

COMMANDS = ("start", "new", "check", "build", "schema")
OTHERS = (
    "preview",
    "importers",
    "related",
    "taxonomy",
    "attribution",
    "checks",
    "comments",
    "incremental",
    "editor",
    "publishing",
    "notify",
)


class Wrong(Exception):
    """Called wrongly: the message says what to write instead."""


def settings_file(given: str) -> str:
    """The settings to use: the file that was named, or the pelicanconf.py of this folder. Raises Wrong where it is missing."""
    path = Path(given or "pelicanconf.py")
    if not path.is_file():
        raise Wrong(
            f"there is no {path} here; run newsroom in the folder of your site, name its settings with -s, or begin a site with newsroom start"
        )
    return str(path)
