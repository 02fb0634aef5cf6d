"""Which stories to show under each story: the editor's pins first, then the most alike, each with its role and its reason. Pure."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..newsroom.archive import Archive
from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from ..newsroom.registry import Registries, is_shown
from ..newsroom.story import Story
from ..newsroom.words import Words, words_in
from .choosing import Choosing
from .choosing import Engine as Asked
from .copies import Copies
from .cores import in_parts, on_all_cores
from .document import document_of, key_of, weightless_names
from .engines import engine_of
from .facts import facts_of
from .gists import Gists
from .likeness import Match, Shared
from .list_rules import ListRules
from .names import folded
from .options import Options, sound
from .reasons import Reason, Vocabulary, is_enough, reason_of, shared_names
from .reranking import is_installed
from .rescue import orphans_of, rescued

#: A tag of more than this share of all stories (and of more than _FEW) is everybody's.
_COMMON, _FEW = 0.2, 3
#: So many stories are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 600, 300
#: Roles whose reason compares no texts.
_PLAIN = ("pinned", "storyline", "more")


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
        self._stories = {story.path: story for story in sorted(archive, key=key_of)}
        weightless = weightless_names(archive, registries, junk)
        self.documents = {path: document_of(story, weightless) for path, story in self._stories.items()}
        self.engine = engine_of(options, tuple(self.documents.values()), cache)
        untold = {folded(name) for story in archive for name in (*(one.name for one in story.authors), *(one.name for one in story.sources))}  # fmt: skip
        self._vocabulary = Vocabulary(len(archive), self.engine.uses, frozenset({*untold, folded(site_name)}))
        self._gists = Gists(self._stories)
        self._tag_uses = Counter(tag.key for document in self.documents.values() for tag in document.tags)

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

    def role(self, story: Story, other: Story) -> str:
        """What a story of a list is to the one it stands under."""
        if other.path in self._choosing.pins.get(story.path, ()):
            return "pinned"
        if story.storyline and story.storyline == other.storyline:
            return "storyline"
        if (story.path, other.path) in self._more:
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
            story, other, self.shared_tags(story, other),
            names=lambda: self.shared_names(story, other), words=lambda topics: self._shared_words(story, other, topics),
        )  # fmt: skip

    def prepare_reasons(self) -> None:
        """Find the names in all texts whose lists need them for a reason, on all cores."""
        needed: set[str] = set()
        for path, items in self.lists.items():
            story = self._stories[path]
            for item in items:
                other = self._stories[item]
                if self.role(story, other) not in _PLAIN and not is_enough(self.shared_tags(story, other)):
                    needed |= {path, item}
        self._gists.prepare_names(sorted(needed))

    def shared_tags(self, story: Story, other: Story) -> list[str]:
        """The names of tags that both have and readers may see, the rarest first."""
        theirs = self._choosing.facts[other.path].tags
        both = [tag for tag in self.documents[story.path].tags if tag.key in theirs and self._is_shown(tag.name)]
        return [tag.name for tag in sorted(both, key=lambda tag: (self._tag_uses[tag.key], tag.key))]

    def shared_names(self, story: Story, other: Story) -> list[str]:
        """The names of people, places and bodies in both texts, the most telling first."""
        if story.lang.partition("-")[0] != other.lang.partition("-")[0]:
            return []
        ours, theirs = self._gists.names(story.path), self._gists.names(other.path)
        return shared_names(ours, theirs, other.lang, self._vocabulary)

    def shared(self, story: Story, other: Story) -> tuple[Shared, ...]:
        """The terms that two stories have in common, the weightiest first."""
        return self.engine.shared(self.documents[story.path], self.documents[other.path])

    def story(self, path: str) -> Story:
        return self._stories[path]

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The list of each story, by path."""
        limit, choosing = self.options.limit, self._choosing
        self._gists.prepare_samples(self._stories)
        chosen = self._chosen()
        shown = rescued(chosen, limit, self._strong_hosts, may_come=choosing.may_come, may_go=choosing.may_go)
        if self.options.at_least:
            for path, items in shown.items():
                near = choosing.fillers(path, items)
                items.extend(near)
                self._more.update((path, one) for one in near)
            alone = frozenset(orphans_of(shown, limit))
            shown = rescued(shown, limit, self._weak_hosts(shown), may_come=choosing.may_come, may_go=choosing.may_go)
            for host, items in shown.items():
                self._more.update((host, item) for item in items[:limit] if item in alone)
        return {path: items[: max(limit, len(choosing.pins.get(path, ())))] for path, items in shown.items()}

    def matches(self, story: Story) -> list[tuple[float, Story]]:
        """What the engine finds for a story with its scores, best first, after the ageing by type; in another language only what is in none of its own."""
        return [(score, self._stories[one.path]) for score, one in self._choosing.matches(story.path)]

    def least(self, story: Story, other: Story) -> float:
        """The score that a match must have to be shown."""
        return self.options.threshold * self.needed(story, other) * self.by_chance(story)

    def needed(self, story: Story, other: Story) -> float:
        """How many times the threshold a match must reach, by the tags that both have."""
        return self._choosing.needed(self._choosing.facts[story.path], self._choosing.facts[other.path])

    def by_chance(self, story: Story) -> float:
        """The score that a story about something else reaches by chance; 0 where the engine does not say."""
        return self.engine.by_chance(self.documents[story.path])

    def refusal(self, story: Story, other: Story, beside: Iterable[Story]) -> str:
        """Why the rules keep a story out of a list beside what is shown there; "" where they do not."""
        rules: ListRules = self._choosing.rules(self._choosing.facts[story.path])
        for one in beside:
            rules.take(self._choosing.facts[one.path])
        return rules.refusal(self._choosing.facts[other.path])

    def pins(self, story: Story) -> list[Story]:
        """What the editor chose, in order, each once; what may not be seen, or what the same header excludes, is left out."""
        if not story.related:
            return []
        found = [self.archive.find(name, story.lang) for name in story.related]
        own = {story.path, *(one.path for one in self.archive.translations(story))}
        excluded = set(story.related_exclude)
        pins = [
            one
            for one in found
            if one and one.status == "published" and one.path not in own and not one.names() & excluded
        ]
        return list({one.path: one for one in pins}.values())

    def _chosen(self) -> dict[str, list[str]]:
        """The list of each story before rescue; of many on all cores."""
        paths, limit, choosing = list(self._stories), self.options.limit, self._choosing
        _ = self._ranked
        if len(paths) < _MANY:
            return {path: list(choosing.chosen(path, limit)) for path in paths}
        parts = on_all_cores(
            lambda part: [list(choosing.chosen(paths[n], limit)) for n in part], in_parts(len(paths), _EACH)
        )
        return dict(zip(paths, (one for part in parts for one in part), strict=True))

    def _strong_hosts(self, orphan: str) -> Iterator[str]:
        """Where an orphan belongs: the stories that it is like."""
        pins = self._choosing.pins.get(orphan, ())
        yield from (path for path in self._choosing.chosen(orphan, 3 * self.options.limit) if path not in pins)

    def _weak_hosts(self, lists: Mapping[str, Sequence[str]]) -> Callable[[str], Iterable[str]]:
        """Where an orphan that is like nothing may stand as "More from ...": near, with room before without."""

        def hosts(orphan: str) -> Iterable[str]:
            return sorted(
                self._choosing.around(orphan), key=lambda path: len(lists.get(path, ())) >= self.options.limit
            )

        return hosts

    @cached_property
    def _choosing(self) -> Choosing:
        facts = {
            path: facts_of(story, self.archive, [tag.key for tag in self.documents[path].tags])
            for path, story in self._stories.items()
        }
        pins = {path: [pin.path for pin in self.pins(story)] for path, story in self._stories.items() if story.related}
        copies = Copies(self._gists.sample, self._gists.text)
        most = max(_FEW, _COMMON * len(self._stories))
        everybodys = frozenset(tag for tag, uses in self._tag_uses.items() if uses > most)
        paces = {story.lang: self.engine.pace(story.lang) for story in self._stories.values()}
        asked = Asked(
            lambda key: self._ranked.get(key, ()),
            lambda path: self.engine.by_chance(self.documents[path]),
            paces.__getitem__,
        )
        return Choosing(facts, pins, asked, copies, self.options, everybodys)

    @cached_property
    def _ranked(self) -> Mapping[tuple[str, ...], tuple[Match, ...]]:
        return self.engine.ranked_all(self.options.limit * 4 + 20)

    @cached_property
    def _more(self) -> set[tuple[str, str]]:
        """(whose list, what) of what stands there for being near and no more."""
        return set()

    def _is_shown(self, tag: str) -> bool:
        if tag not in self._shown_tags:
            registry = self._registries.tags
            entry = registry.find(tag)
            self._shown_tags[tag] = entry is None or is_shown(registry, entry.slug)
        return self._shown_tags[tag]

    @cached_property
    def _shown_tags(self) -> dict[str, bool]:
        return {}

    def _shared_words(self, story: Story, other: Story, topics: Iterable[str]) -> list[tuple[str, float]]:
        found = self.engine.shared_words(self.documents[story.path], self.documents[other.path], topics)
        return [(one.name, one.weight) for one in found]


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
