"""Where a story stands on the site: its address and its file, from Pelican's own patterns (ARTICLE_URL, PAGE_SAVE_AS, ...)."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from .site import Site
from .story import Story

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


def placed(story: Story, site: Site) -> Story:
    """The story with the address and the file that it has on this site, as it is now.

    Raises KeyError, IndexError or ValueError for a pattern of the site that asks for what there is not.
    """
    copy = dataclasses.replace(story)
    place(copy, site)
    return copy


def place(story: Story, site: Site) -> None:
    """Put the address and the file into a story that nobody else has yet. Raises as `placed`."""
    for name, value in (("url", url_of(story, site)), ("file", save_as_of(story, site))):
        object.__setattr__(story, name, value)


def fault_of(story: Story, site: Site) -> tuple[str, str] | None:
    """What keeps a story that nobody else has yet from an address, and what to do; None where it has one now."""
    try:
        place(story, site)
    except (KeyError, IndexError, ValueError) as error:
        return (
            f"the site's address pattern asks for {error}",
            "write that key into the header, let FILENAME_METADATA take it from the file's name, or mend ARTICLE_URL and ARTICLE_SAVE_AS in pelicanconf.py",
        )
    if key := _lacking_first(story, site):
        everybody = ', or the name of who writes as AUTHOR = "..." into pelicanconf.py' if key == "author" else ""
        return (
            f"the story has no {key}, with which the address of its file begins",
            f"write {key}: into the header{everybody}",
        )
    return None


def url_of(story: Story, site: Site) -> str:
    """The address below the site's, without a leading slash. `url` of the front matter wins; a pattern may ask for any key of it, as with Pelican."""
    overridden = str(story.extra.get("url", ""))
    return overridden or _expanded(story, site, "URL")


def save_as_of(story: Story, site: Site) -> str:
    """The file below the output folder that the story is written to."""
    return story.save_as or _expanded(story, site, "SAVE_AS")


def _lacking_first(story: Story, site: Site) -> str:
    """The key with which the file's address begins and for which the story has no word, as `author` in `{author}/{slug}.html`: such a file lies at the root of the disk."""
    key = "" if story.save_as else _pattern(story, site, "SAVE_AS").partition("}/")[0].removeprefix("{")
    return key if key and str(_values(story, site).get(key, key)) == "" else ""


def _expanded(story: Story, site: Site, what: str) -> str:
    return _pattern(story, site, what).format_map(_values(story, site)).lstrip("/")


def _pattern(story: Story, site: Site, what: str) -> str:
    kind = "ARTICLE" if story.is_article else "PAGE"
    if story.status == "draft":
        kind = "DRAFT" if story.is_article else "DRAFT_PAGE"
    lang = "" if story.lang == site.lang else "LANG_"
    return site.patterns.get(f"{kind}_{lang}{what}", "")


def _values(story: Story, site: Site) -> Mapping[str, Any]:
    """What a pattern may ask for."""
    category = story.primary_category
    own = {
        "title": story.title,
        "slug": story.slug,
        "lang": story.lang,
        "date": story.date or _NO_DATE,
        "author": story.authors[0].slug if story.authors else "",
        "category": category.slug if category else _folder_slug(story, site),
        "path": story.path,
        "id": story.id,
    }
    return {**story.extra, **own}


def _folder_slug(story: Story, site: Site) -> str:
    """What a pattern means by the category of a page that names none: its folder, as with Pelican, which asks whether categories have pages."""
    is_asked = site.folder_is_category and site.patterns.get("CATEGORY_SAVE_AS", "category")
    folder = site.folder_of(story.path).rpartition("/")[2] if is_asked else ""
    return site.slugs.of(folder or site.default_category, "category")
