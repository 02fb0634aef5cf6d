"""`newsroom new`: a file to write in, and never another's lost."""

import re


def test_a_new_story_is_a_draft_with_an_id(newsroom, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content").rmdir()
    made = newsroom("new", "Why tides turn", "--category", "Science", "--tag", "oceans", "--source", "Harbour Wire")
    again = newsroom("new", "Why tides turn", "--category", "Science")
    text = (tmp_path / "content/science/why-tides-turn.md").read_text(encoding="utf-8")

    assert made.returncode == 0, made.stderr
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert re.search(r"^id: [0-9a-f]{12}$", text, re.MULTILINE)
    assert "status: draft" in text
    assert newsroom("check").returncode == 0


def test_a_classic_header_says_the_same(newsroom, tmp_path):
    newsroom("new", "Why tides turn: a guide", "--dialect", "classic", "--type", "explainer")

    assert newsroom("check").returncode == 0
    assert "Title: Why tides turn: a guide\n" in (tmp_path / "content/why-tides-turn-a-guide.md").read_text(
        encoding="utf-8"
    )


def test_a_name_outside_the_vocabulary_is_not_taken(newsroom, tmp_path):
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/categories.yaml").write_text("science: {name: Science}\n", encoding="utf-8")
    refused = newsroom("new", "Tides", "--category", "Scince")

    assert refused.returncode == 2
    assert 'did you mean "Science"?' in refused.stderr


def test_without_a_site_the_command_says_where_to_go(newsroom, tmp_path):
    newsroom("--version")
    (tmp_path / "pelicanconf.py").unlink()
    (tmp_path / "elsewhere").mkdir()

    lost = newsroom("check", "-s", "nix.py")

    assert lost.returncode == 2
    assert "Traceback" not in lost.stderr
