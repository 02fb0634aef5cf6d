"""What of a story leaves the house now: the one place that knows drafts, embargoes and withdrawals."""

from datetime import datetime

from .story import Story

WITHHELD = "skip"


def status_now(story: Story, now: datetime, *, preview: bool) -> str:
    """published, hidden (also what has expired), draft (shown in a preview only), withdrawn (a notice) or skip (nothing of it is written).

    What is not public yet (a draft, an embargo or a date still to come) is a draft in a preview and is skipped elsewhere.
    """
    if story.status in ("skip", "withdrawn"):
        return story.status
    if is_public(story, now):
        return "hidden" if story.expires and story.expires <= now else story.status
    return "draft" if preview else WITHHELD


def is_public(story: Story, now: datetime) -> bool:
    """Whether readers may see the story at `now`."""
    if story.status not in ("published", "hidden"):
        return False
    moment = public_from(story)
    return moment is None or moment <= now


def public_from(story: Story) -> datetime | None:
    """The moment before which nothing of the story leaves the building: the later of embargo and date."""
    moment = story.date if story.is_article else None
    return max(moment, story.embargo) if moment and story.embargo else moment or story.embargo
