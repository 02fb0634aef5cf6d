"""A story or page as Pagefind reads it: a page of its own that holds the text, the facts to filter and sort by, and nothing of the theme. Pure.

The index is made from these and not from the site's pages: no menu, no list of related stories and no story that readers may not see can
come into it, and it is the same with any theme. The attributes are Pagefind's (pagefind.app/docs/indexing, /metadata, /filtering, /sorts).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from html import escape

from ..newsroom.story import Story

#: What a story's HTML may hold that is no text of it.
_SILENT = re.compile(
    r"<(script|style|template|iframe|object|form|noscript)\b.*?</\1\s*>|<sup\b[^>]*\bid=\"fnref[^>]*>.*?</sup>|"
    r"<a\b[^>]*\bclass=\"footnote-backref\"[^>]*>.*?</a>",
    re.IGNORECASE | re.DOTALL,
)
#: A word of the text must not be read as an instruction to Pagefind.
_INSTRUCTION = re.compile(r"\sdata-pagefind-[\w-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """`file` is the story's own file below the output folder: Pagefind makes the address of a result from it."""

    file: str
    text: str


def document_of(story: Story, html: str, *, file: str, day: str = "", label: str = "") -> Document:
    """A story that readers may see, or a page. `html` is its body, `day` the date of a story in words, `label` what a page is told by.

    Pagefind searches its metadata too, title and deck among them: only what a reader would ask for stands there. A label is a filter:
    whoever looks for the word "page" does not look for all pages.
    """
    sources = list(dict.fromkeys(source.name for source in story.sources))
    facts = {"title": story.title, "date": day, "deck": story.deck, "source": ", ".join(sources)}
    filters = [("category", one.name) for one in story.categories]
    filters += [("source", name) for name in sources]
    order = []
    if story.is_article and story.date:  # the date of a page says nothing to a reader, who does not see it
        filters.append(("year", f"{story.date.year}"))
        order.append(_meta("sort", "date", f"{story.date.astimezone(UTC):%Y%m%d%H%M%S}"))
    if label:
        filters.append(("kind", label))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(story.lang)}">',
        '<head><meta charset="utf-8">',
        f"<title>{escape(story.title)}</title>",
        *(_meta("meta", name, value) for name, value in facts.items() if value),
        *(_meta("filter", name, value) for name, value in filters),
        *order,
        "</head>",
        "<body><main data-pagefind-body>",
        *(f"<p>{escape(point)}</p>" for point in story.key_points),
        _TAG.sub(_without_instructions, _SILENT.sub("", html)),
        *_words(term.name for term in story.tags),
        "</main></body></html>",
        "",
    ]
    return Document(file, "\n".join(lines))


def _without_instructions(tag: re.Match[str]) -> str:
    return _INSTRUCTION.sub("", tag[0])


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'


def _words(tags: Iterable[str]) -> list[str]:
    """Tags are found, and no excerpt begins with them: they stand at the end."""
    named = ", ".join(tags)
    return [f"<p>{escape(named)}</p>"] if named else []
