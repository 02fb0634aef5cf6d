"""What is said of one story under a name that nobody uses for the others: in its head, in JSON-LD, in a feed. Machines read it, and no surface of the
site can be held against it. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..newsroom.problem import WARNING, Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import Article, words
from .usual import are_few

#: Properties of a story in JSON-LD that one story has and another not.
_PROPERTIES = frozenset([
    "@context", "@id", "@type", "about", "alternativeHeadline", "articleSection", "author", "backstory", "citation", "contributor",
    "copyrightHolder", "correction", "creditText", "dateModified", "datePublished", "description", "editor", "headline", "image",
    "inLanguage", "interviewee", "isAccessibleForFree", "isBasedOn", "isPartOf", "itemReviewed", "keywords", "license",
    "mainEntityOfPage", "mentions", "publisher", "reviewRating", "speakable", "thumbnailUrl", "timeRequired", "translationOfWork",
    "translator", "url", "video", "workTranslation",
])  # fmt: skip
#: What a head says by `<meta name>` of one page and not of another; so do those of these families.
_METAS = frozenset([
    "application-name", "author", "color-scheme", "description", "format-detection", "generator", "keywords", "news_keywords", "referrer",
    "robots", "theme-color", "viewport",
])  # fmt: skip
_FAMILIES = ("twitter:", "citation_", "apple-", "msapplication", "msvalidate", "fediverse:", "og:", "article:")
#: So many items tell what is usual.
_MANY = 4


def unusual(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Each as a warning: it may be meant."""
    for path, key, value in _few({one.page.path: _told(one.node) for one in articles if one.node}):
        said = f'JSON-LD says of it "{key[:40]}", and of no other story but few: {value}'
        yield fault(path, "E06", said, "take it out, or say it of all", severity=WARNING)
    paths = {one.page.path for one in articles} | (site.promised.written.keys() & site.pages.keys())
    pages = {path: site.pages[path] for path in sorted(paths) if not site.pages[path].refresh}
    for path, key, value in _few({path: _named(page.names) for path, page in pages.items()}):
        said = f'its head says "{key[:40]}", and that of no other story but few: {value}'
        yield fault(path, "E06", said, "take it out, or say it of all", severity=WARNING)
    linked = {path: {rel: words(url)[:80] for rel, url, _ in page.other_heads} for path, page in site.pages.items()}
    for path, key, value in _few({path: said for path, said in linked.items() if not site.pages[path].refresh}):
        yield fault(
            path, "E06", f'its head links {value} as "{key[:40]}", and no other page has that but few', "take it out", severity=WARNING
        )  # fmt: skip
    if site.promised.feeds:
        yield from _in_feeds(site)


def _told(node: Mapping[str, Any]) -> dict[str, str]:
    return {key: words(value)[:80] for key, value in node.items() if key not in _PROPERTIES}


def _named(names: Mapping[str, str]) -> dict[str, str]:
    return {
        key: words(value)[:80]
        for key, value in names.items()
        if key not in _METAS and not key.startswith(_FAMILIES) and "bot" not in key and "verif" not in key
    }


def _few(told: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    """(page, name, value) of each name that few have."""
    having = Counter(key for said in told.values() for key in said)
    for path, said in told.items():
        for key, value in said.items():
            if are_few(having[key], len(told) - having[key]):
                yield path, key, value


def _in_feeds(site: BuiltSite) -> Iterator[Problem]:
    """Parts of an item that none of the others has; and what an item may say once, and says twice."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    count = Counter(one.file for one in site.entries)
    for entry in site.entries:
        held[entry.file].update(set(entry.other_parts))
    for entry in site.entries:
        for name in sorted({*entry.other_parts}):
            few, all_of_them = held[entry.file][name], count[entry.file]
            if all_of_them >= _MANY and are_few(few, all_of_them - few):
                said = f'{entry.url} has "{name[:40]}" here, and no other item but few'
                yield fault(entry.file, "E06", said, "take it out, or say it of all", severity=WARNING)
        for name in entry.twice:
            yield fault(entry.file, "E06", f"{entry.url} has two of {name[:40]} here, and may have one", AGAIN)
