"""The share pictures, so that no other file takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from ..newsroom.taken_over import of_heads
from .share_pictures import drawn


@of_heads
def places(build: Build) -> Iterator[Place]:
    for path, file in build.once(drawn).items():
        yield Place("part", "", f"the share picture of {path}", file, (file,), path=path, indexed=False)
