"""Where a story stands on the site: its address and its file, from Pelican's own patterns (ARTICLE_URL, PAGE_SAVE_AS, ...)."""

import dataclasses
from datetime import UTC, datetime

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


def url_of(story: Story, site: Site) -> str:
    """The address below the site's, without a leading slash. `url` of the front matter wins; a pattern may ask for any key of it, as with Pelican."""
    overridden = str(story.extra.get("url", ""))
    return overridden or _expanded(story, site, "URL")


def save_as_of(story: Story, site: Site) -> str:
    """The file below the output folder that the story is written to."""
    return story.save_as or _expanded(story, site, "SAVE_AS")


def _expanded(story: Story, site: Site, what: str) -> str:
    kind = "ARTICLE" if story.is_article else "PAGE"
    if story.status == "draft":
        kind = "DRAFT" if story.is_article else "DRAFT_PAGE"
    lang = "" if story.lang == site.lang else "LANG_"
    pattern = site.patterns.get(f"{kind}_{lang}{what}", "")
    category = story.primary_category
    own = {
        "title": story.title,
        "slug": story.slug,
        "lang": story.lang,
        "date": story.date or _NO_DATE,
        "author": story.authors[0].slug if story.authors else "",
        "category": category.slug if category else "",
        "path": story.path,
        "id": story.id,
    }
    return pattern.format_map({**story.extra, **own}).lstrip("/")
