"""The files of the sign, so that no other file takes their place. A site's own file of that name stays."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .files import FILES


def places(build: Build) -> Iterator[Place]:
    for file in ours(build):
        yield Place("part", "", f"the site's icon {file} (SITE_ICONS)", file, (file,), indexed=False)


def ours(build: Build) -> list[str]:
    """The files that the site does not bring itself."""
    return [file for file in FILES if file not in build.own_files]
