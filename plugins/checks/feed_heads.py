"""What a feed says of itself: where it is, of which page, of when, under which id; and what it says was taken back. Pure.

A site may have a way of its own in each of these, and then has it in nearly all of its feeds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from ..newsroom.feed_facts import Feed
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .left_over import why_left_over
from .surfaces import moment, words
from .usual import ENOUGH, usual, without


def feed_heads(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them; not of feeds that are none of ours."""
    feeds = {file: feed for file, feed in site.feeds.items() if feed.title or feed.entries}
    if not site.promised.feeds or not feeds or not site.base:
        return
    for file, feed in feeds.items():
        if feed.id is not None and not (feed.id and feed.updated):
            yield fault(file, "E06", f"it has no {'time of change' if feed.id else 'id'}, which Atom asks for", AGAIN)
        for name in feed.lacks:
            yield fault(file, "E06", f"it has no {name}, which its format asks for", AGAIN)
        for name in (name for name, when in feed.gone if not when):
            yield fault(file, "E06", f"it does not say when {name[:80]} was taken back", AGAIN)
        for entry in feed.entries:
            if entry.is_address and not entry.id.startswith(("http://", "https://")):
                said = f"the id of {entry.url} is said to be an address, and is {entry.id[:80]}"
                yield fault(file, "E06", said, 'write isPermaLink="false"')
    yield from _unlike(
        feeds, "it calls itself {0.own}, which is none of this site", lambda one: _is_here(site, one.own)
    )
    yield from _unlike(
        feeds, "it is said to be the feed of {0.page}, which is none of this site", lambda one: _is_here(site, one.page)
    )
    for file in sorted(without({one: site.path_of(feed.own) == one for one, feed in feeds.items() if feed.own})):
        if _is_here(site, feeds[file].own):
            yield fault(file, "E06", f"it calls itself {feeds[file].own}, which is another file", AGAIN)
    yield from _unlike(feeds, "it does not say where it is itself", lambda one: bool(one.own))
    yield from _unlike(
        feeds,
        "its id is {0.id}, and other feeds have their address as their id",
        lambda one: one.id == one.own if one.id and _is_here(site, one.own) else None,
    )
    yield from _unlike(
        feeds, "it is said to be of {0.updated}, and holds no story that changed then", _is_of_its_newest
    )
    yield from _unlike(feeds, "it does not say which language it is in", lambda one: bool(one.lang))
    yield from _titles(feeds)
    yield from _taken_back(site, feeds)


def _is_here(site: BuiltSite, url: str) -> bool | None:
    """None for none, and for one of the maker's own machine, which is told elsewhere."""
    return None if not url or why_left_over(site, url, "") else site.path_of(url) is not None


def _unlike(feeds: Mapping[str, Feed], said: str, has: Callable[[Feed], bool | None]) -> Iterator[Problem]:
    """The few feeds that have not what nearly all have; None for one that cannot."""
    for file in sorted(without({file: has(feed) for file, feed in feeds.items()})):
        yield fault(file, "E06", said.format(feeds[file]), AGAIN)


def _is_of_its_newest(feed: Feed) -> bool | None:
    # A story that was taken back is news of the feed, too.
    changes = [*(one.updated or one.published for one in feed.entries), *(when for _, when in feed.gone)]
    latest = max(map(moment, changes), default="")
    return moment(feed.updated) == latest if feed.id and feed.updated and latest else None


def _titles(feeds: Mapping[str, Feed]) -> Iterator[Problem]:
    """One feed in several formats has one title."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for file, feed in feeds.items():
        stem = file.removesuffix(".json").removesuffix(".atom.xml").removesuffix(".rss.xml")
        groups[stem][file] = words(feed.title)
    for titles in groups.values():
        of_most = usual(Counter(titles.values()), ENOUGH)
        for file, title in sorted(titles.items()):
            if of_most and title != of_most:
                yield fault(file, "E06", f'it is called "{title[:80]}", and in other formats "{of_most[:80]}"', AGAIN)


def _taken_back(site: BuiltSite, feeds: Mapping[str, Feed]) -> Iterator[Problem]:
    """Readers of feeds are told that a story was withdrawn, and of no other."""
    ids = {page.story: path for path, page in site.stories.items() if page.story}
    gone = {site.pages[path].story or path: path for path in site.withdrawn}
    for file, feed in feeds.items():
        told = {one.rpartition(":")[2] for one, _ in feed.gone}
        for name in sorted(told & ids.keys()):
            yield fault(file, "E06", f"it takes /{url_path(ids[name])} back, which is there", AGAIN)
        if file.endswith("all.atom.xml") and site.path_of(feed.page) == "index.html":
            for name in sorted(gone.keys() - told):
                yield fault(file, "E06", f"it does not say that /{url_path(gone[name])} was withdrawn", AGAIN)
