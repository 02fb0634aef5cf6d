"""A storyline is told in order, once for each story whatever its languages."""

from datetime import UTC, datetime

import pytest
from pelican.plugins.newsroom.story import Story
from pelican.plugins.storylines.threads import Thread, periods


def a_story(slug: str, day: int, month: int = 3, lang: str = "en") -> Story:
    return Story(f"{slug}.{lang}.md", slug, slug, lang=lang, date=datetime(2026, month, day, tzinfo=UTC))


VOTE, WORKS, DELAY = a_story("vote", 1), a_story("works", 9), a_story("delay", 20)
WORKS_DE = a_story("works", 12, lang="de")
THREAD = Thread("tram", "The tram", ((VOTE,), (WORKS, WORKS_DE), (DELAY,)))


def test_what_came_before_and_after_leaves_out_the_story_itself():
    assert THREAD.around(WORKS, 3) == ((VOTE,), (DELAY,))
    assert THREAD.around(VOTE, 3) == ((), (WORKS, DELAY))
    assert THREAD.around(a_story("other", 3), 3) == ((), ())


def test_only_the_nearest_parts_are_led_to():
    assert THREAD.around(DELAY, 1) == ((WORKS,), ())
    assert THREAD.around(VOTE, 0) == ((), ())


def test_a_translation_stands_where_its_original_does_and_is_led_to_in_its_own_language():
    assert THREAD.around(WORKS_DE, 3) == ((VOTE,), (DELAY,))
    assert THREAD.told_in("de") == (VOTE, WORKS_DE, DELAY)
    assert THREAD.told_in("fr") == (VOTE, WORKS, DELAY)


def test_a_storyline_that_is_in_no_registry_is_open():
    assert THREAD.is_open


@pytest.mark.parametrize(("days", "starts"), [(31, [1, 9, 20]), (18, [1])])
def test_a_short_storyline_is_told_by_day_a_long_one_by_month(days, starts):
    told = periods((VOTE, WORKS, DELAY), days)

    assert [one.start.day for one in told] == starts
    assert {one.is_day for one in told} == {len(starts) > 1}
    assert [story for one in told for story in one.stories] == [VOTE, WORKS, DELAY]


def test_parts_of_one_day_stand_together():
    evening = Story("b.md", "b", "b", date=datetime(2026, 3, 1, 20, tzinfo=UTC))

    assert [len(one.stories) for one in periods((VOTE, evening, DELAY), 31)] == [2, 1]
