"""The texts that feeds carry: where their links lead, what of the making is left in them, what readers would see as markup. Pure but for reading the site.

A text stands in many feeds, and where its page has the same fault that is said there: each fault once, with the first feed.
"""

from collections import defaultdict
from collections.abc import Iterator

from ..newsroom.feed_facts import Entry
from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .left_over import why_left_over
from .urls import parts_of

_UNSAFE = ("javascript:", "vbscript:")
_Fault = tuple[str, str, str, str]
"""Rule, message, remedy, severity."""


def feed_markup(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    files: dict[_Fault, set[str]] = defaultdict(set)
    told = {site.path_of(entry.url) for entry in site.entries}
    dead = ("write an address that is there", ERROR if site.has_form else WARNING)
    for file, feed in site.feeds.items():
        for url in feed.addresses:
            target = site.path_of(url)
            # That of a story is told elsewhere.
            if target is not None and target not in site.files and target not in told:
                files["E10", f"{url[:200]} leads nowhere", *dead].add(file)
    seen: dict[tuple[str, str], tuple[_Fault, ...]] = {}
    for entry in site.entries:
        known = (entry.url, entry.text.digest)
        if known not in seen:
            seen[known] = tuple(_faults(site, entry))
        for one in seen[known]:
            files[one].add(entry.file)
    for (rule, message, remedy, severity), found in sorted(files.items()):
        more = f" (and in {len(found) - 1} more feeds)" if len(found) > 1 else ""
        yield fault(min(found), rule, f"{message}{more}", remedy, severity=severity)


def _faults(site: BuiltSite, entry: Entry) -> Iterator[_Fault]:
    page = site.pages.get(site.path_of(entry.url) or "")
    on_page = {link.url.strip() for link in page.links} if page else set()
    where = f"in the text of {entry.url}"
    for mark in entry.text.marks[:1]:
        if not page or all(mark != one for one, _ in page.marks):
            yield "E24", f"{mark[:60]} stands {where}", "mark it as code, or mend the template", WARNING
    if entry.text.is_escaped:
        yield "E06", f"the markup {where} is shown as words", AGAIN, ERROR
    for tag, url in entry.text.links:
        if url in on_page:
            continue
        if url.lower().startswith(_UNSAFE):
            yield "E19", f"the address {url[:60]} {where} is not safe", "take it out", ERROR
        elif why := why_left_over(site, url, entry.file):
            severity = WARNING if tag in ("a", "form") else ERROR
            yield "E24", f"{url[:100]} {where} {why}", "write the address that readers have", severity
        elif site.base and site.promised.feeds and not url.startswith("#") and _is_path(url):
            yield (
                "E10",
                f"{url[:100]} {where} leads nowhere from a feed",
                "write it with the address of the site",
                ERROR,
            )
        elif (target := site.path_of(url)) is not None and not url.startswith("#") and target not in site.files:
            yield "E10", f"the link to {url[:200]} {where} leads nowhere", "write an address that is there", ERROR


def _is_path(url: str) -> bool:
    parts = parts_of(url)
    return not parts.scheme and not parts.netloc
