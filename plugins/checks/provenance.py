"""What provenance.json says of itself and of its articles, against its own form and against what is there. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ..newsroom.feed_facts import Unreadable, document_of
from ..newsroom.problem import Problem
from ..newsroom.story import TYPES
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import mappings, moment, words
from .usual import nearly_all

_FILE = "provenance.json"
CORRECTION_KINDS = frozenset({"correction", "clarification", "update"})


def provenance(site: BuiltSite) -> tuple[dict[str, Mapping[str, Any]], list[Problem]]:
    """The entries of provenance.json by the page they belong to."""
    if "provenance.json" not in site.files:
        is_due = site.promised.provenance and any(page.is_article and page.story for page in site.pages.values())
        remedy = "switch the attribution plugin on, or name the settings of the site that does without it: -s FILE"
        return {}, [_problem("it is not there", remedy)] if is_due else []
    try:
        read = document_of(site.text("provenance.json"))
        articles = read.get("articles") if isinstance(read, dict) and read.get("version") == 1 else None
    except Unreadable:
        return {}, []  # said among the feeds
    if not isinstance(articles, list) or not all(isinstance(one, dict) for one in articles):
        return {}, [_problem("it has not the shape of version 1", AGAIN)]
    found = {target: one for one in articles if (target := site.path_of(str(one.get("url", ""))))}
    return found, list(_of_provenance(read, articles, site))


def _of_provenance(read: Mapping[str, Any], articles: list[Any], site: BuiltSite) -> Iterator[Problem]:
    """What its own form does not allow."""
    for (url, _), count in sorted(
        Counter((str(one.get("url", "")), str(one.get("id", ""))) for one in articles).items()
    ):
        if count > 1:
            yield _problem(f"{url} stands there {count} times", AGAIN)
    for one in articles:
        if nothing := [*_nothing(one)]:
            said = f"{one.get('url')} has nothing as its {', '.join(nothing)}, where a fact that nobody gave is absent"
            yield _problem(said, AGAIN)
        if one.get("url") and site.base and site.path_of(str(one["url"])) is None:
            yield _problem(f"{one['url']} is none of this site", AGAIN)
        if one.get("type") and one["type"] not in TYPES:
            yield _problem(f"{one.get('url')} is of the type {str(one['type'])[:40]}, which there is not", AGAIN)
        published, modified = moment(one.get("published")), moment(one.get("modified"))
        if _is_number(published) and _is_number(modified) and float(modified) < float(published):
            yield fault(_FILE, "E02", f"{one.get('url')} was changed before it was published", AGAIN)
        given = [source for source in mappings(one.get("sources")) if source.get("url")]
        if len({(str(source["url"]), str(source.get("relation"))) for source in given}) < len(given):
            yield _problem(f"{one.get('url')} names a source twice", AGAIN)
    yield from _order(articles)
    yield from _kinds(site, articles)
    about = read.get("site")
    names = Counter(name for page in site.stories.values() if (name := page.cards.get("og:site_name", "")))
    name, known = words(about.get("name")) if isinstance(about, Mapping) else "", nearly_all(names)
    known = known or site.promised.name
    if name and known and name != words(known):
        yield _problem(f'it is said to be of "{name[:80]}", and the stories are of "{known[:80]}"', AGAIN)
    schema = site.path_of(str(read.get("$schema") or "")) if read.get("$schema") else None
    if schema is not None and schema not in site.files:
        yield fault(_FILE, "E10", f"its schema, /{schema}, is not there", AGAIN)
    address = str(about.get("url", "")) if isinstance(about, Mapping) else ""
    if address and site.base and address.rstrip("/") != site.base:
        yield _problem(f"it is said to be of {address}", f"build the site again, as {site.base}/")


def _order(articles: list[Any]) -> Iterator[Problem]:
    """The newest first."""
    for one, other in pairwise(articles):
        first, later = moment(one.get("published")), moment(other.get("published"))
        if _is_number(first) and _is_number(later) and float(first) < float(later):
            yield _problem(f"{other.get('url')} stands behind an older story, and the newest is to be first", AGAIN)
            return


def strays(site: BuiltSite, told: Mapping[str, Any]) -> Iterator[Problem]:
    """Stories of feeds and provenance.json that have no page."""
    for path in sorted(set(told) - site.files):
        yield _problem(f"/{url_path(path)} is no page of this site", AGAIN)
    seen = set()
    for entry in site.entries:
        target = site.path_of(entry.url)
        if target is not None and target not in site.files and (entry.file, target) not in seen:
            seen.add((entry.file, target))
            yield fault(entry.file, "E10", f"/{url_path(target)} is no page of this site", AGAIN)


def _kinds(site: BuiltSite, articles: list[Any]) -> Iterator[Problem]:
    """The kind of each correction, where its page says another of them."""
    for one in articles:
        page = site.pages.get(site.path_of(str(one.get("url", ""))) or "")
        told = mappings(one.get("corrections"))
        for known, shown in zip(told, page.corrected if page else [], strict=False):
            kind, said = words(known.get("kind")), shown.partition(",")[0].casefold()
            if kind and said in CORRECTION_KINDS and said != kind:
                yield _problem(
                    f"a correction of {one.get('url')} is a {kind[:40]} there, and a {said} on its page", AGAIN
                )
            elif kind and kind not in CORRECTION_KINDS:
                yield _problem(f"a correction of {one.get('url')} is a {kind[:40]}, which there is not", AGAIN)


def _nothing(told: Any, name: str = "") -> Iterator[str]:
    """The names of what is given as nothing."""
    if told is None or told == []:
        yield name
    elif isinstance(told, Mapping | list):
        for key, value in told.items() if isinstance(told, Mapping) else ((name, one) for one in told):
            yield from _nothing(value, str(key))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _problem(message: str, remedy: str) -> Problem:
    return fault(_FILE, "E06", message, remedy)
