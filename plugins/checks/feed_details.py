"""What an item of a feed says besides its text: the files that go with it, whose it is, what a browser shows of it; and feeds that are none. Pure but
for reading the site."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from mimetypes import guess_type

from ..newsroom.feed_facts import Entry
from ..newsroom.problem import Problem
from .alike import stem_of
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .shown_times import differs
from .surfaces import words
from .usual import without


def feed_details(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them; not of feeds that are none of ours."""
    yield from _none(site)
    yield from _empty(site)
    if not site.promised.feeds:
        return
    seen: set[tuple[str, str]] = set()
    right: dict[tuple[str, str, str], bool | None] = {}
    for entry in site.entries:
        for said in _wrong(site, entry, right):
            if (entry.file, said) not in seen:
                seen.add((entry.file, said))
                yield fault(entry.file, "E06", said, AGAIN)
    for file, url, said in without(right):
        yield fault(file, "E06", f"{url} {said}", AGAIN)


def _none(site: BuiltSite) -> Iterator[Problem]:
    """Files that heads name as feeds."""
    named = {site.path_of(url, page.path): page.path for page in site.pages.values() for url in page.fed}
    for file in sorted(one for one in named if one is not None and one in site.feeds):
        feed = site.feeds[file]
        if not (feed.title or feed.entries) and all(file != one for one, _ in site.unreadable):
            yield fault(file, "E06", "heads name it as a feed, and it is none", AGAIN)


def _empty(site: BuiltSite) -> Iterator[Problem]:
    """A feed without a story, where the same feed in another format has some."""
    forms: dict[str, list[str]] = defaultdict(list)
    for file, feed in site.feeds.items():
        if feed.title or feed.entries:
            forms[file.rpartition("/")[0] + "/" + file.rpartition("/")[2].partition(".")[0]].append(file)
    for files in forms.values():
        full = [one for one in files if site.feeds[one].entries]
        for file in sorted({*files} - {*full}) if full else ():
            yield fault(file, "E06", f"it holds nothing, and {full[0]} holds {len(site.feeds[full[0]].entries)}", AGAIN)


def _wrong(site: BuiltSite, entry: Entry, right: dict[tuple[str, str, str], bool | None]) -> Iterator[str]:
    if entry.preview is not None:
        title, url = entry.preview
        own = site.pages.get(site.path_of(entry.url) or "")
        if words(title) not in (words(entry.title), words(own.headline) if own else ""):
            yield f'browsers show {entry.url} as "{title[:80]}", and readers of feeds "{entry.title[:80]}"'
        if url != entry.url:
            yield f"browsers are led from {entry.url} to {url[:200]}"
        if entry.preview_day and entry.published:
            is_same = not differs(entry.published, entry.preview_day, site.feeds[entry.file].lang)
            right[entry.file, entry.url, f'is of "{entry.preview_day[:40]}" in browsers, and of another day in readers'] = is_same  # fmt: skip
    for name, count in Counter(entry.topics).items():
        right[entry.file, entry.url, f'is filed under "{name[:80]}" twice'] = count == 1
    if entry.about and site.base and "provenance.json" in site.files and site.path_of(entry.about) != "provenance.json":
        yield f"{entry.url} is said to be told of at {entry.about[:200]}, which is not provenance.json"
    for url, size, kind in entry.enclosures:
        target = site.path_of(url)
        if target is None:
            continue
        if target not in site.files:
            yield f"{entry.url} goes with {url[:200]}, which is not there"
            continue
        held = (site.output / target).stat().st_size
        right[entry.file, entry.url, f"goes with a file of {size[:20]} bytes, which has {held}"] = (
            size == str(held) if size else None
        )
        known = guess_type(target)[0]
        right[entry.file, entry.url, f"goes with a file of the type {kind[:40]}, which is {known}"] = (
            kind == known if kind and known else None
        )
    page = site.pages.get(site.path_of(entry.url) or "")
    if page and entry.image and page.pictured:
        told, shown = stem_of(entry.image), stem_of(page.pictured)
        right[entry.file, entry.url, f"has the picture {told[:100]}, and its page {shown[:100]}"] = shown.startswith(
            told
        ) or told.startswith(shown)
    signed = {words(name): site.path_of(url, page.path) for url, name in page.signed} if page else {}
    for name, url in entry.pages:
        target = site.path_of(url)
        if target is not None and target not in site.files:
            yield f"{entry.url} leads to an author at {url[:200]}, which is not there"
        elif page and signed.get(words(name)) not in (None, target):
            yield f"{entry.url} leads from {name[:80]} to {url[:200]}, and its page to /{url_path(str(signed[words(name)]))}"
