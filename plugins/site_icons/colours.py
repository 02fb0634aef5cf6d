"""The colours of a theme, read from its tokens. Pure."""

import re
from dataclasses import dataclass

_DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_HEX = r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b"


@dataclass(frozen=True, slots=True)
class Colours:
    """Of paper in light and dark, and of what stands out; each as #rrggbb."""

    paper: str = "#ffffff"
    paper_dark: str = "#111111"
    accent: str = "#333333"


def colours_of(tokens: str) -> Colours:
    """What `--paper` and `--accent` are; a default where a theme has no such token, or not as #rrggbb."""
    light, *dark = _DARK.split(re.sub(r"/\*.*?\*/", "", tokens, flags=re.DOTALL), maxsplit=1)
    given = Colours()
    return Colours(
        _token(light, "paper") or given.paper,
        _token(dark[0], "paper") if dark and _token(dark[0], "paper") else given.paper_dark,
        _token(light, "accent") or given.accent,
    )


def is_colour(text: str) -> bool:
    return re.fullmatch(_HEX, text) is not None


def long(colour: str) -> str:
    """`#abc` as `#aabbcc`."""
    return "#" + "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour


def _token(css: str, name: str) -> str:
    found = re.search(rf"--{name}\s*:\s*({_HEX})", css)
    return long(found[1]) if found else ""
