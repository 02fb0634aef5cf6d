"""Our generator of articles gives what Pelican's gives, sooner."""

import gc
import os
import random
import sys
from copy import copy
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from pelican import contents, generators, readers, utils, writers
from pelican.generators import ArticlesGenerator
from pelican.plugins._utils import load_plugins
from pelican.plugins.newsroom.generator import (
    DeskArticlesGenerator,
    _linear_translations,
    _pictures_looked_for,
    _ways_found_once,
)
from pelican.plugins.newsroom.named_plugins import named_plugins_alone
from pelican.plugins.newsroom.writer import GatheringWriter, files_named_plainly, folders_made_with_files
from pelican.writers import Writer

PERIODS = {
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html", "YEAR_ARCHIVE_URL": "{date:%Y}/",
    "MONTH_ARCHIVE_SAVE_AS": "{date:%Y/%m}/index.html", "MONTH_ARCHIVE_URL": "{date:%Y/%m}/",
    "DAY_ARCHIVE_SAVE_AS": "{date:%Y/%m/%d}/index.html", "DAY_ARCHIVE_URL": "{date:%Y/%m/%d}/",
}  # fmt: skip


class Article(SimpleNamespace):
    """As much of Pelican's as the loops ask for."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def articles(seed):
    chance = random.Random(seed)  # noqa: S311
    return [
        Article(
            source_path=f"{n}.md", date=datetime(2024, 1, 1) + timedelta(days=chance.randrange(500), hours=chance.randrange(24)),
            slug=f"slug-{chance.randrange(25)}", lang=chance.choice(("en", "en", "de")),
            metadata=chance.choice(({}, {}, {}, {"translation": "true"}, {"translation": "false"})),
        )
        for n in range(40)
    ]  # fmt: skip


def paired(process, some, key):
    some = [copy(one) for one in some]
    for one in some:
        one.in_default_lang = one.lang == "en"
    index, translations = process(some, key)
    return [
        [one.source_path for one in index], [one.source_path for one in translations],
        {one.source_path: [other.source_path for other in one.translations] for one in some if key},
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["slug", {"slug"}, ["slug", "lang"], "source_path", None])
@pytest.mark.parametrize("seed", range(20))
def test_translations_are_paired_as_pelican_pairs_them(seed, key, monkeypatch):
    said = []
    monkeypatch.setattr(utils.logger, "warning", lambda *told: said.append(told))  # Pelican says everything only once
    usual = generators.process_translations
    expected = paired(usual, articles(seed), key)
    first = said.copy()
    said.clear()

    with _linear_translations():
        found = paired(generators.process_translations, articles(seed), key)

    assert found == expected
    assert said == first
    assert generators.process_translations is usual


@pytest.mark.parametrize("key", [7, "nowhere"])
def test_a_key_that_pelican_cannot_use_is_said_by_pelican(key):
    with pytest.raises((TypeError, AttributeError), match=f"{key}"), _linear_translations():
        generators.process_translations(articles(1), key)


def test_ways_to_files_are_pelicans():
    usual = contents.Content.get_relative_source_path
    asked = [
        (SimpleNamespace(source_path=own, settings={"PATH": folder}), other)
        for own in ("/site/content/a/b.md", "content/c.md", "/site/d.md", "/site/content//e.md", None)
        for other in (
            None,
            "",
            "e.md",
            "/site/content/a/../f.md",
            "/site/content/./g.md",
            "/site/content/",
            "//h.md",
            "/i.md",
        )
        for folder in ("/site/content", "content", "/", "/site/content/", "/site/../site/content")
    ]
    expected = [usual(*one) for one in asked]

    with _ways_found_once():
        found = [[contents.Content.get_relative_source_path(*one) for one in asked] for _ in range(2)]

    assert found == [expected, expected]
    assert contents.Content.get_relative_source_path is usual


@pytest.mark.parametrize("folder", ["/site/output", "/site/output/", "/", "output", "/site/../output", "//output", ""])
@pytest.mark.parametrize(
    "parts",
    [
        ("a.html",),
        ("a/b/index.html",),
        ("a//b.html",),
        ("../b.html",),
        ("a/../../c.html",),
        ("./d.html",),
        ("/e.html",),
        ("",),
        ("f/",),
        ("g", "h.html"),
        (),
    ],
)
def test_files_are_put_below_the_output_as_pelican_puts_them(folder, parts):
    usual = utils.sanitised_join

    def said(join):
        try:
            return join(folder, *parts)
        except RuntimeError as error:
            return str(error)

    with files_named_plainly():
        assert said(writers.sanitised_join) == said(contents.sanitised_join) == said(usual)
    assert writers.sanitised_join is contents.sanitised_join is usual


@pytest.mark.parametrize(
    "text",
    ["<p>a &lt;img></p>", '<img src="a.png" alt="">', "<img alt='' src='b.png'>", '<img src="c.png" alt="C">', ""],
)
def test_pictures_that_say_nothing_are_told_of_as_pelican_tells(text, monkeypatch):
    told = []
    monkeypatch.setattr(readers.logger, "warning", lambda *said, **_: told.append(said))
    readers.find_empty_alt(text, "a.md")
    expected = told[:]
    told.clear()

    with _pictures_looked_for():
        readers.find_empty_alt(text, "a.md")

    assert told == expected
    assert bool(expected) == ("alt=''" in text or 'alt=""' in text)


@pytest.mark.parametrize("off", [(), ("DAY",), ("YEAR", "MONTH"), ("YEAR", "MONTH", "DAY")])
@pytest.mark.parametrize("seed", range(10))
def test_periods_are_gathered_as_pelican_gathers_them(seed, off):
    settings = {**PERIODS, **{f"{one}_ARCHIVE_SAVE_AS": "" for one in off}}
    some = articles(seed)
    listed = some[5:]  # what is no longer listed stands among the dates all the same
    dates = sorted(some, key=lambda one: one.date, reverse=bool(seed % 2))

    def gathered(kind):
        return kind._build_period_archives(object.__new__(kind), dates, listed, settings)  # noqa: SLF001

    found, expected = gathered(DeskArticlesGenerator), gathered(ArticlesGenerator)

    assert found == expected
    assert list(found) == list(expected)
    assert found["nothing"] == expected["nothing"] == []


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Two plugins of others, which nobody has imported."""
    for name in ("first_of_two", "second_of_two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("def register(): ...\n")
    monkeypatch.setattr("pelican.plugins.__path__", [*sys.modules["pelican.plugins"].__path__, str(tmp_path)])
    yield
    for name in ("first_of_two", "second_of_two"):
        sys.modules.pop(f"pelican.plugins.{name}", None)


@pytest.mark.parametrize("name", ["first_of_two", "pelican.plugins.first_of_two"])
@pytest.mark.usefixtures("installed")
def test_a_plugin_that_nobody_names_is_not_imported(name):
    with named_plugins_alone([name]):
        found = load_plugins({"PLUGINS": [name]})

    assert [one.__name__ for one in found] == ["pelican.plugins.first_of_two"]
    assert "pelican.plugins.second_of_two" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_without_a_list_all_that_are_installed_are_used():
    with named_plugins_alone(None):
        found = load_plugins({"PLUGINS": None})

    assert {"pelican.plugins.first_of_two", "pelican.plugins.second_of_two"} <= {one.__name__ for one in found}


@pytest.mark.parametrize(("kind", "looks"), [(Writer, True), (GatheringWriter, False)])
def test_nobody_looks_for_garbage_where_pages_are_only_gathered(tmp_path, monkeypatch, kind, looks):
    seen = []
    monkeypatch.setattr(ArticlesGenerator, "generate_output", lambda _self, _writer: seen.append(gc.isenabled()))
    frozen = gc.get_freeze_count()

    object.__new__(DeskArticlesGenerator).generate_output(kind(str(tmp_path), settings={}))

    assert seen == [looks]
    assert gc.isenabled()
    if not frozen:
        gc.unfreeze()


def test_pelican_makes_no_folder_of_a_page_and_has_all_else_of_the_system(tmp_path):
    with folders_made_with_files():
        writers.os.makedirs(tmp_path / "tag", exist_ok=True)
        assert writers.os.path is os.path
        assert writers.os.devnull == os.devnull
    assert not (tmp_path / "tag").exists()
    assert writers.os is os
