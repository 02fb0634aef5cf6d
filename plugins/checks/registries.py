"""What the pages of topics, sources, authors and storylines say against their registries, and the glossary against its own. Pure but for reading the
site."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import words, words_of_html
from .usual import without
from .written import begins_with, is_same, plain_runs

#: How the terms of a text are named, to which its words lead.
_IN_A_TEXT = "term-"


def registries(site: BuiltSite) -> Iterator[Problem]:
    """Where nearly all say what their registries do, each does."""
    yield from _described(site)
    yield from _leading(site)
    yield from _defined(site)


def _described(site: BuiltSite) -> Iterator[Problem]:
    """In their heads, and to their readers."""
    heads: dict[str, dict[str, bool | None]] = defaultdict(dict)
    shown: dict[str, dict[str, bool | None]] = defaultdict(dict)
    for path, about in site.promised.about.items():
        page = site.pages.get(path)
        if page and not page.refresh:
            heads[_kind(path)][path] = begins_with(about, page.description) if page.description else None
            runs = list(plain_runs(about))
            text = words_of_html(site.text(path), " ") if runs else ""
            shown[_kind(path)][path] = all(run in text for run in runs) if runs else None
    for path in (path for told in heads.values() for path in without(told)):
        said = f'its head says "{words(site.pages[path].description)[:80]}", and its registry "{site.promised.about[path][:80]}"'
        yield fault(path, "E06", said, AGAIN)
    for path in (path for told in shown.values() for path in without(told)):
        said = f'its registry says "{site.promised.about[path][:80]}", which is not here'
        yield fault(path, "E06", said, AGAIN)


def _leading(site: BuiltSite) -> Iterator[Problem]:
    """A page leads to what its registry names: the story to begin with, the wider topic and the narrower ones, the outlet."""
    told: dict[tuple[str, bool], dict[tuple[str, str], bool | None]] = defaultdict(dict)
    for path, targets in site.promised.leading.items() if site.has_form else ():
        page = site.pages.get(path)
        if page and not page.refresh:
            urls = {url for url, _ in page.worded}  # a story stands in the list of its topic anyway
            led = urls | {site.path_of(url, path) for url in urls}
            for one in (one for one in targets if ":" in one or one in site.pages):
                told[_kind(path), one in site.stories][path, one] = one in led
    for path, one in (key for ways in told.values() for key in without(ways)):
        where = one if ":" in one else f"/{url_path(one)}"
        yield fault(path, "E06", f"it does not lead to {where}, which its registry names", AGAIN)


def _kind(path: str) -> str:
    """How the folder of its kind is called: sites of other themes may have no descriptions of one kind, and those of another."""
    return path.partition("/")[0]


def _defined(site: BuiltSite) -> Iterator[Problem]:
    """Terms, wherever they are explained."""
    defined = site.promised.defined
    told: dict[tuple[str, str], bool | None] = {}
    for path, page in site.pages.items() if defined else ():
        found = {one: one.removeprefix(_IN_A_TEXT) for one in page.anchors if one.removeprefix(_IN_A_TEXT) in defined}
        text = site.text(path) if found and not page.refresh else ""
        for anchor, slug in found.items():
            if shown := _entry(anchor).search(text):
                name, meaning = defined[slug]
                said = words_of_html(shown[2], " ")
                is_so = is_same(words_of_html(shown[1]), words(name)) and all(
                    one in said for one in plain_runs(meaning)
                )
                told[path, slug] = is_so
    for path, slug in without(told):
        name, meaning = defined[slug]
        yield fault(path, "E06", f'it explains "{name[:40]}" otherwise than the glossary: "{meaning[:80]}"', AGAIN)
    shown_on = {path for path, _ in told}
    for path in sorted(shown_on):
        lacking = sorted(defined.keys() - {slug for one, slug in told if one == path})
        if lacking and len(lacking) * 4 <= len(defined) and path not in site.stories:
            yield fault(path, "E06", f'it does not explain "{defined[lacking[0]][0][:40]}", and the other terms', AGAIN)


@lru_cache(maxsize=2000)
def _entry(anchor: str) -> re.Pattern[str]:
    return re.compile(rf'<dt\b[^<>]*\bid="{re.escape(anchor)}"[^<>]*>(.*?)</dt>\s*<dd\b[^<>]*>(.*?)</dd>', re.DOTALL)
