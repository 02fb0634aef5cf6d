"""What can be wrong with the sources of a whole site."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.file_text import is_there
from ..newsroom.problem import Problem
from ..newsroom.provenance import is_reprint, license_text
from ..newsroom.story import Story
from .options import Options
from .overlap import Overlap, overlap_of
from .sources import shared_slugs

#: What may differ in a text that was not changed: typing, typography, a line of ours.
_UNCHANGED = 0.95


def problems(build: Build) -> Iterator[Problem]:
    yield from shared_slugs(build.archive.stories)
    most = build.options("ATTRIBUTION", Options).overlap
    for reading in build.desk.readings.values():
        story = reading.story
        if story is None or not story.source_text or story.status == "withdrawn":
            continue
        place = reading.place("source_text")
        theirs = source_text_of(story, build)
        if theirs is None:
            yield Problem(
                story.path,
                *place,
                "E10",
                f"the saved text {story.source_text} is not there",
                "write its path, below the content folder or beside the story",
            )
        else:
            yield from _judged(story, overlap_of(story.text, theirs), most, place, build)


def source_text_of(story: Story, build: Build) -> str | None:
    """The saved text of a story's source; None where there is no such file. It is never published."""
    content = build.site.content
    beside = (build.site.root / story.path).parent / story.source_text
    for file in (beside, content / story.source_text):
        if is_there(file) and file.resolve().is_relative_to(content.resolve()):
            return file.read_text(encoding="utf-8", errors="replace")
    return None


def _judged(story: Story, found: Overlap, most: float, place: tuple[int, int], build: Build) -> Iterator[Problem]:
    if is_reprint(story):
        terms = license_text(story, build.registries)
        if "-ND" in terms.upper() and found.share < _UNCHANGED:
            said = f"{1 - found.share:.0%} of the text is not the source's, and {terms} allows no changes"
            yield Problem(story.path, *place, "E18", said, "publish it unchanged, or ask for permission")
    elif found.share > most and not any(source.relation == "translated" for source in story.sources):
        said = f"{found.share:.0%} of the text is the source's, {found.longest} words in one run"
        yield Problem(story.path, *place, "W05", said, "write it in your own words, or say that it is republished")
