"""What a story itself says, to hold against what a built site tells of it: whatever is wrong alike everywhere differs from that alone. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from ..newsroom.links import prose_lines

_MARKUP = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+")
#: Words with nothing between them that a renderer may write otherwise: neither quotation marks nor dashes, no signs of Markdown.
_PLAIN = re.compile(r"(?:[^\W_]+(?:[,;]? |-(?=\w))?)+")
#: A line that is more than words, or another thing: a table, a definition, a shortcode, a formula, a block of code.
_ODD = re.compile(r"[<>|{}$\\`^~=%@\x00-\x08]|!\[|://|^(?:\s{4}|\t|\s*\*?\[[^\]]*\]:|\s*:)")
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|template|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)")
#: Fewer words in a row may be of a table, a formula or a note; in a language without blanks so many letters are as much.
_RUN, _LETTERS = 6, 25


@dataclass(frozen=True, slots=True)
class Written:
    """A story as its own file has it. `path` is that file; `facts` are in the form in which the surfaces of a site tell them, by their names."""

    path: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    credit: str = ""
    sources: tuple[Mapping[str, Any], ...] = ()
    text: Callable[[], str] = str
    """Its Markdown: that of all stories together is most of a site, so it is fetched when it is wanted."""
    pins: tuple[str, ...] = ()
    """The pages of the stories that its header names in `related`, in their order."""
    never: frozenset[str] = frozenset()
    """The pages of those that its header keeps out of its related list."""
    line: str = ""
    """The storyline that it is a part of."""


def is_same(value: Any, other: Any) -> bool:
    """Whether two say the same, but for their signs: a renderer may write quotation marks and dashes otherwise."""
    return bool(value == other or _folded(value) == _folded(other))


def begins_with(whole: str, said: str) -> bool:
    """Whether a text is the beginning of another, but for their signs: what is too long for its place ends there with three points."""
    own, part = _folded(whole), _folded(said)
    if not said.rstrip().endswith(("...", "\u2026")):
        return bool(own == part)
    return isinstance(own, tuple) and isinstance(part, tuple) and own[: len(part) - 1] == part[:-1]


def plain_runs(markdown: str) -> Iterator[str]:
    """Of a text the words in a row that stand as they are wherever it is shown: of lines that are prose and hold no HTML and nothing that a
    plugin may make something of.
    """
    for _, line in prose_lines(_HIDDEN.sub("", markdown) if "<" in markdown else markdown):
        if _ODD.search(line):
            continue
        text = unescape(line) if "&" in line else line
        for run in _PLAIN.findall(_TARGET.sub("]", text) if "](" in text else text):
            words = run.split()
            if len(words) >= _RUN or any(len(one) >= _LETTERS and not one.isascii() for one in words):
                yield run.strip()


def _folded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_folded, value))
    if not isinstance(value, str):
        return value
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", _MARKUP.sub("", value)).casefold())) or value
