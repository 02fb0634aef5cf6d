"""Jinja filters of the core: what needs no language. Dates in words are of the page's `_`."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from .css_text import tight_css
from .qr_code import qr_code
from .visible_text import visible_text


def iso(value: date | None) -> str:
    """A date or moment for machines: `2026-11-20T08:30:00+00:00`."""
    return value.isoformat() if value else ""


def by_month(articles: Iterable[Any]) -> list[tuple[Any, list[Any]]]:
    """Pelican's articles, already in order, as (date of the first, articles) for each month they follow one another in."""
    return [(found[0].date, found) for _, group in groupby(articles, key=_month_of) if (found := list(group))]


def _month_of(article: Any) -> tuple[int, int]:
    return article.date.year, article.date.month


def plain(value: Any) -> str:
    """The visible words of HTML or Markdown."""
    return " ".join(visible_text(str(value)).split())


FILTERS = {
    "iso": iso,
    "by_month": by_month,
    "plain": plain,
    "tight_css": tight_css,
    "qr_code": qr_code,
}
