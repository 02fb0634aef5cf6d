"""A letter to each newsroom whose work a new story rests on, for the maintainer to read, change and send. Pure."""

from collections.abc import Mapping
from typing import Any


def letters_for(article: Mapping[str, Any], site: str) -> list[str]:
    """One text for each source of an article, as provenance.json tells of it; none for an original story."""
    named: dict[str, list[Mapping[str, Any]]] = {}
    for source in article.get("sources", ()):
        named.setdefault(str(source["name"]), []).append(source)
    return [_letter(article, name, sources, site) for name, sources in named.items()]


def _letter(article: Mapping[str, Any], name: str, sources: list[Mapping[str, Any]], site: str) -> str:
    works = [_work(one) for one in sources if one.get("url") or one.get("title")]
    changes = [str(one["changes"]) for one in sources if one.get("changes")]
    terms = [
        str(one.get("license") or one.get("permission"))
        for one in sources
        if one.get("license") or one.get("permission")
    ]
    return "\n".join(
        [
            f"To: {name}",
            f"Subject: We built on your story: {article['title']}",
            "",
            f"Dear colleagues at {name},",
            "",
            "we have published a story that rests on your work:",
            "",
            f"  {article['title']}",
            f"  {article['url']}",
            "",
            *(["Yours, as we cite it:", "", *(f"  {work}" for work in works), ""] if works else []),
            f"Our readers see this credit: {article.get('credit', '')}",
            "",
            *([f"What we added or changed: {' '.join(changes)}", ""] if changes else []),
            *([f"Terms: {'; '.join(terms)}", ""] if terms else []),
            "If something in it is wrong, or you would like to be credited otherwise, please write to us.",
            "",
            site,
            "",
        ]
    )


def _work(source: Mapping[str, Any]) -> str:
    parts = [str(source[key]) for key in ("title", "author", "published", "url") if source.get(key)]
    return ", ".join(parts)
