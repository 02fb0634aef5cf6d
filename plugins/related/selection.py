"""Which stories to show under each story: the editor's pins first, then the most alike, each with its role and its reason. Pure."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from ..newsroom.archive import Archive
from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from ..newsroom.registry import Registries, is_shown
from ..newsroom.story import Story
from ..newsroom.words import Words, words_in
from .copies import likeness_of
from .document import document_of, key_of, weightless_names
from .engines import engine_of
from .likeness import Match, Shared
from .list_rules import ListRules
from .matching import DECAY, nearness
from .names import folded
from .neighbours import Neighbours
from .options import Options, sound
from .reasons import Reason, Vocabulary, reason_of, shared_names
from .reranking import is_installed
from .rescue import orphans_of, rescued

#: How much stronger than one with a telling tag in common a match must be that shares a tag of everybody's only, and one without any.
COMMON_TAG, NO_TAG = 1.25, 1.5
#: A tag of more than this share of all stories (and of more than _FEW) is everybody's.
_COMMON, _FEW = 0.2, 3
#: How an explainer ages as further reading, beside DECAY for the rest: what it explains stays as it is.
EXPLAINER_DECAY = 0.15

#: As many neighbours are asked to take in a story that is like no other.
_AROUND = 50
_DAY = 86_400.0

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A story to read next. `role` is pinned, storyline, background, since or more; `reason` is for readers."""

    story: Story
    role: str
    reason: str


def in_time(story: Story, other: Story) -> str:
    """ "since" for what came after the story and is no explainer, else "background"."""
    assert story.date is not None
    assert other.date is not None
    return "since" if other.date > story.date and other.type != "explainer" else "background"


class Selection:
    """Answers for one archive; made once per build, for all stories at once: so that none of them is in nobody's list."""

    def __init__(
        self,
        archive: Archive,
        registries: Registries,
        options: Options,
        *,
        junk: Iterable[str] = (),
        words: Callable[[str], Words] = words_in,
        site_name: str = "",
        cache: Path | None = None,
    ) -> None:
        self.archive, self.options = archive, options
        self._registries, self._words, self._site_name = registries, words, site_name
        self._stories = {key_of(story): story for story in archive}
        weightless = weightless_names(archive, registries, junk)
        self.documents = {key: document_of(story, weightless) for key, story in self._stories.items()}
        self.engine = engine_of(options, tuple(self.documents.values()), cache)
        untold = {folded(name) for story in archive for name in (*(one.name for one in story.authors), *(one.name for one in story.sources))}  # fmt: skip
        self._vocabulary = Vocabulary(len(archive), self.engine.uses, frozenset({*untold, folded(site_name)}))

    def of(self, story: Story) -> tuple[Related, ...]:
        """At most `limit` stories, or all pins; never the story itself, a translation of it, or one it excludes."""
        said = self._words(story.lang)
        return tuple(Related(other, role, reason.said(said)) for other, role, reason in self.entries(story))

    def entries(self, story: Story) -> list[tuple[Story, str, Reason]]:
        """The stories of a list, each with its role and the reason in no language yet."""
        found = [(other, self.role(story, other)) for other in self.listed(story)]
        return [(other, role, self.reason(story, other, role)) for other, role in found]

    def listed(self, story: Story) -> list[Story]:
        """The stories of a list, without their reasons."""
        return [self._stories[other] for other in self.lists.get(key_of(story), ())]

    def role(self, story: Story, other: Story) -> str:
        """What a story of a list is to the one it stands under."""
        if key_of(other) in self._pin_keys(story):
            return "pinned"
        if story.storyline and story.storyline == other.storyline:
            return "storyline"
        if (key_of(story), key_of(other)) in self._more:
            return "more"
        return in_time(story, other)

    def reason(self, story: Story, other: Story, role: str) -> Reason:
        if role == "pinned":
            return Reason("pinned")
        if role == "storyline" and story.storyline:
            return Reason("storyline", (story.storyline.name,))
        if role == "more":
            category = other.primary_category
            name = category.name if category else self._site_name
            return Reason("more", (name,) if name else ())
        tags = self.shared_tags(story, other)
        return reason_of(story, other, tags, self._vocabulary, lambda: self._shared_words(story, other))

    def shared_tags(self, story: Story, other: Story) -> list[str]:
        """The names of tags that both have and readers may see, the rarest first."""
        registry = self._registries.tags
        theirs = {tag.key for tag in self.documents[key_of(other)].tags}
        both = [tag for tag in self.documents[key_of(story)].tags if tag.key in theirs]
        shown = [tag for tag in both if (entry := registry.find(tag.name)) is None or is_shown(registry, entry.slug)]
        return [tag.name for tag in sorted(shown, key=lambda tag: (self._tag_uses[tag.key], tag.key))]

    def shared_names(self, story: Story, other: Story) -> list[str]:
        """The names of people, places and bodies in both texts, the most telling first."""
        return shared_names(story, other, self._vocabulary)

    def shared(self, story: Story, other: Story) -> tuple[Shared, ...]:
        """The terms that two stories have in common, the weightiest first."""
        return self.engine.shared(self.documents[key_of(story)], self.documents[key_of(other)])

    def story(self, key: Key) -> Story:
        return self._stories[key]

    @cached_property
    def lists(self) -> dict[Key, list[Key]]:
        """The list of each story."""
        limit = self.options.limit
        chosen = {key: list(self._chosen(story, limit)) for key, story in sorted(self._stories.items())}
        shown = rescued(chosen, limit, self._strong_hosts, may_come=self._may_come, may_go=self._may_go)
        if self.options.at_least:
            for key, items in shown.items():
                self._fill(self._stories[key], items)
            alone = frozenset(orphans_of(shown, limit))
            shown = rescued(shown, limit, self._weak_hosts(shown), may_come=self._may_come, may_go=self._may_go)
            for host, items in shown.items():
                self._more.update((host, item) for item in items[:limit] if item in alone)
        return {
            key: items[: max(limit, len(self._pin_keys(self._stories[key])))] for key, items in sorted(shown.items())
        }

    def matches(self, story: Story) -> list[Match]:
        """What the engine finds for a story, best first, after the ageing by type; in another language only what is in none of its own."""
        found = [Match(one.key, one.score * self._ageing(story, self._stories[one.key])) for one in self._ranked.get(key_of(story), ()) if one.key in self._stories]  # fmt: skip
        return sorted((one for one in found if not self._is_foreign_version(story, one.key)), key=lambda one: -one.score)  # fmt: skip

    def least(self, story: Story, other: Story) -> float:
        """The score that a match must have to be shown."""
        return self.options.threshold * self.needed(story, other) * self.by_chance(story)

    def needed(self, story: Story, other: Story) -> float:
        """How many times the threshold a match must reach, by the tags that both have."""
        tags, theirs = self._tags[key_of(story)], self._tags[key_of(other)]
        if tags.isdisjoint(theirs):
            return NO_TAG
        return COMMON_TAG if (tags & theirs) <= self._everybodys_tags else 1.0

    def by_chance(self, story: Story) -> float:
        """The score that a story about something else reaches by chance; 0 where the engine does not say."""
        return self.engine.by_chance(self.documents[key_of(story)])

    def pins(self, story: Story) -> list[Story]:
        """What the editor chose, in order, each once; what may not be seen, or what the same header excludes, is left out."""
        if not story.related:
            return []
        found = [self.archive.find(name, story.lang) for name in story.related]
        own = {key_of(story), *(key_of(one) for one in self.archive.translations(story))}
        excluded = set(story.related_exclude)
        pins = [
            one
            for one in found
            if one and one.status == "published" and key_of(one) not in own and not one.names() & excluded
        ]
        return list({key_of(one): one for one in pins}.values())

    def _chosen(self, story: Story, count: int) -> Iterator[Key]:
        """The list of a story before rescue: pins, the nearest of its storyline, then the most alike under the rules."""
        rules = ListRules(self.archive, story, self.options)
        taken = self.pins(story)
        for pin in taken:
            rules.take(pin)
        for mate in self._neighbours.of_storyline(story):
            if len(taken) < count and rules.allow(mate):
                rules.take(mate)
                taken.append(mate)
        yield from map(key_of, taken)
        left = count - len(taken)
        if left > 0:
            for other in islice(self._diverse(story, taken, rules), left):
                yield key_of(other)

    def _diverse(self, story: Story, taken: list[Story], rules: ListRules) -> Iterator[Story]:
        """The matches that are strong enough, each losing what it says again of those above it.

        J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998, with a product in place of a difference.
        """
        least = self.options.threshold * self.by_chance(story)
        rest = [one for one in self.matches(story) if one.score >= least and one.score >= least * self.needed(story, self._stories[one.key])]  # fmt: skip
        said = {one.key: max((likeness_of(self._stories[one.key].text, two.text) for two in taken), default=0.0) for one in rest} if taken else {}  # fmt: skip
        while rest:
            best, best_score = 0, -1.0
            for place, one in enumerate(rest):
                if one.score <= best_score:  # the rest score less, before and after what they lose
                    break
                score = one.score * (1 - self.options.diversity * said.get(one.key, 0.0))
                if score > best_score:
                    best, best_score = place, score
            chosen = self._stories[rest.pop(best).key]
            if not rules.allow(chosen):
                continue
            rules.take(chosen)
            yield chosen
            for one in rest[: 2 * self.options.limit] if self.options.diversity else ():
                said[one.key] = max(said.get(one.key, 0.0), likeness_of(self._stories[one.key].text, chosen.text))

    def _fill(self, story: Story, items: list[Key]) -> None:
        """Add what is near in time, of the same category first, until the list is not too short; that it is no more than that is said."""
        missing = min(self.options.at_least, self.options.limit) - len(items)
        if missing <= 0:
            return
        rules = ListRules(self.archive, story, self.options)
        for item in items:
            rules.take(self._stories[item])
        for other in chain(self._neighbours.of_category(story), islice(self._neighbours.of_archive(story), _AROUND)):
            if not missing:
                return
            if rules.allow(other):
                missing -= 1
                rules.take(other)
                items.append(key_of(other))
                self._more.add((key_of(story), key_of(other)))

    def _strong_hosts(self, orphan: Key) -> Iterator[Key]:
        """Where an orphan belongs: the stories that it is like."""
        story = self._stories[orphan]
        pins = self._pin_keys(story)
        yield from (key for key in self._chosen(story, 3 * self.options.limit) if key not in pins)

    def _weak_hosts(self, lists: dict[Key, list[Key]]) -> Callable[[Key], Iterator[Key]]:
        """Where an orphan that is like nothing may stand as "More from ...": near, with room before without."""

        def hosts(orphan: Key) -> Iterator[Key]:
            story = self._stories[orphan]
            near = [*(one.key for one in self.matches(story)), *map(key_of, islice(self._neighbours.of_category(story), _AROUND)), *map(key_of, islice(self._neighbours.of_archive(story), _AROUND))]  # fmt: skip
            ordered = list(dict.fromkeys(near))
            yield from sorted(ordered, key=lambda key: len(lists.get(key, ())) >= self.options.limit)

        return hosts

    def _is_foreign_version(self, story: Story, key: Key) -> bool:
        """Whether a story is there in the reader's language as well: then it is that one which counts."""
        other = self._stories[key]
        return other.lang != story.lang and any(one.lang == story.lang for one in self.archive.translations(other))

    def _pin_keys(self, story: Story) -> frozenset[Key]:
        key = key_of(story)
        if key not in self._pinned:
            self._pinned[key] = frozenset(key_of(pin) for pin in self.pins(story))
        return self._pinned[key]

    @cached_property
    def _ranked(self) -> Mapping[Key, tuple[Match, ...]]:
        return self.engine.ranked_all(self.options.limit * 4 + 20)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._stories.values())

    @cached_property
    def _tag_uses(self) -> Counter[str]:
        return Counter(tag.key for document in self.documents.values() for tag in document.tags)

    @cached_property
    def _tags(self) -> dict[Key, frozenset[str]]:
        return {key: frozenset(tag.key for tag in document.tags) for key, document in self.documents.items()}

    @cached_property
    def _everybodys_tags(self) -> frozenset[str]:
        most = max(_FEW, _COMMON * len(self._stories))
        return frozenset(tag for tag, uses in self._tag_uses.items() if uses > most)

    @cached_property
    def _pinned(self) -> dict[Key, frozenset[Key]]:
        return {}

    @cached_property
    def _more(self) -> set[tuple[Key, Key]]:
        """(whose list, what) of what stands there for being near and no more."""
        return set()

    def _may_come(self, owner: Key, item: Key, beside: Sequence[Key]) -> bool:
        """Whether an orphan may stand in a list beside what is shown there."""
        story, other = self._stories[owner], self._stories[item]
        if story.lang != other.lang and (self.options.languages != "mixed" or self._is_foreign_version(story, item)):
            return False
        rules = ListRules(self.archive, story, self.options)
        for one in beside:
            rules.take(self._stories[one])
        return rules.allow(other)

    def _may_go(self, owner: Key, item: Key) -> bool:
        """Whether a story may lose its place to an orphan: no pin and none of the storyline."""
        story, other = self._stories[owner], self._stories[item]
        return item not in self._pin_keys(story) and not (story.storyline and story.storyline == other.storyline)

    def _ageing(self, story: Story, other: Story) -> float:
        """What an explainer gets back of the score that its age took."""
        if other.type != "explainer" or story.date is None or other.date is None:
            return 1.0
        days, pace = abs((other.date - story.date).total_seconds()) / _DAY, self.engine.pace(story.lang)
        return nearness(days, EXPLAINER_DECAY, pace) / nearness(days, DECAY, pace)

    def _shared_words(self, story: Story, other: Story) -> list[tuple[str, float]]:
        return [(one.name, one.weight) for one in self.shared(story, other) if one.kind == "word"]


def selection_of(build: Build) -> Selection:
    """The lists of a site, by its options. Where the engine that they name fails, that is a problem, and ours takes its place."""
    options = sound(build.options("RELATED", Options))
    if options.rerank and not is_installed():  # the rules have said so
        options = dataclasses.replace(options, rerank="")
    if options.engine == "opensearch":
        from .opensearch import Unreachable

        try:
            selection = _selection(build, options)
            _ = selection.lists  # all that the server is asked for
            return selection
        except Unreachable as failure:
            remedy = 'see that the server runs, or take RELATED["engine"] out; until then the built-in engine makes the lists'
            build.report([Problem("pelicanconf.py", 0, 0, "E00", str(failure), remedy)])
            options = dataclasses.replace(options, engine="built-in")
    return _selection(build, options)


def _selection(build: Build, options: Options) -> Selection:
    return Selection(
        build.archive, build.registries, options, junk=build.site.options.junk, words=build.words, site_name=build.site.name,
        cache=build.site.root / ".cache" / "newsroom",
    )  # fmt: skip
