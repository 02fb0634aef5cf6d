"""An imported article as a Markdown file with YAML in front. Pure."""

import json
import re
from collections.abc import Mapping, Sequence

from ..newsroom.story import Image, Source
from ..newsroom.yaml_text import Raw
from .article import Imported, cleaned

_PLAIN = re.compile(
    r"[A-Za-z\u00c0-\u1fff\u2c00-\ud7ff\uf900-\ufdff][^:#\[\]{}&*!|>'\"%@`,\n\r\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]*"
)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})
_UNSEEN = re.compile(r"[\x7f-\xa0\u2028\u2029\ufeff]")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?: ?[+-]\d{2}:?\d{2}|Z)?)?")


def to_markdown(article: Imported) -> str:
    """The text of the file: only what is known stands in it."""
    lines = ["---", f"title: {scalar(article.title)}"]
    lines += _line("deck", article.deck) + _line("summary", article.summary)
    lines += _line("date", article.date) + _line("modified", article.modified) + _line("expires", article.expires)
    lines += _line("slug", article.slug) + _line("lang", article.lang) + _line("status", article.status)
    for key, names in (("authors", article.authors), ("categories", article.categories), ("tags", article.tags)):
        lines += _list(key, names)
    lines += _line("storyline", article.storyline) + _line("license", article.license)
    lines += _image(article.image) + _sources(article.sources) + _list("aliases", article.aliases)
    if article.url:
        lines += [f"url: {scalar(article.url)}", f"save_as: {scalar(_file_of(article.url))}"]
    for key, value in article.extra.items():
        lines += _any(key, value, "")
    return "\n".join([*lines, "---", "", article.body.strip("\n"), ""])


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where nobody could mistake it, else quoted (JSON's strings are YAML's)."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text == text.strip()
    if plain or _MOMENT.fullmatch(text):
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(cleaned(text), ensure_ascii=False))


def _line(key: str, value: str) -> list[str]:
    return [f"{key}: {scalar(value)}"] if value else []


def _list(key: str, names: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {scalar(name)}" for name in names)] if names else []


def _image(image: Image | None) -> list[str]:
    if image is None:
        return []
    facts = (
        ("src", image.src),
        ("alt", image.alt),
        ("caption", image.caption),
        ("credit", image.credit),
        ("license", image.license),
    )
    return ["image:", *(f"  {key}: {scalar(value)}" for key, value in facts if value)]


def _sources(sources: Sequence[Source]) -> list[str]:
    lines = ["sources:"] if sources else []
    for one in sources:
        lines += [f"  - source: {scalar(one.name)}", f"    relation: {one.relation}"]
        facts = (
            ("url", one.url),
            ("title", one.title),
            ("author", one.author),
            ("published", one.published.isoformat() if one.published else ""),
            ("license", one.license),
        )
        lines += [f"    {key}: {scalar(value)}" for key, value in facts if value]
    return lines


def _any(key: str, value: Raw, indent: str) -> list[str]:
    """A key that is not ours with whatever stands under it."""
    name = f"{indent}{scalar(key)}:"
    if isinstance(value, str):
        return [f"{name} {scalar(value)}"]
    if isinstance(value, Mapping):
        return (
            [name, *(line for inner, part in value.items() for line in _any(inner, part, f"{indent}  "))]
            if value
            else [f"{name} {{}}"]
        )
    return [name, *(line for part in value for line in _item(part, f"{indent}  "))] if value else [f"{name} []"]


def _item(value: Raw, indent: str) -> list[str]:
    if isinstance(value, str):
        return [f"{indent}- {scalar(value)}"]
    lines = _any("x", value, f"{indent}  ")[1:]
    if not value:
        return [f"{indent}- {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [f"{indent}-", *lines]  # the dash stands alone, so that no inner mark can be mistaken


def _file_of(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") else url
