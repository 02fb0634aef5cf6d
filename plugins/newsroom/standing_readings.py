"""The readings that can stand beside each other, and what the rules say of them together: found again only where something but a story's words is another.

A process that lives on hands over what it found last. Most edits change a text and nothing else.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from . import address, desk_rules
from .file_reading import Reading
from .problem import Problem
from .publication import WITHHELD, status_now
from .registry import Registries, Registry
from .site import Site
from .story import Story

_NO_TIME = datetime.min.replace(tzinfo=UTC)
_PUBLIC = ("published", "hidden")


@dataclasses.dataclass(frozen=True, slots=True)
class Stood:
    """What was found of the readings of one desk. `around` is all that it was found from besides, of the time only the day."""

    around: tuple[Any, ...]
    readings: Mapping[str, Reading]
    faults: tuple[Problem, ...]
    """Addresses and ids that are also another's."""
    standing: tuple[Reading, ...]
    credit: Mapping[str, Sequence[Problem]]
    """What the policy says of the sources of a story, by its path."""
    references: tuple[Problem, ...]
    changed: tuple[str, ...] | None = None
    """The paths of those that are others than in the desk before, where they say the same as they did but for their words."""

    @property
    def problems(self) -> list[Problem]:
        return [*self.faults, *(problem for some in self.credit.values() for problem in some)]


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """The stories as they are shown at one moment, in the order of their readings; `unsettled` are the places of those that time alone changes."""

    now: datetime
    withheld: frozenset[str]
    stories: tuple[Story, ...]
    unsettled: tuple[int, ...]


def stood(readings: Mapping[str, Reading], registries: Registries, site: Site, before: Stood | None = None) -> Stood:
    """`before` is what an earlier desk of this process found."""
    around = (site.now.date(), dataclasses.replace(site, now=_NO_TIME), as_read(registries))
    changed = _changed(readings, before) if before and before.around == around else None
    if before is None or changed is None:
        faults, standing = desk_rules.one_address_each(readings.values(), site)
        faults += desk_rules.one_id_each(standing)
        credit = {
            one.path: desk_rules.credit_problems([one], registries, site)
            for one in standing
            if one.story and one.story.sources
        }
        stories = [one.story for one in standing if one.story]
        references = desk_rules.references(stories, readings, registries, site)
        return Stood(around, readings, tuple(faults), tuple(standing), credit, tuple(references))
    standing, told = list(before.standing), before.credit
    if changed:
        standing = [readings[one.path] for one in standing]
        anew = {
            path: desk_rules.credit_problems([readings[path]], registries, site) for path in changed if path in told
        }
        told = {**told, **anew}
    return Stood(around, readings, before.faults, tuple(standing), told, before.references, tuple(changed))


def as_read(registries: Registries) -> tuple[Any, ...]:
    """What registries say, to be compared: their files may say something else by now."""
    parts = [getattr(registries, one.name) for one in dataclasses.fields(registries)]
    return tuple([(one.exists, tuple(one)) if isinstance(one, Registry) else one for one in parts])


def _changed(readings: Mapping[str, Reading], before: Stood) -> list[str] | None:
    """The paths of the readings that are others than before; None where more than their words may be another, or where a fault that stands at one of their lines was found with all others at hand."""
    if len(readings) != len(before.readings) or list(readings) != list(before.readings):
        return None
    found = [now for now, was in zip(readings.values(), before.readings.values(), strict=True) if now is not was]
    if any(not one.head or one.head != before.readings[one.path].head for one in found):
        return None
    paths = {one.path for one in found}
    if not paths.isdisjoint([one.path for one in (*before.faults, *before.references)]):
        return None
    if found and any(one is not before.readings[one.path] for one in before.standing):
        return None  # one that was moved to another address
    return [one.path for one in found]


def shown(found: Stood, site: Site, withheld: frozenset[str], before: Shown | None = None) -> Shown:
    """The stories as they are shown now. `before` is how the desk that was found last showed them."""
    standing = found.standing
    if before is None or found.changed is None or before.withheld != withheld or before.now > site.now:
        stories = [_shown(one, site, one.path in withheld) for one in standing]
        unsettled = tuple([n for n, one in enumerate(stories) if one.expires or one.status not in _PUBLIC])
        return Shown(site.now, withheld, tuple(stories), unsettled)
    stories, changed = list(before.stories), set(found.changed)
    others = [n for n, one in enumerate(standing) if one.path in changed] if changed else []
    for number in (*before.unsettled, *others):
        stories[number] = _shown(standing[number], site, standing[number].path in withheld)
    return Shown(site.now, withheld, tuple(stories), before.unsettled)


def _shown(reading: Reading, site: Site, withheld: bool) -> Story:
    """The story with the status it has in this build, and the address that goes with it."""
    story = reading.story
    assert story is not None
    status = WITHHELD if withheld else status_now(story, site.now, preview=site.preview)
    if status == "withdrawn":  # nothing but the notice is left of it
        return dataclasses.replace(
            story,
            body="",
            text="",
            deck="",
            summary="",
            authors=(),
            editors=(),
            translators=(),
            interviewees=(),
            contributors=(),
            tags=(),
            sources=(),
            corrections=(),
            image=None,
            key_points=(),
            storyline=None,
        )
    if status == story.status:
        return story
    return address.placed(dataclasses.replace(story, status=status), site)
