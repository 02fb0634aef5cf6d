"""What each surface of a built site says of one fact of a story. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import unquote

from ..newsroom.credit import license_of
from ..newsroom.feed_facts import Entry, Listing
from ..newsroom.page import Page
from ..newsroom.story import RELATIONS
from .written import Written

_MARKUP = re.compile(r"<[^>]*>")
#: A licence as its SPDX id or as people say it.
_LICENSE = re.compile(r"\bCC0(?:[- ]1\.0)?|\bCC[- ]BY(?:[- ](?:NC|ND|SA))*[- ]\d\.\d", re.IGNORECASE)
#: Where JSON-LD names other people's works.
WORKS = ("isBasedOn", "translationOfWork", "citation")
#: So many letters has a date without a time: a sitemap may say no more.
DAY = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What one surface says of one fact. `file` is where it can be mended, `surface` how it is called."""

    file: str
    surface: str
    value: Any


@dataclass(slots=True)
class Article:
    """One story with all that speaks of it."""

    page: Page
    node: Mapping[str, Any]
    entries: list[Entry]
    told: Mapping[str, Any] | None
    """Its entry of provenance.json."""
    is_credited: bool = True
    """Whether its page says where it is from: without the plugin that does it, the page says nothing of that."""
    listings: Sequence[Listing] = ()
    """What our sitemaps say of it."""
    is_shown: bool = True
    """Whether its page marks what is said of it, as the contract has it. Another theme's does not, and is not asked."""
    written: Written | None = None
    """What its own file says, where that is known."""


def ids(article: Article) -> list[Said]:
    """By what it is known for ever. An item's id holds that of its story at its end."""
    shown = [article.page.story or ""] if article.is_shown else []
    told = [str(article.told.get("id", ""))] if article.told is not None else []
    known = [*shown, *told]
    said = [Said(article.page.path, "the page", one) for one in shown]
    said += [Said("provenance.json", "provenance.json", one) for one in told]
    for entry in article.entries:
        held = (one for one in known if one and (entry.id == one or entry.id.endswith((f":{one}", f"/{one}"))))
        said.append(Said(entry.file, entry.file, next(held, entry.id)))
    return said


def item_ids(article: Article) -> list[Said]:
    """The id by which readers of feeds know it, which is one in all of them."""
    if len({one.value for one in ids(article)}) > 1:
        return []  # told of the story
    return [Said(one.file, one.file, one.id) for one in article.entries]


def pictured(article: Article) -> list[Said]:
    """What is said of its lead picture to those who do not see it."""
    page = article.page
    told = next((words(one.get("description")) for one in mappings(article.node.get("image"))), "")
    if page.photo is None or not told:
        return []
    return [Said(page.path, "the page", words(page.photo)), Said(page.path, "JSON-LD", told)]


def types(article: Article) -> list[Said]:
    """What kind of story it is. JSON-LD says it in words of its own, and is held against this."""
    if article.told is None:
        return []
    return [Said("provenance.json", "provenance.json", str(article.told.get("type") or ""))]


def helpers(article: Article, key: str) -> list[Said]:
    """Who edited or translated it."""
    if not article.node:
        return []
    return [Said(article.page.path, "JSON-LD", tuple(_name(one) for one in as_list(article.node.get(key))))]


def sourced(article: Article) -> list[Said]:
    """In which order those stand from whom it is. Where a name differs, that is told of the source."""
    told = article.told
    said = [Said("provenance.json", "provenance.json", _names(told.get("sources")))] if told is not None else []
    said += [Said(one.file, one.file, _names(one.works)) for one in article.entries if one.works]
    known = [article.written.facts["order of the sources"]] if article.written else []
    return said if len({tuple(sorted(one)) for one in (*known, *(one.value for one in said))}) == 1 else []


def _names(sources: Any) -> tuple[str, ...]:
    return tuple(_name(one) for one in as_list(sources))


def relations(article: Article) -> list[Said]:
    """The relation to its sources."""
    page = article.page
    said = [Said(page.path, "the page", page.relation or "original")] if article.is_credited else []
    if article.told is not None:
        said.append(Said("provenance.json", "provenance.json", str(article.told.get("relation", ""))))
        if strongest := _strongest(article.told.get("sources")):
            said.append(Said("provenance.json", "the sources of provenance.json", strongest))
    said += [Said(one.file, one.file, one.relation) for one in article.entries if one.relation is not None]
    return said + [
        Said(one.file, f"the sources of {one.file}", strongest)
        for one in article.entries
        if (strongest := _strongest(one.works))
    ]


def _strongest(sources: Any) -> str:
    """The relation that counts for a story of several sources."""
    found = {str(one.get("relation")) for one in as_list(sources) if isinstance(one, Mapping)}
    return next((one for one in RELATIONS if one in found), "")


def addresses(article: Article) -> list[Said]:
    """Where the story is: its canonical link and JSON-LD."""
    page, main = article.page, article.node.get("mainEntityOfPage")
    if len(page.canonical) != 1 or not unquote(page.canonical[0]).endswith(f"/{page.path.removesuffix('index.html')}"):
        return []  # said of the page
    given = [article.node.get("url"), main.get("@id") if isinstance(main, Mapping) else main]
    return [Said(page.path, "the page", unquote(page.canonical[0]))] + [
        Said(page.path, "JSON-LD", unquote(one)) for one in given if isinstance(one, str) and one.startswith("http")
    ]


def titles(article: Article) -> list[Said]:
    """Its headline."""
    page = article.page
    said = [Said(page.path, "the page", words(page.headline))] if article.is_shown else []
    if article.node:
        said.append(Said(page.path, "JSON-LD", words(article.node.get("headline", ""))))
    if page.cards.get("og:title"):
        said.append(Said(page.path, "og:title", words(page.cards["og:title"])))
    if shown := words(_twitter(page, "title")):
        said.append(Said(page.path, "twitter:title", words(page.headline) if words(page.headline) in shown else shown))
    if article.told is not None:
        said.append(Said("provenance.json", "provenance.json", words(article.told.get("title", ""))))
    said += [Said(one.file, one.file, words(one.title)) for one in article.listings if one.title]
    return said + [Said(one.file, one.file, words(one.title)) for one in article.entries]


def _twitter(page: Page, name: str) -> str:
    return page.names.get(f"twitter:{name}") or page.cards.get(f"twitter:{name}", "")


def times(article: Article) -> list[Said]:
    """When it was published."""
    page = article.page
    said = [Said(page.path, "the page", moment(page.published))] if page.published else []
    said += _card(page, "article:published_time")
    if article.node:
        said.append(Said(page.path, "JSON-LD", moment(article.node.get("datePublished", ""))))
    if article.told is not None:
        said.append(Said("provenance.json", "provenance.json", moment(article.told.get("published", ""))))
    said += [Said(one.file, one.file, moment(one.published)) for one in article.listings if one.published]
    return said + [Said(one.file, one.file, moment(one.published)) for one in article.entries]


def changes(article: Article) -> list[Said]:
    """When it last changed. Where it carries a correction, that is later than the change that its page shows."""
    said = _card(article.page, "article:modified_time")
    if article.node:
        said.append(Said(article.page.path, "JSON-LD", moment(article.node.get("dateModified", ""))))
    if article.told is not None:
        value = article.told.get("modified") or article.told.get("published", "")
        said.append(Said("provenance.json", "provenance.json", moment(value)))
    if article.page.updated and not article.page.corrections:
        said.append(Said(article.page.path, "the page", moment(article.page.updated)))
    told_days = {one.changed[:10] for one in article.listings} & {str(article.node.get("dateModified", ""))[:10]}
    said += [
        Said(one.file, one.file, moment(one.changed))
        for one in article.listings
        if one.changed and not (len(one.changed) == DAY and one.changed in told_days)
    ]
    return said + [Said(one.file, one.file, moment(one.updated)) for one in article.entries if one.updated is not None]


def _card(page: Page, name: str) -> list[Said]:
    """A time of the card that other sites show; not one without a zone, which leaves open what is meant."""
    said = moment(page.cards.get(name, ""))
    return [Said(page.path, name, said)] if re.fullmatch(r"-?[\d.]+", said) else []


def authors(article: Article) -> list[Said]:
    """Whose names it carries."""
    names = tuple(map(words, article.page.authors))
    said = [Said(article.page.path, "the page", names)] if article.is_shown else []
    if article.node:
        said.append(
            Said(
                article.page.path,
                "JSON-LD",
                tuple(_name(one) for one in as_list(article.node.get("author"))),
            )
        )
    return said + [Said(one.file, one.file, tuple(map(words, one.authors))) for one in article.entries]


def _name(one: Any) -> str:
    """JSON-LD says who it is in full or by the name alone."""
    return words(one.get("name") if isinstance(one, Mapping) else one)


def topics(article: Article) -> list[Said]:
    """What it is filed under. Where no vocabulary says how, one story writes "Tags" and another "tags"."""
    said: list[Said] = []
    if article.node:
        names = [*as_list(article.node.get("articleSection")), *as_list(article.node.get("keywords"))]
        said.append(Said(article.page.path, "JSON-LD", small(names)))
    if article.page.terms:
        said.append(Said(article.page.path, "the page", small(name for _, name in article.page.terms)))
    return said + [Said(one.file, one.file, small(one.topics)) for one in article.entries]


def small(names: Iterable[Any]) -> tuple[str, ...]:
    """Names of topics as they are compared."""
    return tuple(sorted({words(name).casefold() for name in names}))


def licenses(article: Article) -> list[Said]:
    """Under which licence it stands."""
    page, said = article.page, []
    if article.node:
        said.append(Said(page.path, "JSON-LD", str(article.node.get("license", ""))))
    if page.license or (article.node and article.is_shown):
        said.append(Said(page.path, "the page", page.license))
    if article.told is not None:
        given = str(article.told.get("license") or "")
        if not given or license_address(given) != given or given.startswith("http") or page.license:
            said.append(Said("provenance.json", "provenance.json", license_address(given)))
    # Behind the name of who holds the rights, where that is not us.
    named = [(one.file, one.license.split()[-1]) for one in article.entries if one.license]
    return said + [Said(file, file, name) for file, name in named if name.startswith("http")]


def corrections(article: Article) -> list[Said]:
    """How many corrections it has."""
    page, facts, given = article.page, *_corrected(article)
    said = [Said(page.path, "the page", page.corrections)] if article.is_shown else []
    if article.node:
        said.append(Said(page.path, "JSON-LD", len(facts)))
    return [*said, Said("provenance.json", "provenance.json", len(given))] if article.told is not None else said


def corrected_words(article: Article) -> list[Said]:
    """What its corrections say, in their order, by those that tell as many as the page does."""
    page, facts, given = article.page, *_corrected(article)
    count = page.corrections if article.is_shown else len(given)
    said = [
        *([Said(page.path, "JSON-LD", _texts(facts))] if article.node and len(facts) == count else []),
        *([Said("provenance.json", "provenance.json", _texts(given))] if article.told and len(given) == count else []),
    ]
    told = next((one for one in (facts, given) if one and len(one) == count), [])
    return [*said, *([Said(page.path, "the page", _shown(page, told))] if article.is_shown and told else [])]


def _corrected(article: Article) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
    """(words, day) of each, by JSON-LD and by provenance.json."""
    facts = [(one.get("text"), one.get("datePublished")) for one in mappings(article.node.get("correction"))]
    return facts, [(one.get("text"), one.get("date")) for one in mappings((article.told or {}).get("corrections"))]


def _texts(given: list[tuple[Any, Any]]) -> tuple[str, ...]:
    return tuple(correction_told(text, day) for text, day in given)


def correction_told(text: Any, day: Any) -> str:
    """A correction as it is compared."""
    return f"{str(day)[:DAY]} {words(text)}"


def _shown(page: Page, told: list[tuple[Any, Any]]) -> tuple[str, ...]:
    """What is told, where the page shows the same words; else the page's."""
    made = []
    for shown, (text, day) in zip(page.corrected, told, strict=False):
        days = [one.told[:DAY] for one in page.times if one.shown and one.shown in shown]
        seen = words(text) if words(text) in shown else shown
        made.append(f"{str(day)[:DAY] if not days or str(day)[:DAY] in days else days[0]} {seen}")
    return tuple(made)


def decks(article: Article) -> list[Said]:
    """The line under the headline."""
    page = article.page
    if not page.deck and not article.node.get("alternativeHeadline"):
        return []
    said = [Said(page.path, "the page", words(page.deck))]
    return said + ([Said(page.path, "JSON-LD", words(article.node.get("alternativeHeadline")))] if article.node else [])


def descriptions(article: Article) -> list[Said]:
    """What search engines and other sites say of it."""
    page = article.page
    found = [
        ("the page", page.description),
        ("og:description", page.cards.get("og:description", "")),
        ("twitter:description", _twitter(page, "description")),
    ]
    return [
        Said(page.path, name, words(text))
        for name, text in (*found, ("JSON-LD", article.node.get("description")))
        if text
    ]


def languages(article: Article) -> list[Said]:
    """The language that it is in."""
    page, told = article.page, str(article.node.get("inLanguage") or "")
    said = [Said(page.path, "the page", page.lang.lower().replace("_", "-"))] if page.lang else []
    said += [
        Said(page.path, "hreflang", lang.lower().replace("_", "-"))
        for lang, url in page.versions
        if url in page.canonical and lang != "x-default"
    ]
    said += [Said(one.file, one.file, one.lang.lower().replace("_", "-")) for one in article.entries if one.lang]
    return said + ([Said(page.path, "JSON-LD", told.lower().replace("_", "-"))] if told else [])


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a value of JSON, which may be one, a list with other things, or nothing."""
    return [one for one in as_list(value) if isinstance(one, Mapping)]


def nodes_of(document: Any) -> Iterator[Mapping[str, Any]]:
    """What a document of JSON-LD tells of, one after the other; a graph holds several."""
    for one in mappings(document):
        yield one
        yield from nodes_of(one.get("@graph"))


def as_list(value: Any) -> list[Any]:
    """JSON-LD says one thing alone and several as a list."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def license_address(text: Any) -> str:
    """Where a licence stands, by its SPDX id or its address; one that is known by its name only keeps that."""
    terms = license_of(str(text or ""))
    return (terms.url or str(text)) if terms else ""


def license_names(text: str) -> list[str]:
    """The licences that a text names, each by its id."""
    return [re.sub(r"\s+", "-", one) for one in _LICENSE.findall(text)]


def words(text: Any) -> str:
    """A text with one blank between its words."""
    return " ".join(str(text or "").split())


def words_of_html(html: str, between: str = "") -> str:
    """The words of HTML; `between` stands in place of each tag."""
    return words(unescape(_MARKUP.sub(between, html)))


def moment(text: Any) -> str:
    """A time as an instant, so that two zones can be compared."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return str(moment.timestamp()) if moment.tzinfo else moment.isoformat()
