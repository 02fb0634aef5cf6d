"""The home page as templates see it: Pelican's articles in the places that `front.py` gives their stories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import front
from .desk import Build
from .story import Story


@dataclass(frozen=True, slots=True)
class FrontSection:
    """A category on the home page. `url` is its address below the site's, "" where it has no page."""

    name: str
    slug: str
    url: str
    articles: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The home page: Pelican's articles, each in one place only. `is_chosen` says whether an editor chose what stands beside the lead."""

    lead: Any
    top: tuple[Any, ...]
    is_chosen: bool
    explainers: tuple[Any, ...]
    sections: tuple[FrontSection, ...]
    latest: tuple[Any, ...]


def chosen(build: Build, every: Sequence[Story], lang: str) -> front.FrontPage:
    """The stories of the front page of a language, of these."""
    stories = [story for story in every if story.lang == lang]
    if not stories and lang == build.site.lang:
        stories = list(every)

    def find(name: str) -> Story | None:
        named = build.archive.find(name, lang)
        if named is None or named.lang == lang:
            return named
        return next((one for one in build.archive.translations(named) if one.lang == lang), named)

    return front.front_of(stories, build.registries.front, build.registries, find)


def front_page(build: Build, shown: Mapping[str, Any], lang: str) -> FrontPage:
    """The front page of a language. `shown` maps a story's path to Pelican's article, where it has one.

    A site without a story in its own language shows them all. What an editor names stands for its translation, too.
    """

    def articles(stories: Iterable[Story]) -> tuple[Any, ...]:
        return tuple(shown[story.path] for story in stories)

    def section(one: front.Section) -> FrontSection:
        place = build.places.get(("category", one.term.slug))
        return FrontSection(one.term.name, one.term.slug, place.url if place else "", articles(one.stories))

    page = chosen(build, [story for story in build.archive if story.path in shown], lang)
    return FrontPage(
        shown[page.lead.path] if page.lead else None,
        articles(page.top),
        page.is_chosen,
        articles(page.explainers),
        tuple(map(section, page.sections)),
        articles(page.latest),
    )
