"""How many parts a storyline has, from when to when, and which of them a story is: what is written there against the stories that its page shows.
Pure but for reading the site.
"""

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import decimal

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .fault import AGAIN, fault
from .lists import Lists
from .surfaces import moment

_TOLD = re.compile(r'<(\w+)\b([^>]*\bdata-parts="(\d{1,6})"[^>]*)>(.*?)</\1\s*>', re.DOTALL)
_PART = re.compile(r'\bdata-part="(\d{1,6})"')
_HEADED = re.compile(r'<h\d\b[^>]*>\s*<a\b[^>]*\bhref="([^"]*)"')
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_TIME = re.compile(r'<time\b[^>]*\bdatetime="([^"]*)"[^>]*>.*?</time\s*>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_SECONDS = re.compile(r"-?\d+(?:\.\d+)?")


def parts(known: Lists) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for page in known.site.pages.values():
        if page.counts["parts"] and not page.refresh:
            text = known.site.text(page.path)
            for found in _TOLD.finditer(text):
                _, given, count, inside = found.groups()
                target = _line_of(known, page, text[: found.start()], inside)
                if target is not None:
                    for said in _wrong(known, page, target, int(count), _PART.search(given), inside):
                        yield fault(page.path, "E06", said, AGAIN, text.count("\n", 0, found.start()) + 1)


def _line_of(known: Lists, page: Page, before: str, inside: str) -> str | None:
    """The page of the storyline that is spoken of: the one that a story leads to, the one that a list names above, or the page itself."""
    links = _LINK.findall(inside) if page.is_article else _HEADED.findall(before)[-1:]
    target = known.site.path_of(unescape(links[0]), page.path) if links else page.path
    return target if target in known.shown else None


def _wrong(known: Lists, page: Page, target: str, count: int, part: re.Match[str] | None, inside: str) -> Iterator[str]:
    shown = [known.site.pages[one] for one in {*known.shown[target]} if one in known.site.pages]
    if count != len(shown):
        yield f"it says that a storyline has {count} parts, and its page shows {len(shown)}"
    seen = {int(one) for one in re.findall(r"\d{1,6}", _plain(_TIME.sub(" ", inside)))}
    due = {count, *([int(part[1])] if part else ())} if count > 1 else set()
    if due - seen:
        told = " of ".join(str(one) for one in ([int(part[1])] if part else []) + [count])
        yield f'readers see "{_plain(inside)[:80]}" where machines are told of part {told}'
    days = sorted(second for one in shown if (second := _second(one.published)) is not None)
    own, times = _second(page.published), [_second(one) for one in _TIME.findall(inside)]
    if not days or len(days) != len(shown):
        return  # of when they were published nothing is certain
    if part and own is not None and page in shown:
        first, last = sum(one < own for one in days) + 1, sum(one <= own for one in days)
        if not first <= int(part[1]) <= last:
            yield f"it calls itself part {part[1]} of its storyline, and is part {first}"
    if times and (times[0] != days[0] or times[-1] != days[-1]):
        yield "it does not say from when to when the parts of a storyline are"


def _second(told: str) -> float | None:
    """A moment as a number; None where no zone is told."""
    given = moment(told)
    return float(given) if _SECONDS.fullmatch(given) else None


def _plain(html: str) -> str:
    """Its words, with its digits as machines write them."""
    text = " ".join(unescape(_MARKUP.sub("", html)).split())
    return "".join(str(decimal(one, one)) for one in text)
