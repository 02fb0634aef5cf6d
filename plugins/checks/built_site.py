"""A built site as an audit sees it: its files, its pages, and the addresses between them. Knows nothing of how it was made but what the site
promises."""

import contextlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin

from ..newsroom.cores import mapped
from ..newsroom.feed_facts import Entry, Feed, Listing, Unreadable, document_of, feed_of, listings_of
from ..newsroom.page import Page
from ..newsroom.page_facts import page_of
from .letters import keys_in, leavings_of, oddities_of
from .promised import Promised
from .urls import parts_of

_MANY = 400
#: Relations under which a story is the words of another house.
REPRINTS = frozenset({"republished", "wire"})
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
#: What makes an address another than its letters say, or none.
_ODD = re.compile(r"[\x00-\x20;\[\]]")
#: A hook of the contract without its double quotes, and a head's element that says what it gives before it says what it is.
_ODD_HOOK = re.compile(r"<[a-z][^<>]*\sdata-(?:id|relation|related|role|reason|corrections)\s*=\s*(?![\s\"])")
_ODD_HEAD = re.compile(r"<link\s[^<>]*?\bhref=[^<>]*\srel=|<meta\s[^<>]*?\bcontent=[^<>]*\s(?:name|property)=")
#: What a drawing consists of.
_DRAWN = re.compile(r'<path\b[^<>]*\bd="([^"]*)')
#: A path that names a file, where there is no folder of that name.
_SUFFIX = re.compile(r"[^/]\.(?:html?|xml|json)$")


class BuiltSite:
    """The output folder. `files` are all paths below it, with `/`."""

    def __init__(self, output: Path, promised: Promised | None = None) -> None:
        self.output, self.promised = output, promised or Promised()
        found = {
            file.relative_to(output).as_posix(): file
            for folder, _, names in os.walk(output)
            for name in names
            for file in [Path(folder) / name]
        }
        self.dangling = frozenset(name for name, file in found.items() if file.is_symlink() and not file.exists())
        """Links of the file system that lead nowhere: for readers they are not there."""
        self.files = frozenset(found.keys() - self.dangling)
        self.unreadable: list[tuple[str, str]] = []
        """(file, why) of machine files that could not be read."""
        self._known: dict[str, str | None] = {}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every HTML page, by path. Read on all cores where there are many."""
        paths = sorted(path for path in self.files if path.endswith((".html", ".htm")))
        return {page.path: page for page in _read(self.output, paths)}

    @cached_property
    def has_form(self) -> bool:
        """Whether its pages are to keep to the form of the contract: where that is promised, and where a story is marked as the contract says."""
        return self.promised.form or any(page.story is not None for page in self.pages.values())

    @cached_property
    def stories(self) -> Mapping[str, Page]:
        """The pages of the stories that readers may find in its lists: no draft, and none that was withdrawn."""
        told = self.listed | {self.path_of(entry.url) for entry in self.entries}
        return {
            path: page
            for path, page in self.pages.items()
            if page.is_article
            and page.story is not None
            and not page.refresh
            and path not in self.withdrawn
            and (path in told or not is_closed(page) or page.relation in REPRINTS)
        }

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Pages of stories of which nothing is left but that they were there: no text, and nothing for machines."""
        return frozenset(
            path
            for path, page in self.pages.items()
            if page.is_article and page.story and is_closed(page) and not page.has_text and not page.documents
        )

    @cached_property
    def anchored(self) -> frozenset[tuple[str, str]]:
        """(page, id) of each place inside a page that a link of the site leads to."""
        return frozenset(
            (target, unquote(parts_of(link.url.strip()).fragment))
            for page in self.pages.values()
            for link in page.links
            if "#" in link.url and (target := self.path_of(link.url.strip(), page.path)) is not None
        )

    @cached_property
    def base(self) -> str:
        """The site's public address without a slash at the end, as most pages' canonical links have it; "" where none says."""
        found: Counter[str] = Counter()
        for page in self.pages.values():
            path = "/" + url_path(page.path)
            for canonical in page.canonical[:1]:
                if unquote(canonical).endswith(path):
                    found[unquote(canonical)[: -len(path)]] += 1
        if found:
            return min(found, key=lambda one: (-found[one], one))
        return self.promised.url or self._base_of_provenance()

    def _base_of_provenance(self) -> str:
        """For a theme without canonical links."""
        with contextlib.suppress(Unreadable, KeyError, TypeError):
            if "provenance.json" in self.files:
                return str(document_of(self.text("provenance.json"))["site"]["url"]).rstrip("/")
        return ""

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """What feeds and other machine files hold, by file, each read once; what cannot be read is noted."""
        found: dict[str, Feed] = {}
        for file in sorted(self.files):
            if file.endswith((".xml", ".json", ".webmanifest")):
                try:
                    found[file] = feed_of(file, self.text(file))
                except Unreadable as fault:
                    self.unreadable.append((file, str(fault)))
        return found

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The items of all feeds."""
        return tuple(entry for feed in self.feeds.values() for entry in feed.entries)

    @cached_property
    def listings(self) -> Mapping[str, Sequence[Listing]]:
        """What the sitemaps at the top of the site hold, by file; without those that cannot be read, which is said among the feeds."""
        found: dict[str, Sequence[Listing]] = {}
        for file in sorted(self.files):
            if "/" not in file and "sitemap" in file and file.endswith(".xml"):
                with contextlib.suppress(Unreadable):
                    found[file] = listings_of(file, self.text(file))
        return found

    @cached_property
    def listed(self) -> frozenset[str]:
        """The pages of the sitemaps at the top of the site, without the news sitemap."""
        urls = (one.url for file, listings in self.listings.items() if file.startswith("sitemap") for one in listings)
        return frozenset(target for url in urls if (target := self.path_of(url)))

    @cached_property
    def ended(self) -> frozenset[str]:
        """The pages whose own addresses end with a slash, as their canonical links or the sitemaps have them."""
        told = {path for path, page in self.pages.items() if page.canonical and page.canonical[0].endswith("/")}
        urls = (one.url for listings in self.listings.values() for one in listings if one.url.endswith("/"))
        return frozenset(told | {target for url in urls if (target := self.path_of(url))})

    def text(self, file: str) -> str:
        with open(os.path.join(self.output, file), encoding="utf-8", errors="replace") as opened:  # noqa: PTH118, PTH123 (thousands)
            return opened.read()

    def path_of(self, url: str, page: str = "") -> str | None:
        """The path that an address on a page leads to, as the file that answers; None for another site's. May name a file that is not there."""
        if "://" not in url and url[:1] != "/":
            return self._path_of(url, page)
        if url not in self._known:  # it leads to the same place from every page
            self._known[url] = self._path_of(url, page)
        return self._known[url]

    def _path_of(self, url: str, page: str) -> str | None:
        base = self.base or "http://site.invalid"
        if url.startswith(f"{base}/") and not _ODD.search(url):
            whole = url
        else:
            try:
                whole = urljoin(f"{base}/{url_path(page)}", url)
            except ValueError:
                return None  # it is no address
        if not (whole == base or whole.startswith((f"{base}/", f"{base}#", f"{base}?"))):
            return None
        # With two strokes in front it is a path, too, and no host.
        path = whole[len(base) :].partition("#")[0].partition("?")[0]
        return self.file_of(unquote(path).lstrip("/"))

    def file_of(self, inner: str) -> str:
        """The file that a server answers a path with."""
        if inner in self.files:
            return inner
        folder = f"{inner.rstrip('/')}/" if inner.strip("/") else ""
        index = f"{folder}index.html"
        return inner if index not in self.files and _SUFFIX.search(inner) else index


def url_path(file: str) -> str:
    """The address of a file below the site's: `a/index.html` -> `a/`."""
    return file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file


def is_closed(page: Page) -> bool:
    """Whether any search engine is told not to list the page."""
    return any("noindex" in told or "none" in told for told in page.robots.values())


def _read(output: Path, paths: list[str]) -> Iterable[Page]:
    return mapped(lambda path: _page(output, path), paths, few=_MANY, chunk=50)


def _told_in(text: str, find: Callable[[str], Iterable[tuple[str, int]]], own: str) -> list[tuple[str, int]]:
    """What is found on a page, looked for in what is its own first."""
    return list(find(text)) if next(iter(find(own)), None) else []


def _own(text: str) -> str:
    """A page without its style, which is that of all pages, if that holds nothing that is looked for."""
    begin = text.find("<style")
    end = text.find("</style", begin) if begin >= 0 else -1
    return text if end < 0 or _has_keys(text[begin:end]) else text[:begin] + text[end:]


@lru_cache(maxsize=16)
def _has_keys(style: str) -> bool:
    return next(keys_in(style), None) is not None


def _page(output: Path, path: str) -> Page:
    data = (output / path).read_bytes()
    text = data.decode("utf-8", errors="replace")
    page = page_of(path, text)
    page.oddities += oddities_of(data, text)
    if page.charset not in ("", "utf-8", "utf8") and not page.oddities and not data.isascii():
        page.oddities.append(f"it is said to be in {page.charset[:20]}, and is in UTF-8")
    own = _own(text)
    page.secrets += _told_in(text, keys_in, own)
    page.leavings += _told_in(text, leavings_of, own)
    if 'class="share__code"' in text and (drawn := _DRAWN.search(text, text.index('class="share__code"'))):
        page.share_code = drawn[1]
    page.counts["types"] = "<!doctype html" in text[:1000].lower()
    page.counts["parts"] = 'data-parts="' in text
    page.counts["odd hooks"] = len(_ODD_HOOK.findall(text))
    page.counts["odd heads"] = len(_ODD_HEAD.findall(text[: text.find("</head")]))
    if _COMMENTS.sub("", text.rpartition("</html>")[2]).strip() and page.is_ended and "</html>" in text:
        page.oddities.append("something stands behind its </html>, where nothing may")
    return page
