"""Which stories to show under each story: the editor's pins first, then the most alike, each with its role and its reason. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..newsroom.archive import Archive
from ..newsroom.garbage import give_back
from ..newsroom.pinned import pinned
from ..newsroom.registry import Registries, is_shown
from ..newsroom.story import Story
from ..newsroom.words import Words, words_in
from .analysis import numbers_of
from .archives import Archives, Held, is_kept, wanted
from .choosing import Choosing
from .choosing import Engine as Asked
from .copies import Copies
from .cores import in_parts, on_all_cores
from .document import Document, Documents, labels_of
from .engine import Engine
from .engines import engine_of
from .gists import Gists
from .likeness import Match, Shared
from .listing import Listing
from .memory import Changes, Memory
from .names import folded
from .options import Options
from .reasoning import Row, dirty_lists
from .reasons import Reason, Vocabulary, in_time, is_enough, reason_of, shared_names
from .roll import Roll
from .rows import Rows
from .stale import stale_of
from .stamps import Stamp
from .standing import Standing
from .updates import Lists
from .words import words_of

#: A tag of more than this share of all stories (and of more than _FEW) is everybody's.
_COMMON, _FEW = 0.2, 3
#: So many lists are worth further processes, which take longer to begin than a few thousand reasons, and so many go to one of them at a time.
_MANY, _EACH = 20_000, 300
#: Roles whose reason compares no texts.
_PLAIN = ("pinned", "storyline", "more")


@dataclass(frozen=True, slots=True)
class Related:
    """A story to read next. `role` is pinned, storyline, background, since or more; `reason` is for readers."""

    story: Story
    role: str
    reason: str


class Selection:
    """Answers for one archive; made once per build, for all stories at once: so that none of them is in nobody's list.

    `cache` is a folder for what outlasts the build, `held` what the process has of its last one: then only those are chosen again of whom something is another than before.
    """

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
        held: Held | None = None,
    ) -> None:
        self.archive, self.options = archive, options
        self._registries, self._words, self._site_name = registries, words, site_name
        self._archives: Archives | None = None
        if cache and is_kept(options, len(archive)):
            self._archives = Archives(cache, repr((options, site_name, _shown(registries))), options, held)
        remembered = (self._archives.remembered() if self._archives else None) or Memory()
        self._roll = roll = Roll(archive, registries, junk, remembered)
        self._stories, self._facts, self._tag_uses = roll.stories, roll.facts, roll.uses
        self._documents = Documents(self._stories, roll.weightless)
        changes = Changes.between(remembered.facts, self._facts, roll.anew)
        self._memory = Memory(
            stamps=roll.stamps,
            facts=roll.facts,
            credits=roll.credits,
            people=roll.people,
            weightless=roll.weightless,
            pairs=roll.pairs,
            uses=roll.uses,
        )
        self._gists = Gists(self._stories, *remembered.gists_of(self._facts, roll.anew))
        self.engine: Engine
        if self._archives:
            others = changes.keys(remembered.facts, self._facts)
            self.engine = self._archives.engine(self._documents, remembered, others)
        else:
            self.engine = engine_of(options, tuple(self._documents.values()), cache)
        if isinstance(self.engine, Standing):
            self._gists.take_samples(self.engine.taken_samples())
        if not self._archives or not self._archives.is_together:
            remembered = Memory()
            changes = Changes.between(remembered.facts, self._facts, self._facts)
        self._before, self._changes = remembered, changes
        self._spoken = self._is_at_last = False
        self._shown_tags: dict[str, bool] = {}
        untold = {folded(name) for name in (*roll.people, *roll.credits, site_name)}
        self._vocabulary = Vocabulary(len(archive), self.engine.uses, frozenset(untold))

    def let_go(self) -> None:
        """Hold nothing any more, and answer nothing: its parts hold each other, and would stay until somebody looks for garbage."""
        vars(self).clear()

    def let_go_of_engine(self) -> None:
        """When all lists are there nobody is compared any more."""
        for name in ("engine", "_all_ranked", "_archives", "_vocabulary"):
            vars(self).pop(name, None)
        give_back()

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
        return [self._stories[other] for other in self.lists.get(story.path, ())]

    @property
    def more(self) -> Mapping[str, Collection[str]]:
        """By path what stands in a list for being near and no more, unless the editor chose it or it is of the same storyline."""
        return self._listing.more

    def fillers(self, path: str) -> Collection[str]:
        """What stands in a list for being near and no more."""
        more = self._listing.more.get(path, ())
        if path not in self._memory.pins and not Stamp._make(self._memory.stamps[path]).storyline:
            return more  # as in most lists
        story = self._stories[path]
        return [one for one in more if self.role(story, self._stories[one]) == "more"]

    def role(self, story: Story, other: Story) -> str:
        """What a story of a list is to the one it stands under."""
        if other.path in self._choosing.pins.get(story.path, ()):
            return "pinned"
        if story.storyline and story.storyline == other.storyline:
            return "storyline"
        if other.path in self._listing.more.get(story.path, ()):
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
        return reason_of(
            story,
            other,
            self.shared_tags(story, other),
            names=lambda: self.shared_names(story, other),
            words=lambda topics: self._shared_words(story, other, topics),
        )

    @cached_property
    def all_entries(self) -> Rows[list[Row]]:
        """The entries of every list by path, as they are kept: a list of which nothing has changed is not reasoned about again."""
        lists = self.lists
        self._tell_again()
        memory, before = self._memory, self._before
        memory.told = self._vocabulary.told
        dirty = dirty_lists(
            lists,
            self._facts,
            lambda path: [tag.slug for tag in self._stories[path].tags],
            before=before,
            memory=memory,
            changes=self._changes,
            weighed=self._weighed,
        )
        made = self._reasoned([path for path in lists if path in dirty])
        memory.entries = before.entries.with_others({path: rows for path, (rows, _, _) in made.items()}, lists)
        memory.asked = {path: one for path, one in before.asked.items() if path in lists and path not in made}
        memory.asked |= {path: asked for path, (_, asked, _) in made.items() if asked}
        memory.spoken = {path for path in before.spoken if path in lists and path not in made}
        memory.spoken |= {path for path, (_, _, is_spoken) in made.items() if is_spoken}
        self._keep()
        return memory.entries

    def entries_at_last(self) -> Rows[list[Row]]:
        """The same, to who asks for nothing that has to compare anybody any more: what that takes goes before what is remembered is written."""
        self._is_at_last = True
        return self.all_entries

    def _reasoned(self, paths: Sequence[str]) -> dict[str, tuple[list[Row], tuple[tuple[str, str], ...], bool]]:
        """Path -> (entries, names that they asked for, whether they asked for words); of many on all cores."""
        self._prepare_names(paths)
        if len(paths) < _MANY:
            return {path: self._rows(path) for path in paths}

        def work(part: range) -> Any:
            rows = [self._rows(paths[n]) for n in part]
            return rows, {name: self._vocabulary.told[name] for _, asked, _ in rows for name in asked}

        parts = on_all_cores(work, in_parts(len(paths), _EACH))
        for _, told in parts:
            self._vocabulary.told.update(told)
        return dict(zip(paths, (row for rows, _ in parts for row in rows), strict=True))

    def _rows(self, path: str) -> tuple[list[Row], tuple[tuple[str, str], ...], bool]:
        self._vocabulary.asked.clear()
        self._spoken = False
        entries = self.entries(self._stories[path])
        rows = [(other.path, role, reason.kind, reason.names) for other, role, reason in entries]
        return rows, tuple(sorted(self._vocabulary.asked)), self._spoken

    def _tell_again(self) -> None:
        """What the names tell now that lists were asked for before."""
        if not isinstance(self.engine, Standing) or not self._before.terms:
            return
        told = self._vocabulary.told
        for name, uses in self.engine.asks(self._before.terms).items():
            told[name] = self._vocabulary.weighed(name[0], uses)

    def _keep(self) -> None:
        """Keep what this was made from, where anything is another than what is kept."""
        if self._archives is None or not isinstance(self.engine, Standing):
            return
        memory, before = self._memory, self._before
        asked = {name for some in memory.asked.values() for name in some}
        memory.told = {name: self._vocabulary.told[name] for name in sorted(asked)}
        memory.terms = {name: before.terms[name] if name in before.terms else _terms_of(name) for name in memory.told}
        memory.samples, memory.names = self._gists.packed
        if self._archives.keep(self.engine, memory, is_other=bool(self._changes.paths)):
            archives = self._archives
            if self._is_at_last:
                self.let_go_of_engine()
            archives.remember(memory)

    def _prepare_names(self, paths: Iterable[str]) -> None:
        """Find the names in all texts whose lists need them for a reason, on all cores."""
        needed: set[str] = set()
        for path in paths:
            story = self._stories[path]
            for item in self.lists[path]:
                other = self._stories[item]
                if self.role(story, other) not in _PLAIN and not is_enough(self.shared_tags(story, other)):
                    needed |= {path, item}
        self._gists.prepare_names(sorted(needed))

    def shared_tags(self, story: Story, other: Story) -> list[str]:
        """The names of tags that both have and readers may see, the rarest first."""
        theirs = self._facts[other.path].tags
        if theirs.isdisjoint(self._facts[story.path].tags):
            return []
        ours = labels_of(story, self._roll.weightless)
        both = [tag for tag in ours if tag.key in theirs and self._is_shown(tag.name)]
        return [tag.name for tag in sorted(both, key=lambda tag: (self._tag_uses[tag.key], tag.key))]

    def shared_names(self, story: Story, other: Story) -> list[str]:
        """The names of people, places and bodies in both texts, the most telling first."""
        if story.lang.partition("-")[0] != other.lang.partition("-")[0]:
            return []
        ours, theirs = self._gists.names(story.path), self._gists.names(other.path)
        return shared_names(ours, theirs, other.lang, self._vocabulary)

    def shared(self, story: Story, other: Story) -> tuple[Shared, ...]:
        """The terms that two stories have in common, the weightiest first."""
        return self.engine.shared(self._document(story), self._document(other))

    def story(self, path: str) -> Story:
        return self._stories[path]

    @property
    def lists(self) -> dict[str, list[str]]:
        """The list of each story, by path."""
        return self._listing.lists

    @cached_property
    def _listing(self) -> Listing:
        choosing = self._choosing
        stale = stale_of(
            self.engine, self._facts, self._weighed, before=self._before, memory=self._memory, changes=self._changes
        )
        self._gists.prepare_samples(stale)
        return Listing(
            choosing,
            list(self._facts),
            self.options,
            before=self._before,
            changes=self._changes,
            stale=stale,
            memory=self._memory,
        )

    @cached_property
    def _weighed(self) -> frozenset[str]:
        """The stories whose words weigh another amount than before."""
        update = self.engine.update if isinstance(self.engine, Standing) else None
        if update is None:
            return frozenset(self._facts)
        return frozenset(key[-1] for key in update.weighed if key[-1] in self._facts)

    def matches(self, story: Story) -> list[tuple[float, Story]]:
        """What the engine finds for a story with its scores, best first, after the ageing by type; in another language only what is in none of its own."""
        return [(score, self._stories[one.path]) for score, one in self._choosing.matches(story.path)]

    def least(self, story: Story, other: Story) -> float:
        """The score that a match must have to be shown."""
        return self.options.threshold * self.needed(story, other) * self.by_chance(story)

    def needed(self, story: Story, other: Story) -> float:
        """How many times the threshold a match must reach, by the tags that both have."""
        return self._choosing.needed(self._facts[story.path], self._facts[other.path])

    def by_chance(self, story: Story) -> float:
        """The score that a story about something else reaches by chance; 0 where the engine does not say."""
        return self._memory.chances[story.path]

    def refusal(self, story: Story, other: Story, beside: Iterable[Story]) -> str:
        """Why the rules keep a story out of a list beside what is shown there; "" where they do not."""
        rules = self._choosing.rules(self._facts[story.path])
        for one in beside:
            rules.take(self._facts[one.path])
        return rules.refusal(self._facts[other.path])

    def pins(self, story: Story) -> list[Story]:
        """What the editor chose, in order."""
        return pinned(story, self.archive)

    @cached_property
    def _choosing(self) -> Choosing:
        memory, before = self._memory, self._before
        pins = ((path, self.pins(story)) for path, story in self._stories.items() if story.related)
        memory.pins = {path: tuple(pin.path for pin in some) for path, some in pins}
        most = max(_FEW, _COMMON * len(self._stories))
        memory.everybodys = frozenset(tag for tag, uses in self._tag_uses.items() if uses > most)
        memory.paces = {lang: self.engine.pace(lang) for lang in sorted({one.lang for one in self._stories.values()})}
        memory.chances = {
            path: self._chance(path) if path in self._weighed or path not in before.chances else before.chances[path]
            for path in self._facts
        }
        asked = Asked(self._ranked, memory.chances.__getitem__, memory.paces.__getitem__)
        copies = Copies(self._gists.sample, self._gists.text)
        return Choosing(self._facts, memory.stamps, memory.pins, asked, copies, self.options, memory.everybodys)

    def _chance(self, path: str) -> float:
        key = self._facts[path].key
        if isinstance(self.engine, Standing):
            return self.engine.chance_of(key)
        return self.engine.by_chance(self._documents[key])

    def _ranked(self, key: tuple[str, ...]) -> Iterable[Match]:
        found = self._all_ranked
        return found.matches(key) if isinstance(found, Lists) else found.get(key, ())

    @cached_property
    def _all_ranked(self) -> Mapping[tuple[str, ...], tuple[Match, ...]]:
        return self.engine.ranked_all(wanted(self.options))

    def _is_shown(self, tag: str) -> bool:
        if tag not in self._shown_tags:
            entry = self._registries.tags.find(tag)
            self._shown_tags[tag] = entry is None or is_shown(self._registries.tags, entry.slug)
        return self._shown_tags[tag]

    def _shared_words(self, story: Story, other: Story, topics: Iterable[str]) -> list[tuple[str, float]]:
        self._spoken = True
        found = self.engine.shared_words(self._document(story), self._document(other), topics)
        return [(one.name, one.weight) for one in found]

    def _document(self, story: Story) -> Document:
        return self._documents[self._facts[story.path].key]


def _terms_of(name: tuple[str, str]) -> tuple[int, ...]:
    words = words_of(*name)
    return tuple(numbers_of(words)) if words else ()


def _shown(registries: Registries) -> list[str]:
    """The tags that readers may not see."""
    registry = registries.tags
    return sorted(
        name
        for entry in registry
        if not is_shown(registry, entry.slug)
        for name in (entry.slug, entry.name, *entry.aliases)
    )
