"""The worker, which must stand at the root of what it keeps, and the page for what is not kept."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of
from .options import Options
from .worker import FILE


def is_on(build: Build) -> bool:
    """Whether pages register the worker. A preview never does: what changes under a writer's hands must not be kept."""
    return build.options("OFFLINE", Options).enabled and not build.site.preview and build.has_template("offline")


def places(build: Build) -> Iterator[Place]:
    yield Place("part", "", "the service worker (OFFLINE)", FILE, (FILE,), indexed=False)
    if build.once(is_on):
        url = build.options("OFFLINE", Options).address
        yield Place("part", "", "the page without a network (OFFLINE, address)", url, (file_of(url),), indexed=False)
