"""The files of pictures, so that no other file takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .used import plan_of


def places(build: Build) -> Iterator[Place]:
    files: dict[str, str] = {}
    for path, made in build.once(plan_of).sets.items():
        files.update((one.file, path) for one in made.all)
    for file, path in sorted(files.items()):
        shown = build.site.shown(build.site.content / path)
        yield Place("part", "", f"a size of {shown}", file, (file,), path=shown, indexed=False)
