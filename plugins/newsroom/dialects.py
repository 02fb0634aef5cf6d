"""The three dialects of front matter, read to one shape: YAML between `---`, TOML between `+++`, classic `Key: value`.

Nothing is judged here: values stay text, lists and mappings. What cannot be read is a fault with its line.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import keys
from .slips import header_below, is_toml, nearly_a_header, tight_colons
from .toml_positions import positions_in
from .yaml_text import Path, Position, Raw, YamlFault, read_yaml

MAX_HEADER = 256 * 1024

_FENCES = {"---": "yaml", "+++": "toml"}
_CLOSINGS = {"yaml": ("---", "..."), "toml": ("+++",)}
_BLANK = " \t\u00a0\u200b\ufeff"
_BLANK_OR_END = _BLANK + "\r"
_SIMPLE_KEY = re.compile(r"^ {0,3}([\w-]+)[ \t\u00a0]*[:\uff1a](?!//)(.*)$")
_WORDY_KEY = re.compile(r"^ {0,3}([^\W\d_][\w \u00a0()/.'-]{0,39}?)[ \t\u00a0]*[:\uff1a](?:[ \t\u00a0]+(.*))?$")
_BLOCKS = frozenset({"", "|", ">", "|-", ">-", "|+", ">+"})
_PAIR = re.compile(r"[\w -]+:(\s|$)")
_BARE_COMMENT = re.compile(r"\s#\s")
_ITEM = re.compile(r"^\s*-(\s|$)")
_STRUCTURE = tuple("[{&*!|>%@`'\"")
_TOML_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the form of a header. `line` counts from 1 in the file."""

    line: int
    column: int
    rule: str
    message: str
    remedy: str
    fix: tuple[tuple[str, str], ...] | None = None


class Field(NamedTuple):
    """One key of a header. `name` as written, `path` of `positions` begins with it; `classic` text may still hide a list.

    A tuple, as every file has a dozen of them: it is made in a fourth of the time.
    """

    name: str
    value: Raw
    line: int
    column: int = 1
    classic: bool = False

    @property
    def key(self) -> str:
        return keys.meaning(self.name)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file taken apart: the fields of its header, its body, and where in the file the body begins."""

    dialect: str
    fields: tuple[Field, ...]
    body: str
    body_line: int
    positions: Mapping[Path, Position] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    """False where the header could not be made out at all: then `body` cannot be told from it."""


def read_manuscript(text: str) -> Manuscript:
    """A file's text, taken apart. Never raises: what is wrong is among the faults."""
    lines = text.split("\n")
    start = 0
    while start < len(lines) and not lines[start].strip(_BLANK):
        start += 1
    opening = lines[start].strip(_BLANK_OR_END) if start < len(lines) else ""
    if opening in _FENCES:
        found = _fenced(lines, start, _FENCES[opening])
        if found is not None:
            return found
    return _nearly_fenced(lines, start, opening) or _below_words(lines, start) or _classic(lines, start)


def _below_words(lines: list[str], start: int) -> Manuscript | None:
    """What is told of a fenced header with other words above it, which would be a text without any; None elsewhere."""
    below = header_below(lines, start)
    if below is None or _classic(lines, start).fields:
        return None
    fault = Fault(
        below + 1, 1, "E00", "the header stands below other words", "put it first: nothing may stand above it"
    )
    return Manuscript("none", (), "", len(lines), faults=(fault,), readable=False)


def _nearly_fenced(lines: list[str], start: int, opening: str) -> Manuscript | None:
    """What is told of a header that opens otherwise than one does; None elsewhere."""
    said = nearly_a_header(opening, [line.strip(_BLANK_OR_END) for line in lines[start : start + 3]])
    if said is None:
        return None
    return Manuscript("none", (), "", len(lines), faults=(Fault(start + 1, 1, "E00", *said),), readable=False)


def _fenced(lines: list[str], start: int, dialect: str) -> Manuscript | None:
    """The fenced header that opens at `start`, or None where the fence is only a rule in the text."""
    closings = _CLOSINGS[dialect]
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip(_BLANK_OR_END) in closings), None)
    if end is None:
        if not any(_SIMPLE_KEY.match(line) for line in lines[start + 1 : start + 3]):
            return None
        if dialect == "yaml" and (open_ended := _up_to_a_blank(lines, start, len(lines))):
            return open_ended
        fault = Fault(
            start + 1,
            1,
            "E00",
            "the front matter is opened but never closed",
            f"close it with a line {lines[start].strip()}",
        )
        return Manuscript(dialect, (), "", len(lines), faults=(fault,), readable=False)
    inner = lines[start + 1 : end]
    body_line = end + 2
    body = "\n".join(lines[end + 1 :])
    if sum(map(len, inner)) > MAX_HEADER:
        fault = Fault(
            start + 1, 1, "E00", "the front matter is larger than 256 kB", "move the text below the closing fence"
        )
        return Manuscript(dialect, (), body, body_line, faults=(fault,), readable=False)
    read = _toml if dialect == "toml" else _yaml
    fields, positions, faults, readable = read(inner, start + 2)
    if dialect == "yaml" and not readable and all(one.rule == "E00" for one in faults):
        open_ended = _up_to_a_blank(lines, start, end)  # the closing fence may be a rule in the text
        if open_ended:
            return open_ended
    return Manuscript(dialect, fields, body, body_line, positions, faults, readable)


def _up_to_a_blank(lines: list[str], start: int, end: int) -> Manuscript | None:
    """A header that opens with --- and ends at a blank line, as Pelican's own reader takes it.

    None where a key that we know stands below that line and above `end`: what it says, as `status: draft`, may be meant for the header.
    """
    blank = next((n for n in range(start + 1, end) if not lines[n].strip(_BLANK_OR_END)), None)
    if blank is None:
        return None
    fields, positions, rest = _chunks([line.rstrip("\r") for line in lines[start + 1 : blank]], start + 2, fenced=False)
    below = (found for line in lines[blank:end] if (found := _SIMPLE_KEY.match(line)))
    if (
        rest is not None
        or not any(one.key == "title" for one in fields)
        or any(map(_is_broken, fields))
        or any(keys.is_known(found[1]) for found in below)
    ):
        return None
    fault = Fault(
        start + 1,
        1,
        "E00",
        "the front matter is opened but never closed; it was read up to the first blank line",
        "write --- on a line of its own behind it, or take this one away",
        (("---", ""),),
    )
    return Manuscript("classic", fields, "\n".join(lines[blank + 1 :]), blank + 2, positions, (fault,))


Read = tuple[tuple[Field, ...], Mapping[Path, Position], tuple[Fault, ...], bool]


def _yaml(inner: list[str], first: int) -> Read:
    """A YAML header; one that is not valid YAML is read chunk by chunk as classic lines, where that makes sense."""
    try:
        document = read_yaml("\n".join(inner))
    except YamlFault as fault:
        line = fault.line + first - 1
        if fault.unsafe:
            remedy = "put a text that begins with ! in quotes; write plain text, lists and `key: value`"
            unsafe = Fault(line, fault.column, "E19", f"this YAML is refused: {fault}", remedy)
            return (), {}, (unsafe,), False
        return _yaml_as_lines(inner, first, fault)
    positions = {path: (line + first - 1, column) for path, (line, column) in document.positions.items()}
    fields = tuple(
        Field(name, value, line + first - 1) for (name, value), line in zip(document.pairs, document.lines, strict=True)
    )
    return fields, positions, (), True


def _yaml_as_lines(inner: list[str], first: int, fault: YamlFault) -> Read:
    if is_toml(inner):
        said, remedy = "lines as `key = value` stand between fences of YAML", "write +++ in place of both ---"
        return (), {}, (Fault(first, 1, "E00", said, remedy),), False
    broken = Fault(
        fault.line + first - 1,
        fault.column,
        "E00",
        f"this is not valid YAML: {fault}",
        "put the value in quotes, or look at the brackets, quotes and blanks of this line",
    )
    fields, positions, rest = _chunks(inner, first, fenced=True)
    if rest is not None or not fields or any(map(_is_broken, fields)):
        return (), {}, (broken,), False
    if tight := list(tight_colons(inner)):
        said, remedy = "a colon without a blank behind it is no YAML", "write a colon and a blank behind the key"
        return fields, positions, tuple(Fault(n + first, 1, "W19", said, remedy, (fix,)) for n, fix in tight), True
    line = inner[min(fault.line, len(inner)) - 1]
    said, remedy = (
        ("this line begins with a tab, which YAML does not know", "write blanks in its place")
        if line.startswith("\t")
        else ("this line is no YAML and was read as plain text", "put its value in quotes")
    )
    hint = Fault(broken.line, broken.column, "W19", said, remedy, _quoting(line))
    return fields, positions, (hint,), True


def _quoting(line: str) -> tuple[tuple[str, str], ...] | None:
    """What puts the value of a line in quotes, where it is one plain text."""
    found = _SIMPLE_KEY.match(line)
    value = found[2].strip(_BLANK_OR_END) if found else ""
    if not value or value.startswith(_STRUCTURE) or _BARE_COMMENT.search(value):
        return None
    return ((value, json.dumps(value, ensure_ascii=False)),)


#: A text whose first words stand in brackets or quotation marks: `[Tides] What they are`, `"High" and "low" water`.
_OPENED_WORDS = re.compile(r"""(?:\[[^\[\]\n]+\]|"[^"\n]+"|'[^'\n]+')[ \t]+[^\s#\]},:][^\n]*""")
_TEXTS = frozenset({"title", "deck", "summary"})


def _is_broken(field: Field) -> bool:
    if not field.classic or (
        field.key in _TEXTS and isinstance(field.value, str) and _OPENED_WORDS.fullmatch(field.value)
    ):
        return False
    return _looks_structured(field.value)


def _looks_structured(value: Raw) -> bool:
    """Text that begins like a list, a mapping or a quotation and does not end so: broken YAML rather than classic text."""
    if not isinstance(value, str) or not value.startswith(_STRUCTURE):
        return False
    closing = {"[": "]", "{": "}", '"': '"', "'": "'"}.get(value[0])
    return closing is None or len(value) < 2 or not value.endswith(closing)


def _toml(inner: list[str], first: int) -> Read:
    text = "\n".join(line.rstrip("\r") for line in inner) + "\n"
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        where = _TOML_WHERE.search(str(error))
        line, column = (int(where[1]), int(where[2])) if where else (1, 1)
        said = _TOML_WHERE.sub("", str(error)).strip()
        fault = Fault(
            min(line, len(inner)) + first - 1, column, "E00", f"this is not valid TOML: {said}", 'write key = "value"'
        )
        return (), {}, (fault,), False
    positions = {path: (line + first - 1, column) for path, (line, column) in positions_in(text).items()}
    fields = tuple(Field(name, _as_text(value), *positions.get((name,), (first, 1))) for name, value in table.items())
    return fields, positions, (), True


def _as_text(value: Any) -> Raw:
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _classic(lines: list[str], start: int) -> Manuscript:
    """A classic header: it ends at a blank line, or at a line that is neither a key nor goes on with one."""
    window: list[str] = []
    for line in lines[start:]:
        if not line.strip(_BLANK_OR_END):
            break
        window.append(line.rstrip("\r"))
        if len(window) > 2_000:
            break
    fields, positions, rest = _chunks(window, start + 1, fenced=False)
    if not any(keys.is_known(f.name) for f in fields):
        return Manuscript("none", (), "\n".join(lines[start:]), start + 1)
    end = start + (len(window) if rest is None else rest)
    if (end < len(lines) and lines[end].strip(_BLANK_OR_END) == "---") or (rest is None and end < len(lines)):
        end += 1
    return Manuscript("classic", fields, "\n".join(lines[end:]), end + 1, positions)


def _chunks(
    lines: list[str], first: int, *, fenced: bool
) -> tuple[tuple[Field, ...], dict[Path, Position], int | None]:
    """Fields of `Key: value` lines with what belongs to them, and the index of the first line that does not, or None."""
    fields: list[Field] = []
    positions: dict[Path, Position] = {}
    n = 0
    while n < len(lines):
        line = lines[n]
        if line.startswith("#") or (fenced and not line.strip(_BLANK)):
            after = next((m for m in range(n, len(lines)) if not lines[m].startswith("#")), None)
            if fenced or (after is not None and _key(lines[after], bool(fields))):
                n += 1
                continue
            return tuple(fields), positions, n
        found = _key(line, bool(fields))
        if not found:
            return tuple(fields), positions, n
        name, value = found
        end = n + 1
        while end < len(lines) and _goes_on(lines[end], value):
            end += 1
        fields.append(_chunk(name, value, lines[n + 1 : end], n + first, positions))
        n = end
    return tuple(fields), positions, None


def _key(line: str, opened: bool) -> tuple[str, str] | None:
    """The key and value of a header line. A key of several words is taken only after a plain one, or when it is known."""
    simple = _SIMPLE_KEY.match(line)
    if simple:
        return simple[1], simple[2].strip(_BLANK_OR_END)
    wordy = _WORDY_KEY.match(line)
    if wordy and len(wordy[1].split()) <= 4 and (opened or keys.is_known(wordy[1])):
        return wordy[1], (wordy[2] or "").strip(_BLANK_OR_END)
    return None


def _goes_on(line: str, value: str) -> bool:
    """Whether a line belongs to the key above: it is indented, or an item of a list that the key opened."""
    if not line.strip(_BLANK):
        return False
    if line.startswith(("    ", "\t")):
        return True
    if value in _BLOCKS:
        return bool(_ITEM.match(line)) or line.startswith(" ")
    return line.startswith("  ") and _key(line, True) is None


def _chunk(name: str, value: str, more: list[str], line: int, positions: dict[Path, Position]) -> Field:
    """One field of a classic header. A block list, a mapping or folded text under the key is read as YAML says."""
    positions[(name,)] = (line, 1)
    if more and not value and all(_ITEM.match(part) for part in more):
        items = [_ITEM.sub("", part).strip(_BLANK) for part in more]
        if not any(_PAIR.match(item) or item.startswith(("[", "{", "- ")) for item in items):
            positions.update({(name, number): (line + number + 1, 1) for number in range(len(items))})
            return Field(name, [_unquoted(item) for item in items], line)
    if more and value in _BLOCKS:
        try:
            read = read_yaml("\n".join([f"key: {value}", *more]))
            for path, (inner_line, column) in read.positions.items():
                positions[(name, *path[1:])] = (inner_line + line - 1, column)
            if len(read.pairs) == 1 and (value or not isinstance(read.pairs[0][1], str)):
                return Field(name, read.pairs[0][1], line)
        except YamlFault:
            pass  # then it is text over several lines
    if more and not keys.is_known(name):  # a list of lines to a template, as with Pelican
        return Field(name, [value, *(part.strip(_BLANK_OR_END) for part in more)], line)
    if more:
        return Field(
            name, "\n".join(part for part in (value, *(m.strip(_BLANK) for m in more)) if part), line, classic=True
        )
    read_value = _unquoted(value)
    return Field(name, read_value, line, classic=read_value == value)


def _unquoted(value: str) -> str:
    """A value without the quotes around all of it, its escapes read."""
    if (
        len(value) < 2
        or value[0] != value[-1]
        or value[0] not in "'\""
        or value.count(value[0]) > 2 + 2 * value.count("\\" + value[0])
    ):
        return value
    try:
        read = read_yaml(f"key: {value}").pairs[0][1]
    except YamlFault:
        read = value[1:-1]
    return read if isinstance(read, str) else value
