"""Links to stories that were withdrawn: readers are not sent to what nobody stands by. Pure."""

from collections.abc import Iterator

from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import words_of_html
from .written import is_same, plain_runs

_REMEDY = "take the link out, or link to what replaced it"


def withdrawn_links(site: BuiltSite) -> Iterator[Problem]:
    """Each page, feed and list that sends readers to one. Pages that tell of corrections may."""
    yield from _noticed(site)
    gone = site.withdrawn
    if not gone:
        return
    for page in site.pages.values():
        if page.refresh or page.path in gone or "corrections" in page.path:
            continue
        for link in page.links:
            if link.tag == "a" and (target := site.path_of(link.url.strip(), page.path)) in gone:
                said = f"it links to /{url_path(target or '')}, which was withdrawn"
                yield fault(page.path, "E17", said, _REMEDY, link.line)
    yield from _led(site)
    for entry in site.entries:
        if "corrections" in entry.file:
            continue
        if (target := site.path_of(entry.url)) in gone:
            said = f"/{url_path(target or '')} stands here, and was withdrawn"
            yield fault(entry.file, "E17", said, AGAIN)
        for _, url in entry.text.links:
            if url[:1] != "#" and (target := site.path_of(url)) in gone:
                said = f"the text of {entry.url} links to /{url_path(target or '')}, which was withdrawn"
                yield fault(entry.file, "E17", said, _REMEDY)


def _noticed(site: BuiltSite) -> Iterator[Problem]:
    """The notice at its address: its name, and why it was withdrawn; nothing of its text."""
    for path, (title, why) in site.promised.withdrawn.items():
        page = site.pages.get(path)
        if page is None or page.refresh or page.story is None:
            continue
        text = words_of_html(site.text(path), " ")
        if page.has_text:
            yield fault(path, "E03", "its story was withdrawn, and a text stands here", AGAIN)
        if page.headline and not is_same(page.headline, title):
            said = f'it is called "{page.headline[:80]}", and its story "{title[:80]}"'
            yield fault(path, "E06", said, AGAIN)
        if lost := next((one for one in plain_runs(why) if one not in text), ""):
            yield fault(path, "E06", f'it does not say why its story was withdrawn: "{lost[:80]}"', AGAIN)


def _led(site: BuiltSite) -> Iterator[Problem]:
    """Lines that send readers to one. Its own old addresses still lead to its notice: they have pages, or the settings know them."""
    pages = {path for path, page in site.pages.items() if page.refresh}
    lines = site.text("_redirects").splitlines() if "_redirects" in site.files else []
    for number, line in enumerate(lines, 1):
        words = line.split()
        if len(words) < 2 or line.startswith("#") or site.path_of(words[1]) not in site.withdrawn:
            continue
        old = site.path_of(words[0])
        if (site.promised.redirects or pages) and old not in pages and old not in site.promised.redirects:
            yield fault("_redirects", "E17", f"it leads to {words[1][:200]}, which was withdrawn", _REMEDY, number)
