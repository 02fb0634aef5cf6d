"""What page, JSON-LD, feeds and provenance.json say of each story, held against each other. Pure.

Where they differ, the surfaces that most agree with are believed, and each of the others is one finding.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..newsroom.feed_facts import Entry, Listing
from ..newsroom.page import Page
from ..newsroom.problem import Problem
from . import surfaces
from . import works as credited_works
from .alike import alike
from .built_site import REPRINTS, BuiltSite, is_closed
from .cards import cards
from .drawn import drawn
from .fault import AGAIN, fault
from .lacking import lacking
from .linked_data import told_otherwise
from .nowhere import nowhere
from .other_cards import other_cards
from .other_themes import other_themes
from .packs import packs
from .persons import persons
from .promised import Promised
from .provenance import provenance, strays
from .repeated import repeated
from .shown import shown_otherwise
from .surfaces import WORKS, Article, Said, as_list, mappings, nodes_of, words
from .unusual import unusual
from .works import uncited
from .written import is_same

_CREDITED = "E06"
#: Relation -> the property of JSON-LD that says so.
_PROPERTIES = {
    "republished": "isBasedOn", "wire": "isBasedOn", "based-on": "isBasedOn", "press-release": "isBasedOn",
    "translated": "translationOfWork", "via": "citation", "with-partner": "contributor",
}  # fmt: skip


def compared(site: BuiltSite) -> Iterator[Problem]:
    """Every difference between the surfaces of every story."""
    told, missing = provenance(site)
    yield from missing
    articles = list(_articles(site, told))
    for article in articles:
        yield from _differences(article, site.promised)
        if article.is_shown:
            yield from _policy(article, site)
            yield from _astray(article, site)
        else:
            yield from _listed(article, site)
    shown = [one for one in articles if one.is_shown]
    yield from persons(site, shown)
    yield from alike(site, shown)
    yield from cards(site, shown)
    yield from other_cards(site, shown)
    yield from drawn(site, articles)
    yield from packs(site, articles)
    yield from other_themes(site, articles)
    yield from lacking(shown)
    yield from nowhere(site, shown)
    yield from unusual(site, shown)
    yield from strays(site, told)
    yield from repeated(site)
    yield from _feeds_differ(site)


def _articles(site: BuiltSite, told: Mapping[str, Mapping[str, Any]]) -> Iterator[Article]:
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.entries:
        target = site.path_of(entry.url)
        if target and not _is_about_corrections(entry):
            entries[target].append(entry)
    listings: dict[str, list[Listing]] = defaultdict(list)
    for one in (one for found in site.listings.values() for one in found if site.promised.feeds):
        if (target := site.path_of(one.url)) is not None:
            listings[target].append(one)
    for path, page in site.pages.items():
        is_shown = page.is_article and page.story is not None
        if (is_shown and (path in told or entries[path] or not is_closed(page))) or (path in told and not page.refresh):
            node = next(_told_of(page), {})
            items = entries[path] if site.promised.feeds else []
            # Another theme's page says nothing that is known for what it is; machines are told the same as everywhere.
            is_credited = site.promised.provenance and is_shown
            own = page if is_shown else Page(path)
            yield Article(
                own, node, items, told.get(path), is_credited, listings[path], is_shown, site.promised.written.get(path)
            )


def _told_of(page: Page) -> Iterator[Mapping[str, Any]]:
    """What its JSON-LD tells of as a story."""
    nodes = (one for document in page.documents for one in nodes_of(document))
    return (one for one in nodes if "NewsArticle" in str(one.get("@type")))


def _differences(article: Article, promised: Promised) -> Iterator[Problem]:
    page, node, told = article.page, article.node, article.told
    if told is None and promised.provenance:
        yield _problem("provenance.json", f"/{_short(page.path)} is missing", AGAIN)
    if not node and promised.json_ld and article.is_shown:
        yield _problem(page.path, "the story has no NewsArticle in JSON-LD", AGAIN)
    if sum(one.get("url") in (None, node.get("url")) for one in _told_of(page)) > 1:
        yield _problem(page.path, "JSON-LD tells of the story twice", AGAIN)
    everywhere: list[tuple[str, list[Said]]] = [
        ("id", surfaces.ids(article)),
        ("address", surfaces.addresses(article)),
        ("relation", surfaces.relations(article)),
        ("type", surfaces.types(article)),
        ("title", surfaces.titles(article)),
        ("time of publication", surfaces.times(article)),
        ("time of the last change", surfaces.changes(article)),
        ("authors", surfaces.authors(article)),
        ("topics", surfaces.topics(article)),
        ("licence", surfaces.licenses(article)),
        ("number of corrections", surfaces.corrections(article)),
        ("corrections", surfaces.corrected_words(article)),
        ("deck", surfaces.decks(article)),
        ("description", surfaces.descriptions(article)),
        ("language", surfaces.languages(article)),
        ("id in feeds", surfaces.item_ids(article)),
        ("alternative text of the picture", surfaces.pictured(article)),
        ("editors", surfaces.helpers(article, "editor")),
        ("translators", surfaces.helpers(article, "translator")),
        ("order of the sources", surfaces.sourced(article)),
    ]
    written = article.written.facts if article.written else {}
    for fact, said in everywhere:
        yield from _odd_ones(page.path, fact, said, written.get(fact))
    said_corrections = page.counts["told corrections"]
    # Where the others say that there are more, that is told below.
    is_whole = not node or page.corrections == len(mappings(node.get("correction")))
    if said_corrections and said_corrections != page.corrections and is_whole:
        yield _problem(
            page.path, f"it says that it has {said_corrections} corrections, and shows {page.corrections}", AGAIN
        )
    if page.counts["hidden pictures"]:
        why = "its lead picture has words for those who do not see it, and is kept from them"
        yield fault(page.path, "E08", why, "take role or aria-hidden out")
    for url in page.offered:
        if page.license and surfaces.license_address(url) != surfaces.license_address(page.license):
            yield _problem(page.path, f"it names the licence {url[:100]}, and its head {page.license[:100]}", AGAIN)
    yield from _credits(article)
    yield from _openings(article)
    yield from _sources(article)
    more = (*shown_otherwise(article), *told_otherwise(article), *uncited(article))
    yield from (_problem(page.path, one, AGAIN) for one in more)


def _odd_ones(path: str, fact: str, said: list[Said], written: Any = None) -> Iterator[Problem]:
    """Who says something else than most do; than the story itself, where that is known."""
    values = Counter(one.value for one in said)
    if written is not None:
        for one in said:
            if not is_same(one.value, written):
                yield _problem(
                    one.file,
                    f"{fact} of /{_short(path)} in {one.surface}: {_shown(one.value)}; its story says {_shown(written)}",
                    "every surface must say what the story does: build the site again",
                )
        values = Counter(one.value for one in said if is_same(one.value, written))
        said = [one for one in said if one.value in values]
    if len(values) < 2:
        return
    believed = max(values, key=lambda value: (values[value], _rank(value, said)))
    halves = [value for value in values if values[value] == values[believed]]
    is_open = len(halves) > 1 and not any(_rank(value, said) for value in halves)
    for one in said:
        if one.value != believed or is_open:
            other = next(value for value in halves if value != one.value) if is_open else believed
            yield _problem(
                one.file,
                f"{fact} of /{_short(path)} in {one.surface}: {_shown(one.value)}; elsewhere {_shown(other)}",
                "every surface must say the same: build the site again",
            )


def _rank(value: Any, said: list[Said]) -> int:
    """Of values that equally many agree with, the page's is believed; where it says nothing of it, each may be wrong."""
    return max((1 if one.surface == "the page" else 0) for one in said if one.value == value)


def _credits(article: Article) -> Iterator[Problem]:
    """The sentence: the same in JSON-LD, provenance.json and JSON Feed, and first on the page and in every feed."""
    page, told = article.page, article.told
    exact = []
    if article.node:
        exact.append(Said(page.path, "JSON-LD", words(article.node.get("creditText", ""))))
    if told is not None:
        exact.append(Said("provenance.json", "provenance.json", words(told.get("credit", ""))))
    exact += [
        Said(one.file, f"{one.file} (_provenance)", words(one.credit))
        for one in article.entries
        if one.credit is not None
    ]
    opened = [Said(page.path, "the page", words(page.credit))] if article.is_credited else []
    opened += [Said(one.file, one.file, words(one.opening)) for one in article.entries]
    values = Counter(one.value for one in exact)
    if not values:
        return
    support = {value: values[value] + sum(_opens(one, value) for one in opened) for value in values}
    believed = max(support, key=lambda value: (support[value], bool(value), value))
    if article.written is not None and not is_same(believed, article.written.credit):
        believed = article.written.credit
    for one in exact:
        if one.value != believed:
            yield _credit_problem(page, one, believed)
    for one in opened:
        if not _opens(one, believed):
            yield _credit_problem(page, one, believed)


def _opens(said: Said, credit: str) -> bool:
    if not credit:
        return said.surface != "the page" or not said.value
    return str(said.value).startswith(credit)


def _openings(article: Article) -> Iterator[Problem]:
    """One feed that says something else of a story without a credit than most do: that it has one."""
    page, told = article.page, article.told or {}
    if page.credit or article.node.get("creditText") or told.get("credit"):
        return  # it is told by its credit
    given = [(one.file, words(one.opening) if one.has_summary else "") for one in article.entries]
    said = Counter(summary for _, summary in given)
    usual, count = max(said.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    for file, summary in given if count * 2 > said.total() else ():
        if summary != usual:
            yield _problem(
                file,
                f"the summary of /{_short(page.path)} in {file}: {_shown(summary)}; elsewhere {_shown(usual)}",
                AGAIN,
            )


def _credit_problem(page: Page, one: Said, believed: str) -> Problem:
    return _problem(
        one.file,
        f"the credit of /{_short(page.path)} in {one.surface}: {_shown(one.value)}; elsewhere {_shown(believed)}",
        "every surface must give the same credit: build the site again",
    )


def _sources(article: Article) -> Iterator[Problem]:
    """What the surfaces say of the sources: the same everywhere, and of nobody from whom it was not copied."""
    page, said = article.page, list(_addresses_told(article))
    known = article.written.facts["addresses of the sources"] if article.written else None
    yield from _odd_ones(page.path, "addresses of the sources", said, known)
    for fact, told_of, written in credited_works.facts(article):
        yield from _odd_ones(page.path, fact, told_of, written)
    yield from _odd_ones(page.path, "feed of the source", credited_works.origins(article))
    for file, name in credited_works.strange_origins(article):
        yield _problem(file, f'/{_short(page.path)} is said to be copied from "{name[:80]}", and it is not', AGAIN)
    if said and article.is_credited:
        yield from _unlinked(article, Counter(one.value for one in said))
    yield from _unsaid(article)


def _addresses_told(article: Article) -> Iterator[Said]:
    """The addresses of the sources by JSON-LD, provenance.json and feeds. Where an original has gone, feeds have its archived copy."""
    if article.node:
        works = [one for name in WORKS for one in as_list(article.node.get(name))]
        urls = {str(one["url"]) for one in works if isinstance(one, dict) and one.get("url")}
        yield Said(article.page.path, "JSON-LD", tuple(sorted(urls)))
    if article.told is not None:
        given = mappings(article.told.get("sources"))
        urls = {str(one["url"]) for one in given if one.get("url") and one.get("relation") != "with-partner"}
        yield Said("provenance.json", "provenance.json", tuple(sorted(urls)))
    originals = {copy: url for url, copy in _copies(article.told).items()}
    for one in article.entries:
        yield Said(one.file, one.file, tuple(sorted({originals.get(url, url) for url in one.sources})))


def _unlinked(article: Article, told: Counter[tuple[str, ...]]) -> Iterator[Problem]:
    """Addresses that most surfaces tell, and to which nothing on the page leads."""
    copies = _copies(article.told)
    for url in max(told, key=lambda value: (told[value], value)):
        if copies.get(url, url) not in article.page.sources:
            message = f"the source {url} has no link in its credit or citation"
            yield _problem(article.page.path, message, "link the source where it is credited")


def _unsaid(article: Article) -> Iterator[Problem]:
    """The first relation to a source for which JSON-LD has a property, and does not use it."""
    for source in mappings(article.told.get("sources")) if article.told and article.node else ():
        name = _PROPERTIES.get(str(source.get("relation")), "")
        if name and not as_list(article.node.get(name)):
            message = f"JSON-LD does not say {name}, and the story is {source.get('relation')}"
            yield _problem(article.page.path, message, AGAIN)
            return


def _astray(article: Article, site: BuiltSite) -> Iterator[Problem]:
    """A credit whose link leads to somebody else. A source's name may lead to our page of it, the title of its work may not."""
    for name, url in credited_works.astray(article):
        if site.path_of(url, article.page.path) is None or name in credited_works.titles(article):
            yield _problem(
                article.page.path,
                f'the credit of "{name[:80]}" leads to {url}, which is no address of that source',
                "link the source where it is credited",
            )


def _copies(told: Mapping[str, Any] | None) -> Mapping[str, str]:
    """Where readers are sent instead of to an original that has gone, by the original's address."""
    sources = mappings(told.get("sources")) if told else []
    return {
        str(one["url"]): str(one["archived"])
        for one in sources
        if one.get("gone") and one.get("url") and one.get("archived")
    }


def _policy(article: Article, site: BuiltSite) -> Iterator[Problem]:
    """What search engines are told, by relation."""
    page = article.page
    if article.told is None:
        return
    if page.relation in REPRINTS:
        if not is_closed(page) and page.path not in site.listed:
            yield _problem(
                page.path,
                f"a {page.relation} story that search engines may list",
                "say noindex to Googlebot and Googlebot-News",
            )
    elif is_closed(page):
        yield _problem(
            page.path, "the story is ours and kept from search engines", "take the noindex out, or say whose text it is"
        )


def _listed(article: Article, site: BuiltSite) -> Iterator[Problem]:
    """What sitemaps name of a story whose page says nothing of it: ours, and no reprint as news."""
    relation = str((article.told or {}).get("relation", ""))
    if relation in REPRINTS:
        for one in article.listings:
            if "news" in one.file:
                said = f"{one.url} was first published by somebody else"
                yield _problem(one.file, said, "take it out of the news sitemap")
        return
    is_due = site.promised.feeds and site.listed and not is_closed(site.pages[article.page.path])
    if is_due and article.page.path not in site.listed:
        yield _problem("sitemap.xml", f"/{_short(article.page.path)} is missing", AGAIN)


def _feeds_differ(site: BuiltSite) -> Iterator[Problem]:
    """Feeds of one name in several formats hold the same stories."""
    groups: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for entry in site.entries:
        stem = entry.file.removesuffix(".json").removesuffix(".atom.xml").removesuffix(".rss.xml")
        groups[stem].setdefault(entry.file, set()).add(entry.url)
    for formats in groups.values():
        urls = Counter(url for found in formats.values() for url in found)
        for url, count in sorted(urls.items()):
            without = sorted(file for file, found in formats.items() if url not in found)
            if without and count >= len(without):
                yield from (
                    _problem(
                        file,
                        f"{url} is missing, and in {len(formats) - len(without)} other formats of this feed",
                        AGAIN,
                    )
                    for file in without
                )


def _is_about_corrections(entry: Entry) -> bool:
    return "corrections" in entry.file.rsplit("/", 1)[-1]


def _short(path: str) -> str:
    return path.removesuffix("index.html")


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(f'"{one}"' for one in value) or "none"
    text = str(value)
    return f'"{text[:80]}..."' if len(text) > 80 else f'"{text}"' if text else "nothing"


def _problem(file: str, message: str, remedy: str) -> Problem:
    return fault(file, _CREDITED, message, remedy)
