"""What can be wrong with the related stories of a site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .lone import known_problems
from .options import Options, faults


def problems(build: Build) -> Iterator[Problem]:
    options = build.options("RELATED", Options)
    for name, wrong, remedy in faults(options):
        yield Problem("pelicanconf.py", 0, 0, "E00", f'RELATED["{name}"] {wrong}', remedy)
    if options.rerank:
        yield from _without_package(options)
    yield from known_problems(build)


def _without_package(options: Options) -> Iterator[Problem]:
    from .reranking import EXTRA, PACKAGE, is_installed  # with all that compares stories

    if options.rerank == PACKAGE and not is_installed():
        said = f'RELATED["rerank"] is "{PACKAGE}", and that package is not here'
        yield Problem("pelicanconf.py", 0, 0, "E00", said, f'pip install "{EXTRA}", or take the option out')
