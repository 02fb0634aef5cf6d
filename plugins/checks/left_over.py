"""What belongs to the making of a site and not to the site: marks of templates, addresses of the maker's own machine. Pure but for reading the site."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite
from .makers_machine import is_served_there, is_there
from .usual import without

_MARK = re.compile(r"\{\{.*\}\}|\{%.*%\}|\{(?:filename|static|attach)\}")
#: An address with somebody's name and password.
_PASSWORD = re.compile(r"(?:https?|ftp)://[^/?#@\s:]*:[^/?#@\s]+@", re.IGNORECASE)


def left_over(site: BuiltSite) -> Iterator[Problem]:
    """An error where a page or a feed needs the address; in a text, which may speak of templates or of servers, a warning."""
    known: dict[str, str] = {}
    for page in site.pages.values():
        for mark, line in page.marks[:1]:
            more = f" (and {len(page.marks) - 1} more)" if len(page.marks) > 1 else ""
            yield _problem(
                page.path,
                f"{mark[:60]} stands on the page{more}",
                "mark it as code, or mend the template",
                line,
                WARNING,
            )
        for link in page.links:
            url = link.url.strip()
            if "{" in url or url not in known:  # else it is the same on every page
                known[url] = why_left_over(site, url, page.path)
            if why := known[url]:
                severity = WARNING if link.tag in ("a", "form") else ERROR
                yield _problem(
                    page.path, f"{link.url[:100]} {why}", "write the address that readers have", link.line, severity
                )
    yield from _unmade(site)
    for path in without({path: not page.leavings for path, page in site.pages.items()}):
        what, line = site.pages[path].leavings[0]
        yield _problem(
            path, f"{what} stands on the page, as a program leaves it", "mark it as code, or take it out", line, WARNING
        )
    for file, feed in site.feeds.items():
        for url in sorted(feed.addresses):
            if why := why_left_over(site, url, file):
                yield _problem(file, f"{url[:100]} {why}", "build the site with its own SITEURL", 0, ERROR)


def _unmade(site: BuiltSite) -> Iterator[Problem]:
    """Markdown that readers see, once for the site: of a text that was imported it may stand on many pages."""
    pages = [page for page in site.pages.values() if page.unmade and not page.refresh]
    for page in pages[:1]:
        what, line = page.unmade[0]
        more = f" (and on {len(pages) - 1} more pages)" if len(pages) > 1 else ""
        said = f"{' '.join(what.split())[:60]} stands on the page as it was written{more}"
        yield _problem(page.path, said, "put a blank line before it, or mark it as code", line, WARNING)


def why_left_over(site: BuiltSite, url: str, file: str) -> str:
    """Why an address is none that readers can use, in words; "" for one that is."""
    if "{" in unquote(url) and _MARK.search(unquote(url)):
        target = site.path_of(url, file)
        return "holds the mark of a template" if target is None or target in site.files else ""  # else it leads nowhere
    if _PASSWORD.match(url):
        return "holds a password"
    if not site.base or is_served_there(site.base):
        return ""
    if is_there(url):
        return "is on the maker's own machine"
    if site.base.startswith("https://"):
        host = f"http://{site.base.removeprefix('https://')}"
        if url == host or url.startswith((f"{host}/", f"{host}#", f"{host}?")):
            return "is not encrypted, and the site is"
    return ""


def _problem(file: str, message: str, remedy: str, line: int, severity: str) -> Problem:
    return Problem(file, line, 0, "E24", message, remedy, severity)
