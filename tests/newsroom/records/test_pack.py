"""The pack of a run: all its readings in one file, which says what the records say or nothing."""

import os
from dataclasses import FrozenInstanceError

import pytest
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom import readings as readings_module
from pelican.plugins.newsroom import records as record_module
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.stamps import stamped

from .conftest import SHORT, change, words


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
