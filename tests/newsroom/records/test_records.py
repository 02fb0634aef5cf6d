"""What a run keeps for the next: the same readings, whatever happened to the files or to the records meanwhile."""

import os
import pickle
import sqlite3
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom import readings as readings_module
from pelican.plugins.newsroom import records as record_module
from pelican.plugins.newsroom.heads import head_of
from pelican.plugins.newsroom.readings import HeldReadings

from .conftest import SHORT, change, database, held, words


def test_no_story_holds_its_words_that_lie_in_the_records(read, folder):
    """Neither when it was read just now nor when somebody has asked for them."""
    for found in (read(folder)[0], read(folder)[0]):
        assert len(words(found)) == 2
        assert held(found) == []


def test_words_that_no_file_keeps_are_held(read, folder):
    (folder / ".cache").write_text("where the records should be", encoding="utf-8")

    found, _ = read(folder)
    again, opened = read(folder)

    assert words(found) == words(again)
    assert opened == ["a.md", "b.md", "bad.md"]


def test_words_that_were_just_read_are_at_hand_as_far_as_there_is_room(read, folder, monkeypatch):
    whole = words(read(folder, records=False)[0])
    file = folder / "content/b.md"
    monkeypatch.setattr(record_module, "_ROOM", 250)  # for the short one
    found, _ = read(folder)
    change(folder, "DELETE FROM words")
    file.write_text(file.read_text(encoding="utf-8").replace("Text of b", "Tale of b"), encoding="utf-8")

    assert words(found) == whole

    (folder / "content/a.md").write_text("Title: A\nDate: 2026-01-02\n\nShort.\n", encoding="utf-8")

    assert words(found)["content/a.md"] == ("Short.\n", "Short.")


def test_a_process_that_lives_on_has_no_words_at_hand(read, folder):
    found, _ = read(folder, held=HeldReadings())
    change(folder, "DELETE FROM words")
    (folder / "content/b.md").write_text(SHORT.replace("Text of b", "Tale of b"), encoding="utf-8")

    assert words(found)["content/b.md"] == ("Tale of b.\n", "Tale of b.")


def test_readings_are_kept_by_the_batch(read, folder, monkeypatch):
    monkeypatch.setattr(readings_module, "_BATCH", 2)
    fresh, _ = read(folder)
    kept, opened = read(folder)

    assert list(fresh) == list(kept)
    assert words(fresh) == words(kept)
    assert opened == []


def test_a_kept_reading_is_the_reading(read, folder):
    fresh, opened = read(folder)
    kept, reopened = read(folder)

    assert opened == ["a.md", "b.md", "bad.md"]
    assert reopened == []
    assert words(kept) == words(fresh)
    assert {path: replace(one, places={}) for path, one in kept.items()} == {path: replace(one, places={}) for path, one in fresh.items()}  # fmt: skip
    assert [dict(kept[path].places) for path in fresh] == [dict(fresh[path].places) for path in fresh]
    assert kept["content/a.md"].story.extra == fresh["content/a.md"].story.extra
    assert kept["content/a.md"].story.date.tzinfo == ZoneInfo("Europe/Berlin")


def test_a_kept_reading_knows_the_digest_of_its_head(read, folder):
    read(folder)
    kept, _ = read(folder)
    unkept, _ = read(folder, records=False)

    assert {path: one.head for path, one in kept.items()} == {
        path: head_of(one.story) if one.story else "" for path, one in unkept.items()
    }
    assert {one.head for one in unkept.values()} == {""}


@pytest.mark.usefixtures("settled")
def test_a_process_that_lives_on_holds_the_very_readings_of_files_that_did_not_change(read, folder):
    held = HeldReadings()
    before, _ = read(folder, held=held)
    (folder / "content/b.md").write_text(SHORT.replace("Text of b", "Tale of b"), encoding="utf-8")
    (folder / ".cache/newsroom").rename(folder / "elsewhere")

    now, opened = read(folder, held=held)

    assert opened == ["b.md"]
    assert now["content/a.md"] is before["content/a.md"]
    assert now["content/bad.md"] is before["content/bad.md"]
    assert now["content/b.md"].story.text == "Tale of b."
    assert words(now)["content/a.md"] == words(read(folder, records=False)[0])["content/a.md"]


@pytest.mark.usefixtures("settled")
def test_held_readings_hold_for_one_key_and_for_the_files_they_looked_at(read, folder):
    held = HeldReadings()
    before, _ = read(folder, held=held)

    assert read(folder, held=held, lang="de")[0]["content/a.md"] is not before["content/a.md"]
    again, _ = read(folder, held=held)
    (folder / "content/moon.svg").unlink()
    without, _ = read(folder, held=held)
    assert without["content/a.md"] is not again["content/a.md"]
    assert without["content/a.md"].problems != again["content/a.md"].problems
    assert without["content/bad.md"] is again["content/bad.md"]


def test_a_file_that_changed_a_moment_ago_is_looked_at_again(read, folder):
    held = HeldReadings()
    before, _ = read(folder, held=held)

    now, opened = read(folder, held=held)

    assert opened == []
    assert now["content/a.md"] is not before["content/a.md"]


def test_without_records_nothing_is_written(read, folder):
    read(folder, records=False)

    assert not (folder / ".cache").exists()


def test_a_file_that_changed_is_read_again_and_no_other(read, folder):
    read(folder)
    (folder / "content/b.md").write_text(SHORT.replace("Text of b", "Tale of b"), encoding="utf-8")

    found, opened = read(folder)

    assert opened == ["b.md"]
    assert found["content/b.md"].story.text == "Tale of b."


def test_a_checkout_with_other_times_is_not_read_again(read, folder):
    read(folder)
    for file in (folder / "content").glob("*.md"):
        os.utime(file, (1_700_000_000, 1_700_000_000))

    assert read(folder)[1] == []
    assert read(folder)[1] == []


def test_a_picture_that_went_away_is_noticed(read, folder):
    read(folder)
    (folder / "content/moon.svg").unlink()

    found, opened = read(folder)

    assert opened == ["a.md"]
    assert "E10" in [one.rule for one in found["content/a.md"].problems]


def test_a_file_that_was_deleted_is_forgotten(read, folder):
    read(folder)
    (folder / "content/b.md").unlink()

    assert set(read(folder)[0]) == {"content/a.md", "content/bad.md"}


@pytest.mark.parametrize(
    "changed", [{"lang": "de"}, {"zone": ZoneInfo("Asia/Tokyo")}, {"url": "https://other.example"}]
)
def test_other_settings_have_other_records(read, folder, changed):
    read(folder)

    assert read(folder, **changed)[1] == ["a.md", "b.md", "bad.md"]
    assert read(folder)[1] == []


def test_a_changed_registry_has_other_records(read, folder):
    read(folder)
    (folder / "content/data").mkdir()
    (folder / "content/data/tags.yaml").write_text("time: {name: Time}\n", encoding="utf-8")

    assert read(folder)[1] == ["a.md", "b.md", "bad.md"]


def test_a_record_that_was_altered_counts_for_nothing(read, folder):
    fresh, _ = read(folder)
    with sqlite3.connect(database(folder)) as connection:
        ((kept,),) = connection.execute("SELECT record FROM records WHERE path = 'content/a.md'")
        altered = kept.replace(b"Why tides turn", b"Why tales turn")
        connection.execute("UPDATE records SET record = ? WHERE path = 'content/a.md'", (altered,))
        assert altered != kept

    found, opened = read(folder)

    assert opened == ["a.md"]
    assert found == fresh


def test_words_that_were_altered_are_read_again(read, folder):
    fresh, _ = read(folder)
    change(folder, "UPDATE words SET body = 'Lies.', text = 'Lies.'")

    found, _ = read(folder)

    assert words(found) == words(fresh)


def test_words_that_stand_in_the_place_of_others_are_read_again(read, folder):
    """Each part of a row has a seal, which holds for that part alone."""
    fresh, _ = read(folder)
    change(folder, "UPDATE words SET body = text, body_seal = text_seal, details = body, details_seal = body_seal")

    found, _ = read(folder)

    assert words(found) == words(fresh)
    assert {path: one.links for path, one in found.items()} == {path: one.links for path, one in fresh.items()}


@pytest.mark.parametrize("rubbish", [b"", b"rubbish" * 1000, b"SQLite format 3\x00" + b"\x00" * 2000])
def test_a_broken_file_of_records_is_made_anew(read, folder, rubbish):
    fresh, _ = read(folder)
    database(folder).write_bytes(rubbish)

    assert read(folder)[0] == fresh
    assert read(folder)[0] == fresh
    assert read(folder)[1] == []


def test_a_folder_that_cannot_be_written_only_costs_time(read, folder):
    (folder / ".cache").write_text("a file stands in the way", encoding="utf-8")

    assert len(read(folder)[0]) == 3


def test_the_escape_of_half_a_character_is_no_reason_to_forget_the_others(read, folder):
    (folder / "content/c.md").write_text('Title: "\\ud83d"\nDate: 2026-01-01\n\nx\n', encoding="utf-8")
    read(folder)

    assert set(read(folder)[1]) <= {"c.md"}


def test_many_files_are_read_by_several_processes_with_the_same_outcome(read, folder, monkeypatch):
    for number in range(30):
        (folder / f"content/n{number}.md").write_text(SHORT.replace("B", f"N{number}"), encoding="utf-8")
    alone, _ = read(folder, records=False)
    monkeypatch.setattr(cores, "FEW", 2)
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)

    together, opened = read(folder)

    assert list(together) == list(alone)
    assert words(together) == words(alone)
    assert together == alone
    assert len(opened) < len(alone) or len(os.sched_getaffinity(0)) == 1


def test_a_kept_story_travels_to_another_process_with_its_words(read, folder):
    read(folder)
    story = read(folder)[0]["content/b.md"].story

    assert pickle.loads(pickle.dumps(story)) == story  # noqa: S301 (our own)
    assert replace(story, title="C").text == "Text of b."
