"""Who a story is said to be of, and who publishes it: its head and JSON-LD against what readers see. Pure.

How a site fills its head is its own affair: a name that stands on other pages too says nothing of a story.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..newsroom.problem import Problem
from .built_site import REPRINTS, BuiltSite
from .fault import AGAIN, fault
from .surfaces import Article, mappings, words
from .usual import usual

#: How heads call an author.
_METAS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
#: Property of JSON-LD -> what its persons are, besides authors.
_PARTS = {"editor": "editor", "translator": "translator"}
_WORD = re.compile(r"[^\W_]+")
#: So many stories tell what is usual.
_FEW = 3
_BOTS = ("googlebot", "googlebot-news")


def persons(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for key in ("author", *_PARTS):
            for one in mappings(article.node.get(key)):
                if one.get("@type") == "Person" and _WORD.search(name := words(one.get("name"))):
                    by_word[_WORD.findall(name)[0]].add(name)
    publisher = usual(Counter(_published_by(one) for one in articles if one.node), _FEW)
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        homes[article.page.lang][_home(article)] += bool(article.node)
    for article in articles:
        for said in (*_byline(article, by_word), *_pages(site, article), *_publisher(article, publisher)):
            yield fault(article.page.path, "E06", said, AGAIN)
        home = usual(homes[article.page.lang], _FEW)
        if home and article.node and article.page.relation not in REPRINTS and _home(article) not in (home, ""):
            said = f"JSON-LD says that its publisher is at {_home(article)[:100]}, and in other stories at {home[:100]}"
            yield fault(article.page.path, "E06", said, AGAIN)
    for key in _METAS:
        yield from _heads(site, articles, key)
    yield from _closed(articles)


def _byline(article: Article, by_word: Mapping[str, set[str]]) -> Iterator[str]:
    """The editors and translators of JSON-LD are named under the headline, and nobody else is whom other stories name."""
    shown, node = article.page.byline, article.node
    if not shown or not node:
        return
    for key, part in _PARTS.items():
        for name in (words(one.get("name")) for one in mappings(node.get(key))):
            if name and not _names(shown, name):
                yield f"JSON-LD names {name} as its {part}, and the page does not"
    own = set(_all_names(node))
    left = shown
    for name in sorted(own, key=len, reverse=True):
        left = left.replace(name, "|")
    named = {name for word in set(_WORD.findall(left)) for name in by_word.get(word, ())} - own
    for name in sorted(named):
        if _names(left, name):
            yield f"its page names {name}, and JSON-LD does not"


def _names(text: str, name: str) -> bool:
    """Whether a text holds a name that is no part of a longer one. What stands in another paragraph follows without a blank."""
    before, _, behind = text.partition(name)
    return name in text and before[-1:] != "-" and behind[:1] != "-" and not behind[:1].islower()


def _all_names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if name := words(value.get("name")):
            yield name
        for one in value.values():
            yield from _all_names(one)
    elif isinstance(value, list):
        for one in value:
            yield from _all_names(one)


def _pages(site: BuiltSite, article: Article) -> Iterator[str]:
    """An author whose page in JSON-LD is not the one that the byline links to."""
    linked = {words(name): site.path_of(url, article.page.path) for url, name in article.page.signed}
    for one in mappings(article.node.get("author")):
        name, url = words(one.get("name")), one.get("url")
        target = site.path_of(url) if isinstance(url, str) else None
        if target is not None and linked.get(name) is not None and linked[name] != target:
            yield f"JSON-LD leads from {name} to {url}, and the page elsewhere"


def _publisher(article: Article, of_most: str) -> Iterator[str]:
    if of_most and article.node and article.page.relation not in REPRINTS and _published_by(article) != of_most:
        yield f"JSON-LD names {_published_by(article) or 'nobody'} as its publisher, and in other stories {of_most}"


def _home(article: Article) -> str:
    told = article.node.get("publisher")
    return words(told.get("url")) if isinstance(told, Mapping) else ""


def _published_by(article: Article) -> str:
    told = article.node.get("publisher")
    return words(told.get("name")) if isinstance(told, Mapping) else ""


def _heads(site: BuiltSite, articles: Sequence[Article], key: str) -> Iterator[Problem]:
    """A head that names somebody else as the author."""
    told = [(one.page, said) for one in articles if (said := _said(one.page, key)) and one.page.authors]
    if not told:
        return
    general = {_said(page, key) for page in site.pages.values() if not page.is_article}
    agree = sum(any(words(name) in said for name in page.authors) for page, said in told)
    if agree * 2 <= len(told) and len(told) * 2 > len(articles):
        return
    for page, said in told:
        if said not in general and not any(words(name) in said for name in page.authors):
            names = " and ".join(map(words, page.authors))
            yield fault(page.path, "E06", f'its head says "{said[:80]}" as its {key}, and the page {names}', AGAIN)


def _said(page: Any, key: str) -> str:
    said = words(page.names.get(key) or page.cards.get(key))
    return "" if said.startswith(("http://", "https://", "@")) else said


def _closed(articles: Sequence[Article]) -> Iterator[Problem]:
    """A reprint that is kept from one search engine and not from the other, where some reprint is kept from that one."""
    pages = [one.page for one in articles if one.page.relation in REPRINTS]
    for bot in _BOTS:
        closed = [any("noindex" in page.robots.get(name, "") for name in (bot, "robots")) for page in pages]
        if any(closed):
            for page, is_closed in zip(pages, closed, strict=True):
                if not is_closed and any("noindex" in said for said in page.robots.values()):
                    said = f"{bot} may list this reprint, which others may not"
                    yield fault(page.path, "E06", said, "keep it from all that reprints are kept from")
