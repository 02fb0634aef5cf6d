"""What follows from heads, kept for other processes: found again only where all that it was made of is the same, and never when it was altered."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom import kept_answers
from pelican.plugins.newsroom.kept_answers import KeptAnswers, file_of
from pelican.plugins.newsroom.places import Place

ZONE = ZoneInfo("Europe/Berlin")
REST = b"r" * 16


def answer():
    """A function of a module: what it gives is kept by its name."""


def other():
    """Another one."""


@pytest.fixture
def kept(tmp_path):
    """The answers of a file, as another process finds them."""
    return lambda rest=REST, zone=ZONE: KeptAnswers(tmp_path / "answers-1.kept", rest, zone)


@pytest.fixture
def hold(kept):
    """Keep what a function made."""

    def _hold(*made, make=answer):
        answers = kept()
        answers.hold(make, made)
        answers.save()

    return _hold


@pytest.mark.parametrize(
    "made",
    [
        (),
        (1, 2, 3),
        (("tags", frozenset({"a", "b"}), None, True, b"\xff", ()),),
        (
            Place("article", "a", "A\udcff", "a/", ("a/index.html",), ("old/",), "content/a.md", 3, replaces=True, indexed=False),
            Place("tag", "b", "B", "b/", updated=datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=1)),
            Place("part", "", "C", ""),
        ),
    ],
)  # fmt: skip
def test_another_process_finds_just_what_was_made(hold, kept, made):
    hold(*made)

    found = kept().find(answer)

    assert found == made
    assert list(map(type, found)) == list(map(type, made))
    assert [one.updated.fold for one in found if isinstance(one, Place) and one.updated] in ([], [1])


def test_it_is_found_for_the_same_rest_and_function_alone(hold, kept):
    hold(1)

    assert kept(rest=b"x" * 16).find(answer) is None
    assert kept().find(other) is None


def test_other_code_finds_nothing(hold, kept, monkeypatch):
    hold(1)
    monkeypatch.setattr(kept_answers, "digest_of_code", lambda _folder: "another")

    assert kept().find(answer) is None


@pytest.mark.parametrize("part", [slice(0, 40), slice(0, -1), slice(1, None)])
def test_what_was_cut_short_is_not_there(hold, kept, tmp_path, part):
    hold(1)
    file = tmp_path / "answers-1.kept"
    file.write_bytes(file.read_bytes()[part])

    assert kept().find(answer) is None


def test_a_flipped_bit_is_found(hold, kept, tmp_path):
    hold("some words", 5)
    file = tmp_path / "answers-1.kept"
    data = bytearray(file.read_bytes())
    data[-2] ^= 1
    file.write_bytes(data)

    assert kept().find(answer) is None


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "made",
    [
        [1],
        datetime(2026, 1, 1, tzinfo=UTC),
        Text("a"),
        Place("article", "a", "A", "a/", updated=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=1)),
        Place("article", "a", Text("A"), "a/"),
    ],
)
def test_what_would_come_back_as_something_else_is_not_kept(hold, kept, made):
    hold(made)

    assert kept().find(answer) is None


def test_a_function_in_another_one_is_not_kept(hold, kept):
    def inner():
        """It may know what its name does not say."""

    hold(1, make=inner)

    assert kept().find(inner) is None


def test_nothing_is_written_where_nothing_is_new(hold, kept, tmp_path):
    hold(1)
    file = tmp_path / "answers-1.kept"
    before = file.stat()
    answers = kept()
    answers.find(answer)
    answers.save()

    assert file.stat() == before


def test_each_setting_that_may_matter_has_a_file_of_its_own(tmp_path):
    usual = {"TAG_URL": "tag/{slug}/", "RELATED": {"limit": 5}, "OUTPUT_PATH": "output"}

    assert file_of(tmp_path, usual) == file_of(tmp_path, {**usual, "OUTPUT_PATH": "elsewhere"})
    assert file_of(tmp_path, usual) != file_of(tmp_path, {**usual, "TAG_URL": "tags/{slug}/"})
    assert file_of(tmp_path, usual) != file_of(tmp_path, {**usual, "RELATED": {"limit": 4}})


@pytest.mark.parametrize("value", [len, lambda: 1, object(), {"a": [len]}])
def test_settings_that_hold_what_runs_have_no_file(tmp_path, value):
    assert file_of(tmp_path, {"OWN": value}) is None
    assert file_of(tmp_path, {"JINJA_FILTERS": {"a": value}}) is not None
