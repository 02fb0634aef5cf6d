"""The pages that list all topics, authors or sources (`tags/`, `authors.html`): each of them, by its own name, with as many stories as
its page shows. Pure but for reading the site.

How a theme writes such a page is its own affair, so what most of its entries have is asked of the others.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .lists import Lists, folder_of
from .surfaces import words, words_of_html

_INDEX = re.compile(r"(?:[\w-]+/)?(?:tags|categories|authors|sources|storylines)(?:\.html|/index\.html)")
_ENTRY = re.compile(
    r"""<a\b[^>]*?\bhref=["']([^"']*)["'][^>]*>(.*?)</a\s*>\s*(?:<(?:span|small|sup)[^>]*>)?\(?(\d*)""",
    re.DOTALL | re.IGNORECASE,
)
_MAIN = re.compile(r"<main\b.*?</main\s*>", re.DOTALL | re.IGNORECASE)
#: Of fewer entries nobody knows what is usual.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    name: str
    count: str


def indexes(known: Lists) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for path in sorted(one for one in known.site.pages if _INDEX.fullmatch(one)):
        page = known.site.pages[path]
        if not page.refresh and not page.is_article:
            yield from (fault(path, "E06", said, AGAIN) for said in _wrong(known, page))


def _wrong(known: Lists, page: Page) -> Iterator[str]:
    site = known.site
    topics = {one for one in known.belonging if not site.pages[one].refresh}
    entries = [one for one in _entries(site, page) if one.path in topics]
    folder, count = next(iter(Counter(folder_of(one.path) for one in entries).most_common(1)), ("", 0))
    if count < _SEVERAL:
        return
    entries = [one for one in entries if folder_of(one.path) == folder]
    held = {one.path for one in entries}
    due = {one for one in topics if folder_of(one) == folder and site.pages[one].lang == page.lang}
    missing = sorted(due - held)
    if missing and len(missing) * 2 < len(due):
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        yield f"/{url_path(missing[0])}{more} is missing, and others of its kind are here"
    named = [one for one in entries if one.name and site.pages[one.path].top]
    # One story writes "Tags", and another "tags".
    own = [one for one in named if one.name.casefold() == words(site.pages[one.path].top).casefold()]
    for entry in named if len(own) * 2 > len(named) else ():
        if entry not in own:
            yield f'it calls /{url_path(entry.path)} "{entry.name[:80]}", and its page "{site.pages[entry.path].top[:80]}"'
    told = [one for one in entries if one.count and one.path in known.shown]
    right = [one for one in told if int(one.count[:9]) in _sizes(known, one.path)]
    for entry in told if len(right) * 2 > len(told) else _all_wrong(known, told)[:1]:
        if entry not in right:
            shown = len({*known.shown[entry.path]})
            yield f"it says that /{url_path(entry.path)} has {entry.count[:9]} stories, and that shows {shown}"


def _all_wrong(known: Lists, told: list[_Entry]) -> list[_Entry]:
    """The entries whose numbers are all wrong by the same, or all nothing: whatever else numbers may mean, they are not that."""
    counts = [int(one.count[:9]) for one in told]
    if len(told) < _SEVERAL or not any(counts):
        return told if len(told) >= _SEVERAL else []
    for sizes in (
        [len({*known.shown[one.path]}) for one in told],
        [len(known.belonging[one.path]) for one in told],
    ):
        if len({*sizes}) > 1 and len({count - size for count, size in zip(counts, sizes, strict=True)}) == 1:
            return told
    return []


def _sizes(known: Lists, path: str) -> set[int]:
    """How many stories a topic has: those that its page shows, or all that name it, in other languages too."""
    return {len({*known.shown[path]}), len(known.belonging[path])}


def _entries(site: BuiltSite, page: Page) -> Iterator[_Entry]:
    text = site.text(page.path)
    main = _MAIN.search(text)
    for url, name, count in _ENTRY.findall(main[0] if main else text):
        if target := site.path_of(unescape(url), page.path):
            yield _Entry(target, words_of_html(name), count)
