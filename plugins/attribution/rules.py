"""What can be wrong with the sources of a whole site."""

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .sources import shared_slugs


def problems(build: Build) -> list[Problem]:
    return shared_slugs(build.archive.stories)
