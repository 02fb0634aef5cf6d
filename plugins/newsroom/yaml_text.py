"""YAML as front matter needs it: text, lists and mappings with their positions, and nothing that runs.

Built on the events of PyYAML's parser, never on its constructors: no object is ever made from a tag, and scalars stay the text
that was written, so that `no` is a word and `08:30` is not a number (YAML 1.2, https://yaml.org/spec/1.2.2/).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw]"
Position: TypeAlias = tuple[int, int]
Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 12
MAX_VALUES = 20_000

_SAFE_TAGS = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|seq|map|timestamp)|!")
_KEY_BLANKS = re.compile(
    r"^(\s*(?:-\s+)?[^\s'\"#\[{&*!|>%@`-][^:\n]*?)[ \u00a0]*:[ \t\u00a0]*[\t\u00a0][ \t\u00a0]*", re.MULTILINE
)
_ITEM_TAB = re.compile(r"^(\s*-)[ ]*\t[ \t]*", re.MULTILINE)
_MEANT_HASH = re.compile(r"[ \t]+#(?=[^\s#])[^\n]*")
_PLAIN = re.compile(r"https?://[\w./?=&%~+:@#-]*[\w/]|[^\W\d_](?:[\w .&()/+'\u2019-]*[\w.)])?")
_NOT_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_OTHER_BREAKS = re.compile(r"[\x85\u2028\u2029]")  # lines end there for YAML, and for nobody who looks at the file
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


class YamlFault(ValueError):
    """Text that is not the YAML we read. `line` and `column` count from 1 within the text; `unsafe` marks what could do harm."""

    def __init__(self, message: str, line: int = 1, column: int = 1, *, unsafe: bool = False) -> None:
        super().__init__(message)
        self.line, self.column, self.unsafe = line, column, unsafe


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text says. `pairs` of the top mapping in order, repeats kept; `positions` by path from there."""

    pairs: tuple[tuple[str, Raw], ...]
    positions: Mapping[Path, Position]
    lines: tuple[int, ...]
    """The line of each pair's key."""


def read_yaml(text: str) -> Document:
    """The mapping that `text` holds. Raises YamlFault where it is none, is broken, or holds what is not safe to read."""
    return _Reading(_prepared(text)).document()


def as_yaml(text: str) -> str:
    """A line of text as a value: as it is where it can be taken for nothing else, in quotes elsewhere (JSON's escapes are YAML's)."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _prepared(text: str) -> str:
    """YAML allows tabs between a key's colon and its value; PyYAML does not, and nobody sees a no-break space."""
    text = _OTHER_BREAKS.sub(" ", _CONTROLS.sub("", text))
    text = _KEY_BLANKS.sub(r"\1: ", text)
    return _ITEM_TAB.sub(r"\1 ", text)


class _Reading:
    """One pass over the events of one text."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.events: Iterator[Any] = _events(text)
        self.anchors: dict[str, Raw] = {}
        self.positions: dict[Path, Position] = {}
        self.values = 0

    def document(self) -> Document:
        import yaml

        pairs: list[tuple[str, Raw]] = []
        lines: list[int] = []
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                self.check(event)
                for key, line, value in self.pairs((), 1):
                    pairs.append((key, value))
                    lines.append(line)
            elif isinstance(event, yaml.NodeEvent) and not (isinstance(event, yaml.ScalarEvent) and not event.value):
                raise self.fault(event, "it is no list of `key: value` lines")
            elif isinstance(event, yaml.DocumentEndEvent):
                break
        return Document(tuple(pairs), self.positions, tuple(lines))

    def pairs(self, path: Path, depth: int) -> Iterator[tuple[str, int, Raw]]:
        import yaml

        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            if not isinstance(event, yaml.ScalarEvent):
                raise self.fault(event, "a key must be plain text")
            self.check(event)
            inner = (*path, event.value)
            self.positions[inner] = line, _ = _position(event)
            yield event.value, line, self.value(next(self.events), inner, depth)

    def value(self, event: Any, path: Path, depth: int) -> Raw:
        import yaml

        self.check(event)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise self.fault(event, f"*{event.anchor} names nothing")
            found = self.anchors[event.anchor]
            self.values += _size(found)
            self.check(event)
            return found
        if depth > MAX_DEPTH:
            raise self.fault(event, "is nested too deep", unsafe=True)
        read: Raw
        if isinstance(event, yaml.ScalarEvent):
            read = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            read = self.sequence(path, depth)
        else:
            read = {key: value for key, _, value in self.pairs(path, depth + 1)}
        if event.anchor:
            self.anchors[event.anchor] = read
        return read

    def sequence(self, path: Path, depth: int) -> list[Raw]:
        import yaml

        items: list[Raw] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            inner = (*path, len(items))
            self.positions[inner] = _position(event)
            items.append(self.value(event, inner, depth + 1))
        return items

    def scalar(self, event: Any) -> str:
        """The text of a scalar; of a plain one also the ` #1` that YAML takes for a comment: it was meant."""
        if event.style:
            return str(event.value)
        if event.value in ("~", "null", "Null", "NULL"):
            return ""
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        meant = _MEANT_HASH.match(rest) if event.value else None
        return f"{event.value}{meant[0].rstrip() if meant else ''}"

    def check(self, event: Any) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise self.fault(event, f"holds more than {MAX_VALUES} values, aliases counted", unsafe=True)
        tag = getattr(event, "tag", None)
        if tag and not _SAFE_TAGS.fullmatch(tag):
            raise self.fault(
                event, f"the tag {tag.replace('tag:yaml.org,2002:', '!!')} is not safe to read", unsafe=True
            )

    @staticmethod
    def fault(event: Any, message: str, *, unsafe: bool = False) -> YamlFault:
        return YamlFault(message, *_position(event), unsafe=unsafe)


def _position(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _events(text: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        is_quoted = "quoted" in (error.context or "")
        opened = error.context_mark if is_quoted or "flow" in (error.context or "") else None  # what is not closed
        mark = opened or error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        is_endless = is_quoted and "unexpected end" in (error.problem or "")
        said = "the quotation mark is never closed" if is_endless else str(error.problem or error.context)
        raise YamlFault(said, line, column) from error
    except yaml.YAMLError as error:
        raise YamlFault(" ".join(str(error).split())) from error


def _size(value: Raw) -> int:
    if isinstance(value, list):
        return 1 + sum(map(_size, value))
    if isinstance(value, dict):
        return 1 + sum(map(_size, value.values()))
    return 1
