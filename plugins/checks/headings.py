"""The headings of the text of a story, and the list of contents that leads to them. Pure.

A writer may have a way of his own with levels, so what is skipped is told only where nearly all texts skip none.
"""

from collections.abc import Iterator
from itertools import pairwise

from ..newsroom.page import Page
from ..newsroom.page_parts import Heading
from ..newsroom.problem import WARNING, Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import words
from .usual import without

_TOP = Heading(1, 0)


def headings(site: BuiltSite) -> Iterator[Problem]:
    """Levels that are skipped, headings without words, and entries of a list of contents that lead to another heading."""
    texts = {path: page for path, page in site.pages.items() if page.sections} if site.has_form else {}
    skipped = {path: next(_skipped(page), None) for path, page in texts.items()}
    for path in without({path: one is None for path, one in skipped.items()}):
        one = skipped[path]
        if one:
            said = (
                f'its heading "{one.words[:80]}" is of level {one.level}, and none of level {one.level - 1} is above it'
            )
            yield fault(path, "E14", said, "give it the level below the one above it", one.line, WARNING)
    for path, page in texts.items():
        for one in page.sections:
            if not one.words and not one.is_filled:
                said = "a heading of its text has no words"
                yield fault(path, "E14", said, "give it words, or take it out", one.line, WARNING)
    unlike = {path: next(_unlike(page), "") for path, page in texts.items() if page.inner}
    for path in without({path: not said for path, said in unlike.items()}):
        yield fault(path, "E06", unlike[path], AGAIN)


def _skipped(page: Page) -> Iterator[Heading]:
    """A text may begin with any of the first levels below its title."""
    for above, one in pairwise([_TOP, *page.sections]):
        if one.level > max(above.level, 1) + 1 + (above is _TOP):
            yield one


def _unlike(page: Page) -> Iterator[str]:
    named = {one.anchor: words(one.words) for one in page.sections if one.anchor}
    for anchor, said in page.inner:
        if anchor in named and named[anchor] and words(said) != named[anchor]:
            yield f'its list of contents calls "{named[anchor][:80]}" "{said[:80]}"'
    # What stands before the first or behind the last of them may be the theme's.
    told = {anchor for anchor, _ in page.inner}
    at = [n for n, one in enumerate(page.sections) if one.anchor in told]
    highest = min((page.sections[n].level for n in at), default=0)  # of those below, some may lie deeper than it goes
    for one in page.sections[at[0] : at[-1]] if at else ():
        if one.anchor and one.words and one.anchor not in told and one.level == highest:
            yield f'its list of contents lacks "{one.words[:80]}"'
