"""Enters the copy of a source's article into the header of its story, where it changes as little as can be. Pure."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import keys
from .dialects import Manuscript, read_manuscript
from .file_reading import Reading
from .header import header_of
from .story import Source, Story
from .yaml_text import as_yaml

#: The key of an address as it is written, what stands between, and the address, in quotes or not.
_PAIR = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s:={}\[\],"'][^:={}\[\],"'\n]*?)(?P<between>\s*[:=\uff1a]\s*)(?P<value>"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^,}\]\s]+)"""
)


@dataclass(frozen=True, slots=True)
class Copy:
    """What was found out of the article at `url`: where a copy of it stands in an archive, and whether the article itself has gone."""

    url: str
    archived: str
    gone: bool = False


def with_copies(text: str, read: Callable[[str], Reading], copies: Iterable[Copy]) -> str:
    """The text of a Markdown file whose sources name their copies; what a writer has entered stays.

    `read` reads a text as the story of this file. A source that cannot be completed so that the story stays what it was otherwise
    (its address runs over several lines, or the header is one that nobody can read) is left as it is.
    """
    if "\r" in text.replace("\r\n", ""):
        return text
    for copy in copies:
        text = _with_copy(text, read, copy)
    return text


def lacks(source: Source, copy: Copy) -> bool:
    """Whether a header does not say all yet that is known of a source of this address."""
    if source.from_text or source.url != copy.url:
        return False
    return not source.archived or (copy.gone and not source.gone)


def _with_copy(text: str, read: Callable[[str], Reading], copy: Copy) -> str:
    before = read(_as_read(text))
    if before.story is None or before.html is not None:
        return text
    wanted = tuple(_completed(one, copy) if lacks(one, copy) else one for one in before.story.sources)
    if wanted == before.story.sources:
        return text
    count = len(before.story.sources)
    for number in range(count):
        for changed in _ways(text, number, copy):
            after = read(_as_read(changed))
            if after.story is not None and _is_nearer(before, after, wanted):
                return changed if after.story.sources == wanted else _with_copy(changed, read, copy)
    return text


def _completed(source: Source, copy: Copy) -> Source:
    return dataclasses.replace(source, archived=source.archived or copy.archived, gone=source.gone or copy.gone)


def _is_nearer(before: Reading, after: Reading, wanted: tuple[Source, ...]) -> bool:
    """Whether the story is what it was but for sources that are now as they are wanted, and nothing new is wrong with its file."""
    if before.story is None or after.story is None or len(after.story.sources) != len(wanted):
        return False
    told = {(one.rule, one.message) for one in before.problems}
    if any((one.rule, one.message) not in told for one in after.problems):
        return False
    steps = list(zip(before.story.sources, after.story.sources, wanted, strict=True))
    if any(now not in (was, want) for was, now, want in steps) or all(now == was for was, now, _ in steps):
        return False
    was, now = before.story, after.story
    return _without_sources(was) == _without_sources(now) and was.extra == now.extra


def _without_sources(story: Story) -> Story:
    return dataclasses.replace(story, sources=(), body_line=1)


def _as_read(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def _ways(text: str, number: int, copy: Copy) -> Iterator[str]:
    """The text with the facts of one entry on lines of their own below its address; or behind it, in braces."""
    manuscript = read_manuscript(_as_read(text))
    header = header_of(manuscript, lambda _name: False)
    entries = header.data.get("sources")
    entry = entries[number] if isinstance(entries, list) and number < len(entries) else None
    if not isinstance(entry, dict):
        return
    line, column = header.places.get(("sources", number, "url")) or header.places.get(("source", "url"), (0, 0))
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return
    at = max(0, column - 1)
    found = _PAIR.search(lines[line - 1], at)
    if not found:
        return
    pairs = [_pair(key, value, found, manuscript) for key, value in _facts(entry, copy)]
    end = "\r" if lines[line - 1].endswith("\r") else ""
    indent = re.sub(r"\S", " ", lines[line - 1][: found.start()])
    yield "\n".join([*lines[:line], *(f"{indent}{pair}{end}" for pair in pairs), *lines[line:]])
    stands = lines[line - 1]
    beside = "".join(f", {pair}" for pair in pairs)
    yield "\n".join([*lines[: line - 1], stands[: found.end()] + beside + stands[found.end() :], *lines[line:]])


def _facts(entry: dict[str, Any], copy: Copy) -> Iterator[tuple[str, str]]:
    """The facts that an entry lacks."""
    given = {keys.normal(key) for key, value in entry.items() if value}
    if "archived" not in given:
        yield "archived", copy.archived
    if copy.gone and "gone" not in given:
        yield "gone", "true"


def _pair(fact: str, value: str, beside: "re.Match[str]", manuscript: Manuscript) -> str:
    """A key and its value, written as the address beside it is."""
    written, given = beside["key"], beside["value"]
    quote = written[0] if written[0] in "\"'" else ""
    is_short = keys.normal(written.strip("\"'")) == "source_url"
    name = "archive" if fact == "archived" and is_short else fact
    stem, last = written.strip("\"'")[:-3], written.strip("\"'")[-3:]
    name = name.upper() if stem.isupper() else name if last.islower() else name.capitalize()
    key = f"{quote}{stem}{name}{quote}"
    if fact == "gone":
        return f"{key}{beside['between']}{value}"
    if given[0] == "'" and "'" not in value:
        shown = f"'{value}'"
    elif given[0] == '"' or manuscript.dialect == "toml":
        shown = json.dumps(value, ensure_ascii=False)
    else:
        shown = value if is_short and manuscript.dialect == "classic" else as_yaml(value)
    return f"{key}{beside['between']}{shown}"
