"""What the search finds: the stories that readers see in lists, and the site's pages. Pure."""

from collections.abc import Callable

from ..newsroom.desk import Build
from ..newsroom.story import Story
from .options import Options

#: The page that a server sends where there is none: nobody looks for it.
_NOT_FOUND = "404.html"


def searched(build: Build) -> tuple[Story, ...]:
    """The published stories, newest first, and behind them the published pages by title, where the site does not leave those out."""
    return (*build.archive, *build.once(searched_pages))


def searched_pages(build: Build) -> tuple[Story, ...]:
    """The pages that the search may find, by title: where a site wants that, all but the one for what was not found."""
    if not build.options("SITE_SEARCH", Options).pages:
        return ()
    pages = [one for one in build.desk.stories if not one.is_article and one.status == "published"]
    found = [one for one in pages if one.file and one.file.rpartition("/")[2] != _NOT_FOUND]
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.path)))


def label_of(page: Story, _: Callable[[str], str], *, among_stories: bool) -> str:
    """What tells a page from other results: that it is a page, or, where all are, what it is filed under."""
    return _("Page") if among_stories else ", ".join(one.name for one in page.categories)
