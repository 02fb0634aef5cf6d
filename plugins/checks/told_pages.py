"""The pages of authors and sources against what JSON-LD says of them in the stories: the role of the one, the address of the other. Pure but for
reading the site."""

from collections import defaultdict
from collections.abc import Iterator

from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import WORKS, mappings, nodes_of, words, words_of_html
from .usual import without


def told_pages(site: BuiltSite) -> Iterator[Problem]:
    """Where nearly all of these pages say it, each does."""
    roles: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for page in site.stories.values():
        for node in (one for document in page.documents for one in nodes_of(document)):
            for person in mappings(node.get("author")):
                target = site.path_of(str(person.get("url") or "")) if person.get("url") else None
                if target is not None and target in site.pages and person.get("jobTitle"):
                    roles[target].add(words(person["jobTitle"]))
            for house in (
                one for place in WORKS for work in mappings(node.get(place)) for one in mappings(work.get("publisher"))
            ):
                if house.get("name") and str(house.get("url") or "").startswith("http"):
                    homes[words(house["name"])].add(str(house["url"]))
    yield from _named(site)
    yield from _roles(site, roles)
    led: dict[str, bool | None] = {}
    for path, page in site.pages.items():
        urls = homes.get(words(page.top)) if not page.is_article and not page.refresh else None
        if urls and "source" in path:
            led[path] = bool(urls & {link.url for link in page.links})
    for path in without(led):
        url = min(homes[words(site.pages[path].top)])
        yield fault(path, "E06", f"it does not lead to {url[:200]}, where JSON-LD says that this source is", AGAIN)


def _named(site: BuiltSite) -> Iterator[Problem]:
    """Pages of topics are called by their names, as the settings have them."""
    told = {}
    for path, name in site.promised.topics.items():
        page = site.pages.get(path)
        if page and not page.refresh:
            told[path] = words(name).casefold() in f"{words(page.title)} | {words(page.top)}".casefold()
    for path in without(told):
        said = site.pages[path].title or site.pages[path].top
        name = site.promised.topics[path]
        yield fault(path, "E06", f'it is called "{words(said)[:80]}", and is the page of "{name[:80]}"', AGAIN)


def _roles(site: BuiltSite, roles: dict[str, set[str]]) -> Iterator[Problem]:
    told: dict[str, bool | None] = {}
    for path, said in roles.items():
        text = words_of_html(site.text(path), " ")
        told[path] = any(one in text for one in said)
    for path in without(told):
        yield fault(path, "E06", f'it does not say "{min(roles[path])[:80]}", which JSON-LD says of its author', AGAIN)
