"""What is wrong with the sources that a site allows."""

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .sources import faults


def problems(build: Build) -> list[Problem]:
    return faults(build)
