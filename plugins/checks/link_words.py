"""The words of the links that a theme makes, against the pages that they lead to: the menu, the lists, the page of corrections. Pure.

What stands in the text of a story is its writer's. A theme may call a page as it likes, and then does so on all pages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from ..newsroom.page import Page
from ..newsroom.problem import WARNING, Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .lists import Lists, folder_of
from .surfaces import words
from .urls import parts_of
from .usual import ENOUGH, are_few, without

#: So many pages tell how a theme calls another, and so many times as many as those that call it otherwise.
_MANY, _TIMES = 10, 20


def link_words(known: Lists) -> Iterator[Problem]:
    """Links by the name of another page than theirs, and those that one page has otherwise than all others."""
    site = known.site
    if not site.has_form or not site.stories:
        return
    ways = {page.path: _links(site, page) for page in site.pages.values() if not page.refresh}
    headlines = _by_words({path: words(page.headline) for path, page in site.stories.items()})
    tops = _by_words({path: words(site.pages[path].top) for path in known.belonging})
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    """(language, words) -> where they lead."""
    for path, links in ways.items():
        page = site.pages[path]
        for target, said in links:
            if target in site.stories:
                other = headlines.get(said, frozenset())
                if other and target not in other:
                    yield _wrong(page, said, target, min(other))
            elif target in known.belonging:
                other = frozenset(one for one in tops.get(said, ()) if folder_of(one) == folder_of(target))
                if other and target not in other and said != words(site.pages[target].top):
                    yield _wrong(page, said, target, min(other))
            seen[page.lang, said][target] += 1
        yield from _called(site, page, links)
    yield from _unlike(site, seen, ways)
    yield from _lost(site, ways)
    yield from _renamed(site, ways)
    yield from _unlike_themselves(site)
    yield from _around(site)


_Ways = Mapping[str, list[tuple[str, str]]]
"""Page -> (page that a link leads to, its words)."""


def _lost(site: BuiltSite, ways: _Ways) -> Iterator[Problem]:
    """A page that lacks one of the ways that all pages of its language but few have, and has the others."""
    groups: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for path, links in ways.items():
        if site.pages[path].worded:
            groups[site.pages[path].lang][path] = {target for target, _ in links} | {path}
    for led in groups.values():
        count = Counter(target for targets in led.values() for target in targets)
        usual = {one for one, having in count.items() if having >= _MANY and (len(led) - having) * _TIMES <= having}
        for path, targets in sorted(led.items()):
            missing = sorted(usual - targets)
            if missing and len(missing) * 2 <= len(usual):
                said = f"it does not lead to /{url_path(missing[0])}, and all other pages do but few"
                yield fault(path, "E06", said, AGAIN)


def _around(site: BuiltSite) -> Iterator[Problem]:
    """What stands above and below one page alone, where all others of its language say another thing but few."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for path, page in site.pages.items():
        if page.around and not page.refresh:
            said[page.lang][path] = page.around
    for told in said.values():
        count = Counter(told.values())
        usual, most = count.most_common(1)[0]
        if most < _MANY or (len(told) - most) * _TIMES > most:
            continue
        for path, text in sorted(told.items()):
            if count[text] == 1:
                at = next(
                    (n for n, (a, b) in enumerate(zip(text, usual, strict=False)) if a != b), min(len(text), len(usual))
                )
                begin = max(0, at - 20)
                message = f'above or below it stands "{text[begin : begin + 60]}", and on other pages "{usual[begin : begin + 60]}"'
                yield fault(path, "E06", message, AGAIN)


def _unlike_themselves(site: BuiltSite) -> Iterator[Problem]:
    """Links of the theme to an address that is not quite the page's own: without its last stroke, or with one too many."""
    known: dict[str, bool | None] = {}
    few: list[tuple[str, str]] = []
    having = 0
    for page in site.pages.values():
        urls = {url for url, _ in page.worded} | {one.url for one in page.teasers} if not page.refresh else set()
        for url in urls - known.keys():
            known[url] = _is_its_own(site, url)
        having += sum(known[url] is True for url in urls)
        few += [(page.path, url) for url in urls if known[url] is False]
    for path, url in sorted(few) if are_few(len(few), having) else ():
        said = f"the link to {url[:200]} is not how the page calls itself"
        own = url_path(site.path_of(url, path) or "")
        yield fault(path, "E10", said, f"write /{own}", severity=WARNING)


def _is_its_own(site: BuiltSite, url: str) -> bool | None:
    """None for what leads to no page, or by its place on one."""
    target = site.path_of(url) if "://" in url or url[:1] == "/" else None
    if not target or target not in site.pages or site.pages[target].refresh:
        return None
    path = unquote(parts_of(url).path)
    return path.endswith(f"/{url_path(target)}") and "//" not in path


def _renamed(site: BuiltSite, ways: _Ways) -> Iterator[Problem]:
    """A way that all pages of a language but few call by one name, and this one by another that no other page says."""
    groups: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(dict)
    for path, links in ways.items():
        if links:
            groups[site.pages[path].lang][path] = {*links}
    for led in groups.values():
        count = Counter(one for links in led.values() for one in links)
        said_by = Counter(said for links in led.values() for said in {said for _, said in links})
        leading = Counter(target for links in led.values() for target in {target for target, _ in links})
        usual = {
            target: name
            for (target, name), having in count.items()
            if target not in site.stories and having >= _MANY and (leading[target] - having) * _TIMES <= having
        }
        for path, own in sorted(led.items()):
            for target, said in sorted(own):
                name = usual.get(target, said)
                if said == name or said_by[said] > 1 or (target, name) in own or _is_name(site, target, said):
                    continue
                if target not in {site.path_of(url, path) for _, url, _ in site.pages[path].turns}:
                    message = f'it calls /{url_path(target)} "{said[:80]}", and other pages "{name[:80]}"'
                    yield fault(path, "E06", message, AGAIN)


def _links(site: BuiltSite, page: Page) -> list[tuple[str, str]]:
    found = ((site.path_of(url, page.path), said) for url, said in page.worded)
    return list(dict.fromkeys((target, said) for target, said in found if target and said and target != page.path))


def _by_words(names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path, name in names.items():
        if name:
            found[name].add(path)
    return {name: frozenset(paths) for name, paths in found.items()}


def _wrong(page: Page, said: str, target: str, other: str) -> Problem:
    message = f'its link "{said[:80]}" leads to /{url_path(target)}, and /{url_path(other)} is called so'
    return fault(page.path, "E06", message, "let it lead to the page that it names")


def _called(site: BuiltSite, page: Page, links: list[tuple[str, str]]) -> Iterator[Problem]:
    """Stories that a page calls otherwise than they call themselves, where it calls nearly all by their headlines."""
    if page.is_article:
        return
    told = {
        (target, said): said == words(site.stories[target].headline) for target, said in links if target in site.stories
    }
    for target, said in without(told):
        if said != words(site.stories[target].headline):
            message = f'it calls /{url_path(target)} "{said[:80]}", and its page "{site.stories[target].headline[:80]}"'
            yield fault(page.path, "E06", message, AGAIN)


def _unlike(site: BuiltSite, seen: Mapping[tuple[str, str], Counter[str]], ways: _Ways) -> Iterator[Problem]:
    """What leads elsewhere than by the same words on all pages but few, and is not called so."""
    usual = {key: places.most_common(1)[0][0] for key, places in seen.items() if len(places) > 1 and _is_clear(places)}
    for path, links in ways.items() if usual else ():
        page = site.pages[path]
        for target, said in links:
            place = usual.get((page.lang, said), target)
            if target != place and not _is_name(site, target, said):
                message = (
                    f'its link "{said[:80]}" leads to /{url_path(target)}, and on other pages to /{url_path(place)}'
                )
                yield fault(page.path, "E06", message, AGAIN)


def _is_clear(said: Counter[str]) -> bool:
    most = said.most_common(1)[0][1]
    return most >= max(_MANY, ENOUGH) and (said.total() - most) * _TIMES <= most


def _is_name(site: BuiltSite, target: str, said: str) -> bool:
    """Whether a page calls itself so."""
    page = site.pages.get(target)
    names = (page.top, page.headline, page.title) if page else ()
    return any(words(one).casefold() == said.casefold() for one in names)
