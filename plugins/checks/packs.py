"""What is offered to be printed elsewhere, held against the story: a copy carries its credit to where nobody audits. Pure but for reading the site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from ..newsroom.page_facts import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import DAY, Article, license_address, license_names, words

_FOLDER, _TEXT, _PAGE = "republish/", "text.txt", "index.html"
_FIELD = re.compile(r"<textarea\b[^>]*>(.*?)</textarea>", re.DOTALL | re.IGNORECASE)
#: What begins or ends a line of its own where HTML is shown.
_LINES = re.compile(r"</?(?:h[1-6]|p|li|ul|ol|dl|dt|dd|div|blockquote|table|tr|td|th|caption|pre|br|hr)\b[^>]*>", re.IGNORECASE)  # fmt: skip
_HREF = re.compile(r"""\bhref=["']([^"']*)""", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
#: Deck, authors and credit stand in so many lines below the title.
_HEAD = 3


@dataclass(frozen=True, slots=True)
class _Pack:
    """`head` are the lines below the title, before the text of the story; `notice` is the last line, with the addresses of its links."""

    file: str
    title: str
    head: tuple[str, ...]
    notice: str


def packs(site: BuiltSite, articles: Iterable[Article]) -> Iterator[Problem]:
    """Every pack that gives another title, deck, author, credit, licence, address or day than all that else is said of its story."""
    for article in articles:
        if not article.page.path.endswith(_PAGE):
            continue
        for pack in _packs_of(site, article.page):
            for missing in _missing(pack, article):
                yield fault(pack.file, "E06", f"what others may print of /{article.page.path.removesuffix(_PAGE)} {missing}", AGAIN)  # fmt: skip


def _packs_of(site: BuiltSite, page: Page) -> Iterator[_Pack]:
    folder = f"{page.path.removesuffix(_PAGE)}{_FOLDER}"
    if (file := folder + _TEXT) in site.files:
        yield _pack_of(file, re.split(r"\n\s*\n", site.text(file)))
    if (file := folder + _PAGE) in site.files and (field := _FIELD.search(site.text(file))):
        html = _HREF.sub(r">\g<1> <a ", unescape(field[1]))  # an address stands before the words of its link
        yield _pack_of(file, (unescape(_MARKUP.sub(" ", line)) for line in _LINES.split(html)))


def _pack_of(file: str, texts: Iterable[str]) -> _Pack:
    lines = [line for text in texts if (line := words(text))] or [""]
    return _Pack(file, lines[0], tuple(lines[1 : 1 + _HEAD]), lines[-1])


def _missing(pack: _Pack, article: Article) -> Iterator[str]:
    """What it lacks, in words. It may say what any surface says: which of them is right is told there."""
    page, node, told = article.page, article.node, article.told or {}
    titles = _some(page.headline, node.get("headline"), told.get("title"))
    if titles and pack.title not in titles:
        yield f'is called "{pack.title[:80]}"'
    decks = _some(page.deck, node.get("alternativeHeadline"))
    if decks and not decks.intersection(pack.head):
        yield "has not its deck"
    for name in filter(None, map(words, page.authors)):
        if all(name not in line for line in pack.head):
            yield f'does not name "{name[:80]}"'
    sentences = _some(node.get("creditText"), told.get("credit"))
    if sentences and not sentences.intersection(pack.head):
        yield f'has not its credit, "{min(sentences)[:80]}"'
    stated = {license_address(one) for one in _some(page.license, node.get("license"), told.get("license"))}
    named = license_names(pack.notice)
    if stated and named and stated.isdisjoint(map(license_address, named)):
        yield f"stands under {', '.join(sorted(named))}"
    addresses = _some(*page.canonical[:1], node.get("url"), told.get("url"))
    if addresses and not any(f"{one}{end}" in f"{pack.notice} " for one in addresses for end in (" ", ")")):
        yield "does not say where it was published first"
    days = {str(one)[:DAY] for one in (page.published, node.get("datePublished"), told.get("published")) if one}
    if days and (dated := re.findall(r"\b\d{4}-\d\d-\d\d\b", _without(pack.notice, addresses))) and not days & {*dated}:
        yield f"says that it was published on {dated[-1]}"


def _some(*given: Any) -> set[str]:
    return {said for one in given if (said := words(one))}


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text
