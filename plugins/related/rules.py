"""What can be wrong with the related stories of a site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .lone import known_problems
from .options import Options, faults


def problems(build: Build) -> Iterator[Problem]:
    for name, wrong, remedy in faults(build.options("RELATED", Options)):
        yield Problem("pelicanconf.py", 0, 0, "E00", f'RELATED["{name}"] {wrong}', remedy)
    yield from known_problems(build)
