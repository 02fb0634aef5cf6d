"""Where pictures come from that are not ours: each page that shows one may fetch it, and no other page."""

from collections.abc import Mapping

from ..newsroom.desk import Build
from .used import hosts_of, is_shown


def sources(build: Build) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The hosts whose pictures are shown, as `img-src` of the Content-Security-Policy; the key is the name by which a page asks for one."""
    readings = build.desk.readings
    shown = filter(is_shown, build.desk.stories)
    hosts = {host for story in shown for host in hosts_of(story, readings[story.path].near)}
    return {f"picture-{host}": {"img-src": (host,)} for host in sorted(hosts)}
