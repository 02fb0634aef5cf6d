"""What changes by the clock alone: what becomes public, what runs out, what must be looked at. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..newsroom.desk import Build
from ..newsroom.publication import public_from
from ..newsroom.story import Story


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """`path` changes at `when`; `what` says how. A build changes by it where `rebuild` is set."""

    when: datetime
    path: str
    what: str
    rebuild: bool = True


def moments(build: Build) -> list[Moment]:
    """Everything that is due after now, the next first."""
    return sorted(one for one in _all(build) if one.when > build.site.now)


def passed(build: Build, hours: float) -> list[Moment]:
    """What changed by the clock within the last `hours` and is not in a site that was built before; the first one first."""
    since = build.site.now - timedelta(hours=hours)
    return sorted(one for one in _all(build) if one.rebuild and since < one.when <= build.site.now)


def _all(build: Build) -> Iterator[Moment]:
    zone = build.site.zone
    for reading in build.desk.readings.values():
        if reading.story is not None:
            yield from _of_story(reading.story, build)
    registry = build.site.registry("sources")
    for outlet in build.registries.sources:
        if outlet.permission_expires:
            when = datetime.combine(outlet.permission_expires, time(), zone)
            yield Moment(when, registry, f"the permission of {outlet.name} ends", rebuild=False)


def _of_story(story: Story, build: Build) -> Iterator[Moment]:
    if story.status in ("published", "hidden") and (moment := public_from(story)):
        embargo = story.embargo is not None and moment == story.embargo
        yield Moment(moment, story.path, f"becomes public ({'embargo' if embargo else 'date'})")
    if story.expires:
        yield Moment(story.expires, story.path, "expires: it leaves the lists")
    if story.review_by:
        yield Moment(
            datetime.combine(story.review_by, time(), build.site.zone),
            story.path,
            "must be looked at again",
            rebuild=False,
        )
