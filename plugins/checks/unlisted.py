"""Stories that stand in no list: those that are hidden, as their headers say. Readers who know where they are may read them. Pure."""

from collections.abc import Iterator

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .lists import ARCHIVES, DATED


def unlisted(site: BuiltSite) -> Iterator[Problem]:
    """Each list, feed and sitemap that has one. A text may lead there."""
    hidden = site.promised.hidden
    if not hidden:
        return
    for path, page in site.pages.items():
        listed = {site.path_of(url, path) for url in _listed(site, page)} if path not in hidden else set()
        for one in sorted(hidden.intersection(listed)):
            yield fault(path, "E06", f"/{url_path(one)} stands here, and is hidden", AGAIN)
    for entry in site.entries:
        if (target := site.path_of(entry.url)) in hidden:
            yield fault(entry.file, "E06", f"/{url_path(target or '')} stands here, and is hidden", AGAIN)


def _listed(site: BuiltSite, page: Page) -> Iterator[str]:
    yield from (one.url for one in page.teasers)
    yield from (one.url for one in page.related)
    yield from (url for _, url, _ in page.turns)
    is_list = page.is_front or page.path in site.promised.topics
    if is_list or DATED.fullmatch(page.path) or ARCHIVES.fullmatch(page.path):
        yield from (link.url for link in page.links if link.tag == "a")
