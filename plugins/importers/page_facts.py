"""What a saved page says of itself to machines: JSON-LD, Open Graph, microformats, and what its `<head>` names. Pure.

Each fact is taken from the first of them that has it, the surest first. Nothing is taken from the looks of the page.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .article import each_once, one_line, readable_date
from .html_markdown import plain
from .roles import without_roles

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "liveblogposting", "report", "socialmediaposting", "techarticle",
    "scholarlyarticle", "posting",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of one page; "" and () where it does not say. `site` is the outlet's name, `canonical` the address it gives itself."""

    title: str = ""
    deck: str = ""
    date: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    site: str = ""
    canonical: str = ""
    image: str = ""
    image_alt: str = ""
    lang: str = ""
    license: str = ""


def facts_of(soup: "BeautifulSoup") -> PageFacts:
    """The facts of a parsed page."""
    ways: Sequence[Mapping[str, Any]] = (_linked_data(soup), _microformats(soup), _open_graph(soup), _head(soup))

    def first(key: str) -> str:
        return next((text for way in ways if (text := one_line(plain(str(way.get(key) or ""))))), "")

    def names(key: str) -> tuple[str, ...]:
        found = next((value for way in ways if (value := way.get(key))), ())
        return each_once(one_line(plain(str(name))) for name in found)

    title = first("title")
    site = first("site")
    for sign in (" | ", " - ", " – ", " — ", " · ", " :: "):  # `Headline | Outlet`: the outlet is no part of it
        if site and title.casefold().endswith(f"{sign}{site}".casefold()):
            title = title[: -len(f"{sign}{site}")].strip()
    authors, _ = without_roles(
        [
            name
            for name in names("authors")
            if not name.startswith(("http://", "https://")) and name.casefold() != site.casefold()
        ]
    )
    deck = first("deck")
    return PageFacts(
        title,
        "" if deck == title else deck,
        _moment(first("date")),
        _moment(first("modified")),
        authors,
        names("categories"),
        names("tags"),
        site,
        first("canonical"),
        first("image"),
        first("image_alt"),
        str(soup.html.get("lang") or "") if soup.html else "",
        first("license"),
    )


def _moment(text: str) -> str:
    """A date of the page, where it is one that nobody has to guess at."""
    trimmed = re.sub(r"\.\d+(?=[Z+-]|$)", "", text)
    return readable_date(trimmed.replace("T", " ")) or readable_date(trimmed)


def _linked_data(soup: "BeautifulSoup") -> Mapping[str, Any]:
    """The first article among the page's JSON-LD (schema.org/NewsArticle)."""
    for script in soup.find_all("script", type=re.compile("^application/ld\\+json", re.IGNORECASE)):
        try:
            read = json.loads(
                re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.string or ""), strict=False
            )
        except (ValueError, RecursionError):
            continue
        article = next((one for one in _objects(read) if _types(one) & _ARTICLES), None)
        if article:
            return _of_article(article)
    return {}


def _objects(read: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(read, list):
        for one in read[:200]:
            yield from _objects(one, depth + 1)
    elif isinstance(read, dict) and depth < 8:
        yield read
        for key in ("@graph", "mainEntity", "hasPart"):
            yield from _objects(read.get(key), depth + 1)


def _types(one: Mapping[str, Any]) -> set[str]:
    given = one.get("@type")
    return {str(name).rsplit("/", 1)[-1].lower() for name in (given if isinstance(given, list) else [given])}


def _of_article(article: Mapping[str, Any]) -> Mapping[str, Any]:
    image = article.get("image")
    image = image[0] if isinstance(image, list) and image else image
    keywords = article.get("keywords")
    publisher = article.get("publisher")
    page = article.get("mainEntityOfPage")
    return {
        "title": article.get("headline") or article.get("name"),
        "deck": article.get("alternativeHeadline") or article.get("description"),
        "date": article.get("datePublished"),
        "modified": article.get("dateModified"),
        "authors": _named(article.get("author") or article.get("creator")),
        "categories": _listed(article.get("articleSection")),
        "tags": _listed(keywords),
        "site": next(iter(_named(publisher)), ""),
        "canonical": page
        if isinstance(page, str)
        else (page or {}).get("@id") or article.get("url")
        if isinstance(page, dict) or page is None
        else "",
        "image": image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image,
        "image_alt": image.get("caption") if isinstance(image, dict) else "",
        "license": article.get("license") if isinstance(article.get("license"), str) else "",
    }


def _named(value: Any) -> list[str]:
    """Names of people or outlets: text, objects with a name, or lists of either."""
    if isinstance(value, list):
        return [name for one in value for name in _named(one)]
    if isinstance(value, dict):
        return _named(value.get("name"))
    return [re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE)] if isinstance(value, str) and value.strip() else []


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for one in value for name in (_named(one) if isinstance(one, dict) else [str(one)])]
    return [part.strip() for part in str(value or "").split(",") if part.strip()]


def _microformats(soup: "BeautifulSoup") -> Mapping[str, Any]:
    """The first `h-entry` (microformats.org/wiki/h-entry), or hAtom, its elder."""
    entry = soup.select_one(".h-entry, .hentry")
    if entry is None:
        return {}

    def text(*names: str) -> str:
        found = entry.select_one(", ".join(f".{name}" for name in names))
        return (
            str(found.get("datetime") or found.get("title") if found.name in ("time", "abbr") else found.get_text(" "))
            if found
            else ""
        )

    def texts(*names: str) -> list[str]:
        return [one.get_text(" ") for one in entry.select(", ".join(f".{name}" for name in names))]

    cards = [
        name
        for one in entry.select(".p-author, .author")
        for name in [(one.select_one(".p-name, .fn") or one).get_text(" ")]
    ]
    link = entry.select_one("a.u-url[href]")
    return {
        "title": text("p-name", "entry-title"),
        "deck": text("p-summary", "entry-summary"),
        "date": text("dt-published", "published"),
        "modified": text("dt-updated", "updated"),
        "authors": [re.sub(r"^\s*by\s+", "", name, flags=re.IGNORECASE) for name in cards],
        "tags": texts("p-category"),
        "canonical": str(link["href"]) if link and str(link["href"]).startswith("http") else "",
    }


def _open_graph(soup: "BeautifulSoup") -> Mapping[str, Any]:
    """Open Graph (ogp.me) with its `article:` words, and the twin of it that another service reads."""
    found = _metas(soup, "property")

    def one(*keys: str) -> str:
        return next((found[key][0] for key in keys if found.get(key)), "")

    return {
        "title": one("og:title", "twitter:title"),
        "deck": one("og:description", "twitter:description"),
        "date": one("article:published_time", "og:article:published_time"),
        "modified": one("article:modified_time", "og:updated_time"),
        "authors": found.get("article:author", ()),
        "categories": found.get("article:section", ()),
        "tags": found.get("article:tag", ()),
        "site": one("og:site_name"),
        "canonical": one("og:url"),
        "image": one("og:image", "og:image:url", "twitter:image"),
        "image_alt": one("og:image:alt", "twitter:image:alt"),
    }


def _head(soup: "BeautifulSoup") -> Mapping[str, Any]:
    """`<title>`, `<link rel=canonical>` and the older kinds of `<meta name>`, Dublin Core and Parsely among them."""
    found = _metas(soup, "name")
    title, link = soup.find("title"), soup.find("link", rel="canonical")
    license_link = soup.find(["a", "link"], rel="license")
    headings = [" ".join(one.get_text(" ").split()) for one in soup.find_all("h1")]
    whole = " ".join(title.get_text().split()) if title else ""
    # `<title>` names the site as well.
    named = next((one for one in headings if one and one in whole), whole or next(iter(headings), ""))

    def one(*keys: str) -> str:
        return next((found[key][0] for key in keys if found.get(key)), "")

    return {
        "title": one("parsely-title", "dc.title", "citation_title") or named,
        "deck": one("description"),
        "date": one(
            "parsely-pub-date",
            "date",
            "dc.date",
            "dcterms.created",
            "publish_date",
            "pubdate",
            "article.published",
            "sailthru.date",
        ),
        "modified": one("last-modified", "dcterms.modified"),
        "authors": found.get("author") or found.get("parsely-author") or found.get("dc.creator") or (),
        "categories": found.get("parsely-section") or found.get("section") or (),
        "tags": _listed(one("news_keywords", "keywords", "parsely-tags")),
        "site": one("application-name"),
        "canonical": str(link.get("href") or "") if link else "",
        "license": str(license_link.get("href") or "") if license_link else "",
    }


def _metas(soup: "BeautifulSoup", attribute: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    metas: Iterable[Any] = soup.find_all("meta")
    for meta in metas:
        name, content = (
            meta.get(attribute) or (meta.get("name") if attribute == "property" else ""),
            meta.get("content"),
        )
        if name and content:
            found.setdefault(str(name).lower(), []).append(str(content))
    return found
