"""What browsers will not do under the site's policy: sources that are none, and what writers put into a text."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.links import prose_lines
from ..newsroom.problem import Problem
from ..newsroom.publication import WITHHELD
from .in_text import refused_in
from .options import Options
from .sources import faults


def problems(build: Build) -> list[Problem]:
    return [*faults(build), *_refused(build)]


def _refused(build: Build) -> Iterator[Problem]:
    """One problem for a story: at the first line that holds such a thing."""
    if not build.options("HEADERS", Options).policy:
        return
    for story in build.desk.stories:
        if story.status in (WITHHELD, "withdrawn") or not build.desk.readings[story.path].has_html:
            continue
        line = next((number for number, line in prose_lines(story.body) if refused_in(line)), 0)
        if line:
            yield Problem(
                story.path, story.body_line + line - 1, 0, "W25", "the text holds a script, a style or a handler of events, which browsers do not obey here",
                "write it in Markdown; for a look give a class: {.wide}",
            )  # fmt: skip
