"""What git shows to be wrong: a published text that changed in silence (E15), a published address that leads nowhere now (E11)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from ..newsroom.dates import DateFault, day_of
from ..newsroom.desk import Build
from ..newsroom.places import file_of
from ..newsroom.problem import Problem
from ..newsroom.publication import is_public
from .meaning import in_meaning
from .options import Options
from .versions import History, Version, history_of


def problems(build: Build) -> Iterator[Problem]:
    options = build.options("HISTORY", Options)
    since = 0.0
    if options.since:
        try:
            day = day_of(options.since)
        except DateFault as fault:
            yield Problem("pelicanconf.py", 0, 0, "E00", f'HISTORY["since"]: {fault}', fault.remedy)
            return
        since = datetime.combine(day, datetime.min.time(), build.site.zone).timestamp()
    history = build.once(history_of)
    if history is None:
        return
    written = {file for place in build.all_places for file in place.files} | {one.file for one in build.redirects}
    for path, chain in history.versions.items():
        story = build.desk.readings[path].story
        if story is None or not is_public(story, build.site.now):
            continue
        yield from _silent(path, chain, history, build, since)
        yield from _lost(path, chain, history, build, since, written)
    history.close()


def _silent(path: str, chain: Sequence[Version], history: History, build: Build, since: float) -> Iterator[Problem]:
    """E15: since its readers were told last, the text has come to say something else."""
    if not build.desk.readings[path].story or not build.desk.readings[path].story.is_article:  # type: ignore[union-attr]
        return
    told = _last_told(chain, history, since)
    if told is chain[0]:
        return
    for said, line, column in history.verdict(told, chain[0], lambda old, new: _grave(old, new, history))[:1]:
        day = datetime.fromtimestamp(told.made, build.site.zone).date()
        yield Problem(
            path,
            line,
            column,
            "E15",
            f"since {day} the published text has changed, and nobody is told: {said}",
            "write modified: and the day, or an entry of corrections: that says what was wrong",
        )


def _last_told(chain: Sequence[Version], history: History, since: float) -> Version:
    """The oldest version that today's may be held against: public when it was changed, and no word to readers since."""
    for newer, older in pairwise(chain):
        if newer.made < since or not history.was_public(older, newer.made) or history.is_told(older, newer):
            return newer
    return chain[-1]


def _grave(older: Version, newer: Version, history: History) -> list[list[object]]:
    """What changed in meaning, as [what, line, column], the first first."""
    found = in_meaning(history.edits(older, newer), history.options.words)
    return [[one.said, one.near.line if one.near else 1, one.near.column if one.near else 0] for one in found]


def _lost(
    path: str, chain: Sequence[Version], history: History, build: Build, since: float, written: set[str]
) -> Iterator[Problem]:
    """E11: an address at which readers found the story, and find nothing now."""
    reading = build.desk.readings[path]
    seen = set()
    for newer, older in pairwise(chain):
        if newer.made < since:
            return
        url = history.facts(older).url
        if url and url not in seen and file_of(url) not in written and history.was_public(older, newer.made):
            seen.add(url)
            yield Problem(
                path,
                *reading.place("slug"),
                "E11",
                f"this story was published at /{url}, which leads nowhere now",
                f"write aliases: [/{url}]",
            )
