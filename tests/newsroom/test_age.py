"""When a story says that it is old: news from its day, what is kept up from its last change."""

from datetime import UTC, date, datetime

import pytest
from pelican.plugins.newsroom.age import age_of, months_after
from pelican.plugins.newsroom.story import Correction, Story

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_story(day: date, **facts) -> Story:
    return Story("a.md", "a", "A", date=datetime(day.year, day.month, day.day, 8, tzinfo=UTC), **facts)


def age(story: Story, months: int = 12):
    return age_of(story, NOW, months=months, evergreen=("explainer",))


@pytest.mark.parametrize(
    ("day", "is_old"), [(date(2025, 11, 22), True), (date(2025, 11, 23), False), (date(2026, 11, 1), False)]
)
def test_a_story_is_more_than_a_year_old_a_day_after_its_first_birthday(day, is_old):
    assert age(a_story(day)).is_old == is_old


def test_news_is_as_old_as_its_publication_whatever_was_mended_later():
    later = datetime(2026, 11, 1, tzinfo=UTC)
    correction = Correction(date(2026, 11, 2), "correction", "The year.")

    assert age(a_story(date(2024, 1, 1), modified=later, corrections=(correction,), type="report")).is_old


def test_an_explainer_is_as_old_as_its_last_change():
    kept = a_story(date(2020, 1, 1), modified=datetime(2026, 10, 1, tzinfo=UTC), type="explainer")
    left = a_story(date(2020, 1, 1), type="explainer")

    assert (age(kept).is_old, age(kept).since) == (False, date(2026, 10, 1))
    assert (age(left).is_old, age(left).since) == (True, date(2020, 1, 1))


@pytest.mark.parametrize(("review", "is_old"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)])
def test_a_story_is_not_old_while_somebody_promises_to_look_at_it(review, is_old):
    assert age(a_story(date(2020, 1, 1), review_by=review)).is_old == is_old


@pytest.mark.parametrize("facts", [{"status": "withdrawn"}, {"status": "draft"}, {"kind": "page"}])
def test_what_is_no_published_story_has_no_age(facts):
    assert age(a_story(date(2020, 1, 1), **facts)) is None


def test_a_site_may_do_without():
    assert age(a_story(date(2020, 1, 1)), months=0) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2026, 11, 30), 3, date(2027, 2, 28)), (date(2026, 12, 1), 12, date(2027, 12, 1))],
)  # fmt: skip
def test_months_are_counted_as_a_calendar_has_them(day, months, then):
    assert months_after(day, months) == then
