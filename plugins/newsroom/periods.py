"""The years and months in which a site has stories, with the pages that Pelican makes of them (`YEAR_ARCHIVE_SAVE_AS` and its like). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Month:
    """`first` is its first day, `url` the address of its page below the site's, `total` how many stories it has."""

    first: date
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class Year:
    """As above, with its months, the latest first. `url` is "" where the year has no page of its own."""

    number: int
    url: str
    total: int
    months: tuple[Month, ...]


def years_of(archives: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Year, ...]:
    """The years of Pelican's `period_archives`, the latest first; none where months have no pages of their own."""
    addresses = {_day_of(one).year: _address(one) for one in archives.get("year", ())}
    months = [Month(_day_of(one), _address(one), len(one["dates"])) for one in archives.get("month", ())]
    months.sort(key=lambda month: month.first, reverse=True)
    found = []
    for number, group in groupby(months, key=lambda month: month.first.year):
        some = tuple(group)
        found.append(Year(number, addresses.get(number, ""), sum(one.total for one in some), some))
    return tuple(found)


def _day_of(period: Mapping[str, Any]) -> date:
    """The first day of the month in which a period has a story."""
    day = period["dates"][0].date
    return date(day.year, day.month, 1)


def _address(period: Mapping[str, Any]) -> str:
    """What the settings say, and where they name the file alone what leads there."""
    return str(period["url"] or period["save_as"].removesuffix("index.html"))
