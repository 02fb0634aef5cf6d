"""Dates as writers write them. Year first; nothing is guessed."""

import contextlib
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:\s*T\s*|\s+)(?P<hour>\d{1,2})(?::|(?<=\d\d)(?=\d\d))(?P<minute>\d{1,2})"
    r"(?:(?::|(?<=\d{4})(?=\d\d))(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?P<sign>[+-])(?P<zone_hour>\d{1,2})(?::?(?P<zone_minute>\d{2}))?)?)?",
    re.IGNORECASE,
)
#: How most moments are written: Python's own way of reading them finds the same.
_USUAL = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII)
_LEADING = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_. ]+|$)")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.IGNORECASE)
_ZONE_NAME = re.compile(r"\s*\b([A-Z]{2,5}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)$")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?!\d)")


class DateFault(ValueError):
    """A date that cannot be taken as it stands. `remedy` says how to write it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def moment_of(text: str, zone: tzinfo) -> datetime:
    """The moment that `text` names, as an aware datetime in `zone`, the site's zone, which also applies where none is given.

    Accepts the shapes counted in real front matter: `2026-11-20`, `2026/11/20`, `2026-11-20 9:00`, `2026-11-20T09:00:00.000Z`,
    `... +0200`, `... -4`, `... 4:00pm`, `... 0900` (ISO 8601's basic form of a time). Raises DateFault for anything that would have to be guessed or does not exist.
    """
    if _USUAL.fullmatch(text):
        with contextlib.suppress(ValueError):  # what does not exist is told of below
            return datetime.fromisoformat(text).replace(tzinfo=zone)
    parts = _parts(text)
    try:
        if parts["hour"] is None:
            return datetime(int(parts["year"]), int(parts["month"]), int(parts["day"]), tzinfo=zone)
        hour = int(parts["hour"])
        if parts["half"]:
            if not 1 <= hour <= 12:
                raise ValueError("hour must be in 1..12")
            hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
        found = datetime(
            int(parts["year"]),
            int(parts["month"]),
            int(parts["day"]),
            hour,
            int(parts["minute"]),
            int(parts["second"] or 0),
            tzinfo=_offset(parts) or zone,
        )
        return found.astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise DateFault(f'"{text}" does not exist: {error}', "look at the day, the month and the time") from error


def day_of(text: str) -> date:
    """The day that `text` names; a time of day and its zone are read and let go. Raises DateFault."""
    return moment_of(text, UTC).date() if _parts(text)["hour"] is None else _own_day(text)


def has_offset(text: str) -> bool:
    """Whether `text` says its time zone. A date alone does not. Raises DateFault."""
    return _parts(text)["zone"] is not None


def leading_date(name: str) -> tuple[str, str]:
    """The date a file's or folder's name begins with, and the rest of the name; ("", name) where there is none."""
    found = _LEADING.match(name)
    return (found[1], name[found.end() :]) if found else ("", name)


def _parts(text: str) -> dict[str, str]:
    text = " ".join(text.split())
    found = _MOMENT.fullmatch(text)
    if found:
        return found.groupdict()
    if last := _YEAR_LAST.match(text):
        if only := _only_day(*map(int, last.groups())):
            raise DateFault(f'"{text}" does not begin with the year', f"write it as {only}{text[last.end() :]}")
        raise DateFault(f'"{text}" could mean two days', "write the year first: 2026-11-20")
    if (named := _ZONE_NAME.search(text)) and _MOMENT.fullmatch(text[: named.start()]):
        raise DateFault(f'"{text}" names its zone by letters', f"write its offset in place of {named[1]}, as in +01:00")
    raise DateFault(f'"{text}" is not a date', f"write it as {_year_first(text) or '2026-11-20 or 2026-11-20 09:00'}")


def _only_day(first: int, second: int, year: int) -> str:
    """The one day that two numbers and a year can mean, whichever is the month; "" where they can mean two, or none."""
    meant = set()
    for month, day in ((first, second), (second, first)):
        with contextlib.suppress(ValueError):
            meant.add(date(year, month, day).isoformat())
    return meant.pop() if len(meant) == 1 and year > 999 else ""


def _year_first(text: str) -> str:
    """What a date with its month in English words comes to, for the writer to look at: `Sun Apr 26 18:10:00 EDT 2015`; "" for none."""
    months, years = _MONTH.findall(text), re.findall(r"\b\d{4}\b", text)
    days = re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]|\d)", re.sub(r"\d{1,2}:\d{2}(?::\d{2})?", " ", text))
    if not (len(months) == len(years) == len(days) == 1):
        return ""
    time = re.search(r"\d{1,2}:\d{2}", text)
    number = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(
        months[0].casefold()
    ) + 1
    return f"{years[0]}-{number:02}-{int(days[0]):02}" + (f" {time[0]}" if time else "")


def _offset(parts: dict[str, str]) -> tzinfo | None:
    if not parts["zone"]:
        return None
    if not parts["zone_hour"]:
        return UTC
    ahead = timedelta(hours=int(parts["zone_hour"]), minutes=int(parts["zone_minute"] or 0))
    if ahead > timedelta(hours=14):
        raise ValueError(f"no place on earth is {parts['zone']} from UTC")
    return timezone(-ahead if parts["sign"] == "-" else ahead)


def _own_day(text: str) -> date:
    """The day as written, in the zone it is written in."""
    parts = _parts(text)
    moment_of(text, UTC)
    return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
