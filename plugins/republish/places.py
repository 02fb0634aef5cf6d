"""Where the packs stand: below the story's own address."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of
from ..newsroom.story import Story
from ..newsroom.taken_over import of_heads
from .options import Options
from .pack import refusal


def offered(build: Build) -> tuple[Story, ...]:
    """The stories that others may print."""
    if not build.options("REPUBLISH", Options).pages:
        return ()
    return tuple(story for story in build.archive if not refusal(story))


def offered_paths(build: Build) -> frozenset[str]:
    """The source files of the stories that others may print."""
    return frozenset(story.path for story in build.once(offered))


def address_of(story: Story) -> str:
    """The address of a story's pack, below the site's."""
    folder = story.url if story.url.endswith("/") else f"{story.url.rpartition('.')[0] or story.url}/"
    return f"{folder}republish/"


@of_heads
def places(build: Build) -> Iterator[Place]:
    has_page = build.has_template("republish")
    for story in build.once(offered):
        url = address_of(story)
        files = (file_of(url), f"{url}text.txt") if has_page else (f"{url}text.txt",)
        yield Place("part", "", f"the pack of {story.path}", url, files, path=story.path, indexed=False)
