"""Rules of a text's headings: E14, W09."""

from collections.abc import Iterator

from ..problem import Problem
from ..reading_time import count_words
from ..visible_text import visible_text
from .case import Case

LONGEST_SECTION = 600
#: Characters of Chinese, Japanese and Korean that say as much as one word.
_CHARACTERS_A_WORD = 2


def heading_out_of_order(case: Case) -> Iterator[Problem]:
    """E14. The title is the one heading of the first level."""
    above = 1
    for heading in case.outline.headings:
        marks = "#" * heading.level
        if heading.level == 1:
            said = f'the heading "{_short(heading.text)}" stands beside the title as a second one'
            yield case.on(heading.line, heading.column, "E14", said, "begin it with ##; the title is the only #")
        elif heading.level > above + 1:
            said = f'the heading "{_short(heading.text)}" skips a level'
            yield case.on(heading.line, heading.column, "E14", said, f"begin it with {'#' * (above + 1)}, not {marks}")
        above = heading.level


def no_section_heading(case: Case) -> Iterator[Problem]:
    """W09. Told at the first line of the run of words."""
    text = case.story.text
    if len(text) < LONGEST_SECTION * 2 or _words(text) <= LONGEST_SECTION:
        return
    headings = {heading.line for heading in case.outline.headings}
    first = words = 0
    for line, written in (*case.outline.lines, (0, "")):
        if not line or line in headings:
            if words > LONGEST_SECTION:
                said = f"{words} words without a section heading"
                yield case.on(first, 1, "W09", said, "write a ## heading where the thought turns")
            first = words = 0
        elif written.strip():
            first = first or line
            words += len(written.split()) if written.isascii() else _words(written)


def _words(text: str) -> int:
    words, characters = count_words(text)
    return words + characters // _CHARACTERS_A_WORD


def _short(text: str) -> str:
    seen = visible_text(text)
    return seen if len(seen) <= 40 else f"{seen[:37]}..."
