"""Save Page Now: what the archive answers, and what is made of it."""

import pytest
from pelican.plugins.online.client import web_of
from pelican.plugins.online.options import Options
from pelican.plugins.online.wayback import Closed, NotSaved, Wayback


@pytest.fixture
def archive(wayback):
    waits = []
    options = Options(
        private=True, seconds=2.0, tries=3, wayback=wayback.url, archive=f"{wayback.url}/available?url={{url}}", save_pause=5.0, save_seconds=30.0
    )  # fmt: skip
    one = Wayback(web_of(options), options, ("key", "secret"), waits.append)
    one.waits = waits
    return one


def test_a_copy_is_asked_for_and_its_address_made_from_what_the_archive_says(archive, wayback):
    assert archive.save("https://x.example/a?b=c") == wayback.copy_of("https://x.example/a?b=c")
    assert wayback.forms == [
        {"url": ["https://x.example/a?b=c"], "skip_first_archive": ["1"], "if_not_archived_within": ["7d"]}
    ]
    assert wayback.authorised == ["LOW key:secret"]
    assert archive.waits == []


def test_a_slow_job_is_asked_for_with_pauses_and_not_for_ever(archive, wayback):
    wayback.moods = {"slow": "slow", "never": "never"}

    assert archive.save("https://x.example/slow") == wayback.copy_of("https://x.example/slow")
    assert archive.waits == [5.0] * 3
    with pytest.raises(NotSaved, match="still at work"):
        archive.save("https://x.example/never")
    assert archive.waits == [5.0] * (3 + 1 + 6)
    assert wayback.polled["job-1"] == 7


@pytest.mark.parametrize(("mood", "waits"), [("busy", [5.0, 10.0]), ("sessions", [5.0])])
def test_a_busy_archive_is_asked_again_at_longer_and_longer_intervals(archive, wayback, mood, waits):
    wayback.moods = {"a": mood}

    assert archive.save("https://x.example/a") == wayback.copy_of("https://x.example/a")
    assert archive.waits == waits


@pytest.mark.parametrize(
    ("mood", "why"), [("blocked", "block list"), ("wrong", "syntax"), ("liar", "not where"), ("nothing", "no number")]
)
def test_an_address_that_is_not_taken_is_told_with_the_reason(archive, wayback, mood, why):
    wayback.moods = {"a": mood}

    with pytest.raises(NotSaved, match=why):
        archive.save("https://x.example/a")


@pytest.mark.parametrize(
    ("mood", "why", "asked"),
    [("closed", "IA_ACCESS_KEY_ID", 1), ("full", "Too many requests", 3), ("far", "left alone for 99999", 1), ("day", "enough today", 1), ("down", "502", 3)],
)  # fmt: skip
def test_an_archive_that_is_closed_to_us_is_left_alone(archive, wayback, mood, why, asked):
    wayback.moods = {"a": mood}

    with pytest.raises(Closed, match=why) as told:
        archive.save("https://x.example/a")
    assert len(wayback.saved) == asked
    assert "secret" not in str(told.value)


def test_an_archive_that_is_not_there_is_no_traceback():
    options = Options(
        private=True, seconds=0.5, tries=1, wayback="http://localhost:9", archive="http://localhost:9/{url}"
    )
    archive = Wayback(web_of(options), options)

    with pytest.raises(Closed, match="does not answer"):
        archive.save("https://x.example/a")
    assert archive.copy_of("https://x.example/a") == ""
