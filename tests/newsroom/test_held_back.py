"""What a writer in a hurry calls an embargo holds a story back all the same."""

from datetime import UTC, datetime

import pytest

STORY = "---\ntitle: T\ndate: 2026-01-01\n{line}\n---\n\nBody\n"


def told(reading):
    return [(one.rule, one.line) for one in reading.problems if one.rule in ("W19", "E02")]


@pytest.mark.parametrize(
    "name", ["embargoed", "Embargo-Until", "embargoed_until", "embrago", "embargo date", "embargos"]
)
def test_a_day_under_a_name_like_embargo_is_the_embargo(name, read):
    reading = read(STORY.format(line=f"{name}: 2036-01-01 09:00 +01:00"))

    assert reading.story.embargo == datetime(2036, 1, 1, 8, tzinfo=UTC)
    assert told(reading) == [("W19", 4)]
    (said,) = [one for one in reading.problems if one.rule == "W19"]
    assert f"write {'Embargo' if name[0] == 'E' else 'embargo'}:" in said.remedy


@pytest.mark.parametrize("line", ["embargoed: 2036-01-01 09:00", "embargo_until: 1.1.2036", "under_embargo: yes"])
def test_an_embargo_of_another_name_that_cannot_be_read_publishes_nothing(line, read):
    reading = read(STORY.format(line=line))

    assert ("E02", 4) in told(reading)
    assert reading.story is None or reading.story.status == "draft"


@pytest.mark.parametrize(
    "line",
    [
        "embargo_note: The ministry asked for it",
        "embargoed: false",
        "embargo_reason: 2 ministries asked",
        "cargo: 2036-01-01",
    ],
)
def test_what_only_speaks_of_an_embargo_is_none(line, read):
    reading = read(STORY.format(line=line))

    assert (reading.story.embargo, reading.story.status) == (None, "published")


def test_beside_an_embargo_no_other_name_counts(read):
    reading = read(STORY.format(line="embargo: 2036-01-01 09:00 +01:00\nembargo_date: 2026-01-01"))

    assert reading.story.embargo == datetime(2036, 1, 1, 8, tzinfo=UTC)
    assert [one for one in told(reading) if one[0] == "E02"] == []


def test_who_writes_unpublished_is_not_asked_to_publish(read):
    reading = read(STORY.format(line="status: unpublished"))

    (said,) = [one for one in reading.problems if one.rule == "E00"]
    assert said.remedy == 'did you mean "draft"?'


@pytest.mark.parametrize(
    "line", ["withdrawn: {date: 2026-02-01, text: Wrong.}", "withdrawn: Wrong.", "withdrawn: true"]
)
def test_a_story_that_says_why_it_was_withdrawn_is_not_shown_for_want_of_its_status(line, read):
    reading = read(STORY.format(line=line))

    assert told(reading) == [("W19", 4)]
    assert reading.story.status == "withdrawn"


@pytest.mark.parametrize(
    "line",
    ["withdrawn: false", "withdrawn:", "status: withdrawn\nwithdrawn: Wrong.", "status: draft\nwithdrawn: Wrong."],
)
def test_a_withdrawal_that_is_none_or_has_its_status_is_fine(line, read):
    reading = read(STORY.format(line=line))

    assert told(reading) == []


@pytest.mark.parametrize(
    "lines",
    ["relation: republished", "relation: Republished\nsources:\n  - name: Gazette\n    url: https://gazette.example/x"],
)
def test_a_relation_to_nobody_keeps_the_story_unpublished(lines, read):
    reading = read(STORY.format(line=lines))

    assert [(one.rule, one.line) for one in reading.problems if one.rule == "E18"] == [("E18", 4)]


@pytest.mark.parametrize("line", ["relation: original", "relation: friends", "relation:"])
def test_a_relation_that_owes_nothing_may_stand_alone(line, read):
    assert [one for one in read(STORY.format(line=line)).problems if one.rule == "E18"] == []


def test_items_of_a_list_without_a_blank_behind_their_dash_are_told(read):
    reading = read(STORY.format(line="tags:\n  -oceans\n  -tides"))

    (said,) = [one for one in reading.problems if one.rule == "W19"]
    assert (said.line, said.remedy) == (4, "write a blank behind each dash")


@pytest.mark.parametrize(
    "line",
    [
        "statsu: draft", "Staus: Draft", "drfat: true", "drafts: yes", "\uff44\uff52\uff41\uff46\uff54: true", "st\u0430tus: draft",
        "\u0441\u0442\u0430\u0442\u0443\u0441: \u0447\u0435\u0440\u043d\u043e\u0432\u0438\u043a", "estado: borrador", "entwurf: ja", "private: true",
        "visibility: private", "publish: false", "public: no", "state: pending", "draft: false\nprivate: true",
        "hidden: true\nprivate: true", "private: true\nhidden: true", "hidden: true\ndraft: true",
    ],
)  # fmt: skip
def test_a_draft_by_another_name_is_one(line, read):
    """`statsu: draft` was a key that nobody knows, and the story went out with a warning."""
    reading = read(STORY.format(line=line))

    assert reading.story.status == "draft"
    assert any(one.rule == "W19" and "is read as status: " in one.message for one in reading.problems)


@pytest.mark.parametrize("line", ["unlisted: true", "hidden: yes", "listed: false", "visibility: hidden"])
def test_a_story_that_no_list_shall_show_is_hidden(line, read):
    assert read(STORY.format(line=line)).story.status == "hidden"


@pytest.mark.parametrize(
    "line",
    [
        "craft: yes", "state: NY", "stats: 3", "status_note: draft", "private: false", "hidden: no", "publish: true",
        "visibility: public", "public: 4", "unlisted: maybe", "status: published\nprivate: true",
        "draft: false\nnoindex: true", "publishDate: 2025-12-31", "scheduled: soon", "release_date: 2036-01-01", "publish_date: 2026-01-01",
    ],
)  # fmt: skip
def test_what_only_looks_so_holds_nothing_back(line, read):
    story = read(STORY.format(line=line)).story

    assert (story.status, story.embargo) == ("published", None)


@pytest.mark.parametrize("line", ["draft: maybe", "draft: [x]"])
def test_a_draft_that_says_neither_yes_nor_no_publishes_nothing(line, read):
    reading = read(STORY.format(line=line))

    assert reading.story.status == "draft"
    assert any(one.rule == "E00" for one in reading.problems)


@pytest.mark.parametrize("name", ["publishDate", "publish_date", "Scheduled-For", "go live", "Sperrfrist"])
def test_a_day_from_which_readers_may_see_a_story_is_its_embargo(name, read):
    """In the site's own zone, as other programs have it."""
    reading = read(STORY.format(line=f"{name}: 2036-01-01 09:00"))

    assert reading.story.embargo == datetime(2036, 1, 1, 8, tzinfo=UTC)
    assert [one.message for one in reading.problems if one.rule == "W19"] == [f"{name} is read as the embargo"]


def test_beside_an_embargo_no_day_of_publication_counts(read):
    reading = read(STORY.format(line="embargo: 2036-01-01 09:00 +01:00\npublishDate: 2037-01-01"))

    assert reading.story.embargo == datetime(2036, 1, 1, 8, tzinfo=UTC)
