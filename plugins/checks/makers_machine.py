"""What leads to the machine on which a site is made, and to nobody else's: its addresses, its files, somebody's own folder on it. Pure."""

import re

_LOCAL = re.compile(
    r"(?:https?:)?//(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)
#: A file of a computer, as a browser or Windows writes it.
_FILE = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
#: Where Linux, macOS and Windows have everybody's own folder; programs that quote a path double its strokes.
_HOMES = r"(?:/home/|/Users/|[A-Z]:[\\/]+Users[\\/]+)"
_WRITTEN = re.compile(rf"(?<![\w.:/]){_HOMES}[\w.-]+[/\\][^\s<>]+")
_NOTED = re.compile(rf"""["'>(](?:file://)?({_HOMES}[^"'<>\s/\\]+[\\/])""")


def is_served_there(url: str) -> bool:
    """Whether an address is one of the machine's own, or of the network in its house."""
    return bool(_LOCAL.match(url))


def is_there(url: str) -> bool:
    """Whether an address is served by the machine, or is a file of it."""
    return is_served_there(url) or bool(_FILE.match(url))


def folder_written(text: str) -> tuple[str, int] | None:
    """The first path below somebody's own folder that words hold, as somebody writes it, and where it begins."""
    found = _WRITTEN.search(text)
    return (found[0], found.start()) if found else None


def folder_noted(text: str) -> str | None:
    """The first folder of somebody's own that programs noted in what they save: in quotes, in brackets, or as the words of an element."""
    found = _NOTED.search(text)
    return found[1] if found else None
