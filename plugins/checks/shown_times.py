"""What readers see of a day or a moment, against what machines are told in the same element. Pure.

How a site writes its days is its own affair, so only what is surely another day is told: another year, another month by its name in the
page's language, a day or a minute that is not among the numbers.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from unicodedata import decimal

from ..newsroom.languages import locale_of
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import moment
from .usual import without

_TOLD = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d.])")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
#: A number that can only be a year.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
#: How a language names a month: in a date, and alone. English too: so a machine writes that knows no better.
_USES = ("format", "stand-alone")
_SECONDS = re.compile(r"-?\d+(?:\.\d+)?")
#: A shorter name of a month stands in too many words.
_LONG = 3
#: A year and a month are so long.
_MONTH = 7


@cache
def differs(told: str, shown: str, lang: str) -> bool:
    """Whether the words surely speak of another day, or of another minute, than the attribute."""
    given = _TOLD.match(told)
    text = "".join(str(decimal(one, one)) for one in shown).casefold()
    years = set(_YEAR.findall(text))
    if given is None or not years:
        return False
    year, month, day, hour, minute = given.groups()
    if year not in years:
        return True
    own, others = _months(lang, int(month))
    name = next((one for one in own if one in text), "")
    if not name and any(one in text for one in others):
        return True
    rest = text.replace(name, " ", 1) if name else text
    clock = _clock(rest) if name else None
    if hour and clock and clock not in ((int(hour), int(minute)), (int(hour) % 12 or 12, int(minute))):
        return True
    numbers = [int(one) for one in _NUMBER.findall(_CLOCK.sub(" ", rest) if name else rest)]
    if not day or not numbers:
        return False
    return int(day) not in numbers or (
        len(numbers) > 1 and int(month) not in numbers and not re.search(r"[^\W\d_]", rest + name)
    )


def shown_times(site: BuiltSite) -> Iterator[Problem]:
    """The times that say one thing to readers and another to machines, each page's first."""
    yield from aged(site)
    for page in site.pages.values():
        first, last = moment(page.published), moment(page.updated)
        if _SECONDS.fullmatch(first) and _SECONDS.fullmatch(last) and float(last) < float(first):
            yield fault(page.path, "E02", f"it was changed on {page.updated[:40]}, before it was published", AGAIN)
        wrong = [one for one in page.times if differs(one.told, one.shown, page.lang)] if site.has_form else []
        for one in wrong[:1]:
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            said = f'readers see "{one.shown[:60]}" where machines are told {one.told[:40]}{more}'
            yield fault(page.path, "E06", said, "write the same day in both", one.line)


def aged(site: BuiltSite) -> Iterator[Problem]:
    """The month of which a story says that it tells what was known then."""
    told: dict[tuple[str, str], bool | None] = {}
    for path, page in site.stories.items():
        own = {one[:_MONTH] for one in (page.published, page.updated) if one}
        for one in page.times:
            if len(one.told) == _MONTH and not one.is_cited and own:
                told[path, one.told] = one.told in own
    for path, month in without(told):
        yield fault(path, "E06", f"it tells what was known in {month}, and is of another month", AGAIN)


def _clock(text: str) -> tuple[int, int] | None:
    found = [(int(hour), int(minute)) for hour, minute in _CLOCK.findall(text) if int(hour) < 25 and int(minute) < 60]
    return found[0] if len(found) == 1 else None


@cache
def _months(lang: str, month: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names of a month, long names of the others), the longest first."""
    own: set[str] = set()
    others: set[str] = set()
    for locale, use, width in product((locale_of(lang), locale_of("en")), _USES, ("wide", "abbreviated")):
        for number, name in locale.months[use][width].items():
            said = str(name).casefold().rstrip(".")
            if number == month:
                own.add(said)
            elif width == "wide" and len(said) >= _LONG:
                others.add(said)
    return _longest_first(own - {""}), _longest_first(others - own)


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda one: (-len(one), one)))
