"""Whose frames and videos a page may load: only those that stand in its text."""

from collections.abc import Mapping

from ..newsroom.desk import Build
from .used import embeds_of, may_play, need_of


def sources(build: Build) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By name of a need, the directives of the Content-Security-Policy and the origins they must let in; of stories that may play alone."""
    playing = (story for story in build.desk.stories if may_play(build.desk.readings[story.path]))
    found = {need_of(one): one for story in playing for one in embeds_of(story, build)}
    return {
        name: {"media-src" if one.is_file else "frame-src": (one.origin,)}
        for name, one in sorted(found.items())
        if name
    }
