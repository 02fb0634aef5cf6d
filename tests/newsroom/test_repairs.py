"""`check --fix`: only what is safe, as little as possible, and a second time nothing at all."""

import pytest
from pelican.plugins.newsroom.repairs import difference, mended

from ..conftest import write

HEAD = "---\ntitle: T\nid: x\ndate: 2026-01-01\n{}---\nText.\n"


@pytest.fixture
def mend(read):
    def _mend(text):
        for _again in range(9):
            reading = read(text.replace("\r\n", "\n"))
            changed = mended(text, reading, reading.problems)
            if changed == text:
                return text
            text = changed
        raise AssertionError("it never ends")

    return _mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD.format("descritpion: d # why\n"), HEAD.format("description: d # why\n")),
        (HEAD.format("draft: true # not yet\n"), HEAD.format("status: draft # not yet\n")),
        (HEAD.format("Published: no\n"), HEAD.format("Status: draft\n")),
        ("+++\ntitle = 'T'\nid = 'x'\ndate = 2026-01-01\ndraft = true\n+++\nx\n", "+++\ntitle = 'T'\nid = 'x'\ndate = 2026-01-01\nstatus = \"draft\"\n+++\nx\n"),
        ("---\ntitle: Ports: a \"guide\"\nid: x\n# kept\ndate: 2026-01-01\n---\nx\n", "---\ntitle: \"Ports: a \\\"guide\\\"\"\nid: x\n# kept\ndate: 2026-01-01\n---\nx\n"),
        ("---\nTitle: T: t\nID: x\nDate: 2026-01-01\n\nx\n\n---\n\ny\n", "Title: T: t\nID: x\nDate: 2026-01-01\n\nx\n\n---\n\ny\n"),
        ("---\ntitle:Tides\nid: x\ndate:2026-01-01\n---\nx\n", "---\ntitle: Tides\nid: x\ndate: 2026-01-01\n---\nx\n"),
        ("---\ntitle\uff1aTides\nid: x\ndate: 2026-01-01\n---\nx\n", "---\ntitle: Tides\nid: x\ndate: 2026-01-01\n---\nx\n"),
        (HEAD.format("slug: my first post # kept\n"), HEAD.format("slug: my-first-post # kept\n")),
        ("Title: T\nID: x\nDate: 2026-01-01\nSlug: Wind & rain\n\nx\n", "Title: T\nID: x\nDate: 2026-01-01\nSlug: wind-and-rain\n\nx\n"),
        ("Title: T\nID: x\nDate: 2026-01-01\nCategry: World\n\nx\n", "Title: T\nID: x\nDate: 2026-01-01\nCategory: World\n\nx\n"),
    ],
)  # fmt: skip
def test_what_says_itself_how_it_is_mended_is_mended(mend, before, after):
    assert mend(before) == after
    assert mend(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")
    assert mend(after) == after


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format("draft: true\nstatus: hidden\n"), HEAD.format("topics: [a]\n"), HEAD.format("descritpion: a\ndescription: b\n"),
        HEAD.format("slug: a/b c\n"), HEAD.format("slug: ...\n"), HEAD.format("status: pubished\n"), HEAD.format("date: 03/04/2026\n"), "no header at all\n", "---\ntitle: [\n---\n", "", "Title: T\rDate: 2026-01-01\r\rx\r",
    ],
)  # fmt: skip
def test_what_would_have_to_be_guessed_is_left(mend, text):
    assert mend(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T\ndate: 2026-01-01 # kept\ntags: [a]\n---\nx\n", 'id: {}'), ("Title: T\nDate: 2026-01-01\n\nx\n", "ID: {}"),
        ("+++\ntitle = 'T'\ndate = 2026-01-01\n[image]\nsrc = 'https://x.example/a.png'\n+++\nx\n", 'id = "{}"'),
    ],
)  # fmt: skip
def test_a_story_gets_the_id_that_it_has_already(mend, read, text, line):
    """So that its feed items stay what they were."""
    name = read(text).story.id
    after = mend(text)

    assert after.split("\n").count(line.format(name)) == 1
    assert after.replace(line.format(name) + "\n", "") == text
    assert read(after).story.id == name
    assert read(after).story == read(text).story or read(after).story.body == read(text).story.body


def test_the_difference_is_shown_as_everybody_knows_it():
    assert difference("a.md", "a\nb\nc\n", "a\nx\nc\n") == "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"


def test_a_link_to_a_file_that_nobody_publishes_is_written_as_one_to_a_file(newsroom, tmp_path):
    story = "---\ntitle: The tram\ndeck: A line of nine kilometres joins the harbour and the hills.\ndate: 2026-11-01\nid: tram\n---\nThe [table]({filename}/tables/tram.csv) and [its map]({filename}tables/map.txt#b).\n"
    write(
        tmp_path,
        f"-- content/tram.md --\n{story}-- content/tables/tram.csv --\n5:00\n-- content/tables/map.txt --\nA line.\n",
    )

    newsroom("check", "--fix")

    assert (tmp_path / "content/tram.md").read_text(encoding="utf-8") == story.replace("{filename}", "{static}")
    assert "E10" not in newsroom("check").stdout
