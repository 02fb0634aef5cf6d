"""Which stories to show under each story: the editor's pins first, then the most alike, each with its role and its reason. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..newsroom.archive import Archive
from ..newsroom.desk import Build
from ..newsroom.provenance import is_reprint
from ..newsroom.registry import Registries, is_shown
from ..newsroom.story import Story
from ..newsroom.words import Words, message, words_in
from .document import Document, document_of, key_of, weightless_names
from .likeness import Likeness, Match, Shared
from .options import Options
from .rescue import rescued

#: A match with less than this share of the best one's score is left out rather than shown to fill a row.
_FAINT = 0.12
#: The same for a match that shares no tag: words alone must say more.
_FAINT_WORDS = 0.25
#: Two texts that share so much of their words (Jaccard) are copies of each other.
_COPY = 0.8
_OF_ONE_STORYLINE = 2
_REPRINTS = 1
_NAMES_IN_A_REASON = 3
#: What two stories share, by its weight for a reader.
_REASONS = {
    "tag": message("shares {names}"),
    "category": message("also in {names}"),
    "word": message("both speak of {names}"),
}
_STUMP = 3
#: Texts of fewer different words are alike by chance.
_SHORT = 20

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A story to read next. `role` is pinned, storyline, background or since; `reason` is for readers."""

    story: Story
    role: str
    reason: str
    score: float = 0.0


class Selection:
    """Answers for one archive; made once per build, for all stories at once: so that none of them is in nobody's list."""

    def __init__(self, archive: Archive, registries: Registries, *, limit: int, junk: Iterable[str] = (), words: Callable[[str], Words] = words_in) -> None:  # fmt: skip
        self._archive, self._registries, self._limit, self._words = archive, registries, limit, words
        self._stories = {key_of(story): story for story in archive}
        weightless = weightless_names(archive, registries, junk)
        self._documents: dict[Key, Document] = {
            key: document_of(story, weightless) for key, story in self._stories.items()
        }
        self._likeness = Likeness(self._documents.values())

    def of(self, story: Story) -> tuple[Related, ...]:
        """At most `limit` stories, or all pins; never the story itself, a translation of it, or one it excludes."""
        key = key_of(story)
        return tuple(self._item(story, self._stories[other]) for other in self._shown.get(key, ()))

    def shared(self, story: Story, other: Story) -> tuple[Shared, ...]:
        """What two stories have in common, the weightiest first."""
        return self._likeness.shared(self._documents[key_of(story)], self._documents[key_of(other)])

    @cached_property
    def _shown(self) -> dict[Key, list[Key]]:
        chosen = {key: list(self._chosen(story)) for key, story in sorted(self._stories.items())}
        shown = rescued(chosen, self._limit, may_come=self._may_come, may_go=self._may_go)
        return {key: items[: max(self._limit, len(self._pins(self._stories[key])))] for key, items in shown.items()}

    def _chosen(self, story: Story) -> Iterator[Key]:
        """The list of a story with some to spare, in order: pins, its storyline, then the most alike under the rules."""
        rules = _Rules(self._archive, story)
        pins = self._pins(story)
        for pin in pins:
            rules.take(pin)
            yield key_of(pin)
        best = 0.0
        spare = 2 * self._limit + 4
        for other, score in self._candidates(story):
            best = max(best, score)
            least = _FAINT if self._share_a_tag(story, other) else _FAINT_WORDS
            is_mate = story.storyline is not None and other.storyline == story.storyline
            faint = score < best * least and not is_mate
            if not faint and rules.allow(other):
                rules.take(other)
                yield key_of(other)
                spare -= 1
            if spare <= 0:
                return

    def _share_a_tag(self, story: Story, other: Story) -> bool:
        one, two = self._documents[key_of(story)], self._documents[key_of(other)]
        return bool({tag.key for tag in one.tags} & {tag.key for tag in two.tags})

    def _candidates(self, story: Story) -> Iterator[tuple[Story, float]]:
        """The other stories of its storyline, the nearest in time first, then the most alike."""
        if story.storyline and story.date:
            mates = list(self._storylines[story.storyline.slug, story.lang])
            moment = story.date
            mates.sort(key=lambda one: (abs((one.date - moment).total_seconds()) if one.date else 0.0, key_of(one)))
            yield from ((one, 0.0) for one in mates[: _OF_ONE_STORYLINE + 1])
        for match in self._ranked[key_of(story)]:
            yield self._stories[match.key], match.score

    def _pins(self, story: Story) -> list[Story]:
        """What the editor chose, in order, each once."""
        if not story.related:
            return []
        found = [self._archive.find(name, story.lang) for name in story.related]
        own = {key_of(story), *(key_of(one) for one in self._archive.translations(story))}
        pins = [one for one in found if one and one.status == "published" and key_of(one) not in own]
        return list({key_of(one): one for one in pins}.values())

    @cached_property
    def _ranked(self) -> dict[Key, tuple[Match, ...]]:
        return self._likeness.ranked_all(self._limit * 4 + 20)

    @cached_property
    def _storylines(self) -> dict[tuple[str, str], list[Story]]:
        found: dict[tuple[str, str], list[Story]] = {}
        for story in self._stories.values():
            if story.storyline:
                found.setdefault((story.storyline.slug, story.lang), []).append(story)
        return found

    def _may_come(self, owner: Key, item: Key) -> bool:
        """Whether an orphan may stand in a list at all."""
        return _Rules(self._archive, self._stories[owner]).allow(self._stories[item])

    def _may_go(self, owner: Key, item: Key) -> bool:
        """Whether a story may lose its place to an orphan: no pin and none of the storyline."""
        story, other = self._stories[owner], self._stories[item]
        return item not in {key_of(pin) for pin in self._pins(story)} and not (
            story.storyline and story.storyline == other.storyline
        )

    def _item(self, story: Story, other: Story) -> Related:
        _ = self._words(story.lang)
        if key_of(other) in {key_of(pin) for pin in self._pins(story)}:
            return Related(other, "pinned", _("chosen by the editors"))
        if story.storyline and story.storyline == other.storyline:
            return Related(other, "storyline", _("part of {name}", name=story.storyline.name))
        shared = [one for one in self.shared(story, other) if self._may_be_named(one)]
        return Related(other, _role(story, other), reason_of(shared, _), round(sum(one.weight for one in shared), 6))

    def _may_be_named(self, shared: Shared) -> bool:
        """Hidden tags are no reason to show to readers."""
        if shared.kind not in ("tag", "category"):
            return True
        registry = self._registries.tags if shared.kind == "tag" else self._registries.categories
        entry = registry.find(shared.name)
        return entry is None or is_shown(registry, entry.slug)


def selection_of(build: Build) -> Selection:
    """The lists of a site, by its options."""
    limit = build.options("RELATED", Options).limit
    return Selection(build.archive, build.registries, limit=limit, junk=build.site.options.junk, words=build.words)


class _Rules:
    """What may stand in one list beside what is there: no copy, no second of one source, not too much of one kind."""

    def __init__(self, archive: Archive, story: Story) -> None:
        self._archive, self._story = archive, story
        self._taken: list[Story] = []
        self._pairs = {archive.pair_of(story)}
        self._addresses = _addresses(story)
        self._excluded = set(story.related_exclude)

    def take(self, other: Story) -> None:
        self._taken.append(other)
        self._pairs.add(self._archive.pair_of(other))
        self._addresses |= _addresses(other)

    def allow(self, other: Story) -> bool:
        if (
            self._archive.pair_of(other) in self._pairs
            or other.names() & self._excluded
            or _addresses(other) & self._addresses
        ):
            return False
        if other.storyline and sum(one.storyline == other.storyline for one in self._taken) >= _OF_ONE_STORYLINE:
            return False
        if is_reprint(other) and sum(map(is_reprint, self._taken)) >= _REPRINTS:
            return False
        return not any(_is_copy(other, one) for one in (self._story, *self._taken))


def reason_of(shared: Sequence[Shared], _: Words) -> str:
    """What two stories share, in words: tags, else categories, else the weightiest words."""
    for kind, reason in _REASONS.items():
        names = _names(
            [one.name for one in shared if one.kind == kind and (kind != "word" or _says_something(one.name))]
        )
        if names:
            return _(reason, names=_.names(names))
    return _("published near it")


def _says_something(word: str) -> bool:
    """Whether a word can stand alone in a reason: no number, and in Latin script no stump."""
    return word[:1].isalpha() and (len(word) > _STUMP or not word.isascii())


def _names(names: Sequence[str]) -> list[str]:
    chosen: list[str] = []
    for name in names:
        if not any(name in other or other in name for other in chosen):
            chosen.append(name)
    return chosen[:_NAMES_IN_A_REASON]


def _role(story: Story, other: Story) -> str:
    assert story.date is not None
    assert other.date is not None
    return "since" if other.date > story.date and other.type != "explainer" else "background"


def _addresses(story: Story) -> set[str]:
    return {source.url for source in story.sources if source.url}


def _is_copy(one: Story, other: Story) -> bool:
    first, second = _vocabulary(one.text), _vocabulary(other.text)
    if not first or not second or min(len(first), len(second)) < _COPY * max(len(first), len(second)):
        return False
    both = len(first & second)
    return both >= _COPY * (len(first) + len(second) - both) and max(len(first), len(second)) > _SHORT


@lru_cache(maxsize=20_000)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
