"""The maps, so that no other file takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .options import Options

#: Option -> the file of its map.
FILES = {"netlify": "_redirects", "nginx": "redirects.nginx.conf", "caddy": "redirects.caddy"}


def places(build: Build) -> Iterator[Place]:
    options = build.options("REDIRECTS", Options)
    for name, file in FILES.items():
        if getattr(options, name):
            yield Place("part", "", f"the map of redirects (REDIRECTS, {name})", file, (file,))
