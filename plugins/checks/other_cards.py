"""What the head of a story tells in other words than cards do: Dublin Core, what Google Scholar and Parse.ly read, the source that Google once
asked for. Held against its page. Pure.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import Article, mappings, words

_TITLES = ("dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title")
_DAYS = (
    "date", "pubdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date",
    "parsely-pub-date", "sailthru.date", "article.published",
)  # fmt: skip
_SOURCES = ("original-source", "syndication-source")
#: Two zones may be in two days.
_DAY = timedelta(days=1)
_SHORT = 10


def other_cards(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    signed = {target for page in site.pages.values() for url, _ in page.signed if (target := site.path_of(url))}
    for article in articles:
        for said in (*_told(article), *_sources(site, article), *_author(site, article, signed)):
            yield fault(article.page.path, "E06", said, AGAIN)


def _told(article: Article) -> Iterator[str]:
    page = article.page
    for name in _TITLES:
        said = words(page.names.get(name))
        if said and page.headline and words(page.headline) not in said:
            yield f'its head says "{said[:80]}" as its {name}, and its headline is "{page.headline[:80]}"'
    known = [day for one in (page.published, page.updated, article.node.get("dateModified")) if (day := _day(one))]
    for name in _DAYS:
        day = _day(page.names.get(name))
        if day and known and all(abs(day - one) > _DAY for one in known):
            yield f"its head says {page.names[name][:40]} as its {name}, and it was published on {page.published[:10]}"
    for at in ("1", "2"):
        said = words(page.names.get(f"twitter:data{at}"))
        is_author = words(page.names.get(f"twitter:label{at}")).casefold() == "written by"
        if said and is_author and page.authors and not any(words(one) in said for one in page.authors):
            yield f'its head says that it was written by "{said[:80]}", and the page {" and ".join(page.authors)[:80]}'


def _sources(site: BuiltSite, article: Article) -> Iterator[str]:
    """Where it says that it is from: from one of its sources, or from here."""
    if article.told is None:
        return
    known = {str(one.get("url")) for one in mappings(article.told.get("sources"))}
    for name in _SOURCES:
        url = article.page.names.get(name, "")
        if url.startswith(("http://", "https://")) and url not in known and site.path_of(url) != article.page.path:
            yield f"its head says {url[:200]} as its {name}, which is none of its sources"


def _author(site: BuiltSite, article: Article, signed: set[str]) -> Iterator[str]:
    """The page of somebody else, of whom other stories are."""
    page = article.page
    url = page.cards.get("article:author", "")
    target = site.path_of(url) if url.startswith(("http://", "https://")) else None
    own = {site.path_of(one, page.path) for one, _ in page.signed}
    if target in signed and own and target not in own:
        yield f"its head says {url[:200]} as its article:author, who has not signed it"


def _day(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text or "")[:_SHORT].replace("/", "-"))
    except ValueError:
        return None
