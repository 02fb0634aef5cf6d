"""When a story says of itself that it is old. Pure."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .provenance import updated
from .story import Story


@dataclass(frozen=True, slots=True)
class Age:
    """A story that was last true to its day on `since` is old from the beginning of the day `begins` on.

    `months` is what it then is older than, `is_old` whether it was so when the site was built. A browser knows better: the notice is in the
    page from the first day, and the page need not change with every day that passes.
    """

    months: int
    since: date
    begins: date
    is_old: bool

    @property
    def years(self) -> int:
        """`months` in years; 0 where they are no whole number of them."""
        return self.months // 12 if self.months % 12 == 0 else 0


def age_of(story: Story, now: datetime, *, months: int, evergreen: Collection[str]) -> Age | None:
    """The age notice of a published story; None for one that has none, and for all where `months` is 0.

    News is as old as its publication, whatever was mended in it later. A story whose type is in `evergreen` is as old as its last change. As
    long as `review_by` has not passed, somebody keeps a story right, and it is not old.
    """
    if months <= 0 or story.date is None or not story.is_article or story.status not in ("published", "hidden"):
        return None
    last = updated(story) if story.type in evergreen else story.date
    assert last is not None
    since = last.date()
    begins = months_after(since, months) + timedelta(days=1)
    if story.review_by:
        begins = max(begins, story.review_by + timedelta(days=1))
    return Age(months, since, begins, begins <= now.date())


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January and one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
