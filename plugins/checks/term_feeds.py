"""Each feed against the page that it is the feed of: its stories, its language, its name; and one text of a story in all of them. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..newsroom.feed_facts import Entry, Feed
from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import REPRINTS, BuiltSite, url_path
from .fault import AGAIN, fault
from .lists import Lists
from .surfaces import moment, words


def term_feeds(known: Lists) -> Iterator[Problem]:
    """Everything that is wrong with them; not of feeds that are none of ours."""
    site = known.site
    feeds = {file: feed for file, feed in site.feeds.items() if feed.page and not _is_about_corrections(file)}
    if not site.promised.feeds or not feeds:
        return
    yield from _texts(site)
    if not site.stories:
        return
    own = {file: page for file, feed in feeds.items() if (page := site.pages.get(site.path_of(feed.page) or ""))}
    most = max((len(feeds[file].entries) for file in own), default=0)
    for file, page in own.items():
        yield from _head(site, file, feeds[file], page)
        if page.path in known.belonging:
            yield from _named(file, feeds[file], page)
            yield from _of_topic(known, file, page, most)
        elif (found := _of_line(known, file, page, most)) is not None:
            yield from found
        else:
            yield from _of_all(site, file, page)
    yield from _discovered(site, known, own)


def _head(site: BuiltSite, file: str, feed: Feed, page: Page) -> Iterator[Problem]:
    if feed.own and (target := site.path_of(feed.own)) is not None and target in site.files and target != file:
        yield fault(file, "E06", f"it calls itself {feed.own}, which is another feed", AGAIN)
    langs = {_main(story.lang) for one in feed.entries if (story := site.stories.get(site.path_of(one.url) or ""))}
    usual = next(iter(langs)) if len(langs) == 1 else _main(page.lang)
    if feed.lang and usual and _main(feed.lang) != usual:
        where = "its stories are" if len(langs) == 1 else f"its page /{url_path(page.path)} is"
        yield fault(
            file, "E06", f"it is said to be in {feed.lang}, and {where} in {usual}", "let both name one language"
        )
    latest = max((moment(one.updated or one.published) for one in feed.entries), default="")
    changed = moment(feed.updated)
    if changed and latest and _is_number(changed) and _is_number(latest) and float(changed) < float(latest):
        said = f"it is said to be of {feed.updated}, and holds a story that changed later"
        yield fault(file, "E06", said, AGAIN)


def _named(file: str, feed: Feed, page: Page) -> Iterator[Problem]:
    if page.top and words(page.top) not in words(feed.title):
        said = f'it is called "{feed.title[:80]}", and its page "{page.top[:80]}"'
        yield fault(file, "E06", said, AGAIN)


def _of_topic(known: Lists, file: str, page: Page, most: int) -> Iterator[Problem]:
    """The newest stories of the list, and no other."""
    site = known.site
    listed = [one for one in known.shown.get(page.path, ()) if one in site.stories]
    if not listed:
        return
    entries = site.feeds[file].entries
    held = {target for one in entries if (target := site.path_of(one.url) or "") in site.stories}
    for one in sorted(held - {*listed} - known.belonging[page.path].keys()):
        said = f"/{url_path(one)} stands here, and is none of /{url_path(page.path)}"
        yield fault(file, "E06", said, AGAIN)
    due = set(listed) if len(entries) < min(most, len({*listed})) else _newer(site, listed, entries)
    yield from _missing(file, due - held, f"it is of /{url_path(page.path)}")


def _of_line(known: Lists, file: str, page: Page, most: int) -> list[Problem] | None:
    """A list of its own, as a storyline: most of its stories lead to it. None for any other."""
    site, entries = known.site, known.site.feeds[file].entries
    if page.is_front:  # to it the stories of its language lead
        return None
    listed = {one for one in known.shown.get(page.path, ()) if one in site.stories}
    held = {target for one in entries if (target := site.path_of(one.url) or "") in site.stories}
    own = {one for one in held | listed if page.path in known.leads(site.stories[one])}
    if not listed or len(own) * 2 <= len(held | listed):
        return None
    found: list[Problem] = []
    if len(entries) < most:
        found += _missing(file, (listed & own) - held, f"it is of /{url_path(page.path)}")
    found += _missing(page.path, (held & own) - listed, f"it is in {file}")
    for where, stories in ((file, held - listed), (page.path, listed - held)):
        for one in sorted(stories - own):
            said = f"/{url_path(one)} stands here, and does not lead to /{url_path(page.path)}"
            found.append(fault(where, "E06", said, AGAIN))
    return found


def _of_all(site: BuiltSite, file: str, page: Page) -> Iterator[Problem]:
    """A feed of the whole site, or of one of its languages: what is newer than its oldest story is there."""
    feed = site.feeds[file]
    found = (site.stories.get(site.path_of(entry.url) or "") for entry in feed.entries)
    held: dict[str, Page] = {story.path: story for story in found if story is not None}
    if page.is_article or not page.teasers or not held:
        return
    langs = Counter(_main(story.lang) for story in held.values())
    lang = _main(feed.lang)
    if (page.path != "index.html" or lang != _main(page.lang)) and langs[lang] * 2 >= len(held):
        for target, shown in sorted(held.items()):
            if _main(shown.lang) != lang:
                said = f"/{url_path(target)} stands here in {shown.lang}, and the feed is that of {feed.lang}"
                yield fault(file, "E06", said, AGAIN)
        langs = Counter([lang])
    has_reprints = any(story.relation in REPRINTS for story in held.values())
    own = [
        path
        for path, story in site.stories.items()
        if _main(story.lang) in langs and (has_reprints or story.relation not in REPRINTS)
    ]
    # Of a choice of stories nobody knows what belongs to it.
    due = _newer(site, own, feed.entries) - held.keys()
    if len(due) * 2 <= len(held):
        yield from _missing(file, due, "it is newer than others that are there")


def _newer(site: BuiltSite, paths: list[str], entries: list[Entry]) -> set[str]:
    times = [float(said) for one in entries if _is_number(said := moment(one.published))]
    if not times:
        return set()
    told = {path: moment(site.stories[path].published) for path in paths}
    return {path for path, one in told.items() if _is_number(one) and float(one) > min(times)}


def _missing(file: str, due: set[str], why: str) -> Iterator[Problem]:
    if due:
        more = f" (and {len(due) - 1} more stories)" if len(due) > 1 else ""
        yield fault(file, "E06", f"/{url_path(min(due))}{more} is missing: {why}", AGAIN)


def _discovered(site: BuiltSite, known: Lists, own: dict[str, Page]) -> Iterator[Problem]:
    """The page of a topic leads to its own feed, and to that of no other topic."""
    of = {file: page.path for file, page in own.items() if page.path in known.belonging}
    wanted: dict[str, set[str]] = defaultdict(set)
    for file, path in of.items():
        wanted[path].add(file)
    leads = {
        path: {site.path_of(one.url, path) for one in site.pages[path].links if one.tag == "link"} for path in wanted
    }
    if sum(bool(files & leads[path]) for path, files in wanted.items()) * 2 <= len(wanted):
        return
    for path, files in sorted(wanted.items()):
        if not files & leads[path]:
            yield fault(path, "E06", f"its head does not name its feed, {min(files)}", AGAIN)
        for other in sorted((leads[path] & of.keys()) - files - {None}, key=str):
            said = f"its head names {other}, which is the feed of /{url_path(of[str(other)])}"
            yield fault(path, "E06", said, AGAIN)


def _texts(site: BuiltSite) -> Iterator[Problem]:
    """One text of a story in all feeds that give it whole."""
    given: dict[str, list[Entry]] = defaultdict(list)
    whole = {one.file for one in site.entries if one.text.digest}
    for entry in site.entries:
        if entry.file in whole and not _is_about_corrections(entry.file):
            given[entry.url].append(entry)
    for url, entries in sorted(given.items()):
        digests = Counter(one.text.digest for one in entries)
        usual, count = max(digests.items(), key=lambda one: (one[1], one[0]))
        if len(digests) > 1 and count * 2 > len(entries):
            for one in entries:
                if one.text.digest != usual:
                    what = "another text than" if one.text.digest else "no text here, and has one"
                    yield fault(one.file, "E06", f"{url} has {what} in {count} other feeds", AGAIN)


def _is_about_corrections(file: str) -> bool:
    return "corrections" in file.rsplit("/", 1)[-1]


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _main(lang: str) -> str:
    return lang.lower().replace("_", "-").partition("-")[0]
