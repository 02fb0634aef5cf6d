"""Changes names in the lists of a story's front matter, and nothing else: comments, order and quoting stay byte for byte. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..newsroom.dialects import Field, Manuscript, read_manuscript
from ..newsroom.slug import fold

#: A name as written -> the name to write, or None to take it out.
Change = Callable[[str], str | None]

_KEY = re.compile(r"""\s*(?:"[^"]*"|'[^']*'|[^:=\uff1a]+?)\s*[:=\uff1a]""")
_ITEM_LINE = re.compile(r"^(\s*-[ \t]+)(.*?)(\s+#.*|\s*)$")
_QUOTED = r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
_NEEDS_QUOTES = re.compile(
    r"""[:#\[\]{},&*!|>'"%@`]|^[-?\s]|\s$|^(?:yes|no|on|off|true|false|null|~)$|^[\d.+-]+$""", re.IGNORECASE
)


class Refused(Exception):
    """A change that the form of a header does not allow; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A name in a text: where it stands with its quotes, and what it says."""

    start: int
    end: int
    name: str
    quote: str = ""


def names_in(text: str, key: str) -> list[str]:
    """The names in the lists under `key` ("tags" or "categories"), as written."""
    found: list[str] = []

    def note(name: str) -> str:
        found.append(name)
        return name

    rewritten(text, key, note)
    return found


def rewritten(text: str, key: str, change: Change) -> str:
    """The text with the names under `key` changed. A name that would then be there twice is taken out. Raises Refused."""
    manuscript = read_manuscript(text.replace("\r\n", "\n"))
    lines = text.split("\n")
    for one in reversed([field for field in manuscript.fields if field.key == key]):
        first, last = one.line - 1, _end(one, manuscript, lines)
        column = manuscript.positions.get((one.name,), (0, 1))[1] - 1 if manuscript.dialect == "yaml" else 0
        lines[first:last] = _changed(lines[first:last], one, column, manuscript.dialect, change)
    return "\n".join(lines)


def _end(one: Field, manuscript: Manuscript, lines: list[str]) -> int:
    """The line, from 0, behind the last line of a field."""
    after = [other.line - 1 for other in manuscript.fields if other.line > one.line]
    fence = manuscript.body_line - 1
    if manuscript.fields and fence <= len(lines) and lines[fence - 1].strip(" \t\r\ufeff") in ("---", "...", "+++"):
        fence -= 1
    return min([*after, fence, len(lines)])


def _changed(lines: list[str], one: Field, column: int, dialect: str, change: Change) -> list[str]:
    if any(_ITEM_LINE.match(line.rstrip("\r")) for line in lines[1:]) and not one.classic:
        return _block(lines, dialect, change)
    text = "\n".join(lines)
    key = _KEY.match(text, column)
    if key is None:
        return lines
    start, end, flow = _value(text, key.end())
    separator = ";" if not flow and ";" in text[start:end] else ","
    items = _items(text, start, end, separator)
    plan = _plan([item.name for item in items], change)
    last = max((number for number, new in enumerate(plan) if new is not None), default=-1)
    # Those at the end go with the separator before them, the others with the one behind.
    if items and last + 1 < len(items):
        text = text[: items[last].end if last >= 0 else items[0].start] + text[items[-1].end :]
    for number in reversed(range(last + 1)):
        item, new = items[number], plan[number]
        if new is None:
            text = text[: item.start] + text[items[number + 1].start :]
        elif new != item.name:
            text = text[: item.start] + _written(new, item.quote, dialect, separator, flow) + text[item.end :]
    return text.split("\n")


def _block(lines: list[str], dialect: str, change: Change) -> list[str]:
    rows = [(n, match) for n, line in enumerate(lines) if n and (match := _ITEM_LINE.match(line.rstrip("\r")))]
    plan = _plan([_bare(match[2])[0] for _, match in rows], change)
    kept = dict(enumerate(lines))
    for (n, match), new in zip(rows, plan, strict=True):
        name, quote = _bare(match[2])
        if new is None:
            del kept[n]
        elif new != name:
            ending = "\r" if lines[n].endswith("\r") else ""
            kept[n] = f"{match[1]}{_written(new, quote, dialect, ',', False)}{match[3].rstrip(chr(13))}{ending}"
    return [kept[n] for n in sorted(kept)]


def _plan(names: list[str], change: Change) -> list[str | None]:
    """What becomes of each name. One that is there already, written by its writer or by us, is taken out and not repeated."""
    wanted = [change(name) for name in names]
    staying = {fold(name) for name, new in zip(names, wanted, strict=True) if new == name}
    plan: list[str | None] = []
    for name, new in zip(names, wanted, strict=True):
        if new is not None and new != name:
            plan.append(None if fold(new) in staying else new)
            staying.add(fold(new))
        else:
            plan.append(new)
    return plan


def _value(text: str, start: int) -> tuple[int, int, bool]:
    """(start, end, is a list in brackets) of a value that begins behind `start`, without its brackets or quotes."""
    while start < len(text) and text[start] in " \t\r\n\u00a0":
        start += 1
    if text[start : start + 1] == "[":
        position = start + 1
        while position < len(text) and text[position] != "]":
            quoted = re.compile(_QUOTED).match(text, position)
            position = quoted.end() if quoted else position + 1
        return start + 1, position, True
    end = len(text.rstrip(" \t\r\n\u00a0"))
    if (
        text[start : start + 1] in ("'", '"')
        and end - start > 1
        and text[end - 1] == text[start]
        and text[start] not in text[start + 1 : end - 1]
    ):
        return start + 1, end - 1, False
    return start, max(start, end), False


def _items(text: str, start: int, end: int, separator: str) -> list[_Item]:
    pattern = re.compile(
        rf"[ \t]#[^\n]*|{_QUOTED}|[^{separator}\n#'\"][^{separator}\n]*?(?=\s+#|\s*(?:[{separator}\n]|\Z))|[^{separator}\s]+"
    )
    found = []
    for match in pattern.finditer(text[:end], start):
        raw = match[0]
        stripped = raw.strip(" \t\r\u00a0")
        if not stripped or (
            stripped.startswith("#") and match.start() and text[match.start() - 1 : match.start() + 1].isspace()
        ):
            continue
        if raw.startswith((" #", "\t#")):
            continue
        begin = match.start() + len(raw) - len(raw.lstrip(" \t\r\u00a0"))
        name, quote = _bare(stripped)
        found.append(_Item(begin, begin + len(stripped), name, quote))
    return found


def _bare(written: str) -> tuple[str, str]:
    """A name without its quotes, and the quotes."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        inner = written[1:-1]
        return (inner.replace("''", "'") if written[0] == "'" else re.sub(r"\\(.)", r"\1", inner)), written[0]
    return written, ""


def _written(name: str, quote: str, dialect: str, separator: str, flow: bool) -> str:
    if quote == "'" and dialect != "toml":
        return "'" + name.replace("'", "''") + "'"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    if quote or dialect == "toml":
        return f'"{escaped}"'
    if dialect == "yaml" and _NEEDS_QUOTES.search(name):
        return f'"{escaped}"'
    if separator in name and not flow:
        raise Refused(
            f'"{name}" holds a {separator} and cannot stand in a list that is split there; choose another name'
        )
    return name
