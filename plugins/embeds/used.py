"""What plays in the stories of a build, found in what was written: the policy of a page is known before its text is HTML."""

import re
from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.file_reading import Reading
from ..newsroom.links import prose_lines
from ..newsroom.publication import WITHHELD
from ..newsroom.story import Story
from .options import Options
from .provider import Embed, frame_at, video_at

_LONE = re.compile(
    r"^(?:<?(?P<bare>https?://[^\s<>]+?)>?|!?\[[^\]]*\]\(\s*<?(?P<link>[^\s()<>]+)>?(?:\s+[\"'(].*)?\))(?:\s*\{.*\})?\s*$"
)
_FRAME = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s>\"']+))", re.IGNORECASE)
_VIDEO = re.compile(r"<(?:video|source)\b[^>]*?\bsrc\s*=\s*[\"'](https?://[^\"']+)[\"']", re.IGNORECASE)


def may_play(reading: Reading) -> bool:
    """Whether anything may play in a story: asked of every one at every check, and no words are fetched for it."""
    return reading.html is not None or reading.has_html or reading.has_lone_link


def embeds_of(story: Story, build: Build) -> Iterator[Embed]:
    """Everything that may play in a story."""
    reading = build.desk.readings[story.path]
    if not may_play(reading):
        return
    if story.status in (WITHHELD, "withdrawn") or not ("://" in story.body or "//" in story.body or "](" in story.body):
        return
    options = build.options("EMBEDS", Options)
    prose = []
    for _, line in prose_lines(story.body):
        prose.append(line)
        found = _LONE.match(line.strip())
        video = video_at(found["bare"] or found["link"] or "", options.peertube) if found else None
        if video:
            yield video
    text = "\n".join(prose)
    for double, single, bare in _FRAME.findall(text):
        frame = frame_at((double or single or bare).replace("&amp;", "&"), options.peertube)
        if frame and (frame.is_video or options.frames):
            yield frame
    for address in _VIDEO.findall(text):
        file = video_at(address)
        if file and file.is_file:
            yield file


def need_of(embed: Embed) -> str:
    """The name of what a page needs to play it; "" for a file of the site itself."""
    if not embed.origin:
        return ""
    return f"{'media' if embed.is_file else 'frame'}-{embed.origin}"
