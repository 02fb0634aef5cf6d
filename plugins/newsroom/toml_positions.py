"""Where each value of a TOML text stands: a small scan over text that the standard library has accepted, which tells no positions."""

import re
import tomllib

from .yaml_text import Path, Position

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_INDENT = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_TEXT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!"")|"(?="""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
#: A number, a date with or without a blank before its time, true or false.
_BARE = re.compile(r"[^,\[\]{}#\n]+")


def positions_in(text: str) -> dict[Path, Position]:
    """Path -> (line, column) of each key and of each item of an array, counted from 1. `text` is TOML that `tomllib` reads."""
    return _Scan(text).statements()


class _Scan:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path, Position] = {}
        self.tables: dict[Path, int] = {}
        """Path of an array of tables -> the number of its newest."""

    def statements(self) -> dict[Path, Position]:
        above: Path = ()
        while self.skip(_BLANK) < len(self.text):
            before = self.at
            if self.text.startswith("[[", self.at):
                above = self.table((), self.at + 2)
                number = self.tables[above] = self.tables.get(above, -1) + 1
                above = (*above, number)
                self.put(above, before)
            elif self.text.startswith("[", self.at):
                above = self.table((), self.at + 1)
            else:
                self.pair(above)
            if self.at == before:
                break  # nothing that we know: the rest has no positions
        return self.found

    def table(self, above: Path, start: int) -> Path:
        """The path of a table's head, up to the end of its line."""
        self.at = start
        path = self.key(above)
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end
        return path

    def pair(self, above: Path) -> None:
        path = self.key(above)
        self.skip(_INDENT)
        if self.text.startswith("=", self.at):
            self.at += 1
            self.skip(_INDENT)
            self.value(path)

    def key(self, above: Path) -> Path:
        """The path of a key with its dots; each of its parts stands somewhere."""
        path = above
        self.skip(_INDENT)
        while part := _KEY.match(self.text, self.at):
            path = (*self.newest(path), _name(part[0]))
            self.put(path, self.at)
            self.at = part.end()
            if not _DOT.match(self.text, self.at):
                break
            self.skip(_DOT)
        return path

    def newest(self, path: Path) -> Path:
        return (*path, self.tables[path]) if path in self.tables else path

    def value(self, path: Path) -> None:
        if self.text.startswith("[", self.at):
            self.array(path)
        elif self.text.startswith("{", self.at):
            self.inline_table(path)
        elif found := _TEXT.match(self.text, self.at) or _BARE.match(self.text, self.at):
            self.at = found.end()

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] != "]":
            before = self.at
            self.put((*path, number), before)
            self.value((*path, number))
            if self.skip(_BLANK) < len(self.text) and self.text[self.at] == ",":
                self.at += 1
            number += 1
            if self.at == before:
                return
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] != "}":
            before = self.at
            self.pair(path)
            if self.skip(_BLANK) < len(self.text) and self.text[self.at] == ",":
                self.at += 1
            if self.at == before:
                return
        self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def put(self, path: Path, at: int) -> None:
        """The first place counts, as with tables that are gone on with further below."""
        line = self.text.count("\n", 0, at) + 1
        self.found.setdefault(path, (line, at - self.text.rfind("\n", 0, at)))


def _name(written: str) -> str:
    return next(iter(tomllib.loads(f"{written} = 0"))) if written[0] in "\"'" else written
