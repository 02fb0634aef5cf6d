"""A check that nothing has changed for says the same again, at once; whatever changes is noticed."""

import json
import os

import pytest

STORY = "-- content/a.md --\n---\ntitle: The tram\ndeck: A line of nine kilometres joins harbour and hills.\ndate: 2026-11-01\n{more}---\nText.\n"


@pytest.fixture
def check(newsroom, tmp_path):
    """A check, some time after the files were written."""

    def _check(**environment):
        for file in tmp_path.rglob("*"):
            if (
                file.is_file()
                and not file.is_symlink()
                and ".cache" not in file.parts
                and "plugins" not in file.parts
                and "themes" not in file.parts
            ):
                os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10_000_000_000))
        ran = newsroom("check", "--format", "json", **environment)
        return {(one["path"], one["rule"]) for one in json.loads(ran.stdout)}, (
            tmp_path / ".cache/newsroom/last-check.txt"
        )

    return _check


@pytest.fixture
def story(tmp_path):
    from tests.conftest import write

    def _story(more=""):
        write(tmp_path, STORY.format(more=more))

    return _story


def test_it_says_the_same_and_notices_each_change(check, story, tmp_path):
    story("tags: [a, A]\n")
    first, _ = check()
    again, _ = check()
    story("tags: [a]\n")
    changed, _ = check()
    (tmp_path / "content/b.md").write_text("Title: B\n\nx\n", encoding="utf-8")
    added, _ = check()
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\nCHECKS = {"severity": {"W15": "off"}}\n', encoding="utf-8"
    )
    judged, _ = check()

    assert ("content/a.md", "W07") in first
    assert again == first
    assert ("content/a.md", "W07") not in changed
    assert ("content/b.md", "E00") in added
    assert ("pelicanconf.py", "W15") in added - judged


def test_a_story_whose_file_is_named_like_a_folder_of_built_things_is_looked_at(check, story, tmp_path):
    story()
    check()
    (tmp_path / "content/building-boom.md").write_text("Title: B\n\nx\n", encoding="utf-8")

    assert ("content/building-boom.md", "E00") in check()[0]


def test_the_clock_alone_can_change_the_answer(check, story):
    story("review_by: 2026-11-24\n")
    before, _ = check()
    after, _ = check(SOURCE_DATE_EPOCH=str(1795435200 + 3 * 86_400))

    assert ("content/a.md", "W16") in after - before


@pytest.mark.parametrize("rubbish", ["", "{}", "\n{}", "[1]"])
def test_what_was_altered_counts_for_nothing(check, story, rubbish):
    story()
    first, file = check()
    file.write_text(rubbish, encoding="utf-8")

    assert check()[0] == first


def test_a_forged_answer_is_not_believed(check, story):
    story()
    first, file = check()
    assert first
    seal, _, told = file.read_text(encoding="utf-8").partition("\n")
    file.write_text(f"{seal}\n{json.dumps({**json.loads(told), 'problems': []})}", encoding="utf-8")

    assert check()[0] == first


def test_what_check_fix_would_mend_is_counted_also_where_the_check_is_remembered(check, story, newsroom, tmp_path):
    """Who sees two hundred faults of one kind needs the way out."""
    story("slug: the tram\n")
    check()

    told = newsroom("check")

    assert (tmp_path / ".cache/newsroom/last-check.txt").is_file()
    assert "newsroom check --fix mends 1 of them" in told.stderr
    assert "check --fix" not in newsroom("check", "--fix").stderr
