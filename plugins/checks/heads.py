"""What nearly all pages of a site have in their heads, and one lacks or has otherwise: how wide it is, its style, icon, feeds, policy, the name of
the site; what other sites are told of a story. Pure.

How a theme fills its heads is its own affair, and it does so on all its pages.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import words
from .usual import nearly_all, without

#: What a card tells of a story, if it tells anything.
_CARDS = ("og:type", "og:title", "og:description", "og:url", "og:site_name", "article:published_time")
#: The front pages lie higher than that.
_DEEP = 2
_ASKED = ("sheet", "icon", "manifest")
#: Writing that runs from right to left.
_LEFTWARDS = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "yi", "dv", "ckb", "ug"})
_Has = Callable[[Page], bool | None]


def heads(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    if not site.has_form:
        return
    own = [page for page in site.pages.values() if page.canonical and not page.refresh]
    stories = [page for page in own if page.path in site.stories]
    for said, has in _FACTS.items():
        yield from _without(own, has, said)
    for key in _CARDS:
        yield from _without(stories, partial(_has_card, key), f"its head has no {key}")
    yield from _unlike(own, "viewport", lambda page: page.names.get("viewport", ""))
    yield from _unlike(stories, "og:type", lambda page: page.cards.get("og:type", ""))
    yield from _unlike(stories, "name behind the headline in its <title>", _behind)
    yield from _without(
        (page for page in own if page.teasers and page.path.count("/") >= _DEEP),
        _is_titled,
        "its <title> does not hold its h1",
    )
    yield from _asked(site, own)
    yield from _directions(own)
    yield from _tongues(site)


def _without(pages: Iterable[Page], has: _Has, said: str) -> Iterator[Problem]:
    for path in without({page.path: has(page) for page in pages}):
        yield fault(path, "E06", f"{said}, and other pages have it", AGAIN)


def _unlike(pages: Iterable[Page], name: str, told: Callable[[Page], str]) -> Iterator[Problem]:
    """A value that is one on nearly all pages."""
    values = {page.path: said for page in pages if (said := told(page))}
    of_most = nearly_all(Counter(values.values()))
    for path, said in sorted(values.items()) if of_most else ():
        if said != of_most:
            yield fault(path, "E06", f'its {name} is "{said[:100]}", and on other pages "{of_most[:100]}"', AGAIN)


def _has_card(key: str, page: Page) -> bool | None:
    is_due = page.description if key == "og:description" else page.published if key.startswith("article:") else "x"
    return bool(page.cards.get(key)) if is_due else None


def _behind(page: Page) -> str:
    """What stands in the title besides the headline: the name of the site."""
    title, headline = words(page.title), words(page.headline)
    return title.replace(headline, "", 1).strip() if headline and headline in title else ""


def _is_titled(page: Page) -> bool | None:
    return words(page.top) in words(page.title) if page.top and page.title else None


def _style(page: Page) -> bool:
    return any(one.tag == "style" for one in page.inline) or any(one.tag == "sheet" for one in page.links)


_FACTS: Mapping[str, _Has] = {
    "it does not begin with <!doctype html>": lambda page: bool(page.counts["types"]),
    "its head does not say how wide it is (viewport)": lambda page: "viewport" in page.names,
    "its head has no policy (Content-Security-Policy)": lambda page: bool(page.policy),
    "it has no style": _style,
}


def _asked(site: BuiltSite, pages: list[Page]) -> Iterator[Problem]:
    """Icons, manifest, style sheets and feeds that nearly all pages of a language name."""
    groups: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for page in pages:
        urls = {one.url for one in page.links if one.tag in _ASKED} | {*page.fed}
        groups[page.lang][page.path] = {site.path_of(url, page.path) or url for url in urls}
    for group in groups.values():
        count = Counter(target for targets in group.values() for target in targets)
        for target, having in sorted(count.items()):
            if having * 2 > len(group):
                for path in without({path: target in targets for path, targets in group.items()}):
                    said = (
                        f"its head does not name /{url_path(target)}"
                        if target in site.files
                        else f"its head does not name {target[:200]}"
                    )
                    yield fault(path, "E06", f"{said}, and other pages do", AGAIN)


def _directions(pages: list[Page]) -> Iterator[Problem]:
    """The way in which a language is written."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        groups[_main(page.lang)].append(page)
    for lang, group in groups.items():
        said = Counter(page.direction or "ltr" for page in group)
        of_most = nearly_all(said) or ("rtl" if lang in _LEFTWARDS and said["rtl"] else "")
        for page in group if of_most else ():
            if (page.direction or "ltr") != of_most and page.direction != "auto":
                given = f'dir="{page.direction}"' if page.direction else "no dir"
                yield fault(
                    page.path, "E06", f'it has {given}, and other pages in {lang} are written "{of_most}"', AGAIN
                )


def _tongues(site: BuiltSite) -> Iterator[Problem]:
    """Links that say in which language their page is, which is in another."""
    for page in site.pages.values():
        for lang, url, line in page.tongues:
            other = site.pages.get(site.path_of(url, page.path) or "")
            if other and not other.refresh and other.lang and lang and _main(other.lang) != _main(lang):
                said = f"it leads to /{url_path(other.path)} as a page in {lang[:20]}, which is in {other.lang}"
                yield fault(page.path, "E06", said, "let it lead to the page in that language", line)


def _main(lang: str) -> str:
    return lang.lower().replace("_", "-").partition("-")[0]
