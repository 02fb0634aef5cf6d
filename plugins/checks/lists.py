"""The lists of a built site: the page of each topic, author and source with its further pages, months, archives, and what all of them call a
story. Pure.

Which list a story belongs to is what its own page says: it names its topics, and links to them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .alike import stem_of
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import moment, words
from .usual import usual, without

#: The page of a year or a month.
DATED = re.compile(r"(?:[\w-]+/)?\d{4}/(?:\d{2}/)?index\.html")
#: The page of all stories.
ARCHIVES = re.compile(r"(?:[\w-]+/)?archives?(?:\.html|/index\.html)")
#: One list alone tells nothing of the others.
_SEVERAL = 2
#: The front pages, where a story may stand twice, lie higher than that.
_DEEP = 2
#: So many pages have what one lacks, where that is a fault and no way of the site.
_RARE = 5
_SECONDS = re.compile(r"-?\d+(?:\.\d+)?")
_BACK = {"next": "prev", "prev": "next"}
#: So many stories have others than these to tell apart a list of all from a choice.
_MANY = 10


class Lists:
    """Which stories each list is to show, and which it does. A list is a page with its further pages."""

    def __init__(self, site: BuiltSite) -> None:
        self.site = site

    @cached_property
    def belonging(self) -> Mapping[str, Mapping[str, str]]:
        """Page of a topic, an author or a source -> stories that name it -> the name that they give it."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for page in self.site.stories.values():
            for url, name in (*page.terms, *page.signed, *page.credited):
                target = self.site.path_of(url, page.path)
                if target is not None and target in self.site.pages and target != page.path:
                    found[target].setdefault(page.path, words(name))
        return {path: stories for path, stories in found.items() if not self.site.pages[path].is_article}

    @cached_property
    def shown(self) -> Mapping[str, list[str]]:
        """List -> the stories that it shows, in their order."""
        return {
            path: [target for one in self.chain(path) for target in self.teased(one) if target is not None]
            for path in self.site.pages
            if self.site.pages[path].teasers
        }

    def teased(self, path: str) -> list[str | None]:
        """Where the cards of a page lead, in order, as files of the site; None for another site."""
        return [self.site.path_of(one.url, path) for one in self.site.pages[path].teasers]

    def chain(self, path: str) -> list[str]:
        """The page and those that follow it, each once."""
        found: list[str] = []
        at: str | None = path
        while at is not None and at in self.site.pages and at not in found and not self.site.pages[at].is_article:
            found.append(at)
            at = self.turned(self.site.pages[at], "next")
        return found

    def turned(self, page: Page, way: str) -> str | None:
        """Where a page is turned to."""
        targets = (self.site.path_of(url, page.path) for one, url, _ in page.turns if one == way)
        return next((one for one in targets if one is not None), None)

    @cached_property
    def usual(self) -> frozenset[str]:
        """What more than half of all pages link to: the ways through the site say nothing of a story."""
        asked: Counter[str] = Counter()
        for page in self.site.pages.values():
            asked.update(
                {target for url in {one.url for one in page.links} if (target := self._target(url, page.path))}
            )
        return frozenset(one for one, count in asked.items() if count * 2 > len(self.site.pages))

    def leads(self, page: Page) -> set[str]:
        """Where a page leads by itself."""
        return {target for one in page.links if (target := self._target(one.url, page.path))} - self.usual

    def near(self, path: str) -> frozenset[str]:
        """Of the page of a topic, those of wider and narrower ones: they are linked from there."""
        found = self.leads(self.site.pages[path]) & self.belonging.keys() - {path}
        return frozenset(one for one in found if folder_of(one) == folder_of(path))

    def _target(self, url: str, path: str) -> str | None:
        return self.site.path_of(url.strip(), path)


def lists(known: Lists) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    site = known.site
    if not site.stories:
        return
    for path, stories in sorted(known.belonging.items()):
        page = site.pages[path]
        if not page.refresh:
            yield from _named(site, page, stories)
            if path in known.shown:
                own = {one for one in stories if site.pages[one].lang == page.lang}
                yield from _held(known, path, own, "it names this page")
                yield from _foreign(known, path)
            elif any(site.pages[one].lang == page.lang for one in stories) and _is_usual(known):
                yield fault(path, "E06", "it shows none of the stories that name it", AGAIN)
    for path in sorted(known.shown):
        yield from _twice(known, path)
        if DATED.fullmatch(path):
            yield from _dated(known, path)
    yield from _repeated(known)
    yield from _archives(site)
    yield from _turns(known)
    yield from _teasers(site)
    yield from _credits(site)


def _is_usual(known: Lists) -> bool:
    """Whether the pages of topics show their stories as teasers at all."""
    return sum(path in known.shown for path in known.belonging) * 2 > len(known.belonging)


def _named(site: BuiltSite, page: Page, stories: Mapping[str, str]) -> Iterator[Problem]:
    """A page that calls itself otherwise than those that link to it, or a link that leads to another's page."""
    names = Counter(name for path, name in stories.items() if name and site.pages[path].lang == page.lang)
    if not page.top or not names or (words(page.top) in names and len(names) == 1):
        return
    if words(page.top) not in names and len(names) == 1:
        name, count = next(iter(names.items()))
        said = f'it calls itself "{page.top[:80]}", and {_stories(count)} "{name[:80]}"'
        yield fault(page.path, "E06", said, AGAIN)
    elif words(page.top) in names:
        for path, name in sorted(stories.items()):
            if name and name != words(page.top) and site.pages[path].lang == page.lang:
                said = f'the link of "{name[:80]}" leads to /{url_path(page.path)}, which is that of "{page.top[:80]}"'
                yield fault(path, "E06", said, "let it lead to its own page")


def _held(known: Lists, path: str, own: set[str], why: str) -> Iterator[Problem]:
    missing = sorted(own - set(known.shown[path]))
    if missing:
        pages = len(known.chain(path)) - 1
        where = f"missing here and on its {pages} further pages" if pages else "missing here"
        more = f" (and {len(missing) - 1} more stories)" if len(missing) > 1 else ""
        yield fault(path, "E06", f"/{url_path(missing[0])}{more} is {where}: {why}", AGAIN)


def _foreign(known: Lists, path: str) -> Iterator[Problem]:
    """A story that neither names this page nor a narrower one."""
    site, page = known.site, known.site.pages[path]
    for one in sorted(set(known.shown[path]) - known.belonging[path].keys()):
        story = site.stories.get(one)
        if story is None or story.lang != page.lang:
            continue
        leads = known.leads(story)
        if path not in leads and not known.near(path) & leads:
            yield fault(path, "E06", f"/{url_path(one)} stands here, and does not name it", AGAIN)


def _twice(known: Lists, path: str) -> Iterator[Problem]:
    if known.turned(known.site.pages[path], "prev") is not None or len(known.chain(path)) < 2:
        return
    where: dict[str, list[str]] = defaultdict(list)
    for page in known.chain(path):
        for one in {*known.teased(page)} - {None}:
            where[str(one)].append(page)
    for one, pages in sorted(where.items()):
        if len(pages) > 1:
            yield fault(pages[1], "E06", f"/{url_path(one)} stands on /{url_path(pages[0])}, too", AGAIN)


def _repeated(known: Lists) -> Iterator[Problem]:
    """A story that stands twice on one page of a list, where nearly all pages of lists show each once."""
    paths = [one for one in known.shown if one in known.belonging or one.count("/") >= _DEEP]
    pages = {one: Counter(known.teased(one)) for path in paths for one in known.chain(path)}
    wrong = {page: held for page, held in pages.items() if max(held.values(), default=0) > 1}
    if len(wrong) * _RARE < len(pages):
        for page, held in sorted(wrong.items()):
            for one in sorted(known.site.stories.keys() & held.keys()):
                if held[one] > 1:
                    yield fault(page, "E06", f"/{url_path(one)} stands here {held[one]} times", AGAIN)


def _dated(known: Lists, path: str) -> Iterator[Problem]:
    """A month or a year: the stories whose addresses lie below it."""
    folder, shown = path.removesuffix("index.html"), set(known.shown[path])
    own = {one for one in known.site.stories if one.startswith(folder)}
    if own and len(own & shown) * 2 >= len(own):
        yield from _held(known, path, own, "it is of that time")
    stories = known.site.stories
    others = {
        one for one in shown & stories.keys() if one.removeprefix(f"{stories[one].lang.lower()}/").startswith(folder)
    }
    if len(others) * 2 >= len(shown):
        for one in sorted(shown & stories.keys() - others):
            yield fault(path, "E06", f"/{url_path(one)} stands here, and is of another time", AGAIN)


def _archives(site: BuiltSite) -> Iterator[Problem]:
    """A page of all stories that forgets a few of them."""
    for page in site.pages.values():
        if not ARCHIVES.fullmatch(page.path) or any(way == "next" for way, _, _ in page.turns):
            continue
        own = {one for one, story in site.stories.items() if story.lang == page.lang}
        held = own & {site.path_of(link.url, page.path) for link in page.links}
        if len(own) >= _MANY and len(held) * 10 >= len(own) * 9:
            for one in sorted(own - held):
                yield fault(page.path, "E06", f"/{url_path(one)} is missing, and nearly all others are here", AGAIN)


def _turns(known: Lists) -> Iterator[Problem]:
    """Pages that are turned: there and back again, and between stories by their names."""
    site = known.site
    in_time: dict[str, bool | None] = {}
    for page in site.pages.values():
        targets = [(way, site.path_of(url, page.path), said) for way, url, said in page.turns]
        for way, target, said in targets:
            other = site.pages.get(target or "")
            if other is page:
                yield fault(page.path, "E10", f"its link to the {_PAGES[way]} page leads to itself", AGAIN)
            elif other is None or other.refresh:
                continue
            elif not page.is_article and not other.is_article and known.turned(other, _BACK[way]) != page.path:
                back = f"its {_PAGES[way]} page, /{url_path(other.path)}, does not lead back to it"
                yield fault(page.path, "E06", back, AGAIN)
            elif page.is_article and other.headline and said and words(other.headline) not in said:
                told = f'it calls its {_PAGES[way]} story "{said[:80]}", and its page "{other.headline[:80]}"'
                yield fault(page.path, "E06", told, AGAIN)
            if page.is_article and other.is_article:
                told_so = _is_in_time(page, other, way)
                in_time[page.path] = told_so if in_time.get(page.path) is None else in_time[page.path] and told_so
        known_ways = {way: target for way, target, _ in targets}
        if len(known_ways) > 1 and len(set(known_ways.values())) == 1:
            yield fault(page.path, "E06", "its next and its previous page are one", AGAIN)

    for path in without(in_time):
        said = "its next or its previous story is not of the time that those of other stories are"
        yield fault(path, "E06", said, AGAIN)


def _is_in_time(page: Page, other: Page, way: str) -> bool | None:
    """Whether the next story is the newer one; a site may have them the other way round, and then does so on all pages."""
    own, their = moment(page.published), moment(other.published)
    if own == their or not (_SECONDS.fullmatch(own) and _SECONDS.fullmatch(their)):
        return None
    return (float(their) > float(own)) == (way == "next")


_PAGES = {"next": "next", "prev": "previous"}


def _teasers(site: BuiltSite) -> Iterator[Problem]:
    """Lists that say something else of a story than its page: its name, its day, whose it is."""
    decks: dict[tuple[str, str, str], bool | None] = {}
    pictured: dict[tuple[str, str, str], bool | None] = {}
    for page in site.pages.values():
        for teaser in page.teasers:
            story = site.stories.get(site.path_of(teaser.url, page.path) or "")
            if story is None:
                continue
            deck = words(teaser.deck)
            decks[page.path, story.path, deck] = deck in {words(story.deck), words(story.description)} if deck else None
            where = f"/{url_path(story.path)}"
            own, shown = stem_of(story.pictured), stem_of(teaser.picture)
            is_own = shown.startswith(own) or own.startswith(shown)
            pictured[page.path, story.path, shown] = is_own if story.pictured and teaser.picture else None
            if story.headline and words(teaser.title) != words(story.headline):
                said = f'{where} is called "{teaser.title[:80]}" here, and on its page "{story.headline[:80]}"'
                yield fault(page.path, "E06", said, AGAIN)
            given = {moment(one) for one in (story.published, story.updated) if one}
            if "T" in teaser.told and given and moment(teaser.told) not in given:
                yield fault(
                    page.path, "E06", f"{where} is of {teaser.told} here, and on its page {story.published}", AGAIN
                )
            names = [name for _, name in story.credited if name]
            if teaser.credit and site.promised.provenance and not story.counts["credits"]:
                said = f'{where} is credited "{teaser.credit[:80]}" here, and its page credits nobody'
                yield fault(page.path, "E06", said, "every surface must give the same credit: build the site again")
            if teaser.credit and names and not any(name in teaser.credit for name in names):
                said = f'{where} is credited "{teaser.credit[:80]}" here, and its page credits {" and ".join(sorted(set(names)))[:120]}'
                yield fault(page.path, "E06", said, "every surface must give the same credit: build the site again")
    yield from _decks(decks)
    for path, target, shown in without(pictured):
        said = f"/{url_path(target)} stands here with the picture {shown[:100]}, which is not that of its page"
        yield fault(path, "E06", said, AGAIN)


def _decks(told: Mapping[tuple[str, str, str], bool | None]) -> Iterator[Problem]:
    """What lists say below a headline, where nearly all say what the story's page does."""
    for path, story, deck in without(told):
        yield fault(
            path, "E06", f'/{url_path(story)} stands here with "{deck[:80]}", which its page does not say', AGAIN
        )


def _credits(site: BuiltSite) -> Iterator[Problem]:
    """A story that one list credits otherwise than the others in its language, or not at all, and other lists of that kind do."""
    given: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for page in site.pages.values():
        for teaser in page.teasers:
            story = site.path_of(teaser.url, page.path) or ""
            if story in site.stories:
                given[story, page.lang].setdefault(page.path, words(teaser.credit))
    for (story, _), credited in sorted(given.items()):
        of_most = usual(Counter(credit for credit in credited.values() if credit), _SEVERAL)
        kinds = {folder_of(path) for path, credit in credited.items() if credit}
        for path, credit in sorted(credited.items()) if of_most else ():
            if credit != of_most and (credit or folder_of(path) in kinds):
                told = (
                    f'/{url_path(story)} is credited "{credit[:80]}" here'
                    if credit
                    else f"/{url_path(story)} has no credit here"
                )
                yield fault(path, "E06", f'{told}, and "{of_most[:80]}" in other lists', AGAIN)


def folder_of(path: str) -> str:
    """Where pages of its kind lie."""
    return url_path(path).rstrip("/").rpartition("/")[0]


def _stories(count: int) -> str:
    return "the story that names it" if count == 1 else f"{count} stories that name it"
