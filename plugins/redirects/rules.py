"""Whether hosts obey the map of redirects to its end."""

from collections.abc import Iterator

from ..newsroom import host_limits
from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from . import maps
from .options import Options
from .places import FILES


def problems(build: Build) -> Iterator[Problem]:
    options = build.options("REDIRECTS", Options)
    if not options.netlify:
        return
    text = maps.netlify(build.redirects, build.site.url)
    if said := host_limits.REDIRECTS.beyond(text, len(build.redirects)):
        stays = (
            "there the pages at the old addresses lead on all the same"
            if options.pages
            else 'write pages at the old addresses too: REDIRECTS = {"pages": True}'
        )
        yield Problem(
            "pelicanconf.py", 0, 0, "W27", f"/{FILES['netlify']} {said}", f"{stays}; other hosts read all of it"
        )
