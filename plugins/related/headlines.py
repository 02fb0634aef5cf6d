"""Headlines that begin alike: what stands before the colon of several is the name of a column, and says little of what a story is about. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from .document import Document

#: So many headlines make of their common beginning the name of a column.
MANY = 2

_COLUMN = re.compile(r"(?P<column>[^:–—|]{2,40}?)\s*(?:[:：|]|\s[–—-]\s)\s*(?P<rest>\S.*)", re.DOTALL)


def column_of(document: Document) -> tuple[str, str] | None:
    """(language, beginning) of a headline that may stand in a column: "the api briefing" of "The API Briefing: harvest time"."""
    found = _COLUMN.fullmatch(document.title)
    return (document.language, found["column"].strip().casefold()) if found else None


def columns_of(documents: Iterable[Document]) -> Counter[tuple[str, str]]:
    """How many headlines begin with the same words before a colon, a bar or a dash."""
    return Counter(column for column in map(column_of, documents) if column)


def without_column(document: Document, columns: Counter[tuple[str, str]]) -> Document:
    """The document with the name of its column moved from the headline into the text, where it weighs little."""
    column = column_of(document)
    if column is None or columns[column] < MANY:
        return document
    found = _COLUMN.fullmatch(document.title)
    assert found
    return replace(document, title=found["rest"], text=f"{document.text}\n{found['column']}")
