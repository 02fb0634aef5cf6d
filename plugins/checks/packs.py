"""What is offered to be printed elsewhere, held against the story: a copy carries its credit to where nobody audits. Pure but for reading the site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from ..newsroom.problem import Problem
from .built_site import BuiltSite, is_closed, url_path
from .copied_texts import LINES, Copy, copied_texts
from .fault import AGAIN, fault
from .surfaces import DAY, Article, license_address, license_names, words, words_of_html
from .usual import without

_FOLDER, _TEXT, _PAGE = "republish/", "text.txt", "index.html"
_FIELD = re.compile(r"<textarea\b[^>]*>(.*?)</textarea>", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(r"""\bhref=["']([^"']*)""", re.IGNORECASE)
_LICENSED = re.compile(r"""<a\b[^>]*\brel=["']license["'][^>]*\bhref=["']([^"']*)""", re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|form)\b", re.IGNORECASE)
#: Deck, authors and credit stand in so many lines below the title.
_HEAD = 3
#: Relations of a text that a site may give away: the others are the words of somebody else, or theirs too.
_OURS = frozenset({"", "original", "based-on", "press-release", "via"})


@dataclass(frozen=True, slots=True)
class _Pack:
    """`head` are the lines below the title, before the text of the story; `notice` is the last line, with the addresses of its links;
    `text` are the lines between title and notice, `active` is the first element that does more than show words,
    `terms` the licence that its page names beside it.
    """

    file: str
    title: str
    head: tuple[str, ...]
    notice: str
    text: tuple[str, ...]
    active: str = ""
    terms: str = ""


def packs(site: BuiltSite, articles: Iterable[Article]) -> Iterator[Problem]:
    """Every pack that gives another title, deck, author, credit, licence, address or day than all that else is said of its story; those that belong
    to no story, or to one that is not ours to give away; and every copy of a text that says something else than its page.
    """
    copies: list[tuple[Article, list[Copy]]] = []
    owned: set[str] = set()
    for article in articles:
        folder = _pack_folder(article.page.path)
        owned.add(folder)
        given = list(_packs_of(site, folder))
        for pack in given:
            for missing in _missing(pack, article):
                yield _problem(pack, article, missing)
        what = f"what others may print of /{url_path(article.page.path)}"
        copies.append((article, [Copy(pack.file, what, pack.text, pack.file.endswith(_TEXT)) for pack in given]))
    yield from _of_nobody(site, owned)
    yield from _led(site)
    pages = [page for folder in owned if (page := site.pages.get(folder + _PAGE)) is not None]
    for file in sorted(without({page.path: is_closed(page) for page in pages})):
        yield fault(file, "E06", "search engines may list what others may print, and no other of its kind", AGAIN)
    yield from copied_texts(site, copies)


def _pack_folder(path: str) -> str:
    """Where the packs of a story lie: below its own address, that of `sea.html` in `sea`."""
    own = path.removesuffix(_PAGE) if path.endswith(f"/{_PAGE}") or path == _PAGE else f"{path.rpartition('.')[0]}/"
    return f"{own}{_FOLDER}"


def _problem(pack: _Pack, article: Article, said: str) -> Problem:
    return fault(pack.file, "E06", f"what others may print of /{url_path(article.page.path)} {said}", AGAIN)


def _led(site: BuiltSite) -> Iterator[Problem]:
    """The page of a story leads to what may be printed of it, and to nothing that may be printed of another."""
    led: dict[str, bool | None] = {}
    for path, page in site.stories.items():
        own = _pack_folder(path) + _PAGE
        targets = {site.path_of(url, path) or "" for url, _ in page.worded}
        led[path] = own in targets if own in site.pages else None
        for other in sorted(one for one in targets if one.endswith(f"/{_FOLDER}{_PAGE}") and one != own):
            said = f"it leads to /{url_path(other)}, where another story is offered to be printed"
            yield fault(path, "E06", said, AGAIN)
    for path in without(led):
        yield fault(path, "E06", "it does not lead to what others may print of it", AGAIN)


def _of_nobody(site: BuiltSite, owned: set[str]) -> Iterator[Problem]:
    for file in sorted(site.files):
        folder = file.removesuffix(_TEXT)
        if file.endswith(f"/{_FOLDER}{_TEXT}") and folder not in owned:
            yield fault(file, "E06", "it is offered to be printed, and there is no such story", AGAIN)


def _packs_of(site: BuiltSite, folder: str) -> Iterator[_Pack]:
    if (file := folder + _TEXT) in site.files:
        parts = [part for one in _BLANK.split(site.text(file)) if (part := one.strip())] or [""]
        # Of a plain text the first line of each of its parts is asked: formulas and tables are written otherwise there.
        shown = tuple(words(one.partition("\n")[0]) for one in parts[1:-1])
        yield _Pack(file, words(parts[0]), tuple(map(words, parts[1 : 1 + _HEAD])), words(parts[-1]), shown)
    if (file := folder + _PAGE) in site.files and (field := _FIELD.search(page := site.text(file))):
        html = unescape(field[1])
        lines = [(line, one) for one in LINES.split(html) if (line := words_of_html(one))]
        shown = tuple(line for line, _ in lines) or ("",)
        active = _ACTIVE.search(html)
        terms = _LICENSED.search(page, 0, field.start()) or _LICENSED.search(page, field.end())
        yield _Pack(
            file,
            shown[0],
            shown[1 : 1 + _HEAD],
            _with_addresses(lines[-1][1] if lines else ""),
            shown[1:-1],
            active[1].lower() if active else "",
            unescape(terms[1]) if terms else "",
        )


def _with_addresses(line: str) -> str:
    """The words of a line; an address stands before those of its link."""
    return words_of_html(_HREF.sub(r">\g<1> <a ", line), " ")


def _missing(pack: _Pack, article: Article) -> Iterator[str]:
    """What it lacks, in words. It may say what any surface says: which of them is right is told there."""
    page, node, told = article.page, article.node, article.told or {}
    if page.relation not in _OURS:
        yield f"is not ours to give away: it is {page.relation}"
    if pack.active:
        yield f"holds a <{pack.active}>"
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
    if pack.terms and stated and license_address(pack.terms) not in stated:
        yield f"is said to stand under {pack.terms[:100]} beside it"
    addresses = _some(*page.canonical[:1], node.get("url"), told.get("url"))
    if addresses and not any(f"{one}{end}" in f"{pack.notice} " for one in addresses for end in (" ", ")")):
        yield "does not say where it was published first"
    if (name := words(page.cards.get("og:site_name"))) and name not in pack.notice:
        yield f"does not say that it was published by {name[:80]}"
    days = {str(one)[:DAY] for one in (page.published, node.get("datePublished"), told.get("published")) if one}
    if days and (dated := re.findall(r"\b\d{4}-\d\d-\d\d\b", _less(pack.notice, addresses))) and not days & {*dated}:
        yield f"says that it was published on {dated[-1]}"


def _some(*given: Any) -> set[str]:
    return {said for one in given if (said := words(one))}


def _less(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text
