"""The file of the key for IndexNow, so that no other file takes its place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .key_file import file_of, is_key
from .options import Options


def places(build: Build) -> Iterator[Place]:
    key = build.options("NOTIFY", Options).key
    if is_key(key):
        yield Place("part", "", "the key for IndexNow (NOTIFY)", file_of(key), (file_of(key),), indexed=False)
