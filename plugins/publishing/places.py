"""The manifest of a published site, so that no other file takes its place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .manifest import FILE


def places(_build: Build) -> Iterator[Place]:
    yield Place("part", "", "the manifest of the build", FILE, (FILE,), indexed=False)
