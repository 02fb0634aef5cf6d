"""A key that IndexNow would not take."""

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .key_file import is_key
from .options import Options


def problems(build: Build) -> list[Problem]:
    key = build.options("NOTIFY", Options).key
    if not key or is_key(key):
        return []
    said = f'NOTIFY["key"] is {key!r}, which IndexNow does not take'
    return [Problem("pelicanconf.py", 0, 0, "E00", said, "write 8 to 128 letters, digits and -")]
