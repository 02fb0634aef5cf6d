"""When a feed changes by the clock alone."""

from collections.abc import Iterator
from datetime import datetime

from ..newsroom.desk import Build
from .sitemaps import RECENT


def moments(build: Build) -> Iterator[datetime]:
    """A story leaves the news sitemap."""
    for story in build.archive:
        if story.date and story.date + RECENT >= build.site.now:
            yield story.date + RECENT
