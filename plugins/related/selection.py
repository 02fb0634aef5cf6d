"""Which stories to show under a story: the editor's pins first, then the most alike, each with its reason. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..newsroom.archive import Archive
from ..newsroom.registry import Registries
from ..newsroom.story import Story
from .document import Document, document_of, key_of, weightless_names
from .likeness import Likeness, Shared

#: A match with less than this share of the best one's score is left out rather than shown to fill a row.
_FAINT = 0.12
_NAMES_IN_A_REASON = 3


@dataclass(frozen=True, slots=True)
class Related:
    """A story to read next. `role` is pinned, storyline, background or since; `reason` is for readers."""

    story: Story
    role: str
    reason: str
    score: float = 0.0


class Selection:
    """Answers for one archive; made once per build."""

    def __init__(self, archive: Archive, registries: Registries, *, limit: int, junk: Iterable[str] = ()) -> None:
        self._archive, self._limit = archive, limit
        self._stories = {key_of(story): story for story in archive}
        weightless = weightless_names(archive, registries, junk)
        self._documents: dict[tuple[str, ...], Document] = {
            key: document_of(story, weightless) for key, story in self._stories.items()
        }
        self._likeness = Likeness(self._documents.values())

    def of(self, story: Story) -> tuple[Related, ...]:
        """At most `limit` stories, never the story itself, a translation of it, or one it excludes."""
        if key_of(story) not in self._documents:
            return ()
        barred = {key_of(story), *(key_of(one) for one in self._archive.translations(story))}
        excluded = set(story.related_exclude)
        pins = [
            pin for name in story.related if (pin := self._archive.find(name, story.lang)) and pin.status == "published"
        ]
        found = [
            Related(pin, "pinned", "chosen by the editors") for pin in _each_once(pins) if key_of(pin) not in barred
        ]
        barred |= {key_of(one.story) for one in found}
        for key, score in self._matches(story):
            if len(found) >= self._limit:
                break
            other = self._stories[key]
            if key not in barred and not other.names() & excluded:
                found.append(Related(other, _role(story, other), self._reason(story, other), score))
        return tuple(found[: max(self._limit, len(pins))])

    def _matches(self, story: Story) -> Iterable[tuple[tuple[str, ...], float]]:
        ranked = self._likeness.ranked(self._documents[key_of(story)], self._limit * 4 + 20)
        best = ranked[0].score if ranked else 0.0
        return [(match.key, match.score) for match in ranked if match.score >= best * _FAINT]

    def shared(self, story: Story, other: Story) -> tuple[Shared, ...]:
        """What two stories have in common, the weightiest first."""
        return self._likeness.shared(self._documents[key_of(story)], self._documents[key_of(other)])

    def _reason(self, story: Story, other: Story) -> str:
        if story.storyline and story.storyline == other.storyline:
            return f"part of {story.storyline.name}"
        return reason_of(self.shared(story, other))


def reason_of(shared: Sequence[Shared]) -> str:
    """What two stories share, in words: tags, else categories, else the weightiest words."""
    for kinds, words in (
        (("tag",), "shares {}"),
        (("category",), "also in {}"),
        (("pair", "word"), "both speak of {}"),
    ):
        names = _names([one.name for one in shared if one.kind in kinds])
        if names:
            return words.format(", ".join(names))
    return "published near it"


def _names(names: Sequence[str]) -> list[str]:
    chosen: list[str] = []
    for name in names:
        if not any(name in other or other in name for other in chosen):
            chosen.append(name)
    return chosen[:_NAMES_IN_A_REASON]


def _role(story: Story, other: Story) -> str:
    if story.storyline and story.storyline == other.storyline:
        return "storyline"
    assert story.date is not None
    assert other.date is not None
    return "since" if other.date > story.date and other.type != "explainer" else "background"


def _each_once(stories: Collection[Story]) -> list[Story]:
    return list({key_of(story): story for story in stories}.values())
