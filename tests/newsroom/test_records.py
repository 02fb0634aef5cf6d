"""What a run keeps for the next: the same readings, whatever happened to the files or to the records meanwhile."""

import os
import pickle
import sqlite3
from dataclasses import FrozenInstanceError, replace
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom import readings as readings_module
from pelican.plugins.newsroom import records as record_module
from pelican.plugins.newsroom.desk import story_files
from pelican.plugins.newsroom.heads import head_of
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.readings import HeldReadings, Reader, read_all
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.stamps import stamped

FULL = """---
title: Why tides turn
deck: The moon pulls.
date: 2026-03-29 02:30
embargo: 2026-03-29T02:30+02:00
review_by: 2027-01-01
authors: [Ines Caldeira]
categories: [Science, Seas]
tags: [oceans, oceans, time]
sources:
  - {name: Gazette, url: 'https://gazette.example/a', published: 2026-03-01, upstream: {name: Post}}
corrections:
  - {date: 2026-04-01, text: Nine, not eight.}
image: {src: moon.svg, alt: The moon, credit: Us}
colour: {deep: [blue, green]}
# newsroom: ignore W07 because tags are told twice on purpose
---
# A second title

See [the other]({filename}b.md#x) and ![a picture](moon.svg).
"""
SHORT = "Title: B\nDate: 2026-01-02\nRelated: a\n\nText of b.\n"


@pytest.fixture
def folder(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    for name, text in {"a.md": FULL, "b.md": SHORT, "bad.md": "no header", "moon.svg": "<svg/>"}.items():
        (content / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(site):
    """Read a folder's stories as a run does, and count the files that were opened for it."""

    def _read(root, *, records=True, registries=None, held=None, seen=None, **changes):
        opened = []
        here = site(root, **changes)

        class Counting(Reader):
            def read(self, inner, kind, data=None):
                opened.append(inner)
                return super().read(inner, kind, data)

        reader = Counting(here, registries or Registries(), {})
        found = read_all(story_files(here, {}), reader, records=records, held=held, seen=seen)
        return found, sorted(opened)

    return _read


def words(found):
    return {path: (one.story.body, one.story.text) for path, one in found.items() if one.story}


def held(found):
    """The stories that hold words themselves, and do not fetch them."""

    def holds(story):
        for name in ("body", "text"):
            try:
                object.__getattribute__(story, name)
            except AttributeError:
                continue
            return True
        return False

    return [path for path, one in found.items() if one.story and holds(one.story)]


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


@pytest.fixture
def settled(monkeypatch):
    """Files that were written this moment count as written long ago."""
    monkeypatch.setattr(record_module, "_MOMENT", -10_000_000_000)


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


def database(folder):
    (file,) = (folder / ".cache/newsroom").glob("*.sqlite")
    return file


def change(folder, statement):
    with sqlite3.connect(database(folder)) as connection:
        connection.execute(statement)


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


@pytest.fixture
def packed(settled, monkeypatch):  # noqa: ARG001 (what it does is wanted)
    """Few files count as many, and one that is missing in the pack as reason enough for a new one."""
    monkeypatch.setattr(record_module, "_FEW", 0)
    monkeypatch.setattr(record_module, "_MISSED", 0)


def without_rows(folder):
    """From now on nothing but the pack, and the words, tells what was read."""
    change(folder, "DELETE FROM records")


def from_the_pack(read, folder, fresh):
    """What is read where only the pack and the words are left: the same as before, and no file is opened for it."""
    without_rows(folder)
    kept, opened = read(folder)
    assert opened == []
    assert kept == fresh
    assert words(kept) == words(fresh)
    return kept


@pytest.mark.usefixtures("packed")
def test_readings_from_the_pack_are_those_of_the_records(read, folder):
    fresh, _ = read(folder)

    kept = from_the_pack(read, folder, fresh)

    for path, one in kept.items():
        assert one.head == fresh[path].head
        assert one.story is None or dict(one.story.extra) == dict(fresh[path].story.extra)
        assert one.story is None or one.story.edition == fresh[path].story.edition != ""


@pytest.mark.usefixtures("packed")
def test_readings_from_the_pack_are_as_frozen_as_others(read, folder):
    fresh, _ = read(folder)

    kept = from_the_pack(read, folder, fresh)["content/a.md"]
    story = fresh["content/a.md"].story

    for one, like, name in (
        (kept, fresh["content/a.md"], "path"),
        (kept.story, story, "path"),
        (kept.story.sources[0], story.sources[0], "name"),
    ):
        assert type(one) is type(like)
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, "")
    assert {type(one) for one in kept.problems} <= {Problem}


@pytest.mark.usefixtures("packed")
def test_names_that_recur_are_one_in_readings_from_the_pack(read, folder):
    (folder / "content/c.md").write_text("Title: C\nDate: 2026-01-02\nTags: oceans\n\nc\n", encoding="utf-8")
    read(folder)
    without_rows(folder)
    kept, _ = read(folder)

    assert kept["content/c.md"].story.tags[0] is kept["content/a.md"].story.tags[0]


@pytest.mark.usefixtures("packed")
def test_a_new_pack_holds_what_is_read_now_and_what_was_read_earlier(read, folder):
    read(folder)
    (pack,) = (folder / ".cache/newsroom").glob("*.pack")
    pack.unlink()
    (folder / "content/c.md").write_text(SHORT.replace("B", "C"), encoding="utf-8")
    fresh, _ = read(folder)

    from_the_pack(read, folder, fresh)


@pytest.mark.usefixtures("packed")
def test_what_is_read_now_is_packed_without_a_second_look(read, folder, monkeypatch):
    looked = []
    monkeypatch.setattr(record_module.Records, "_rows", lambda _, files: looked.append(files) or [])

    read(folder)

    assert not looked[-1]


@pytest.mark.usefixtures("packed")
def test_the_pack_does_not_speak_for_a_file_that_changed(read, folder):
    read(folder)
    (folder / "content/b.md").write_text(SHORT.replace("Text of b", "Tale of b"), encoding="utf-8")
    without_rows(folder)

    found, opened = read(folder)

    assert opened == ["b.md"]
    assert found["content/b.md"].story.text == "Tale of b."


@pytest.mark.usefixtures("packed")
def test_a_file_is_as_it_was_seen_and_the_next_run_finds_what_became_of_it_since(read, folder):
    read(folder)
    seen = {one.name: stamped(one.stat()) for one in (folder / "content").iterdir()}
    (folder / "content/b.md").write_text(SHORT.replace("Title: B", "Title: New"), encoding="utf-8")
    before, untouched = read(folder, seen=seen)
    after, opened = read(folder)

    assert (untouched, opened) == ([], ["b.md"])
    assert before["content/b.md"].story.title == "B"
    assert after["content/b.md"].story.title == "New"


@pytest.mark.usefixtures("packed")
def test_the_pack_does_not_speak_for_a_file_that_looked_at_what_has_gone(read, folder):
    read(folder)
    (folder / "content/moon.svg").unlink()
    without_rows(folder)

    assert read(folder)[1] == ["a.md"]


@pytest.mark.parametrize("where", [0, 100, -1])
@pytest.mark.usefixtures("packed")
def test_a_pack_that_was_altered_counts_for_nothing(read, folder, where):
    fresh, _ = read(folder)
    (pack,) = (folder / ".cache/newsroom").glob("*.pack")
    whole = bytearray(pack.read_bytes())
    whole[where] ^= 1
    pack.write_bytes(whole)
    without_rows(folder)

    found, opened = read(folder)

    assert opened == ["a.md", "b.md", "bad.md"]
    assert found == fresh


def test_a_pack_has_no_stamp_of_a_file_that_changed_a_moment_ago(read, folder, monkeypatch):
    monkeypatch.setattr(record_module, "_FEW", 0)
    monkeypatch.setattr(record_module, "_MISSED", 0)
    read(folder)
    without_rows(folder)

    assert read(folder)[1] == ["a.md", "b.md", "bad.md"]


@pytest.mark.usefixtures("settled")
def test_few_files_make_no_pack(read, folder):
    read(folder)

    assert list((folder / ".cache/newsroom").glob("*.pack")) == []


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
    assert opened == [] or len(os.sched_getaffinity(0)) == 1


@pytest.mark.parametrize("lies", ["in rows", "in the pack"])
def test_the_few_files_that_changed_are_read_by_another_process(read, folder, monkeypatch, request, lies):
    """While this one makes the readings of the others again: those of one process, also of a file that came, one that went, one that has its bytes."""
    request.getfixturevalue("packed" if lies == "in the pack" else "settled")
    monkeypatch.setattr(readings_module, "MANY", 1)
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    read(folder)
    content = folder / "content"
    (content / "b.md").write_text(SHORT.replace("Text of b", "Tale of b"), encoding="utf-8")
    (content / "c.md").write_text(SHORT.replace("Title: B", "Title: C"), encoding="utf-8")
    (content / "bad.md").unlink()
    os.utime(content / "a.md", ns=(1, 1))

    found, opened = read(folder)

    assert opened == [] or len(os.sched_getaffinity(0)) == 1
    alone, _ = read(folder, records=False)
    assert list(found) == list(alone) == ["content/a.md", "content/b.md", "content/c.md"]
    assert words(found) == words(alone)
    assert found == alone
    assert read(folder) == (found, [])


def test_a_kept_story_travels_to_another_process_with_its_words(read, folder):
    read(folder)
    story = read(folder)[0]["content/b.md"].story

    assert pickle.loads(pickle.dumps(story)) == story  # noqa: S301 (our own)
    assert replace(story, title="C").text == "Text of b."
