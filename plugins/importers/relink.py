"""The addresses in a Markdown text changed, outside its code; everything else stays as it was, to the byte. Pure."""

import re
from collections.abc import Callable, Sequence

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_PARTS = re.compile(
    r"(?P<code>(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|(?P<open>!?\[(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*\]\(\s*<?)(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"|(?P<before>\b(?:href|src|poster)\s*=\s*[\"'])(?P<value>[^\"'\n]+)"
)
#: A link or a picture whose words go over lines.
_LONG = re.compile(
    r"(?P<open>!?\[(?:[^\[\]\\\n]|\n(?!\s*\n)|\\.|\[[^\[\]\n]*\]){1,600}\]\(\s*<?)(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
)
_DEFINITION = re.compile(r"^(?P<before> {0,3}\[[^\]^\n][^\]\n]*\]:\s*<?)(?P<value>[^\s<>]+)")


def relinked(markdown: str, change: Callable[[str, bool], str]) -> str:
    """`markdown` with each address as `change(address, is_picture)` gives it."""
    made: list[str] = []
    prose: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        found = _FENCE.match(line)
        if prose and (found or fence or not line.strip()):
            made += _lines(prose, change)
            prose = []
        if found and (not fence or (found[1].startswith(fence) and not line.strip().strip(found[1][0]))):
            fence = "" if fence else found[1]
            made.append(line)
        elif fence:
            made.append(line)
        elif line.strip():
            prose.append(line)
        else:
            made.append(line)
    return "\n".join([*made, *_lines(prose, change)])


def _lines(lines: Sequence[str], change: Callable[[str, bool], str]) -> list[str]:
    """The lines of one paragraph."""
    made = [_line(line, change) for line in lines]
    if not any(line.count("[") > line.count("]") for line in lines) or not any("](" in line for line in lines):
        return made

    def part(found: "re.Match[str]") -> str:
        if "\n" not in found["open"]:
            return found[0]
        return f"{found['open']}{change(found['target'], found['open'].startswith('!'))}"

    return _LONG.sub(part, "\n".join(made)).split("\n")


def _line(line: str, change: Callable[[str, bool], str]) -> str:
    if "](" not in line and "]:" not in line and "=" not in line:
        return line
    definition = _DEFINITION.match(line)
    if definition:
        return f"{definition['before']}{change(definition['value'], False)}{line[definition.end() :]}"

    def part(found: "re.Match[str]") -> str:
        if found["code"]:
            return found[0]
        if found["target"]:
            return f"{_inside(found['open'], change)}{change(found['target'], found['open'].startswith('!'))}"
        return f"{found['before']}{change(found['value'], found['before'].lower().startswith(('src', 'poster')))}"

    return _PARTS.sub(part, line)


def _inside(opening: str, change: Callable[[str, bool], str]) -> str:
    """The words of a link may be a picture: `[![alt](picture)](address)`."""
    return re.sub(r"(!\[[^\[\]\n]*\]\()([^\s()<>]+)", lambda found: f"{found[1]}{change(found[2], True)}", opening)
