"""An imported article as a Markdown file with YAML in front. Pure."""

import json
import re
from collections.abc import Sequence

from .text import Imported

_PLAIN = re.compile(r"[A-Za-z\u00c0-\uffff][^:#\[\]{}&*!|>'\"%@`,\n]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})


def to_markdown(article: Imported) -> str:
    """The text of the file: only what is known stands in it."""
    lines = ["---", f"title: {scalar(article.title)}"]
    if article.deck:
        lines.append(f"deck: {scalar(article.deck)}")
    if article.date:
        lines.append(f"date: {article.date}")
    for key, names in (("authors", article.authors), ("categories", article.categories), ("tags", article.tags)):
        lines += _list(key, names)
    if article.sources:
        lines.append("sources:")
    for source in article.sources:
        lines += [f"  - source: {scalar(source.name)}", f"    relation: {source.relation}"]
        lines += [
            f"    {key}: {scalar(value)}"
            for key, value in (("url", source.url), ("title", source.title), ("author", source.author))
            if value
        ]
    return "\n".join([*lines, "---", "", article.body, ""])


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where nobody could mistake it, else quoted (JSON's strings are YAML's)."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)


def _list(key: str, names: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {scalar(name)}" for name in names)] if names else []
