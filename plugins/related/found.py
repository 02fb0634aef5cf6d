"""What a build needs of the related lists: found beside everything else by a process of its own, where there are many stories."""

from dataclasses import dataclass
from functools import partial

from ..newsroom.desk import Build
from ..newsroom.errand import Errand
from ..newsroom.garbage import give_back, undisturbed
from ..newsroom.problem import Problem
from .kept_lists import KeptLists, keep, kept
from .lone import MANY, kept_problems, problems_of_build
from .site_selection import selection_of

#: With so many stories one thing at a time is held: no article is made before the lists are there. All cores are busy with either.
LARGE = 25_000


@dataclass(frozen=True, slots=True)
class Found:
    """`are_kept`: the lists are those of an earlier build, since when nothing has changed."""

    lists: KeptLists
    problems: tuple[Problem, ...]
    are_kept: bool = False


def begun(build: Build) -> Errand[Found]:
    """The lists and problems, begun now: nothing that they are made from changes any more when the desk has read the site.

    Few stories are compared by the rules (`lone.known_problems`). A process that lives on holds what they are made from.
    """
    lists, problems = kept(build), kept_problems(build)
    if lists is not None and problems is not None:
        return Errand(partial(Found, lists, tuple(problems), are_kept=True), aside=False)
    aside = len(build.archive) >= MANY and not build.lasting.is_wanted
    errand = Errand(partial(_found, build, lists), build.carriers, aside=aside)
    if len(build.archive) >= LARGE:
        errand.wait()
    return errand


def collected(build: Build) -> Found:
    """What was begun; its problems are reported. What it was made from is let go, but by a process that lives on."""
    found = build.once(begun).result()
    build.let_go(begun)
    build.report(found.problems)
    if not build.lasting.is_wanted and (selection := build.let_go(selection_of)):
        selection.let_go()
        give_back()
    return found


def _found(build: Build, lists: KeptLists | None) -> Found:
    return Found(_made(build) if lists is None else lists, tuple(problems_of_build(build)), lists is not None)


def _made(build: Build) -> KeptLists:
    """The lists of this build, which are kept for the next."""
    with undisturbed():
        selection = build.once(selection_of)
        entries = selection.all_entries if build.lasting.is_wanted else selection.entries_at_last()
        lists = KeptLists(entries.packed)
        keep(build, lists)
    if not build.lasting.is_wanted:
        selection.let_go_of_engine()  # other processes help once more, for the problems
    return lists
