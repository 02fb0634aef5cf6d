"""A Markdown body line by line as its readers see it, each line with its number."""

from collections.abc import Iterator

from .outline import outline_of
from .visible_text import visible_text


def body_lines(markdown: str) -> Iterator[tuple[int, str, str]]:
    """(number from 1, visible words, as written) of each line that is neither code nor comment; an empty one between paragraphs."""
    for number, line in outline_of(markdown).lines:
        yield number, visible_text(line), line
