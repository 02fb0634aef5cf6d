"""The headline of a text that has it as its first heading."""

import re

from .visible_text import visible_text

_HEADING = re.compile(r"^#[ \t]+(?P<atx>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^=+\s*$")


def first_heading(body: str) -> tuple[str, int, int] | None:
    """(text, first line, line after it) of a `#` heading that opens the body."""
    lines = body.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    found = _HEADING.match(lines[first])
    if found and found["atx"]:
        return visible_text(found["atx"]), first, first + 1
    if first + 1 < len(lines) and _UNDERLINE.match(lines[first + 1]):
        return visible_text(lines[first]), first, first + 2
    return None
