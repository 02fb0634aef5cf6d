"""A sheet of tokens: which values a newsroom gives to the theme's names, for light and for dark screens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

_DARK = "(prefers-color-scheme:dark)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Token -> value as it is written, and token -> its line. `dark` holds what dark screens see differently."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    lines: Mapping[str, int]

    def over(self, base: "Sheet") -> "Sheet":
        """These values, and those of `base` where there are none."""
        return Sheet({**base.light, **self.light}, {**base.dark, **self.dark}, self.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not belong into a sheet of tokens, and where."""

    line: int
    message: str
    remedy: str


def read_sheet(text: str) -> tuple[Sheet, tuple[Fault, ...]]:
    """The tokens of a style sheet. It may hold `:root`, the same for dark screens, and `@font-face`; what else it holds is a fault."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults = []
    if "<" in text:
        line = text[: text.index("<")].count("\n") + 1
        faults.append(Fault(line, 'there is a "<", which no style sheet needs', "take it out"))
    for rule in _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        name = _prelude(rule)
        if rule.type == "qualified-rule" and name == ":root":
            faults += _declared(rule.content, light, lines)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and name == _DARK and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            for one in _rules(inner):
                if one.type == "qualified-rule" and _prelude(one) == ":root":
                    faults += _declared(one.content, dark, lines)
                else:
                    faults.append(_other(one))
        elif not (rule.type == "at-rule" and rule.lower_at_keyword == "font-face"):
            faults.append(_other(rule))
    return Sheet(light, dark, lines), tuple(faults)


def _rules(nodes: list[Any]) -> Iterator[Any]:
    yield from (node for node in nodes if node.type not in ("whitespace", "comment"))


def _prelude(rule: Any) -> str:
    return "".join(tinycss2.serialize(getattr(rule, "prelude", None) or []).split())


def _declared(content: list[Any], values: dict[str, str], lines: dict[str, int]) -> Iterator[Fault]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.name.startswith("--"):
            values[one.name] = tinycss2.serialize(one.value).strip()
            lines[one.name] = one.source_line
        elif one.type == "declaration" and one.name != "color-scheme":  # as the theme's own sheet has it
            yield Fault(one.source_line, f'"{one.name}" is no token', "tokens begin with --, as in --accent: #8f2d14")
        elif one.type != "declaration":
            yield _other(one)


def _other(node: Any) -> Fault:
    remedy = "write only :root { --token: value; }, the same in @media (prefers-color-scheme: dark), and @font-face; for other rules put a file of your own beside the theme's (THEME_TEMPLATES_OVERRIDES)"
    if node.type == "error":
        return Fault(
            node.source_line, f"the style sheet cannot be read: {node.message}", "look for a brace or a semicolon"
        )
    return Fault(node.source_line, "the sheet holds something else than tokens", remedy)
