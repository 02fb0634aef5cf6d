"""Whose frames and videos a page may load: only those that stand in its text."""

from collections.abc import Mapping

from ..newsroom.desk import Build
from .used import embeds_of, need_of


def sources(build: Build) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found = {need_of(one): one for story in build.desk.stories for one in embeds_of(story, build)}
    return {
        name: {"media-src" if one.is_file else "frame-src": (one.origin,)}
        for name, one in sorted(found.items())
        if name
    }
