"""The way to a page in its JSON-LD (BreadcrumbList), held against the ways that other pages tell. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import mappings, nodes_of, words
from .usual import usual

#: Of fewer ways it is not known what most say.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class _Trail:
    """`steps` are (name, address). `ends_here`: the last is the page on which it stands, `is_named`: and has the name that stands there."""

    page: str
    steps: tuple[tuple[str, str], ...]
    ends_here: bool
    is_named: bool
    is_numbered: bool


def trails(site: BuiltSite) -> Iterator[Problem]:
    """Ways whose steps are not numbered in turn, that name a page otherwise than most do, or lead to another page where most lead to their own."""
    found = [one for page in site.pages.values() for document in page.documents for one in _in(document, page, site)]
    all_end, all_name = _most(one.ends_here for one in found), _most(one.is_named for one in found)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for trail in found:
        for name, url in dict.fromkeys(trail.steps):
            names[url][name] += 1
    of_most = {url: usual(some, _SEVERAL) for url, some in names.items()}
    for trail in found:
        if not trail.is_numbered:
            yield fault(trail.page, "E06", "the steps of its BreadcrumbList are not numbered from 1 on", AGAIN)
        if all_end and not trail.ends_here:
            yield fault(
                trail.page,
                "E06",
                f"its BreadcrumbList ends at {trail.steps[-1][1][:200] or 'nothing'}, which is another page",
                AGAIN,
            )
        elif all_name and not trail.is_named:
            yield fault(trail.page, "E06", f'its BreadcrumbList calls it "{trail.steps[-1][0][:80]}"', AGAIN)
        for name, url in trail.steps:
            if url and of_most[url] and name != of_most[url]:
                yield fault(
                    trail.page,
                    "E06",
                    f'its BreadcrumbList calls {url[:200]} "{name[:80]}"; elsewhere "{of_most[url][:80]}"',
                    AGAIN,
                )


def _in(document: Any, page: Page, site: BuiltSite) -> Iterator[_Trail]:
    for node in nodes_of(document):
        told = mappings(node.get("itemListElement")) if node.get("@type") == "BreadcrumbList" else []
        if told:
            steps = tuple((words(one.get("name")), _address(one.get("item"))) for one in told)
            numbers = [str(one.get("position")) for one in told]
            name, last = steps[-1]
            ends_here = not last or site.path_of(last) == page.path
            is_numbered = numbers == [str(n) for n in range(1, len(told) + 1)]
            yield _Trail(page.path, steps, ends_here, ends_here and name == words(page.headline), is_numbered)


def _most(said: Iterable[bool]) -> bool:
    return usual(Counter(map(str, said)), _SEVERAL) == str(True)


def _address(item: Any) -> str:
    """A step leads to an address, or to a thing that has one."""
    return str((item.get("@id") or item.get("url") or "") if isinstance(item, Mapping) else item or "")
