"""The stories of an archive as the choice sees them: of those that are as they were, what is remembered; of the rest, found anew. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..newsroom.archive import Archive
from ..newsroom.registry import Registries
from ..newsroom.story import Story
from .document import edition_of, key_of, labels_of, weightless_names
from .facts import Facts, facts_of
from .memory import Memory
from .rows import Rows
from .stamps import PAIRING, stamps_of

#: What a story has in common with its versions, and their languages.
Pair = tuple[str, tuple[str, ...]]


class Roll:
    """`facts` by path, in the order of keys. `anew` are the stories whose facts were found anew, and those that are gone.

    `uses` says how many stories have a tag that weighs, `credits` and `people` how many name a source or an author; `weightless` are the
    folded names of tags that say nothing, `pairs` what stories with versions have in common with these.
    """

    def __init__(self, archive: Archive, registries: Registries, junk: Iterable[str], before: Memory) -> None:
        self.stories = {story.path: story for story in archive}
        self.stamps = stamps_of(archive, before.stamps)
        other = {path for path, stamp in self.stamps.items() if not stamp[0] or before.stamps.get(path) is not stamp}
        other |= before.stamps.keys() - self.stamps.keys()
        left = [before.facts[path] for path in sorted(other) if path in before.facts]
        come = [self.stories[path] for path in sorted(other) if path in self.stories]
        self.credits = _counted(before.credits, [one.credited for one in left], [_credited(one) for one in come])
        self.people = _counted(before.people, [one.people for one in left], [_people(one) for one in come])
        self.weightless = weightless_names(self.credits, registries, junk)
        self.pairs: dict[str, Pair] = before.pairs
        if any(before.stamps.get(path, ())[PAIRING] != self.stamps.get(path, ())[PAIRING] for path in other):
            self.pairs = dict(_pairs(archive))
        if self.weightless != before.weightless:
            asked = list(self.stories)
        else:
            pairs = self.pairs.keys() | before.pairs.keys()
            paired = {path for path in pairs if self.pairs.get(path) != before.pairs.get(path)}
            asked = sorted(path for path in other | paired if path in self.stories)
        self.anew = {*asked, *(other - self.stories.keys())}
        self.facts = self._facts(before.facts, asked)
        old = [before.facts[path].tags for path in self.anew if path in before.facts]
        self.uses = _counted(before.uses, old, [self.facts[path].tags for path in asked])

    def _facts(self, before: Rows[Facts], asked: Iterable[str]) -> Rows[Facts]:
        found = before.in_order(path for path in before if path in self.stories)
        is_in_order = len(found) == len(before)
        for path in asked:
            story = self.stories[path]
            pair, versions = self.pairs.get(path, (story.slug, ()))
            tags = [tag.key for tag in labels_of(story, self.weightless)]
            one = facts_of(story, pair, versions, tags, edition_of(story))
            is_in_order = is_in_order and path in found and found[path].key == one.key
            found[path] = one
        if is_in_order:
            return found
        return found.in_order(sorted(found, key=lambda path: key_of(self.stories[path])))


def _counted(before: Mapping[str, int], left: Iterable[Iterable[str]], come: Iterable[Iterable[str]]) -> dict[str, int]:
    counted = Counter(before)
    for names in left:
        counted.subtract(names)
    for names in come:
        counted.update(names)
    return dict(+counted)


def _credited(story: Story) -> frozenset[str]:
    return frozenset([source.name for source in story.sources])


def _people(story: Story) -> frozenset[str]:
    return frozenset([one.name for one in story.authors])


def _pairs(archive: Archive) -> Iterable[tuple[str, Pair]]:
    """Of the stories that have versions, or might be taken for one of each other."""
    for story in archive:
        pair, versions = archive.pair_of(story), tuple([one.lang for one in archive.translations(story)])
        if versions or pair != story.slug:
            yield story.path, (pair, versions)
