"""What can be mended without asking: each repair changes as little of a file as it can, and the file then says what it said. Pure."""

import difflib
from collections.abc import Iterable, Sequence
from datetime import datetime

from .dialects import Manuscript, read_manuscript
from .file_reading import Reading
from .problem import Problem

_DATED = {"yaml": "date: {}", "toml": "date = {}:00", "classic": "Date: {}"}
_INSERT = {"yaml": "id: {}", "toml": 'id = "{}"', "classic": "ID: {}"}


def mended(text: str, reading: Reading, problems: Iterable[Problem]) -> str:
    """The text of a Markdown file with every fault mended that says itself how, and with the id that the story has already.

    Line ends, comments, quotes and order stay as they are. A text whose lines cannot be counted as we count them is left alone.
    """
    if "\r" in text.replace("\r\n", ""):
        return text
    lines = text.split("\n")
    gone = set()
    for one in problems:
        if one.fix and 0 < one.line <= len(lines):
            changed = _replaced(lines[one.line - 1], one.column, one.fix)
            if not changed.strip() and lines[one.line - 1].strip():
                gone.add(one.line - 1)
            lines[one.line - 1] = changed
    lines = [line for number, line in enumerate(lines) if number not in gone]
    return _with_id("\n".join(lines), reading)


def with_date(text: str, moment: datetime) -> str:
    """The text of a Markdown file with a date behind its title, or before its first key; as it was without a header that can be read."""
    manuscript = read_manuscript(text.lstrip("\ufeff").replace("\r\n", "\n"))
    if manuscript.dialect not in _DATED or not manuscript.readable or not manuscript.fields:
        return text
    after = _line_to_follow(manuscript) or manuscript.fields[0].line - 1
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    lines.insert(after, _DATED[manuscript.dialect].format(f"{moment:%Y-%m-%d %H:%M}") + end)
    return "\n".join(lines)


def difference(path: str, before: str, after: str) -> str:
    """What changed in a file, as `diff -u` shows it."""
    old, new = (
        before.replace("\r\n", "\n").splitlines(keepends=True),
        after.replace("\r\n", "\n").splitlines(keepends=True),
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n" for line in difflib.unified_diff(old, new, path, path, n=1)
    )


def _replaced(line: str, column: int, fix: Sequence[tuple[str, str]]) -> str:
    """The line with each (old, new) done once, at or behind the column if it is there. Where one is not found, the line as it was."""
    at = max(0, column - 1)
    changed = line
    for old, new in fix:
        found = changed.find(old, at)
        found = changed.find(old) if found < 0 else found
        if found < 0:
            return line
        changed = changed[:found] + new + changed[found + len(old) :]
        at = found + len(new)
    return changed if changed.strip() else ""


def _with_id(text: str, reading: Reading) -> str:
    story = reading.story
    if story is None or not story.is_article or "id" in reading.places or reading.html is not None:
        return text
    manuscript = read_manuscript(text.lstrip("\ufeff").replace("\r\n", "\n"))
    after = _line_to_follow(manuscript)
    if manuscript.dialect not in _INSERT or not after or any(one.key == "id" for one in manuscript.fields):
        return text
    lines = text.split("\n")
    end = "\r" if lines[after - 1].endswith("\r") else ""
    lines.insert(after, _INSERT[manuscript.dialect].format(story.id) + end)
    return "\n".join(lines)


def _line_to_follow(manuscript: Manuscript) -> int:
    """The line of the date, else of the title, where it is a value on one line; 0 where there is none."""
    for key in ("date", "title"):
        for field, following in zip(manuscript.fields, [*manuscript.fields[1:], None], strict=True):
            if field.key == key and isinstance(field.value, str) and field.line and "\n" not in field.value:
                if following is None or following.line == field.line + 1:
                    return field.line
                if key == "date":
                    return field.line
    return 0
