"""When what readers see of the history changes by the clock alone."""

from collections.abc import Iterator
from datetime import datetime

from ..newsroom.desk import Build
from .versions import history_of


def moments(build: Build) -> Iterator[datetime]:
    """What is not committed yet is as new as the build."""
    history = build.once(history_of)
    if history and any(one.made == history.now for chain in history.versions.values() for one in chain):
        yield build.site.now
