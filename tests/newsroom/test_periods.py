"""Years and months as templates see them follow from Pelican's own."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from pelican.plugins.newsroom.periods import Month, Year, years_of


def a_period(first: datetime, count: int, *, url: str = "", save_as: str = "") -> dict[str, Any]:
    return {"dates": [SimpleNamespace(date=first)] * count, "url": url, "save_as": save_as}


def a_month(year: int, month: int, count: int) -> dict[str, Any]:
    return a_period(datetime(year, month, 17, 9), count, url=f"{year}/{month:02}/", save_as=f"{year}/{month:02}.html")


def test_the_latest_comes_first_whatever_the_order_of_the_archives():
    months = [a_month(2025, 11, 2), a_month(2025, 12, 1), a_month(2026, 1, 4)]

    expected = (
        Year(2026, "", 4, (Month(date(2026, 1, 1), "2026/01/", 4),)),
        Year(2025, "", 3, (Month(date(2025, 12, 1), "2025/12/", 1), Month(date(2025, 11, 1), "2025/11/", 2))),
    )
    assert years_of({"month": months}) == years_of({"month": months[::-1]}) == expected


def test_a_year_has_its_page_where_the_settings_ask_for_one():
    year = a_period(datetime(2026, 1, 17), 4, save_as="posts/2026/index.html")

    (found,) = years_of({"year": [year], "month": [a_month(2026, 1, 4)]})

    assert found.url == "posts/2026/"


def test_without_pages_of_months_there_is_nothing_to_lead_to():
    assert years_of({}) == years_of({"year": [a_period(datetime(2026, 1, 17), 4, url="2026/")]}) == ()
