"""What is wrong with a site's search: an option that means nothing, or a program that is missing."""

from collections.abc import Iterator
from pathlib import Path

from ..newsroom.desk import Build
from ..newsroom.options import nearest
from ..newsroom.problem import Problem
from .options import WHEN, Options
from .pagefind import find_program
from .places import is_wanted

_INSTALL = 'install it: pip install "pelican-newsroom[search]"; until then the search page shows the topics alone'


def problems(build: Build) -> Iterator[Problem]:
    options = build.options("SITE_SEARCH", Options)
    if options.index not in WHEN:
        near = nearest(options.index, list(WHEN))
        remedy = f'did you mean "{near}"?' if near else f"it must be {', '.join(WHEN)}"
        yield Problem("pelicanconf.py", 0, 0, "E00", f'SITE_SEARCH["index"] is {options.index!r}', remedy)
    if build.once(is_wanted) and build.once(program) is None:
        where = f" at {options.program}" if options.program else ""
        yield Problem("pelicanconf.py", 0, 0, "W26", f"Pagefind, which makes the search, is not here{where}", _INSTALL)


def program(build: Build) -> Path | None:
    """Pagefind, where it is to be found on this machine."""
    return find_program(build.options("SITE_SEARCH", Options).program)
