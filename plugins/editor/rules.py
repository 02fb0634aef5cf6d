"""What is wrong with the settings of an editor: a place to keep stories that nobody knows, or that has no name."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.options import meant
from ..newsroom.problem import Problem
from .options import BACKENDS, HOSTS, Options
from .places import is_on


def problems(build: Build) -> Iterator[Problem]:
    """Said of an editor that is switched on; where the site has none, its settings do no harm."""
    options = build.options("EDITOR", Options)
    if not build.once(is_on):
        return
    if options.backend not in BACKENDS:
        yield _fault(f'EDITOR["backend"] is "{options.backend}"', meant(options.backend, BACKENDS))
    if options.backend in HOSTS and not options.repo:
        yield _fault("EDITOR names no repository", 'write "repo": "owner/name"')


def _fault(message: str, remedy: str) -> Problem:
    return Problem("pelicanconf.py", 0, 0, "E00", message, remedy)
