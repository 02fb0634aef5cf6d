"""The audit of a built site: every surface tells the same story, every address leads somewhere. Pure but for reading the site."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from ..newsroom.page import Page
from ..newsroom.problem import WARNING, Problem
from . import stories
from .asked import asked
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .feed_details import feed_details
from .feed_heads import feed_heads
from .feed_markup import feed_markup
from .file_forms import file_forms
from .fronts import fronts
from .header_values import header_values
from .headings import headings
from .heads import heads
from .hosts import hosts
from .indexes import indexes
from .left_over import left_over
from .link_words import link_words
from .linked_data import dead_addresses, one_name_each, sites
from .lists import Lists, lists
from .machine_files import machine_files
from .orders import orders
from .page_forms import page_forms
from .parts import parts
from .picture_sizes import picture_sizes
from .policies import policies
from .registries import registries
from .related_lists import related_lists
from .search_index import search_index
from .shown_times import shown_times
from .source_files import source_files
from .term_feeds import term_feeds
from .told_corrections import told_corrections
from .told_pages import told_pages
from .told_redirects import told_redirects
from .trails import trails
from .unlisted import unlisted
from .urls import is_address
from .usual import are_few, without
from .withdrawn import withdrawn_links

_UNSAFE = ("javascript:", "vbscript:", "data:text/html", "data:application/xhtml")
#: Signs that browsers pass over in an address.
_PASSED_OVER = str.maketrans("", "", "\t\n\r")


def audit(site: BuiltSite) -> list[Problem]:
    """Everything that is wrong, by file."""
    known = Lists(site)
    found = {
        *page_forms(site),
        *links(site),
        *versions(site),
        *redirects(site),
        *machine_files(site),
        *left_over(site),
        *feed_markup(site),
        *feed_heads(site),
        *shown_times(site),
        *dead_addresses(site),
        *sites(site),
        *one_name_each(site),
        *trails(site),
        *related_lists(site),
        *lists(known),
        *indexes(known),
        *parts(known),
        *term_feeds(known),
        *search_index(site),
        *hosts(site),
        *header_values(site),
        *asked(site),
        *policies(site),
        *feed_details(site),
        *source_files(site),
        *told_redirects(site),
        *told_pages(site),
        *fronts(site),
        *registries(site),
        *unlisted(site),
        *link_words(known),
        *file_forms(site),
        *withdrawn_links(site),
        *headings(site),
        *heads(site),
        *orders(known),
        *told_corrections(site),
        *picture_sizes(site),
        *stories.compared(site),
        *unreadable(site),
    }
    return sorted(found)


def unreadable(site: BuiltSite) -> Iterator[Problem]:
    assert site.feeds is not None  # reading them fills the list
    for file, why in site.unreadable:
        yield fault(file, "E06", f"no machine can read it: {why}", AGAIN)


def links(site: BuiltSite) -> Iterator[Problem]:
    """Internal links, anchors, pictures and files that lead nowhere, each once with the pages it stands on; unsafe addresses."""
    dead: dict[str, list[tuple[str, int]]] = defaultdict(list)
    told = {page.path: not page.hollow for page in site.pages.values() if not page.refresh} if site.has_form else {}
    for path in without(told):
        line = site.pages[path].hollow[0]
        yield fault(path, "E10", "a link here has no address", "write one, or take it out", line)
    sound: set[str] = set()
    """What leads to a place that is there, and to the same from every page."""
    ended: set[str] = set()
    """What leads to the page of a folder as that page is called, with its slash; the others are in `unended`, each with where it stands first."""
    unended: dict[str, tuple[str, int]] = {}
    for page in site.pages.values():
        for link in page.links:
            if link.url in sound:
                continue
            url = link.url.strip()
            plain = url.translate(_PASSED_OVER).lower()
            if plain.startswith(_UNSAFE):
                yield fault(page.path, "E19", f"the address {url[:60]} is not safe", "take it out", link.line)
            if plain.startswith((*_UNSAFE, "data:")):
                continue
            if not is_address(url):
                yield fault(
                    page.path, "E10", f"{url[:100]} is no address", "write one that a browser can follow", link.line
                )
            target = site.path_of(url, page.path)
            anchor = unquote(url.partition("#")[2])
            if target is None:
                continue
            if target not in site.files:
                dead[f"/{url_path(target)}"].append((page.path, link.line))
            elif anchor and site.has_form and target in site.pages and not _is_place(anchor, site.pages[target]):
                dead[f"/{url_path(target)}#{anchor}"].append((page.path, link.line))
            else:
                if link.tag == "a" and target.endswith("/index.html"):
                    _end(url, target, (page.path, link.line), ended, unended)
                if "://" in url or url[:1] == "/":
                    sound.add(link.url)
    folders = site.ended if unended else ()
    few = [url for url in unended if site.path_of(url, unended[url][0]) in folders]
    for url in few if are_few(len(few), len(ended)) else ():
        path, line = unended[url]
        said = f"the link to {url[:200]} has no slash at its end, and its page has: not every host leads on from there"
        yield fault(path, "E10", said, "end it with a slash", line, WARNING)
    for address, places in sorted(dead.items()):
        path, line = min(places)
        others = len({one for one, _ in places}) - 1
        more = f" (and on {others} more pages)" if others else ""
        yield fault(path, "E10", f"the link to {address} leads nowhere{more}", "write an address that is there", line)


def _end(url: str, target: str, place: tuple[str, int], ended: set[str], unended: dict[str, tuple[str, int]]) -> None:
    """Note how what leads to a folder ends; a way up, as "..", is one with its slash."""
    last = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    if last in ("", ".", ".."):
        ended.add(target)
    elif not last.endswith(("index.html", "index.htm")):
        unended.setdefault(url, place)


def _is_place(anchor: str, page: Page) -> bool:
    """Whether a browser finds that place on a page; ":~:" asks for words."""
    return anchor == "top" or anchor in page.anchors or anchor.startswith(":~:")


def versions(site: BuiltSite) -> Iterator[Problem]:
    """Translations that do not name each other."""
    for page in site.pages.values():
        for lang, url in page.versions:
            if lang == "x-default":  # one of the others once more, for everybody whose language is not among them
                continue
            target = site.path_of(url, page.path)
            other = site.pages.get(target) if target else None
            if other is None or other is page:
                continue
            if all(site.path_of(back, other.path) != page.path for _, back in other.versions):
                yield fault(
                    page.path,
                    "E06",
                    f"its {lang} version /{url_path(other.path)} does not name it back",
                    "name each other by hreflang",
                )


def redirects(site: BuiltSite) -> Iterator[Problem]:
    """Redirect pages and maps that lead nowhere, or to another redirect."""
    for page in site.pages.values():
        if page.refresh:
            yield from _redirect(page.path, page.refresh, site)
    if "_redirects" in site.files:
        for number, line in enumerate(site.text("_redirects").splitlines(), 1):
            # Between the old address and the new one may stand what its query must say.
            targets = [word for word in line.split()[1:] if word.startswith("/") or "://" in word]
            if targets and not line.startswith("#"):
                yield from _redirect("_redirects", targets[0], site, number)


def _redirect(file: str, url: str, site: BuiltSite, line: int = 0) -> Iterator[Problem]:
    target = site.path_of(url)
    if target is not None and target not in site.files:
        yield fault(file, "E10", f"the redirect to {url} leads nowhere", "let it lead to a page that is there", line)
    elif target is not None and target in site.pages and site.pages[target].refresh:
        yield fault(
            file, "E10", f"the redirect to {url} leads to another redirect", "let it lead to the last page", line
        )
