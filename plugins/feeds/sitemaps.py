"""Sitemaps (sitemaps.org/protocol.html), Google's news sitemap and hreflang, and robots.txt. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .xml_text import NEWS, SITEMAP, XHTML, document, root

MOST = 50_000
#: How long a story stays in a news sitemap (support.google.com/news/publisher-center/answer/9606710).
RECENT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that search engines may list. `versions` are (language, address) of all its translations, itself included."""

    url: str
    updated: datetime | None = None
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """A story as a sitemap of news tells it (sitemaps.org's extension by Google: publication_date, title, language)."""

    url: str
    title: str
    lang: str
    published: datetime


def parts_of(pages: Iterable[Page], name: str, most: int = MOST) -> list[tuple[str, Sequence[Page]]]:
    """(file, pages) of each part: `sitemap-1.xml`, `sitemap-2.xml`... of at most `most` pages."""
    said = sorted(pages, key=lambda page: (page.url, page.updated is None))
    everything = [*{page.url: page for page in said}.values()]  # a page may stand in the place of a list
    files = files_of(name, len(everything), most)
    return [(file, everything[number * most : (number + 1) * most]) for number, file in enumerate(files)]


def files_of(name: str, count: int, most: int = MOST) -> list[str]:
    """The files of the parts that so many pages stand in; one of none, too."""
    stem, dot, extension = name.rpartition(".")
    return [f"{stem}-{number}{dot}{extension}" for number in range(1, max(1, -(-count // most)) + 1)]


def index(site_url: str, parts: Sequence[tuple[str, Sequence[Page]]]) -> str:
    """The index of the parts."""
    top = root(_s("sitemapindex"))
    for file, pages in parts:
        entry = top.add(_s("sitemap"))
        entry.add(_s("loc"), f"{site_url}/{file}")
        latest = max((page.updated for page in pages if page.updated), default=None)
        if latest:
            entry.add(_s("lastmod"), latest.isoformat())
    return document(top, SITEMAP)


def part(pages: Iterable[Page]) -> str:
    """One part."""
    top = root(_s("urlset"))
    for page in pages:
        entry = top.add(_s("url"))
        entry.add(_s("loc"), page.url)
        if page.updated:
            entry.add(_s("lastmod"), page.updated.isoformat())
        for lang, url in page.versions:
            entry.add(f"{{{XHTML}}}link", rel="alternate", hreflang=lang, href=url)
    return document(top, SITEMAP)


def news(site_name: str, stories: Iterable[News], now: datetime) -> str:
    """The stories of the last two days."""
    top = root(_s("urlset"))
    recent = [one for one in stories if now - RECENT <= one.published <= now]
    for story in sorted(recent, key=lambda one: (-one.published.timestamp(), one.url)):
        entry = top.add(_s("url"))
        entry.add(_s("loc"), story.url)
        about = entry.add(_n("news"))
        publication = about.add(_n("publication"))
        publication.add(_n("name"), site_name)
        publication.add(_n("language"), story.lang)
        about.add(_n("publication_date"), story.published.isoformat())
        about.add(_n("title"), story.title)
    return document(top, SITEMAP)


def robots(sitemaps: Iterable[str], disallow: Iterable[str] = ()) -> str:
    """robots.txt (RFC 9309): everything is open but what `disallow` names."""
    closed = [f"Disallow: {path}" for path in disallow] or ["Disallow:"]
    return "\n".join(["User-agent: *", *closed, "", *(f"Sitemap: {url}" for url in sitemaps)]) + "\n"


def _s(name: str) -> str:
    return f"{{{SITEMAP}}}{name}"


def _n(name: str) -> str:
    return f"{{{NEWS}}}{name}"
