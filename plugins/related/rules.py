"""What can be wrong with the related stories of a site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .lone import known_problems
from .options import Options, faults
from .reranking import EXTRA, PACKAGE, is_installed


def problems(build: Build) -> Iterator[Problem]:
    for name, wrong, remedy in faults(build.options("RELATED", Options)):
        yield Problem("pelicanconf.py", 0, 0, "E00", f'RELATED["{name}"] {wrong}', remedy)
    if build.options("RELATED", Options).rerank == PACKAGE and not is_installed():
        said = f'RELATED["rerank"] is "{PACKAGE}", and that package is not here'
        yield Problem("pelicanconf.py", 0, 0, "E00", said, f'pip install "{EXTRA}", or take the option out')
    yield from known_problems(build)
