"""Stories that stand alone: with fewer than two related ones, or in nobody's list. What was found is kept for as long as no file changes."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..newsroom.cores import mapped
from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from ..newsroom.story import Story
from ..newsroom.taken_over import rest_of_heads
from .kept_lists import read, write
from .options import Options
from .site_selection import selection_of

if TYPE_CHECKING:
    from .selection import Selection

#: As many stories of one language make an archive; with fewer, nobody can say that one of them stands alone.
FEW = 10
#: With so many stories a check does not compare them all; it repeats what the last build found, for as long as no file changed.
MANY = 500
#: So many stories whose lines must be fetched are worth further processes, and so many go to one of them at a time.
_FETCHED, _EACH = 1_000, 200
#: What is kept of a problem.
_FACTS = attrgetter("path", "line", "column", "rule", "message", "remedy")
#: Related stories that a reader should find under each.
WANTED = 2


def known_problems(build: Build) -> Iterator[Problem]:
    """For a check: what is found at once, or was found before and still holds."""
    if len(build.archive) < FEW:
        return
    found = build.once(_kept)
    is_ours = build.options("RELATED", Options).engine != "opensearch"  # a check asks no server
    if found is None and is_ours and len(build.archive) < MANY:
        found = build.once(_found_now)
    yield from found or ()


def problems_of_build(build: Build) -> list[Problem]:
    """For a build, which has compared all stories anyway."""
    found = kept_problems(build)
    return build.once(_found_now) if found is None else found


def kept_problems(build: Build) -> list[Problem] | None:
    """What the last run found, None where something is another since; nothing of few stories. Another process may find it anew meanwhile: what
    was known at the first asking counts.
    """
    return build.once(_kept) if len(build.archive) >= FEW else []


def lone(selection: "Selection") -> dict[str, tuple[int, bool]]:
    """Path -> (how many related stories it has, whether anybody leads to it), of each story that stands alone. Fillers do not count."""
    sizes = Counter([story.lang for story in selection.archive])
    related: dict[str, int] = {}
    led_to: set[str] = set()
    for path, items in selection.lists.items():
        more = selection.fillers(path)
        strong = [item for item in items if item not in more] if more else items
        related[path] = len(strong)
        led_to.update(strong)
    return {
        story.path: (related[story.path], story.path in led_to)
        for story in selection.archive
        if sizes[story.lang] >= FEW and (related[story.path] < WANTED or story.path not in led_to)
    }


#: What tells the problem of a story that stands alone: its path, its edition, how alone it is.
_Told = tuple[str, str, tuple[int, bool]]


class _Held:
    """What a process that lives on found last: which stories stand alone, and of what that follows; by path the problem of each with what it tells,
    and the stories of which it was told.
    """

    def __init__(self) -> None:
        self.rest: Any = None
        self.alone: dict[str, tuple[int, bool]] = {}
        self.problems: dict[str, tuple[_Told, Problem]] = {}
        self.told: tuple[tuple[Story, ...], dict[str, tuple[int, bool]]] | None = None


def _found_now(build: Build) -> list[Problem]:
    held = build.lasting.of(_Held) if build.lasting.is_wanted else _Held()
    alone, stories, before = _alone(build, held), build.archive.stories, held.told
    held.told = None
    is_as_before = before is not None and before[1] is alone  # then they stand in the order in which they stood
    others = (
        [now for now, was in zip(stories, before[0], strict=True) if now is not was]
        if before and is_as_before
        else stories
    )
    told: list[_Told] = [(story.path, story.edition, alone[story.path]) for story in others if story.path in alone]
    new = [one for one in told if not one[1] or held.problems.get(one[0], (None,))[0] != one]
    lines = _lines_before(build) if new and not held.problems else {}
    unknown = [(path, edition) for path, edition, _ in new if (path, edition) not in lines]
    found = mapped(lambda path: _line(build, path), [path for path, _ in unknown], few=_FETCHED, chunk=_EACH)
    lines |= dict(zip(unknown, found, strict=True))
    made = {one[0]: (one, _problem(one[0], *one[2], lines[one[:2]])) for one in new}
    if is_as_before:
        held.problems |= made
    else:
        held.problems = {one[0]: made.get(one[0]) or held.problems[one[0]] for one in told}
    if made or not build.lasting.is_wanted:
        write(build, "alone", [(*_FACTS(one), told[1]) for told, one in held.problems.values()])
    held.told = stories, alone
    return [problem for _, problem in held.problems.values()]


def _alone(build: Build, held: _Held) -> dict[str, tuple[int, bool]]:
    """As before where the lists are, and all that stories say but for their words."""
    selection = build.once(selection_of)
    heads = build.once(rest_of_heads) if build.lasting.is_wanted else None
    rest = heads and (heads, selection.lists, selection.more)
    if rest is None or held.rest != rest:
        held.rest, held.alone = rest, lone(selection)
    return held.alone


def _lines_before(build: Build) -> dict[tuple[str, str], int]:
    """(path, edition) -> the line that the last run named: to find it, the places of a file must be fetched."""
    with contextlib.suppress(TypeError, ValueError, LookupError):
        return {(row[0], row[-1]): int(row[1]) for row in read(build, "alone", of_now=False) or () if row[-1]}
    return {}


def _line(build: Build, path: str) -> int:
    """Where a story can be given tags or related stories."""
    reading = build.desk.readings.get(path)
    return (reading.line("tags") or reading.line("related")) if reading else 0


def _problem(path: str, related: int, led_to: bool, line: int) -> Problem:
    how_many = "no story is related to it" if not related else "only one story is related to it"
    parts = [how_many] if related < WANTED else []
    parts += [] if led_to else ["no related list leads to it"]
    return Problem(
        path,
        line,
        0,
        "W18",
        " and ".join(parts),
        "give it the tags of stories it belongs to, or name it in `related` of one that fits",
    )


def _kept(build: Build) -> list[Problem] | None:
    """What the last run found, None where something is another since."""
    with contextlib.suppress(TypeError, ValueError):
        given = read(build, "alone")
        return None if given is None else [Problem(*row[:-1]) for row in given]
    return None
