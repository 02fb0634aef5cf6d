"""Whether text can be read: the contrast of two colours as WCAG 2.2 measures it (success criterion 1.4.3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .tokens import Sheet

#: Text needs so much contrast with what it stands on, from 1 to 21.
LEAST = 4.5
#: What stands on what in the theme.
PAIRS = (
    *((text, "--paper") for text in ("--ink", "--soft", "--link", "--accent")),
    *((text, "--tint") for text in ("--ink", "--soft", "--link", "--accent")),
    ("--ink", "--mark"),
)
#: The tokens that must be colours.
COLOURS = ("--ink", "--soft", "--line", "--paper", "--tint", "--mark", "--link", "--accent")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
#: Red, green and blue from 0 to 1.
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Pale:
    """A text that is hard to read: the two tokens, on which screens ("light", "dark"), and the contrast they have."""

    text: str
    ground: str
    screens: str
    contrast: float


def pale(sheet: Sheet) -> Iterator[Pale]:
    """Every pair of the theme that has too little contrast. A token that is no colour is passed over: see `colour`."""
    for screens, values in (("light", sheet.light), ("dark", {**sheet.light, **sheet.dark})):
        for text, ground in PAIRS:
            over, under = colour(text, values), colour(ground, values)
            if over and under and (found := contrast(over, under)) < LEAST:
                yield Pale(text, ground, screens, found)


def colour(token: str, values: Mapping[str, str]) -> Colour | None:
    """The colour that a token comes to, by way of other tokens if need be; None for what is none, lets something shine through or has no red, green and blue."""
    from tinycss2.color4 import parse_color

    value = values.get(token, "")
    for _ in range(len(values) + 1):  # a token that leads back to itself ends here, too
        found = _VAR.fullmatch(value)
        if not found:
            break
        value = values.get(found[1], "")
    parsed = parse_color(value)
    if parsed is None or isinstance(parsed, str) or parsed.alpha < 1:
        return None
    try:
        red, green, blue = parsed.to("srgb").coordinates
    except NotImplementedError:  # Lab, LCH and their like
        return None
    return _within(red), _within(green), _within(blue)


def colours_of(sheet: Sheet) -> str:
    """The theme's colours as a style sheet, each as #rrggbb, for what can neither follow tokens nor compute colours."""
    light, dark = (
        " ".join(f"{name}: {_hex(found)};" for name in COLOURS if (found := colour(name, values)))
        for values in (sheet.light, {**sheet.light, **sheet.dark})
    )
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _hex(found: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in found)


def _within(part: float) -> float:
    return min(max(float(part), 0.0), 1.0)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white). https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
