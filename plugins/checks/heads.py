"""What nearly all pages of a site have in their heads, and one lacks or has otherwise: how wide it is, its style, icon, feeds, policy, the name of
the site; what other sites are told of a story. Pure.

How a theme fills its heads is its own affair, and it does so on all its pages.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from ..newsroom.page import Page
from ..newsroom.problem import WARNING, Problem
from .built_site import REPRINTS, BuiltSite, is_closed, url_path
from .fault import AGAIN, fault
from .surfaces import words
from .urls import parts_of
from .usual import ENOUGH, nearly_all, without

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
    for said, has in _HOOKS.items():
        for path in without({page.path: has(page) for page in own}):
            yield fault(path, "E06", f"{said}, and on other pages it is not so", AGAIN, severity=WARNING)
    if len(stories) >= ENOUGH:
        yield from _lacking_all(own)
    yield from _kinds(stories)
    for key in _CARDS:
        yield from _without(stories, partial(_has_card, key), f"its head has no {key}")
    yield from _unlike(own, "viewport", lambda page: page.names.get("viewport", ""))
    yield from _unlike(own, "policy for whatever it does not name (default-src)", _default)
    yield from _unlike(stories, "og:type", lambda page: page.cards.get("og:type", ""))
    yield from _unlike(stories, "name behind the headline in its <title>", _behind)
    yield from _without(
        (page for page in own if page.teasers and page.path.count("/") >= _DEEP),
        _is_titled,
        "its <title> does not hold its h1",
    )
    yield from _without(
        (
            page
            for page in own
            if not page.teasers and not page.is_article and not is_closed(page) and not page.is_front
        ),
        _is_titled,
        "its <title> does not hold its h1",
    )
    yield from _pictured(stories)
    yield from _carded(own)
    yield from _told_to_engines(stories)
    yield from _in_their_folder(own)
    yield from _for_all(site)
    yield from _asked(site, own)
    yield from _directions(own)
    yield from _tongues(site)


def _without(pages: Iterable[Page], has: _Has, said: str) -> Iterator[Problem]:
    for path in without({page.path: has(page) for page in pages}):
        yield fault(path, "E06", f"{said}, and other pages have it", AGAIN)


def _lacking_all(pages: list[Page]) -> Iterator[Problem]:
    """What no page may do without, whatever its theme: said once where none has it."""
    for said, has in _NEEDED.items():
        if not any(has(page) for page in pages):
            more = f" (and {len(pages) - 1} more pages)" if len(pages) > 1 else ""
            yield fault(pages[0].path, "E06", f"{said}{more}", "let the theme write it", severity=WARNING)


def _pictured(stories: Iterable[Page]) -> Iterator[Problem]:
    """What is said of the picture that others show with a story: nearly always its headline, or what the page says of its own picture."""
    told = {page.path: page for page in stories if page.cards.get("og:image:alt")}
    right = {
        path: words(page.cards["og:image:alt"]) in (words(page.headline), words(page.photo))
        for path, page in told.items()
    }
    for path in without(right):
        said = words(told[path].cards["og:image:alt"])
        yield fault(path, "E06", f'its og:image:alt is "{said[:80]}", and its page says that of nothing', AGAIN)


def _kinds(stories: Iterable[Page]) -> Iterator[Problem]:
    """A card that calls a story something else, and tells of it what only articles have."""
    for page in stories:
        kind = page.cards.get("og:type", "")
        if kind and kind != "article" and any(one.startswith("article:") for one in page.cards):
            yield fault(page.path, "E06", f'its og:type is "{kind[:40]}", and its head tells of an article', AGAIN)


def _unlike(pages: Iterable[Page], name: str, told: Callable[[Page], str]) -> Iterator[Problem]:
    """A value that is one on nearly all pages."""
    values = {page.path: said for page in pages if (said := told(page))}
    of_most = nearly_all(Counter(values.values()))
    for path, said in sorted(values.items()) if of_most else ():
        if said != of_most:
            yield fault(path, "E06", f'its {name} is "{said[:100]}", and on other pages "{of_most[:100]}"', AGAIN)


def _has_card(key: str, page: Page) -> bool | None:
    return bool(page.cards.get(key) or page.names.get(key)) if _CARDS[key](page) else None


def _is_pictured(page: Page) -> bool:
    """Whether it has a lead picture that lies on its own host."""
    own = ("", *[parts_of(one).netloc for one in page.canonical])
    return bool(page.pictured) and parts_of(page.pictured).netloc in own


def _is_described(page: Page) -> bool:
    """A picture that nobody has described is told of elsewhere."""
    return bool(page.cards.get("og:image")) and page.photo != ""


def _always(_page: Page) -> bool:
    return True


#: What a card tells of a story, if it tells anything, and of which story it does.
_CARDS: Mapping[str, Callable[[Page], object]] = {
    "og:type": _always,
    "og:title": _always,
    "og:description": lambda page: page.description,
    "og:url": _always,
    "og:site_name": _always,
    "og:image": _is_pictured,
    "og:image:alt": _is_described,
    "article:published_time": lambda page: page.published,
    "twitter:card": _always,
}


def _default(page: Page) -> str:
    """What a policy says of all that it does not name."""
    return next((words(one) for one in page.policy.split(";") if one.strip().startswith("default-src ")), "")


def _told_to_engines(stories: Iterable[Page]) -> Iterator[Problem]:
    """A story that search engines are told something of, and nearly all of ours are not."""
    own = {
        page.path: page.names.get("robots", "")
        for page in stories
        if page.relation not in REPRINTS and not is_closed(page)
    }
    for path in without({path: not said for path, said in own.items()}):
        yield fault(
            path, "E06", f'search engines are told "{own[path][:80]}" of it, and of other stories nothing', AGAIN
        )


def _in_their_folder(pages: Iterable[Page]) -> Iterator[Problem]:
    """A list in another language than nearly all that lie beside it."""
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        if not page.is_article and page.lang:
            folders[url_path(page.path).rstrip("/").rpartition("/")[0]][page.path] = _main(page.lang)
    for folder, langs in folders.items():
        of_most = nearly_all(Counter(langs.values())) if folder else ""
        for path, lang in sorted(langs.items()) if of_most else ():
            if lang != of_most:
                yield fault(path, "E06", f"it is said to be in {lang}, and the pages beside it in {of_most}", AGAIN)


def _for_all(site: BuiltSite) -> Iterator[Problem]:
    """A page for readers of all other languages (x-default) that is none of its versions, where nearly all name one of them."""
    told: dict[str, bool | None] = {}
    for page in site.pages.values():
        whole = [url for lang, url in page.versions if lang == "x-default"]
        told[page.path] = (
            all(url in {one for lang, one in page.versions if lang != "x-default"} for url in whole) if whole else None
        )
    for path in without(told):
        yield fault(path, "E06", "its page for all other languages (x-default) is none of its versions", AGAIN)


def _behind(page: Page) -> str:
    """What stands in the title besides the headline: the name of the site."""
    title, headline = words(page.title), words(page.headline)
    return title.replace(headline, "", 1).strip() if headline and headline in title else ""


def _is_titled(page: Page) -> bool | None:
    return words(page.top) in words(page.title) if page.top and page.title else None


def _carded(pages: Iterable[Page]) -> Iterator[Problem]:
    """Pages that other sites call by the name of another page."""
    names: dict[str, str] = {}
    told = [(page, words(page.cards.get("og:title"))) for page in pages if not page.is_article]
    for page, _ in told:
        names.setdefault(words(page.top), page.path)
    for page, _ in told:
        said, shown = words(page.description), words(page.cards.get("og:description"))
        if said and shown and said != shown and not said.startswith(shown.rstrip(" .\u2026")):
            yield fault(
                page.path, "E06", f'its description is "{said[:80]}", and its og:description "{shown[:80]}"', AGAIN
            )
    for page, name in told:
        if name and name in names and name not in words(page.title) and name != words(page.top):
            said = f'its og:title is "{name[:80]}", which is the name of /{url_path(names[name])}'
            yield fault(page.path, "E06", said, AGAIN)


def _style(page: Page) -> bool:
    return any(one.tag == "style" for one in page.inline) or any(one.tag == "sheet" for one in page.links)


_NEEDED: Mapping[str, _Has] = {
    "it does not begin with <!doctype html>": lambda page: bool(page.counts["types"]),
    "its head does not say how wide it is (viewport)": lambda page: "viewport" in page.names,
}
#: The form in which the contract promises them, so that nobody's tools must guess.
_HOOKS: Mapping[str, _Has] = {
    "the value of a data- attribute is without double quotes": lambda page: not page.counts["odd hooks"],
    "a <link> or <meta> gives its value before it says what it is": lambda page: not page.counts["odd heads"],
}
_FACTS: Mapping[str, _Has] = {
    **_NEEDED,
    "its head has no policy (Content-Security-Policy)": lambda page: bool(page.policy),
    "it has no style": _style,
    "it has no <main>": lambda page: bool(page.counts["mains"]),
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
