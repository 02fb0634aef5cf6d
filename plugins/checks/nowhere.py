"""What no page of a site has, though another place of the same site tells that it is due: each said once. However alike all pages are, what machines
are told of a story in one place is to be told in the others. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .lacking import links_its_sources
from .surfaces import Article, mappings
from .usual import ENOUGH
from .written import is_same

_Has = Callable[[Article], bool | None]
"""Whether a story has it; None where it need not."""
_MANY = 10
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


def nowhere(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong so."""
    yield from _settings(site)
    for said, has in _FACTS.items():
        yield from _none(articles, has, said, ERROR)
    yield from _none(articles, _tells_others, "its head tells other sites nothing of it (og:title)", WARNING)
    drawn = {PurePosixPath(one).stem for one in site.files if PurePosixPath(one).suffix in _PICTURES}
    yield from _none(
        articles,
        lambda one: bool(one.page.cards.get("og:image")) if one.page.story in drawn else None,
        "its head does not name the picture that is drawn for it (og:image)",
        WARNING,
    )
    if site.promised.related and len(articles) >= _MANY:
        yield from _none(articles, _leads_on, "it has no related list", WARNING)
    yield from _none(
        articles,
        lambda one: bool(one.page.versions) if _is_translated(site, one) else None,
        "its head does not name it in its other language (hreflang)",
        ERROR,
    )
    yield from _feeds(site)
    yield from _sitemaps(site)


def _none(articles: Sequence[Article], has: _Has, said: str, severity: str) -> Iterator[Problem]:
    told = {one.page.path: there for one in articles if (there := has(one)) is not None}
    if len(told) >= ENOUGH and not any(told.values()):
        yield fault(min(told), "E06", f"{said} (nor do {len(told) - 1} more stories)", AGAIN, severity=severity)


def _settings(site: BuiltSite) -> Iterator[Problem]:
    """The name and the scheme of the site as its settings have them."""
    names = {page.cards["og:site_name"] for page in site.pages.values() if page.cards.get("og:site_name")}
    wanted = site.promised.name
    if wanted and names and not any(is_same(one, wanted) for one in names):
        yield fault(
            "index.html", "E06", f'the site is called "{min(names)[:80]}", and "{wanted[:80]}" in its settings', AGAIN
        )
    scheme, _, place = site.promised.url.partition("://")
    if place and site.base != site.promised.url and site.base.partition("://")[2] == place:
        yield fault("index.html", "E07", f"pages say that they are at {site.base}, and the settings {scheme}", AGAIN)


def _in_ld(key: str, is_due: Callable[[Article], object]) -> _Has:
    return lambda one: bool(one.node.get(key)) if one.node and is_due(one) else None


def _author_pages(article: Article) -> bool | None:
    people = mappings(article.node.get("author"))
    return any(one.get("url") for one in people) if article.page.signed and people else None


def _description(article: Article) -> bool | None:
    return bool(article.page.description) if article.is_shown and article.node.get("description") else None


def _rights(article: Article) -> bool | None:
    """Where one feed says under which rights it stands, each does."""
    told = [one.license for one in article.entries if one.license is not None]
    return all(told) if any(told) else None


def _files(article: Article) -> bool | None:
    """Where one feed has its picture, others let it go with the story."""
    others = [one for one in article.entries if one.file.endswith(".xml")]
    return any(one.enclosures for one in others) if others and any(one.image for one in article.entries) else None


def _tells_others(article: Article) -> bool | None:
    return any(one.startswith("og:") for one in article.page.cards) if article.node else None


def _leads_on(article: Article) -> bool | None:
    return bool(article.page.related_lists)


def _is_translated(site: BuiltSite, article: Article) -> bool:
    own = article.page
    others = (site.stories.get(site.path_of(url, own.path) or "") for _, url, _ in own.tongues)
    return any(one is not None and one.lang != own.lang for one in others)


_FACTS: Mapping[str, _Has] = {
    "its credit does not link each of its sources": links_its_sources,
    "JSON-LD does not say in which language it is (inLanguage)": _in_ld("inLanguage", lambda one: one.page.lang),
    "its picture is not in JSON-LD (image)": _in_ld("image", lambda one: one.page.photo is not None),
    "JSON-LD does not describe it (description)": _in_ld("description", lambda one: one.page.description),
    "JSON-LD does not say of which line of stories it is a part (isPartOf)": _in_ld(
        "isPartOf", lambda one: one.page.counts["parts"]
    ),
    "JSON-LD does not lead to the pages of its authors (url)": _author_pages,
    "its head has no description": _description,
    "a feed does not say under which rights it stands, and another does": _rights,
    "its picture goes with it in no feed of XML, and another feed has it": _files,
}


def _feeds(site: BuiltSite) -> Iterator[Problem]:
    """Feeds that nobody finds, and that do not say where they are."""
    feeds = {file: feed for file, feed in site.feeds.items() if feed.entries}
    if not site.promised.feeds or len(feeds) < ENOUGH:
        return
    own = [page for page in site.pages.values() if page.canonical and not page.refresh]
    if site.has_form and own and not any(page.fed for page in own):
        yield fault(
            min(page.path for page in own), "E06", f"neither it nor {len(own) - 1} more pages name a feed", AGAIN
        )
    atom = sorted(file for file in feeds if file.endswith(".atom.xml"))
    if len(atom) >= ENOUGH and not any(feeds[file].own for file in atom):
        said = f'it does not say where it is itself (rel="self"), nor do {len(atom) - 1} more'
        yield fault(atom[0], "E06", said, AGAIN, severity=WARNING)


def _sitemaps(site: BuiltSite) -> Iterator[Problem]:
    """When pages changed and in which languages they are."""
    if not site.promised.feeds:
        return
    for file, listings in site.listings.items():
        known = (site.stories.keys() | site.promised.written.keys()) & site.pages.keys()
        told = [one for one in listings if site.path_of(one.url) in known]
        if "news" in file or len(told) < ENOUGH:
            continue
        if not any(one.changed for one in listings):
            yield fault(file, "E06", f"it does not say when its {len(listings)} pages changed (lastmod)", AGAIN)
        tongues = [one for one in told if site.pages[site.path_of(one.url) or ""].versions]
        if tongues and not any(one.versions for one in listings):
            said = f"it does not name {tongues[0].url} in its other languages (hreflang), nor {len(tongues) - 1} more"
            yield fault(file, "E06", said, AGAIN)
