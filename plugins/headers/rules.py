"""What browsers will not do under the site's policy: sources that are none, and what writers put into a text."""

from collections.abc import Iterator

from ..newsroom import host_limits
from ..newsroom.desk import Build
from ..newsroom.links import prose_lines
from ..newsroom.problem import Problem
from ..newsroom.publication import WITHHELD
from . import server_files
from .in_text import refused_in
from .options import Options
from .places import FILES, written
from .sources import POLICY, faults, headers_of, own_headers


def problems(build: Build) -> list[Problem]:
    return [*faults(build), *_beyond(build), *_refused(build)]


def _beyond(build: Build) -> Iterator[Problem]:
    """What the host would leave out of the file of headers. The hash of the theme's style, not known yet, is short."""
    options = build.options("HEADERS", Options)
    if "netlify" not in written(build):
        return
    headers, own = headers_of(build, ""), own_headers(build)
    for folder, given in own.items():
        if POLICY in given and POLICY in headers:
            yield Problem(
                "pelicanconf.py",
                0,
                0,
                "W27",
                f"/{FILES['netlify']} takes the site's policy from /{folder}, which Cloudflare Pages obeys and Netlify does not know",
                f'on Netlify /{folder} may get both policies, and then does not work: serve the editor from another host; on Cloudflare Pages CHECKS = {{"severity": {{"W27": "off"}}}} ends this word',
            )
    text = server_files.netlify(headers, options.lasting, build.site.url, options.age, own)
    rules = sum(not line.startswith(" ") for line in text.splitlines())
    if said := host_limits.HEADERS.beyond(text, rules):
        yield Problem(
            "pelicanconf.py",
            0,
            0,
            "W27",
            f"/{FILES['netlify']} {said}",
            "shorten HEADERS: fewer folders in lasting, fewer hosts in allow, shorter values in extra",
        )


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
                story.path,
                story.body_line + line - 1,
                0,
                "W25",
                "the text holds a script, a style or a handler of events, which browsers do not obey here",
                "write it in Markdown; for a look give a class: {.wide}",
            )
