"""Rules of what a story rests on: W08."""

from collections.abc import Iterator

from ..links import host_of
from ..problem import Problem
from .case import Case

_TYPES = frozenset({"report", "analysis"})
#: Relations of a text that is its source's, or that two houses wrote together: it does not rest on anybody's report.
_THEIRS = frozenset({"republished", "wire", "translated", "with-partner"})


def one_source_only(case: Case) -> Iterator[Problem]:
    """W08. A link in the text that leads to another house counts as a source too."""
    story = case.story
    if story.type not in _TYPES or len(story.sources) != 1 or story.sources[0].relation in _THEIRS:
        return
    source = story.sources[0]
    known = {host_of(source.url), host_of(source.archived), ""}
    if all(host_of(anchor.target) in known for anchor in case.outline.anchors) and "<http" not in story.body:
        said = f"this {story.type} rests on one source, {source.name}"
        yield case.at("sources", "W08", said, "find a second one and link to it, or say in the text that there is none")
