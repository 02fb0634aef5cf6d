"""Jinja filters of the core: dates in the reader's language, whatever the machine's locale."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from .css_text import tight_css
from .visible_text import visible_text


def long_date(value: date | None, lang: str = "en") -> str:
    """A date in words: `20 November 2026`. Names of months come from CLDR through Babel."""
    from babel.dates import format_date

    return format_date(value, _PATTERNS.get(_base(lang), "long"), locale=_locale(lang)) if value else ""


def long_moment(value: datetime | None, lang: str = "en") -> str:
    """A moment in words, in the zone it carries: `20 November 2026, 08:30`."""
    return f"{long_date(value, lang)}, {value:%H:%M}" if value else ""


def iso(value: date | None) -> str:
    """A date or moment for machines: `2026-11-20T08:30:00+00:00`."""
    return value.isoformat() if value else ""


def month(value: date, lang: str = "en") -> str:
    """`November 2026`."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", value, locale=_locale(lang)))


def by_month(articles: Iterable[Any]) -> list[tuple[Any, list[Any]]]:
    """Pelican's articles, already in order, as (date of the first, articles) for each month they follow one another in."""
    return [(found[0].date, found) for _, group in groupby(articles, key=_month_of) if (found := list(group))]


def _month_of(article: Any) -> tuple[int, int]:
    return article.date.year, article.date.month


def plain(value: Any) -> str:
    """The visible words of HTML or Markdown."""
    return " ".join(visible_text(str(value)).split())


#: British order for English; other languages use what CLDR calls their long form.
_PATTERNS = {"en": "d MMMM y"}

FILTERS = {
    "long_date": long_date,
    "long_moment": long_moment,
    "iso": iso,
    "month": month,
    "by_month": by_month,
    "plain": plain,
    "tight_css": tight_css,
}


def _base(lang: str) -> str:
    return lang.split("-", maxsplit=1)[0].lower()


def _locale(lang: str) -> Any:
    from babel import Locale, UnknownLocaleError

    for code in (lang.replace("-", "_"), _base(lang)):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
