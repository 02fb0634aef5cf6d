"""A page knows by itself from which day on it is old."""

from datetime import datetime

import pytest

pytestmark = pytest.mark.browser

STORY = "/2026/03/tram-line-approved/"


@pytest.mark.parametrize(("day", "shown"), [("2027-03-13", False), ("2027-03-15", True), ("2031-01-01", True)])
def test_the_notice_appears_on_its_day_without_a_build(page, day, shown):
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    page.goto(STORY)

    assert page.locator(".age").is_visible() == shown
    if shown:
        assert (
            page.locator(".age").inner_text()
            == "This article is more than a year old. It says what was known in March 2026."
        )
