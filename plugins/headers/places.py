"""The files of headers, so that no other file takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .options import Options

#: Option -> its file.
FILES = {"netlify": "_headers", "nginx": "headers.nginx.conf", "caddy": "headers.caddy"}


def places(build: Build) -> Iterator[Place]:
    options = build.options("HEADERS", Options)
    for name, file in FILES.items():
        if getattr(options, name):
            yield Place("part", "", f"the headers (HEADERS, {name})", file, (file,), indexed=False)
