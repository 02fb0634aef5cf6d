"""What sitemaps say of the pages of a built site: which there are, when they changed, in which languages. Pure but for reading the site."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from ..newsroom.feed_facts import Listing
from ..newsroom.page import Page
from ..newsroom.problem import WARNING, Problem
from .built_site import REPRINTS, BuiltSite, is_closed, url_path
from .fault import AGAIN, fault
from .surfaces import moment
from .usual import nearly_all, without

_FRONT = "index.html"
#: Of fewer pages it is not known whether all are meant.
_SEVERAL = 3
#: So many seconds is news new; a day more for a site that counts whole days.
_NEWS = 3 * 86_400
#: So many stories may a news sitemap hold.
_MOST = 1000
#: Where all but so few of other pages are listed, each that has a feed is meant.
_RARE = 20
_PART = re.compile(r"sitemap-\d+\.xml")
_PICTURE = re.compile(r"<image:loc\b[^>]*>\s*([^<]*?)\s*<")
_PRIORITY = re.compile(r"<priority>\s*([^<]*?)\s*</priority>")
_SHARE = re.compile(r"0(\.\d+)?|1(\.0+)?")
_FREQUENCY = re.compile(r"<changefreq>\s*([^<]*?)\s*</changefreq>")
_FREQUENCIES = frozenset({"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"})


def sitemaps(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for file, listings in site.listings.items():
        is_index = "<sitemapindex" in site.text(file)[:400]
        for listing in listings:
            yield from _listed(site, listing)
        yield from _values(file, site.text(file))
        for url in sorted({unescape(one) for one in _PICTURE.findall(site.text(file))}):
            target = site.path_of(url)
            if target is not None and target not in site.files:
                yield fault(file, "E10", f"the picture {url[:200]} is not there", AGAIN)
        if not is_index:
            yield from _entries(site, file, listings)
        elif file == "sitemap.xml":
            yield from _index(site, file, listings)
    yield from _unlisted(site)
    yield from _left_out(site)


def _values(file: str, text: str) -> Iterator[Problem]:
    """How often and how urgently pages are to be looked at, in words that no search engine knows: each once."""
    for said in sorted({*_PRIORITY.findall(text)}):
        if not _SHARE.fullmatch(said):
            yield fault(
                file, "E06", f'"{said[:40]}" is no priority', "write a number from 0.0 to 1.0", severity=WARNING
            )
    for said in sorted({*_FREQUENCY.findall(text)} - _FREQUENCIES):
        yield fault(
            file, "E06", f'"{said[:40]}" is no changefreq', f"write {', '.join(sorted(_FREQUENCIES))}", severity=WARNING
        )


def _listed(site: BuiltSite, listing: Listing) -> Iterator[Problem]:
    """An address that leads nowhere, or to a page that search engines may not list."""
    file, url = listing.file, listing.url
    target = site.path_of(url)
    page = site.pages.get(target or "")
    if target is None or target not in site.files:
        yield fault(file, "E10", f"{url} is no page of this site", "list only pages that are there")
    elif target == file:
        yield fault(file, "E06", "it names itself", "take it out of the sitemap")
    elif page is None and not target.endswith((".xml", ".xml.gz", ".pdf")):
        yield fault(file, "E06", f"{url} is no page", "take it out of the sitemap")
    elif target in site.feeds and (site.feeds[target].title or site.feeds[target].entries):
        yield fault(file, "E06", f"{url} is a feed, and no page", "take it out of the sitemap")
    elif page and is_closed(page):
        reprint = " and belongs to somebody else" if page.relation in REPRINTS else ""
        yield fault(file, "E06", f"{url} is kept from search engines{reprint}", "take it out of the sitemap")
    elif page and page.refresh:
        yield fault(file, "E06", f"{url} leads on to {page.refresh}", "list the page that it leads to")
    elif page and page.relation in REPRINTS and "news" in file:
        yield fault(file, "E06", f"{url} was first published by somebody else", "take it out of the news sitemap")
    elif site.base and not url.startswith(("https://", "http://")):
        yield fault(file, "E06", f"{url} is no whole address", f"write {site.base}/{url_path(target)}")
    elif page and site.base and unquote(url) != unquote(own := f"{site.base}/{url_path(target)}"):
        yield fault(file, "E06", f"{url} is not how the page calls itself", f"list {own}")


def _entries(site: BuiltSite, file: str, listings: Sequence[Listing]) -> Iterator[Problem]:
    """What a sitemap says of its pages."""
    for url, count in sorted(Counter(one.url for one in listings).items()):
        if count > 1:
            yield fault(file, "E06", f"{url} stands there {count} times", AGAIN)
    if not site.promised.feeds:
        return
    told = [(one, page) for one in listings if (page := _story(site, one)) is not None]
    is_dated = sum(bool(one.changed) for one, _ in told) * 2 > len(told) and "news" not in file
    having = {one.url for one in listings if one.versions}
    for one, page in told:
        if is_dated and not one.changed:
            yield fault(file, "E06", f"{one.url} has no lastmod, and other stories have one", AGAIN)
        if one.lang and one.lang.lower() != page.lang.lower():
            yield fault(file, "E06", f"{one.url} is said to be in {one.lang}, and the page in {page.lang}", AGAIN)
        if having and _versions(one.versions) != _versions(page.versions):
            yield fault(file, "E06", f"{one.url} has other languages there than on its page", AGAIN)
    if "news" in file:
        yield from _news(site, file, listings)
    for one in listings if "news" in file else ():
        if not one.published and (one.title or one.name):
            yield fault(file, "E06", f"{one.url} has no publication_date there", AGAIN)
    if "news" in file and any(page.story for page in site.pages.values()):
        for one in listings:
            shown = site.pages.get(site.path_of(one.url) or "")
            if shown and not shown.is_article and not shown.refresh and not is_closed(shown):
                yield fault(file, "E06", f"{one.url} is no story", "take it out of the news sitemap")


def _news(site: BuiltSite, file: str, listings: Sequence[Listing]) -> Iterator[Problem]:
    """What a news sitemap must say of each story, and that it is of the last two days."""
    of_most = nearly_all(
        Counter(name for page in site.stories.values() if (name := page.cards.get("og:site_name", "")))
    )
    told = {one.url: float(said) for one in listings if (said := moment(one.published)).replace(".", "", 1).isdigit()}
    newest = max(
        (float(said) for one in site.stories.values() if (said := moment(one.published)).replace(".", "", 1).isdigit()),
        default=0.0,
    )
    yield from _newer(site, file, listings, min(told.values(), default=None))
    for one in listings:
        for name, said in (("title", one.title), ("language", one.lang), ("name", one.name)):
            if not said:
                yield fault(file, "E06", f"{one.url} has no {name} there", AGAIN)
        if one.name and of_most and one.name != of_most:
            yield fault(
                file,
                "E06",
                f'{one.url} is said to be of "{one.name[:80]}", and the stories are of "{of_most[:80]}"',
                AGAIN,
            )
        if one.url in told and max(newest, *told.values()) - told[one.url] > _NEWS:
            yield fault(
                file,
                "E06",
                f"{one.url} is more than two days older than the newest story",
                "take it out of the news sitemap",
            )


def _newer(site: BuiltSite, file: str, listings: Sequence[Listing], oldest: float | None) -> Iterator[Problem]:
    """Stories of ours that are newer than one that is told as news, and are not told."""
    if oldest is None or len(listings) >= _MOST or not site.promised.feeds or not site.promised.provenance:
        return
    told = {site.path_of(one.url) for one in listings}
    for path, page in site.stories.items():
        said = moment(page.published)
        is_newer = said.replace(".", "", 1).isdigit() and float(said) > oldest
        if is_newer and path not in told and not is_closed(page) and page.relation not in REPRINTS:
            yield fault(file, "E06", f"/{url_path(path)} is missing, and an older story is there", AGAIN)


def _versions(given: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset((lang.lower(), unquote(url)) for lang, url in given if lang != "x-default")


def _story(site: BuiltSite, listing: Listing) -> Page | None:
    page = site.pages.get(site.path_of(listing.url) or "")
    return page if page and page.is_article and page.story else None


def _index(site: BuiltSite, file: str, listings: Sequence[Listing]) -> Iterator[Problem]:
    """An index that forgets a part or names it twice, or calls it newer or older than what it holds."""
    for url, count in sorted(Counter(one.url for one in listings).items()):
        if count > 1:
            yield fault(file, "E06", f"{url} stands there {count} times", AGAIN)
    named = {site.path_of(one.url): one for one in listings}
    for part in sorted(one for one in site.files if _PART.fullmatch(one)):
        if part not in named:
            yield fault(file, "E06", f"it does not name {part}", AGAIN)
            continue
        latest = max((moment(one.changed) for one in site.listings.get(part, ()) if one.changed), default="")
        changed = named[part].changed
        if changed and latest and site.promised.feeds and moment(changed) != latest:
            yield fault(file, "E06", f"{part} is said to be of {changed}, and holds no page that changed then", AGAIN)


def _unlisted(site: BuiltSite) -> Iterator[Problem]:
    """Stories of ours that search engines may list and that our sitemap does not name. Where no page tells a reprint, nobody knows which these are."""
    if not site.listed or not site.promised.feeds or not site.promised.provenance:
        return
    for page in site.pages.values():
        is_story = page.is_article and page.story and not page.refresh
        if is_story and page.path not in site.listed and not is_closed(page) and page.relation not in REPRINTS:
            yield fault("sitemap.xml", "E06", f"/{url_path(page.path)} is missing", AGAIN)


def _left_out(site: BuiltSite) -> Iterator[Problem]:
    """The front page, where other pages that are no stories are listed, pages of a folder most of which are (of topics, of authors), and the few of
    those at the top that are not.
    """
    if not site.listed or not site.promised.feeds:
        return
    folders: dict[str, list[Page]] = defaultdict(list)
    for page in site.pages.values():
        is_own = not page.refresh and not is_closed(page) and not page.is_article
        if is_own and unquote((page.canonical or [""])[0]) == f"{site.base}/{url_path(page.path)}":
            folders[_folder(page.path)].append(page)
    everywhere = {page.path: page.path in site.listed for pages in folders.values() for page in pages}
    lost = [path for path, is_listed in everywhere.items() if not is_listed]
    fed = {target for feed in site.feeds.values() if feed.page and (target := site.path_of(feed.page))}
    rare = fed.intersection(lost) if len(lost) * _RARE <= len(everywhere) else set()
    for folder, pages in folders.items():
        listed = sum(page.path in site.listed for page in pages)
        if folder == _FRONT:
            is_due = any(one in site.pages and not site.pages[one].is_article for one in site.listed)
        else:
            is_due = folder != "" and listed * 2 > len(pages) >= _SEVERAL
        few = {*without({page.path: page.path in site.listed for page in pages})} if folder == "" else set()
        few |= rare
        for page in pages:
            if (is_due and page.path not in site.listed) or page.path in few:
                yield fault("sitemap.xml", "E06", f"/{url_path(page.path)} is missing", AGAIN)


def _folder(path: str) -> str:
    """Where the pages of one kind stand together: that of `tag/sea/index.html` and of `tag/sea.html` is `tag`."""
    if path == _FRONT:
        return path
    return path.removesuffix(f"/{_FRONT}").rpartition("/")[0]
