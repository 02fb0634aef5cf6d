"""The editor's folder, so that no story takes its address."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .options import Options


def is_on(build: Build) -> bool:
    """Whether the site has an editor."""
    return build.options("EDITOR", Options).enabled


def folder_of(build: Build) -> str:
    """Its folder below the output's, with a slash at the end."""
    return build.options("EDITOR", Options).address.strip("/") + "/"


def places(build: Build) -> Iterator[Place]:
    if build.once(is_on):
        folder = folder_of(build)
        yield Place("part", "", "the editor (EDITOR, address)", folder, (f"{folder}index.html",), indexed=False)
