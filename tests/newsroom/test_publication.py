"""What leaves the house, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from pelican.plugins.newsroom.publication import public_from, status_now
from pelican.plugins.newsroom.story import Story

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)


def a_story(**facts) -> Story:
    return Story(path="content/a.md", slug="a", title="A", **{"date": EARLIER, **facts})


@pytest.mark.parametrize(
    ("facts", "published", "preview"),
    [
        ({}, "published", "published"),
        ({"date": NOW}, "published", "published"),
        ({"date": LATER}, "skip", "draft"),
        ({"embargo": LATER}, "skip", "draft"),
        ({"embargo": NOW}, "published", "published"),
        ({"embargo": EARLIER, "date": LATER}, "skip", "draft"),
        ({"status": "draft"}, "skip", "draft"),
        ({"status": "draft", "date": None}, "skip", "draft"),
        ({"status": "hidden"}, "hidden", "hidden"),
        ({"status": "hidden", "embargo": LATER}, "skip", "draft"),
        ({"status": "withdrawn", "embargo": LATER}, "withdrawn", "withdrawn"),
        ({"status": "skip"}, "skip", "skip"),
    ],
)
def test_nothing_leaves_before_its_moment(facts, published, preview):
    story = a_story(**facts)

    assert status_now(story, NOW, preview=False) == published
    assert status_now(story, NOW, preview=True) == preview


def test_a_story_is_public_from_the_later_of_date_and_embargo():
    assert public_from(a_story(date=EARLIER, embargo=LATER)) == LATER
    assert public_from(a_story(date=LATER, embargo=EARLIER)) == LATER
