"""What is wrong with the pictures of a site."""

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .faults import problems_of


def problems(build: Build) -> list[Problem]:
    return list(problems_of(build))
