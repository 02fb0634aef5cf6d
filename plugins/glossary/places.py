"""Where the glossary stands on the site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of
from .options import Options


def page_of(build: Build) -> str:
    """The address of the page of all terms; "" where there is none."""
    url = build.options("GLOSSARY", Options).url
    return url if url and len(build.registries.glossary) and build.has_template("glossary") else ""


def places(build: Build) -> Iterator[Place]:
    url = page_of(build)
    if url:
        yield Place("part", "", "the glossary (GLOSSARY, url)", url, (file_of(url),))
