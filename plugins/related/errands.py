"""What is begun when the desk has read the site: the lists, which take longest and need nothing but the stories and registries."""

from ..newsroom.desk import Build
from .found import begun


def begin(build: Build) -> None:
    build.once(begun)
