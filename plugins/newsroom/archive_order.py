"""The archive of a build, in the order that its stories had in the last one where they say the same but for their words."""

from collections.abc import Iterator

from .archive import Archive
from .desk import Build
from .taken_over import of_heads


def archive_of(build: Build) -> Archive:
    """The stories of a build in their order, which is kept from one build to the next."""
    stories = build.desk.stories
    return Archive.of_sorted([stories[at] for at in order_of(build)])


@of_heads
def order_of(build: Build) -> Iterator[int]:
    """The places of the archive's stories among all."""
    places = {id(story): at for at, story in enumerate(build.desk.stories)}
    for story in Archive(build.desk.stories).all:
        yield places[id(story)]
