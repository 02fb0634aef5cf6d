"""The page and the feed of all corrections, against what the stories say of theirs. Pure but for reading the site."""

import re
from collections.abc import Iterator
from html import unescape

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import DAY, words

_PAGE = re.compile(r"(?:.*/)?corrections/index\.html")
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
#: Of less than so many corrections nobody knows whether all are meant.
_FEW = 2


def told_corrections(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    corrected = {path: page for path, page in site.stories.items() if page.corrected}
    if not corrected:
        return
    feeds = sorted(one for one in site.feeds if "corrections" in one.rsplit("/", 1)[-1])
    for path in sorted(one for one in site.pages if _PAGE.fullmatch(one)):
        yield from _of_page(site, site.pages[path], corrected, is_a_list=bool(feeds))
    for file in feeds:
        if not site.feeds[file].entries and all(file != one for one, _ in site.unreadable):
            path = min(corrected)
            yield fault(file, "E06", f"it tells no correction, and /{url_path(path)} has one", AGAIN)
        yield from _of_feed(site, file, corrected)


def _of_page(site: BuiltSite, page: Page, corrected: dict[str, Page], *, is_a_list: bool) -> Iterator[Problem]:
    """It tells all corrections of its language, where it tells most of them, in their own words. Without a feed it may be a page about them."""
    if is_a_list:
        days = [one.told[:DAY] for one in page.times]
        total = sum(len(story.corrected) for story in corrected.values())
        if len(days) > total:
            yield fault(page.path, "E06", f"it tells {len(days)} corrections, and stories have {total}", AGAIN)
        elif days not in (sorted(days), sorted(days, reverse=True)):
            yield fault(page.path, "E06", "its corrections are not in the order of their days", AGAIN)
    text = words(unescape(_MARKUP.sub(" ", site.text(page.path))))
    told = {
        (path, said): _tells(text, said)
        for path, story in corrected.items()
        for said in story.corrected
        if story.lang == page.lang
    }
    if is_a_list and len(told) >= _FEW and not any(told.values()):
        yield fault(page.path, "E06", f"it tells none of the {len(told)} corrections that stories have", AGAIN)
    if sum(told.values()) * 2 < len(told) or len(told) < _FEW:
        return
    joined = text.replace(" ", "")  # between marks may stand a blank
    whole = {one for one in told if one[1].replace(" ", "") in joined}
    for path, said in sorted(told.keys() - whole) if whole else ():
        if told[path, said]:
            message = f'the correction of /{url_path(path)} has another kind or another day here than on its page: "{said[:80]}"'
            yield fault(page.path, "E06", message, AGAIN)
    for path, said in sorted(one for one, is_told in told.items() if not is_told):
        yield fault(page.path, "E06", f'it does not tell the correction of /{url_path(path)}: "{said[:80]}"', AGAIN)


def _tells(text: str, said: str) -> bool:
    """Whether a page tells a correction. Its kind and its day stand before its words, and may be written otherwise there."""
    return words(said.partition(": ")[2] or said) in text


def _of_feed(site: BuiltSite, file: str, corrected: dict[str, Page]) -> Iterator[Problem]:
    """Its items have the words and the day of a correction of their story, and none is missing, as far as there is room."""
    most = max(len(feed.entries) for feed in site.feeds.values())
    told: dict[str, list[str]] = {}
    days = []
    kinds: dict[str, bool] = {}
    for entry in site.feeds[file].entries:
        path = site.path_of(entry.url) or ""
        story = corrected.get(path)
        days.append(entry.published[:DAY])
        if story is None:
            continue
        said = words(entry.opening)
        told.setdefault(path, []).append(said)
        kind = words(entry.title).partition(": ")[0]
        kinds[path] = any(one.startswith(kind) for one in story.corrected)
        if said and not any(said in one for one in story.corrected):
            message = f'the correction of /{url_path(path)} is "{said[:80]}" here, and another on its page'
            yield fault(file, "E06", message, AGAIN)
        elif entry.published and all(one.told[:DAY] != entry.published[:DAY] for one in story.times):
            message = f"the correction of /{url_path(path)} is of {entry.published[:DAY]} here, and of another day on its page"
            yield fault(file, "E06", message, AGAIN)
    if site.promised.feeds and days != sorted(days, reverse=True):
        yield fault(file, "E06", "its corrections do not begin with the newest", AGAIN)
    for path in sorted(path for path, is_same in kinds.items() if not is_same):
        if any(kinds.values()):
            yield fault(
                file, "E06", f"the correction of /{url_path(path)} has another kind here than on its page", AGAIN
            )
    for path, story in sorted(corrected.items()):
        shown = (
            one.told[:DAY] for one in story.times if any(one.shown and one.shown in said for said in story.corrected)
        )
        if path not in told and days and (len(days) < most or max(shown, default="") > min(days)):
            message = f"the correction of /{url_path(path)} is missing"
            yield fault(file, "E06", message, AGAIN)
