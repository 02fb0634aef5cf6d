"""Where pictures come from that are not ours: each page that shows one may fetch it, and no other page."""

from collections.abc import Mapping

from ..newsroom.desk import Build
from .used import hosts_of, is_shown, links_of


def sources(build: Build) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    hosts = {
        host for story in build.desk.stories if is_shown(story) for host in hosts_of(story, links_of(story, build))
    }
    return {f"picture-{host}": {"img-src": (host,)} for host in sorted(hosts)}
