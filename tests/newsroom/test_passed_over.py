"""Files that somebody meant as stories and that nobody reads: they are told."""

import pytest
from pelican.plugins.newsroom.passed_over import passed_over
from pelican.plugins.newsroom.problem import Problem

from .conftest import a_site


def told(*files: str, known: tuple[str, ...] = (), statics: tuple[str, ...] = ("images",), **changes) -> list[Problem]:
    return list(passed_over(files, known, a_site(**changes), statics))


@pytest.mark.parametrize("name", ["tides.docx", "Tides.DOC", "tides.odt", "tides.rtf", "tides.pages"])
def test_a_file_of_a_word_processor_is_told(name):
    (problem,) = told(f"science/{name}")

    assert (problem.path, problem.rule, problem.severity) == (f"content/science/{name}", "E00", "warning")
    assert "newsroom import" in problem.remedy


@pytest.mark.parametrize(
    ("name", "ending"), [("tides.MD", ".md"), ("tides.Md", ".md"), ("tides.Markdown", ".markdown")]
)
def test_an_ending_in_capitals_is_told_with_the_one_that_is_read(name, ending):
    (problem,) = told(f"science/{name}")

    assert problem.remedy == f"rename it: {ending}"


@pytest.mark.parametrize(
    "name", ["tides.md", "sources/tides.txt", "data/tags.yaml", "science/tides.jpg", "images/rates.docx", "docx"]
)
def test_stories_and_what_stands_beside_them_are_not(name):
    assert told(name) == []


def test_what_a_plugin_of_somebody_reads_is_not_told():
    assert told("science/tides.docx", known=("content/science/tides.docx",)) == []


def test_what_the_site_leaves_out_or_ignores_is_not_told():
    assert told("drafts/tides.docx", "~tides.docx", article_excludes=("drafts",), ignore=("~*",)) == []


def test_a_site_that_copies_all_of_its_folder_is_still_told():
    assert len(told("science/tides.docx", statics=("", "."))) == 1


def test_they_come_in_one_order_whatever_that_of_the_files():
    names = ["b.docx", "a.docx", "c/a.MD"]

    assert told(*names) == told(*reversed(names))


def test_an_ending_behind_the_right_one_is_told():
    """Some editors hang .txt on every name."""
    (problem,) = told("science/tides.md.txt")

    assert (problem.rule, problem.severity, problem.remedy) == ("E00", "warning", "rename it: tides.md")
    assert told("science/tides.txt", "images/tides.md.txt") == []


@pytest.mark.parametrize(
    ("name", "right"),
    [("data/sources.yml", "sources.yaml"), ("data/source.yaml", "sources.yaml"), ("data/Tags.yaml", "tags.yaml")],
)
def test_a_registry_by_another_name_is_told(name, right):
    (problem,) = told(name)

    assert (problem.path, problem.severity, problem.remedy) == (f"content/{name}", "warning", f"rename it: {right}")


def test_other_files_beside_the_registries_are_not():
    assert (
        told("data/sources.yaml", "data/rates.yaml", "data/tags.csv", "science/tags.yml", "data/comments/tags.yml")
        == []
    )


def test_a_name_that_is_no_text_is_told_as_it_can_be_shown():
    """A check ended with words about surrogates, and called it our fault."""
    (problem,) = told("science/caf\udce9.md", "science/caf\udce9.jpg")

    assert (problem.path, problem.severity) == ("content/science/caf\\xe9.md", "error")
    assert "not UTF-8" in problem.message


def test_a_story_in_a_text_of_another_ending_is_told(tmp_path):
    (tmp_path / "content" / "images").mkdir(parents=True)
    story = "title: Tides\ndate: 2026-01-01\n\nThey rise.\n"
    for name, text in {
        "a.txt": story,
        "B.TXT": f"---\n{story}---\n",
        "robots.txt": "User-agent: *\n",
        "images/c.txt": story,
    }.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")

    found = told("a.txt", "B.TXT", "robots.txt", "images/c.txt", "gone.txt", root=tmp_path)

    assert [(one.path, one.severity) for one in found] == [("content/B.TXT", "warning"), ("content/a.txt", "warning")]
