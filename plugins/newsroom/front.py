"""The home page: what an editor chose in front.yaml, and where nobody chose, what an editor might have. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from .provenance import is_reprint
from .registry import Front, Registries, is_shown
from .slug import fold
from .story import Story, Term

#: How long a story with a picture may lead after a newer one without.
_FRESH = timedelta(days=3)
_TOP = 3
_EXPLAINERS = 4
_SECTIONS = 6
_PER_SECTION = 4
#: A section of a single story looks like a mistake, unless an editor asked for it.
_LEAST = 2
_LATEST = 8
#: A site with so few stories is one list below its lead.
_SMALL = 8
#: How far back we look for what the site mostly writes about.
_RECENT = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A category on the home page, its newest story first."""

    term: Term
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The home page, each story in one place only. `is_chosen` says whether an editor chose what stands beside the lead."""

    lead: Story | None = None
    top: tuple[Story, ...] = ()
    is_chosen: bool = False
    explainers: tuple[Story, ...] = ()
    sections: tuple[Section, ...] = ()
    latest: tuple[Story, ...] = ()


def front_of(
    stories: Sequence[Story], editor: Front, registries: Registries, find: Callable[[str], Story | None]
) -> FrontPage:
    """The home page of these stories, the newest first. `find` gives the story that an editor names; one that is not among them is passed over."""
    pile = _Pile(stories)
    lead = pile.take(find(editor.lead) if editor.lead else None) or pile.take(_natural_lead(stories))
    pinned = tuple(one for one in map(pile.take, map(find, editor.pinned)) if one)
    top = pinned or pile.first(_TOP, _varied(lead, stories[:_RECENT]))
    if len(stories) <= _SMALL and not editor.sections:
        return FrontPage(lead, top, bool(pinned), latest=pile.first(_SMALL, stories))
    explainers = pile.first(_EXPLAINERS, _explainers(stories))
    home = _Homes(registries)
    sections = []
    for term in _wanted(editor, registries, stories) or home.largest(stories[:_RECENT]):
        least = 1 if editor.sections else _LEAST
        below = [one for one in stories if term.slug in home.of(one) and one not in pile]
        if len(below) >= least:
            sections.append(Section(term, pile.first(_PER_SECTION, below)))
    return FrontPage(lead, top, bool(pinned), explainers, tuple(sections), pile.first(_LATEST, stories))


class _Pile:
    """The stories that have no place yet: what is taken is gone."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._left = {story.path: story for story in stories}

    def __contains__(self, story: Story) -> bool:
        """Whether the story has its place already."""
        return story.path not in self._left

    def take(self, story: Story | None) -> Story | None:
        return self._left.pop(story.path, None) if story else None

    def first(self, most: int, stories: Iterable[Story]) -> tuple[Story, ...]:
        taken: list[Story] = []
        for story in stories:
            if len(taken) == most:
                break
            if self.take(story):
                taken.append(story)
        return tuple(taken)


class _Homes:
    """Under which categories a story stands: its own, and those around them. Hidden ones are none."""

    def __init__(self, registries: Registries) -> None:
        self._registry = registries.categories
        self._lines: dict[str, tuple[Term, ...]] = {}
        self._homes: dict[str, frozenset[str]] = {}

    def of(self, story: Story) -> frozenset[str]:
        if story.path not in self._homes:
            self._homes[story.path] = frozenset(step.slug for term in story.categories for step in self._line(term))
        return self._homes[story.path]

    def largest(self, stories: Iterable[Story]) -> tuple[Term, ...]:
        """The widest categories with most stories; a story counts once in each."""
        widest = (
            dict.fromkeys(line[0] for term in story.categories if (line := self._line(term))) for story in stories
        )
        counts = Counter(term for terms in widest for term in terms)
        return tuple(sorted(counts, key=lambda term: (-counts[term], term.slug))[:_SECTIONS])

    def _line(self, term: Term) -> tuple[Term, ...]:
        if term.slug not in self._lines:
            line = self._registry.line(term)
            self._lines[term.slug] = tuple(step for step in line if is_shown(self._registry, step.slug))
        return self._lines[term.slug]


def _wanted(editor: Front, registries: Registries, stories: Iterable[Story]) -> tuple[Term, ...]:
    """The sections that an editor named, by any name of the registry, by name or slug where there is none."""
    used: dict[str, Term] = {}
    for term in (term for story in stories if editor.sections for term in story.categories):
        used.setdefault(term.slug, term)
        used.setdefault(fold(term.name), term)
    found: dict[Term, None] = {}
    for name in editor.sections:
        entry = registries.categories.find(name)
        wanted = Term(entry.name, entry.slug) if entry else used.get(name) or used.get(fold(name))
        if wanted is not None and is_shown(registries.categories, wanted.slug):
            found[wanted] = None
    return tuple(found)


def _natural_lead(stories: Sequence[Story]) -> Story | None:
    """The newest story of our own with a picture, of those nearly as new as the newest; else the newest."""
    if not stories:
        return None
    newest = stories[0].date
    fresh = [one for one in stories[:_RECENT] if one.date and newest and newest - one.date <= _FRESH]
    ours = (one for one in fresh if one.image and not is_reprint(one) and one.type != "press-release")
    return next(ours, stories[0])


def _varied(lead: Story | None, stories: Sequence[Story]) -> Iterator[Story]:
    """The newest stories, those first that are filed elsewhere than the lead and than each other."""
    seen = {lead.primary_category} if lead else set()
    later = []
    for story in stories[: 4 * _TOP]:
        if story.primary_category in seen:
            later.append(story)
        else:
            seen.add(story.primary_category)
            yield story
    yield from later


def _explainers(stories: Sequence[Story]) -> Sequence[Story]:
    """The explainers of a site that writes other things too; where nearly all are explainers the word says nothing."""
    found = [story for story in stories if story.type == "explainer"]
    return found if 4 * len(found) <= 3 * len(stories) else ()
