"""Which address everybody claims: stories and pages, what Pelican writes by its settings around them, and what the enabled plugins write."""

from collections.abc import Iterator

from . import front_pages
from .desk import Build
from .extensions import modules
from .places import Place
from .site_places import file_places, story_places, theme_places
from .taken_over import of_heads


def claims(build: Build) -> Iterator[Place]:
    """Every address that a build will write, ours first and then those of plugins; two may claim one."""
    yield from _stories_and_lists(build)
    yield from file_places(build.site, build.settings, build.desk.readings)
    yield from front_pages.places(build)
    for module in modules(build.settings, "places"):
        yield from module.places(build)


@of_heads
def _stories_and_lists(build: Build) -> Iterator[Place]:
    yield from story_places(build.desk.stories, build.site, build.settings)
    yield from theme_places(build.desk.stories, build.settings, build.archive.pair_of)
