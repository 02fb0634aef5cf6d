"""The places that the core knows of: stories and pages, and what Pelican writes by its settings around them."""

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from . import address
from .places import Place
from .provenance import are_reprints_indexed, is_reprint, updated
from .publication import WITHHELD
from .site import Site
from .story import READABLE, Story

_UNWRITTEN = frozenset({WITHHELD, "skip"})
_PUBLIC = READABLE | {"withdrawn"}


def story_places(stories: Iterable[Story], site: Site, settings: Mapping[str, Any]) -> Iterator[Place]:
    """Every story and page that this build writes, with its old addresses once readers may see it."""
    with_reprints = are_reprints_indexed(settings)
    for story in stories:
        # ARTICLE_SAVE_AS is empty: the site shows its stories in lists alone.
        if story.status in _UNWRITTEN or not story.file:
            continue
        public, extra = story.status in _PUBLIC, story.extra
        former = tuple([old_address(alias, story, site) for alias in story.aliases]) if public and story.aliases else ()
        yield Place(
            story.kind,
            story.slug if public else "",
            story.title,
            story.url,
            (story.file,),
            former,
            story.path,
            0,
            bool(story.save_as or (extra and extra.get("url"))),
            story.status == "published" and (with_reprints or not is_reprint(story)),
            updated(story),
        )


def old_address(alias: str, story: Story, site: Site) -> str:
    """The address below the site's of an old slug, or of a path that is written with a slash."""
    path = alias.removesuffix("index.html")
    if "/" in path:
        return path.lstrip("/")
    return address.url_of(dataclasses.replace(story, slug=path, extra={}), site)


def theme_places(
    stories: Iterable[Story], settings: Mapping[str, Any], pair_of: Callable[[Story], str]
) -> Iterator[Place]:
    """The indexes, archives and feeds that Pelican writes by its settings. `pair_of` says what a story and its translations have in common."""
    for template in settings.get("DIRECT_TEMPLATES") or ():
        file = settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html")
        if file:
            yield _part(f"the page {template}.html", file, f"{template.upper()}_SAVE_AS")
    published = [story for story in stories if story.is_article and story.status == "published" and story.date]
    days = {story.date.date(): story.date for story in _in_lists(published, settings, pair_of) if story.date}
    for period, parts in (("YEAR", 1), ("MONTH", 2), ("DAY", 3)):
        pattern = settings.get(f"{period}_ARCHIVE_SAVE_AS")
        dates = {(day.year, day.month, day.day)[:parts]: date for day, date in days.items()}
        for file in sorted({str(pattern).format(date=date) for date in dates.values()}) if pattern else ():
            yield _part(f"the archive of a {period.lower()}", file, f"{period}_ARCHIVE_SAVE_AS")
    for name in ("FEED_ATOM", "FEED_RSS", "FEED_ALL_ATOM", "FEED_ALL_RSS"):
        if settings.get(name):
            yield _part(f"the feed {name}", str(settings[name]), name)
    for name in ("TRANSLATION_FEED_ATOM", "TRANSLATION_FEED_RSS"):
        for lang in sorted({story.lang for story in published}) if settings.get(name) else ():
            yield _part(f"the feed {name} of {lang}", str(settings[name]).format(lang=lang), name)


def _in_lists(stories: list[Story], settings: Mapping[str, Any], pair_of: Callable[[Story], str]) -> Iterable[Story]:
    """The stories that Pelican's archives list: no translation of one in the language of the site."""
    main = settings.get("DEFAULT_LANG")
    others = [story for story in stories if story.lang != main]
    if not others:
        return stories
    known = {pair_of(story) for story in stories if story.lang == main}
    left_out = {story.path for story in others if pair_of(story) in known}
    return [story for story in stories if story.path not in left_out]


def page_of(template: str, settings: Mapping[str, Any]) -> str:
    """The address of the page that a theme makes of this template (DIRECT_TEMPLATES); "" where the site has none."""
    name = template.upper()
    file = str(settings.get(f"{name}_SAVE_AS", f"{template}.html") or "")
    if not file or template not in settings.get("DIRECT_TEMPLATES", ()):
        return ""
    return str(settings.get(f"{name}_URL") or "") or (
        file.removesuffix("index.html") if file.endswith("/index.html") else file
    )


def file_places(site: Site, settings: Mapping[str, Any], stories: Iterable[str]) -> Iterator[Place]:
    """The files that are copied as they are: STATIC_PATHS without the stories among them, each once, in however many of these it lies."""
    told: set[str] = set()
    for file in _copied(site, settings, set(stories)):
        place = os.path.normpath(file)
        if place not in told:
            told.add(place)
            yield _file(Path(place), site)


def _copied(site: Site, settings: Mapping[str, Any], stories: set[str]) -> Iterator[Path]:
    excluded = set(settings.get("STATIC_EXCLUDES") or ())
    for folder in settings.get("STATIC_PATHS") or ():
        start = site.content / folder
        if start.is_file():
            yield start
            continue
        for here, folders, names in os.walk(start):
            folders[:] = sorted(one for one in folders if site.inner(Path(here) / one) not in excluded)
            for name in sorted(names):
                file = Path(here) / name
                if site.shown(file) not in stories and not _ignored(file, site):
                    yield file


def _file(file: Path, site: Site) -> Place:
    inner = site.inner(file)
    metadata = site.path_metadata.get(inner, {})
    target = str(metadata.get("save_as") or metadata.get("path") or inner)
    return Place("file", "", inner, target, (target,), (), site.shown(file))


def _ignored(file: Path, site: Site) -> bool:
    return any(PurePosixPath(file.name).match(glob) for glob in site.ignore)


def _part(name: str, file: str, setting: str) -> Place:
    return Place("part", "", f"{name} ({setting})", file.removesuffix("index.html"), (file.lstrip("/"),))
