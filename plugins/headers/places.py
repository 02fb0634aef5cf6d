"""The files of headers, so that no other file takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .options import Options

#: Option -> its file.
FILES = {"netlify": "_headers", "nginx": "headers.nginx.conf", "caddy": "headers.caddy"}


def places(build: Build) -> Iterator[Place]:
    for name, file in written(build).items():
        yield Place("part", "", f"the headers (HEADERS, {name})", file, (file,), indexed=False)


def written(build: Build) -> dict[str, str]:
    """Option -> its file, for those that the site wants of us and does not bring itself."""
    options = build.options("HEADERS", Options)
    return {name: file for name, file in FILES.items() if getattr(options, name) and file not in build.own_files}
