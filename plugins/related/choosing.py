"""Which stories stand under a story: the editor's pins, the nearest of its storyline, the most alike under the rules, and near ones where these are too few. Pure."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

from .copies import Copies
from .facts import Facts, is_foreign_version
from .likeness import Match
from .list_rules import ListRules
from .matching import DECAY, nearness
from .memory import Near
from .neighbours import Neighbours
from .options import Options
from .stamps import Stamp

#: How much stronger than one with a telling tag in common a match must be that shares a tag of everybody's only, and one without any.
COMMON_TAG, NO_TAG = 1.25, 1.5
#: How an explainer ages as further reading, beside DECAY for the rest: what it explains stays as it is.
EXPLAINER_DECAY = 0.15
#: No score gets back more than this of what its age took.
_MOST = DECAY / EXPLAINER_DECAY
#: As many neighbours are asked to take in a story that is like no other.
AROUND = 50
#: How far a row was looked through that nobody had to ask.
_NOT_ASKED = -1.0
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Engine:
    """What the choice asks of the engine: the matches of a story by its key, the score that it reaches by chance, the pace of a language."""

    matches: Callable[[tuple[str, ...]], Iterable[Match]]
    by_chance: Callable[[str], float]
    pace: Callable[[str], float]


class Choosing:
    """Chooses for the stories of one archive, by path. `pins` are those of the stories that have any; `everybodys` tags are no reason."""

    def __init__(
        self,
        facts: Mapping[str, Facts],
        stamps: Mapping[str, tuple[Any, ...]],
        pins: Mapping[str, Sequence[str]],
        engine: Engine,
        copies: Copies,
        options: Options,
        everybodys: frozenset[str],
    ) -> None:
        self.facts, self.pins, self._engine, self._copies, self._options = facts, pins, engine, copies, options
        self.stamps, self._everybodys = stamps, everybodys

    @cached_property
    def _most(self) -> float:
        """How many times its score a match may have after the ageing."""
        return _MOST if any(Stamp._make(one).type == "explainer" for one in self.stamps.values()) else 1.0

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours({path: self.stamps[path] for path in self.facts})

    def matches(self, path: str, least: float = 0.0) -> Iterator[tuple[float, Facts]]:
        """What the engine finds for a story, best first, after the ageing by type, with at least a score; in another language only what is in none of its own.

        Each is looked at when it is asked for: mostly the first few are enough.
        """
        found = self._found(self.facts[path], least)
        return found if self._most == 1.0 else iter(sorted(found, key=lambda one: -one[0]))

    def _found(self, story: Facts, least: float) -> Iterator[tuple[float, Facts]]:
        """The same in the order of the engine."""
        for key, score in self._engine.matches(story.key):
            if score * self._most < least:  # the rest score less
                break
            other = self.facts.get(key[-1])
            if other and other.key == key and not is_foreign_version(story, other):
                aged = score * self._ageing(story, other)
                if aged >= least:
                    yield aged, other

    def needed(self, story: Facts, other: Facts) -> float:
        """How many times the threshold a match must reach, by the tags that both have."""
        if story.tags.isdisjoint(other.tags):
            return NO_TAG
        return COMMON_TAG if self._everybodys and (story.tags & other.tags) <= self._everybodys else 1.0

    def chosen(self, path: str, count: int) -> Iterator[str]:
        """The list of a story before rescue: pins, the nearest of its storyline, then the most alike under the rules."""
        story = self.facts[path]
        rules = self.rules(story)
        taken = [self.facts[pin] for pin in self.pins.get(path, ())]
        for pin in taken:
            rules.take(pin)
        for mate in map(self.facts.__getitem__, self._neighbours.of_storyline(path) if story.storyline else ()):
            if len(taken) >= count:
                break
            if rules.allow(mate):
                rules.take(mate)
                taken.append(mate)
        yield from (one.path for one in taken)
        yield from islice(self._diverse(story, taken, rules), max(0, count - len(taken)))

    def rules(self, story: Facts) -> ListRules:
        return ListRules(story, self._options, self._copies)

    def fillers(self, path: str, items: Sequence[str]) -> Near:
        """What is near in time, of the same category first, for a list that is too short; that it is no more than that is said."""
        missing = min(self._options.at_least, self._options.limit) - len(items)
        story = self.facts[path]
        rules = self.rules(story)
        for item in items:
            rules.take(self.facts[item])
        found: list[str] = []

        def is_enough(other: Facts) -> bool:
            if rules.allow(other):
                rules.take(other)
                found.append(other.path)
            return len(found) == missing

        for other in map(self.facts.__getitem__, self._neighbours.of_category(path)):
            if is_enough(other):
                return Near(tuple(found), abs(other.when - story.when), _NOT_ASKED)
        farthest, asked = math.inf, 0
        for other in map(self.facts.__getitem__, islice(self._neighbours.of_archive(path), AROUND)):
            farthest, asked = abs(other.when - story.when), asked + 1
            if is_enough(other):
                return Near(tuple(found), math.inf, farthest)
        return Near(tuple(found), math.inf, farthest if asked == AROUND else math.inf)

    def around(self, path: str) -> Near:
        """Where a story that is like nothing may stand: what is faintly like it, and what is near."""
        when = Stamp._make(self.stamps[path]).when
        rows = [
            list(islice(row, AROUND)) for row in (self._neighbours.of_category(path), self._neighbours.of_archive(path))
        ]
        category, archive = (
            abs(Stamp._make(self.stamps[row[-1]]).when - when) if len(row) == AROUND else math.inf for row in rows
        )
        near = chain((other.path for _, other in self.matches(path)), *rows)
        return Near(tuple(dict.fromkeys(near)), category, archive)

    def may_come(self, owner: str, item: str, beside: Sequence[str]) -> bool:
        """Whether an orphan may stand in a list beside what is shown there."""
        story, other = self.facts[owner], self.facts[item]
        if story.lang != other.lang and (self._options.languages != "mixed" or is_foreign_version(story, other)):
            return False
        rules = self.rules(story)
        for one in beside:
            rules.take(self.facts[one])
        return rules.allow(other)

    def may_go(self, owner: str, item: str) -> bool:
        """Whether a story may lose its place to an orphan: no pin and none of the storyline."""
        line = self.facts[owner].storyline
        return item not in self.pins.get(owner, ()) and not (line and line == self.facts[item].storyline)

    def _diverse(self, story: Facts, taken: Sequence[Facts], rules: ListRules) -> Iterator[str]:
        """The matches that are strong enough, each losing what it says again of those above it.

        J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998, with a product in place of a difference.
        """
        least = self._options.threshold * self._engine.by_chance(story.path)
        strong = (
            (score, one) for score, one in self.matches(story.path, least) if score >= least * self.needed(story, one)
        )
        waiting = _Waiting(strong, [one.path for one in taken], 2 * self._options.limit)
        while waiting.has(0):
            best, best_score = 0, -1.0
            place = 0
            while waiting.has(place):
                score, one = waiting.rest[place]
                if score <= best_score:  # the rest score less, before and after what they lose
                    break
                if score * (1 - self._options.diversity * waiting.said[one.path]) > best_score:
                    left = score * (1 - self._options.diversity * self._said_again(one.path, waiting))
                    if left > best_score:
                        best, best_score = place, left
                place += 1
            chosen = waiting.taken(best)
            if not rules.allow(chosen):
                continue
            rules.take(chosen)
            yield chosen.path
            if self._options.diversity:
                waiting.stand_below(chosen.path)

    def _said_again(self, path: str, waiting: "_Waiting") -> float:
        """How much one that waits says again of those above it, of whom it is compared with each once."""
        for other in waiting.above.pop(path, ()):
            waiting.said[path] = max(waiting.said[path], self._copies.likeness(path, other))
        return waiting.said[path]

    def _ageing(self, story: Facts, other: Facts) -> float:
        """What an explainer gets back of the score that its age took."""
        if other.type != "explainer":
            return 1.0
        days, pace = abs(other.when - story.when) / _DAY, self._engine.pace(story.lang)
        return nearness(days, EXPLAINER_DECAY, pace) / nearness(days, DECAY, pace)


class _Waiting:
    """The matches of one story that wait for a place in its list, best first; each is fetched when somebody looks at its place.

    `said` has what each says again of those `above` it that it was compared with; those that it was not stand there. Of who is chosen
    only so many hear as `hear` it: the others are hardly reached.
    """

    def __init__(self, strong: Iterator[tuple[float, Facts]], taken: Sequence[str], hear: int) -> None:
        self._strong, self._taken, self._hear = strong, taken, hear
        self._fetched = self._gone = 0
        self._chosen: list[tuple[str, int]] = []
        self.rest: list[tuple[float, Facts]] = []
        self.said: dict[str, float] = {}
        self.above: dict[str, list[str]] = {}

    def has(self, place: int) -> bool:
        """Whether somebody stands at a place of `rest`."""
        while len(self.rest) <= place:
            one = next(self._strong, None)
            if one is None:
                return False
            path = one[1].path
            heard = [chosen for chosen, gone in self._chosen if self._fetched - gone < self._hear]
            self.rest.append(one)
            self.said[path], self.above[path] = 0.0, [*self._taken, *heard]
            self._fetched += 1
        return True

    def taken(self, place: int) -> Facts:
        """Who stands at a place, and waits no more."""
        self._gone += 1
        return self.rest.pop(place)[1]

    def stand_below(self, chosen: str) -> None:
        """All who wait stand below this one from now on."""
        for _, one in self.rest[: self._hear]:
            self.above.setdefault(one.path, []).append(chosen)
        self._chosen.append((chosen, self._gone))
