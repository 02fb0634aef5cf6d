"""Many files are read by several processes, and what becomes no record finds its way back, too."""

import dataclasses

import pytest
from pelican.plugins.newsroom import cores, readings
from pelican.plugins.newsroom.desk import story_files
from pelican.plugins.newsroom.readings import Reader, read_all
from pelican.plugins.newsroom.registry import Registries

STORY = "Title: Story {0}\nDate: 2026-01-02\nColour: blue\n\nText of {0}.\n"


@pytest.fixture
def here(site, tmp_path, monkeypatch):
    """A site of twenty stories, which several processes read."""
    monkeypatch.setattr(cores, "FEW", 2)
    monkeypatch.setattr(cores, "count", lambda: 2)
    (tmp_path / "content").mkdir()
    for number in range(20):
        (tmp_path / "content" / f"s{number:02}.md").write_text(STORY.format(number), encoding="utf-8")
    return site(tmp_path)


def titles(found):
    return [one.story.title for one in found.values()]


@pytest.mark.parametrize("records", [True, False])
def test_the_reading_of_another_reader_comes_back_from_the_process_that_made_it(records, here):
    (here.content / "t.txt").write_text("text", encoding="utf-8")
    foreign = {"txt": lambda file: ({"title": file.stem, "date": "2026-01-03"}, "<p>Text.</p>")}

    found = read_all(story_files(here, foreign), Reader(here, Registries(), foreign), records=records)

    assert len(found) == 21
    assert found["content/t.txt"].story.title == "t"
    assert found["content/t.txt"].html == "<p>Text.</p>"
    assert dict(found["content/t.txt"].places)


def test_a_file_that_changes_while_another_process_reads_it_is_read_nevertheless(here, monkeypatch):
    times = iter(range(1000))
    monkeypatch.setattr(readings, "stamp_of", lambda _file: f"1/{next(times)}/1/1")

    found = read_all(story_files(here, {}), Reader(here, Registries(), {}))

    assert titles(found) == [f"Story {number}" for number in range(20)]
    assert found["content/s07.md"].story.extra == {"colour": "blue"}


def test_a_file_is_read_anew_when_another_folder_holds_the_stories(site, tmp_path):
    """PATH was the folder of the site, where content/pages is no folder of pages, and is content now."""
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "about.md").write_text("Title: About\n\nWho we are.\n", encoding="utf-8")
    small = site(tmp_path)
    whole = dataclasses.replace(small, content=small.root)

    def kinds(one):
        return [
            (reading.story.kind if reading.story else "none")
            for reading in read_all(story_files(one, {}), Reader(one, Registries(), {})).values()
        ]

    assert kinds(whole) == ["none"]
    assert kinds(small) == ["page"]
