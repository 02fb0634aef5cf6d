"""What is left in the words of a page of what they were made from: marks of templates, Markdown, what a program says where it has nothing to say. Pure."""

import re
from collections.abc import Sequence

from .page import Page

#: What Jinja, Liquid, Go and Pelican replace before a page is written.
MARK = re.compile(
    r"\{\{-?\s*[\w.$][^{}<>]{0,80}\}\}|\{%-?\s*\w[^{}<>]{0,80}%\}|\{(?:filename|static|attach|author|category|tag|index)\}"
)
#: Markdown that nobody made to HTML: strong words, a link or a picture, a heading, a fence, a note.
_MARKDOWN = re.compile(
    r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{1,80}(?<=[^\s*])\*\*(?![\w*])"
    r"|!?\[[^\]\[\n]{1,80}\]\((?:https?://|\.{0,2}/|#)[^\s()]*\)|\A#{2,6} \w[^\n]{0,60}|\A```\w*|\[\^\d+\]"
)
_BEGINS = ("## ", "###", "```")
#: What a program says where it has nothing to say, alone in one of these elements. In a cell of a table it may be meant.
_NOTHINGS = frozenset({"undefined", "NaN", "None", "null"})
_PHRASES = frozenset({"a", "button", "h1", "h2", "h3", "small", "span", "time"})
#: Longer texts are no such word.
_FEW = 10


def may_be_left(data: str) -> bool:
    """Whether a piece of text is to be looked at; nearly none is."""
    return (
        "{" in data
        or "**" in data
        or "](" in data
        or "[^" in data
        or data.startswith(_BEGINS)
        or (len(data) < _FEW and data in _NOTHINGS)
    )


def left_in(page: Page, data: str, line: int, opened: Sequence[str], is_in_text: bool) -> None:
    """Note what a piece of visible text holds; `opened` are the elements it stands in."""
    page.marks += _found(MARK, data, line)
    page.unmade += _found(_MARKDOWN, data, line)
    if data in _NOTHINGS and not is_in_text and opened and opened[-1] in _PHRASES:
        page.leavings.append((data, line))


def _found(pattern: re.Pattern[str], data: str, line: int) -> list[tuple[str, int]]:
    return [(found[0], line + data.count("\n", 0, found.start())) for found in pattern.finditer(data)]
