"""What stands around the measuring of `make bench`: that it is right, not how fast anything is."""

import sys
import tomllib
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import yaml

from benchmarks.speed import dialects
from benchmarks.speed.articles import Archive
from benchmarks.speed.contenders import Contender, Site
from benchmarks.speed.edits import Editor
from benchmarks.speed.one_build import Broken, Cost, TooLong, built, memory_of
from benchmarks.speed.plot import growth_plot, ratio_plot
from benchmarks.speed.ratios import Row, Spread, growth, ratios, spread_of
from benchmarks.speed.tables import Run, page

ARCHIVE = Archive(30)


def row(name: str, turn: int, wall: float, scenario: str = "cold", articles: int = 30) -> Row:
    return Row(articles, turn, scenario, name, Cost(wall, 2 * wall, 100))


def test_an_article_is_the_same_at_every_run_and_like_no_other():
    articles = [ARCHIVE.article(number) for number in range(30)]

    assert articles == [Archive(30).article(number) for number in range(30)]
    assert len({one.slug for one in articles}) == 30
    assert {len(set(one.tags)) for one in articles} == {10}
    assert all(700 < len(one.body.split()) < 1100 and one.body.count("\n## ") == 6 for one in articles)


def test_each_dialect_says_the_same():
    article = ARCHIVE.article(7)
    wanted = {
        "title": article.title,
        "slug": article.slug,
        "tags": list(article.tags),
        "categories": list(article.categories),
    }

    for text, mark, read in (
        (dialects.toml(article), "+++", tomllib.loads),
        (dialects.yaml(article), "---", yaml.safe_load),
    ):
        _, header, body = text.split(f"{mark}\n", 2)
        assert {name: read(header)[name] for name in wanted} == wanted
        assert body.strip() == article.body.strip()
    classic = dialects.classic(article)
    assert f"Tags: {', '.join(article.tags)}\n" in classic
    assert classic.endswith(article.body)


def test_an_edit_can_be_seen_and_no_two_are_alike():
    editor = Editor(ARCHIVE)
    first, second = editor.next("body"), editor.next("body")
    new, tag, template = editor.next("new"), editor.next("tag"), editor.next("template")

    assert first.mark != second.mark
    assert first.mark in first.article.body
    assert replace(first.article, body="") == replace(second.article, body="")
    assert new.articles == 31
    assert new.article.number == 30
    assert tag.tag in tag.article.tags
    assert tag.tag not in ARCHIVE.article(tag.article.number).tags
    assert tag.article.slug != second.article.slug
    assert template.mark in template.template_line
    assert editor.next("same").mark == second.mark


def test_a_build_that_fails_or_hangs_has_no_speed(tmp_path):
    def python(code: str) -> list[str]:
        return [sys.executable, "-c", code]

    assert built(python("pass"), tmp_path, {}, 60).memory > 1
    with pytest.raises(Broken, match="no such theme"):
        built(python("raise SystemExit('no such theme')"), tmp_path, {}, 60)
    for measure in (built, memory_of):
        with pytest.raises(TooLong):
            measure(python("import time; time.sleep(600)"), tmp_path, {}, 0.2)


def test_the_memory_of_a_build_is_that_of_all_its_processes(tmp_path):
    child = "import time; held = bytearray(60_000_000); time.sleep(1)"
    code = f"import subprocess, sys; [one.wait() for one in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]]"

    held = memory_of([sys.executable, "-c", code], tmp_path, {}, 60)

    assert held > (115 if sys.platform == "linux" else 57)


def test_ratios_are_those_of_builds_that_stood_side_by_side():
    rows = [
        row("Hugo", 1, 2),
        row("ours", 1, 1),
        row("Hugo", 2, 8),
        row("ours", 2, 2),
        row("Hugo", 3, 1),
        row("ours", 3, 9, "same"),
    ]

    found = spread_of(ratios(rows, "ours", "Hugo", "cold", "wall"))

    assert found == Spread(0.375, 0.25, 0.5)
    assert spread_of([]) is None


def test_the_exponent_is_that_of_the_power_it_was_made_by():
    assert growth([(n, 0.003 * n**1.5) for n in (1000, 2000, 10_000)]) == pytest.approx(1.5)
    assert growth([(1000, 4.0), (1000, 5.0)]) is None


def test_the_page_names_who_was_left_out_and_the_run_that_was_broken_off():
    run = Run(
        [30],
        ["Hugo", "Newsroom"],
        ["2 cores"],
        [row("Hugo", 1, 2), row("Newsroom", 1, 1)],
        dropped={"Hugo": "more than 3 s"},
    )

    text = page(run, "30 articles", ["30.svg"], ["A note."])

    assert "| Newsroom | 0.50 (0.50 to 0.50) |" in text
    assert "**Hugo was left out**: more than 3 s" in text
    assert "broken off" in text
    run.is_complete = True
    assert "broken off" not in page(run, "30 articles", [], [])


def test_growth_has_a_line_for_each_and_a_column_for_each_size():
    rows = [row("Hugo", 1, size / 100, articles=size) for size in (1000, 2000)]

    text = page(Run([1000, 2000], ["Hugo"], [], rows), "Growth", [], [])

    assert "| Hugo | 1.00 | 20.00 | 40.00 |" in text


def test_the_drawings_are_svg_with_every_name():
    drawn = ratio_plot("30 articles", "times Hugo", {"cold": {"A & B": Spread(0.5, 0.25, 1.5), "C": Spread(2, 2, 2)}})
    grown = growth_plot("Growth", {"A & B": [(1000, 1.0), (2000, 2.1)]})

    for text in (drawn, grown):
        assert "A & B" in [one.text for one in ElementTree.fromstring(text).iter()]  # noqa: S314 (made here)


def test_what_is_cleared_is_put_aside_and_not_deleted_while_others_are_timed(tmp_path):
    def lay_out(folder):
        (folder / "base.html").write_text("<body></body>", encoding="utf-8")

    one = Contender(
        "One",
        ["true"],
        lay_out,
        dialects.classic,
        lambda article: f"{article.slug}.html",
        template="base.html",
        caches=("cache",),
    )
    site = Site(one, tmp_path / "0", Archive(2))
    for turn in "12":
        (tmp_path / "0/output").mkdir()
        (tmp_path / "0/output/page.html").write_text(turn, encoding="utf-8")
        site.clear()

    assert sorted(file.name for file in (tmp_path / "0").iterdir()) == ["base.html", "content"]
    assert [file.read_text("utf-8") for file in sorted(tmp_path.rglob("page.html"))] == ["1", "2"]
