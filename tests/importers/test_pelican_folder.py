"""A Pelican site as it lies there: who wrote in each of its formats, and the settings without which files would be missing."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.pelican_folder import read_pelican
from pelican.plugins.newsroom.dialects import read_manuscript

from .test_bylines import files

SITE = """\
-- pelicanconf.py --
STATIC_PATHS = ["images", "exp"]
EXTRA_PATH_METADATA = {"extra/CNAME": {"path": "CNAME"}}
-- content/a.md --
Title: A
Author: Ann Bee and Bo Cee
Date: 2020-01-02

One.
-- content/b.rst --
Title
#####

:date: 2020-01-03
:authors: Cy Dee; Di Eff

Two. :author: Nobody
-- content/c.html --
<html><head><title>C</title><meta name="author" content="Ed &amp; Gee"></head><body>Three.</body></html>
-- content/d.rst --
Title
#####

No one.
-- content/exp/code.py --
print()
"""


def test_who_wrote_is_found_in_each_format_and_settings_that_files_need_are_named(tmp_path):
    files(tmp_path, SITE)
    notes = Notes(lambda article: article.name)

    found = {one.path: one.authors for one in read_pelican(tmp_path, notes)}

    assert found == {
        "a.md": ("Ann Bee", "Bo Cee"), "b.rst": ("Cy Dee", "Di Eff"), "c.html": ("Ed & Gee",), "d.rst": (), "exp/code.py": ()
    }  # fmt: skip
    assert (
        "pelicanconf.py: STATIC_PATHS = ['images', 'exp']: write it into yours, or files that readers need are not published"
        in notes.left
    )
    assert any("EXTRA_PATH_METADATA = {'extra/CNAME'" in one for one in notes.left)


def test_settings_by_which_texts_are_read_are_named_and_pages_keep_the_addresses_of_pages(tmp_path):
    said = """PAGE_PATHS = ("static-pages",)
ARTICLE_EXCLUDES = PELICAN_DEFAULTS + ["notes"]
DEFAULT_METADATA = {"status": "draft"}
DEFAULT_DATE = (2020, 5, 6)
FILENAME_METADATA = r"(?P<slug>.*)"
USE_FOLDER_AS_CATEGORY = False
PAGE_URL = "{slug}.html"
"""
    files(
        tmp_path,
        f"-- pelicanconf.py --\n{said}-- content/static-pages/about.md --\nTitle: About\nStatus: published\n\nUs.\n",
    )
    notes = Notes(lambda article: article.name)

    assert [one.address for one in read_pelican(tmp_path, notes)] == ["/about.html"]
    assert notes.left == [
        "pelicanconf.py: PAGE_PATHS = ['static-pages']: write it into yours, or texts are read otherwise",
        "pelicanconf.py: ARTICLE_EXCLUDES is computed: write what comes of it into yours, or texts are read otherwise",
        "pelicanconf.py: DEFAULT_METADATA = {'status': 'draft'}: write it into yours, or texts are read otherwise",
        "pelicanconf.py: DEFAULT_DATE = [2020, 5, 6]: write it into yours, or texts are read otherwise",
        "pelicanconf.py: FILENAME_METADATA = '(?P<slug>.*)': write it into yours, or texts are read otherwise",
        "pelicanconf.py: USE_FOLDER_AS_CATEGORY = False: write it into yours, or texts are read otherwise",
    ]


def test_the_time_of_a_file_is_said_to_be_no_date(tmp_path):
    files(tmp_path, '-- pelicanconf.py --\nDEFAULT_DATE = "fs"\n-- content/a.md --\nTitle: A\n\nOne.\n')
    notes = Notes(lambda article: article.name)

    assert [one.address for one in read_pelican(tmp_path, notes)] == ["/a.html"]
    assert [one.partition(": ")[2] for one in notes.left] == [
        'DEFAULT_DATE = "fs": the time of a file is no date here; write one into each text that has none'
    ]


def test_settings_that_say_what_ours_say_are_not_named(tmp_path):
    files(
        tmp_path,
        '-- pelicanconf.py --\nSTATIC_PATHS = ("images",)\nARTICLE_EXCLUDES = ["pages"]\n-- content/a.md --\nTitle: A\n\nOne.\n',
    )
    notes = Notes(lambda article: article.name)

    assert [one.path for one in read_pelican(tmp_path, notes)] == ["a.md"]
    assert not notes.left


@pytest.mark.parametrize("head", ["Title: {0}\n{1}\n", "---\ntitle: {0}\n{1}---\n", "+++\ntitle = '{0}'\n{1}+++\n"])
def test_what_the_old_settings_kept_back_is_a_draft_without_them(imports, tmp_path, head):
    """`DEFAULT_METADATA` makes drafts of all texts but those that say that they are none."""
    said = (
        "Status: published\n"
        if head.startswith("T")
        else "status: published\n"
        if "---" in head
        else "status = 'published'\n"
    )
    files(
        tmp_path,
        f"-- old/pelicanconf.py --\nDEFAULT_METADATA = {{'status': 'draft'}}\n-- old/content/a.md --\n{head.format('A', '')}Text.\n-- old/content/b.md --\n{head.format('B', said)}Text.\n",
    )

    done = imports(None, "old")

    assert [read_manuscript(done.stories[name]).fields[0].value for name in ("a.md",)] == ["draft"]
    assert "draft" not in done.stories["b.md"]
    assert done.stories["a.md"].endswith("Text.\n")


def test_a_text_that_a_plugin_of_the_old_site_read_is_no_mere_file(imports, tmp_path):
    """The story was copied as if it were a picture, with 0 at the end."""
    content = tmp_path / "moss" / "content"
    content.mkdir(parents=True)
    (tmp_path / "moss" / "pelicanconf.py").write_text('PATH = "content"\n', encoding="utf-8")
    (content / "a.md").write_text("Title: A\nDate: 2026-01-02\n\nA.\n", encoding="utf-8")
    for number in (1, 2):
        (content / f"b{number}.mau").write_text(":pelican.title:B\n:pelican.date:2026-01-03\n\nB.\n", encoding="utf-8")
    (content / "c.org").write_text("#+TITLE: C\n", encoding="utf-8")
    (content / "form.docx").write_bytes(b"PK\x03\x04")
    (content / "key.asc").write_text("-----BEGIN PGP PUBLIC KEY BLOCK-----\n", encoding="utf-8")
    (content / "numbers.csv").write_text("title,date\nA,2026\n", encoding="utf-8")

    done = imports(None, "moss", "--from", "pelican")

    assert done.code == 1
    assert (
        "b1.mau and 1 more: .mau is read by a plugin of the old site and not by us; name that plugin in PLUGINS"
        in done.said
    )
    assert "c.org: .org is read by a plugin" in done.said
    assert "key.asc" not in done.said
    assert "form.docx" not in done.said
    assert "csv" not in done.said
    assert set(done.files) >= {"a.md", "b1.mau", "b2.mau", "c.org", "numbers.csv"}


def test_a_page_whose_url_is_empty_has_not_the_address_of_the_site(imports, tmp_path):
    pages = tmp_path / "moss" / "content" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "moss" / "pelicanconf.py").write_text('PATH = "content"\n', encoding="utf-8")
    (pages / "a.md").write_text("title: A\nurl:\nsave_as: imprint.htm\n\nA.\n", encoding="utf-8")
    (pages / "b.md").write_text("title: B\nurl:\n\nB.\n", encoding="utf-8")

    done = imports(None, "moss", "--from", "pelican")

    assert "Aliases: /imprint.htm\n" in done.stories["pages/a.md"]
    assert "liases" not in done.stories["pages/b.md"]


WEEKS = """\
-- content/2020-01-02-the-week.md --
Title: The Week 1
Date: 2020-01-02

One.
-- content/2020-01-09-the-week.md --
---
title: The week 2
date: 2020-01-09
---

Two.
-- content/2020-01-16-the-week.rst --
The week
########

:date: 2020-01-16
-- content/2020-01-23-the-week.rst --
The week
########

:date: 2020-01-23
-- content/2020-01-24-the-week.md --
Title: Own
Date: 2020-01-24
Slug: the-week

Five.
-- content/2020-02-06-the-week.md --
Title: The Week 6
Date: 2020-02-06

Six.
"""


def test_texts_of_one_month_and_name_get_the_slug_that_told_them_apart(tmp_path):
    """Hundreds of weekly issues, each named after its day and the same, had one address for each month."""
    files(tmp_path, f"-- pelicanconf.py --\n{WEEKS}")
    notes = Notes(lambda article: article.name)

    found = {one.path: one.data.decode() for one in read_pelican(tmp_path, notes)}

    assert "\nSlug: the-week-1\n" in found["2020-01-02-the-week.md"]
    assert '\nslug: "the-week-2"\n' in found["2020-01-09-the-week.md"]
    assert ":slug: the-week-16\n" in found["2020-01-16-the-week.rst"]
    assert ":slug: the-week-23\n" in found["2020-01-23-the-week.rst"]
    assert found["2020-01-24-the-week.md"].count("Slug:") == 1
    assert "Slug" not in found["2020-02-06-the-week.md"]


def test_an_old_address_has_one_owner_and_that_of_a_language_is_its_own(tmp_path):
    files(tmp_path, """\
-- pelicanconf.py --
DEFAULT_LANG = "en"
PAGE_DIR = "about/"
ARTICLE_DIR = "posts"
-- content/posts/a.md --
Title: Tides
Date: 2020-01-02

One.
-- content/posts/b.de.md --
Title: Tides
Lang: de
Date: 2020-01-02

Two.
-- content/posts/c.md --
Title: Tides
Date: 2021-01-02

Three.
-- content/about/us.md --
Title: We

Four.
""")  # fmt: skip
    notes = Notes(lambda article: article.name)

    found = {one.path: (one.address, one.data.decode()) for one in read_pelican(tmp_path, notes)}

    assert found["posts/a.md"][0] == "/tides.html"
    assert found["posts/b.de.md"][0] == "/tides-de.html"
    assert found["posts/c.md"][0] == ""
    assert "liases" not in found["posts/c.md"][1]
    assert found["about/us.md"][0] == "/pages/we.html"
    assert any("posts/c.md: its old address /tides.html is that of posts/a.md too" in one for one in notes.left)
    assert any("ARTICLE_PATHS = ['posts']" in one for one in notes.left)


def test_texts_of_one_slug_in_two_folders_are_two_with_both_old_addresses(tmp_path):
    """Their addresses began with their categories; here they begin with the month."""
    files(
        tmp_path / "old",
        "-- pelicanconf.py --\nARTICLE_URL = '{category}/{slug}.html'\n"
        "-- content/a/rain.md --\nTitle: Rain\nDate: 2020-01-02\nSlug: wet\n\nOne.\n"
        "-- content/b/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\nslug: wet\n---\n\nTwo.\n"
        "-- content/c/snow.md --\nTitle: Snow\nDate: 2020-01-02\n\nThree.\n"
        "-- content/d/snow.md --\nTitle: Snow\nDate: 2020-01-02\n\nFour.\n",
    )
    notes = Notes(str)
    heads = {
        one.path: {field.key: field.value for field in read_manuscript(one.data.decode()).fields}
        for one in read_pelican(tmp_path / "old", notes)
        if one.path.endswith(".md")
    }

    assert [heads[path]["slug"] for path in ("a/rain.md", "b/rain.md")] == ["wet", "wet-02"]
    slugs = {head.get("slug", "") for head in heads.values()}
    assert len(slugs) == len(heads)
    assert "id" not in heads["a/rain.md"]
    assert heads["b/rain.md"]["id"] != heads["d/snow.md"]["id"]
    assert str(heads["b/rain.md"]["aliases"]).strip("[]'") == "/b/wet.html"
    assert "/d/snow.html" in str(heads["d/snow.md"]["aliases"])


def test_an_old_address_may_be_made_of_any_key(tmp_path):
    files(
        tmp_path,
        "-- pelicanconf.py --\nARTICLE_URL = '{desk}/{number}/{slug}/'\nFILENAME_METADATA = r'(?P<number>\\d+)-(?P<slug>.*)'\n"
        "-- content/12-tram.md --\nTitle: Tram\nDate: 2020-01-02\nDesk: city\n\nOne.\n",
    )

    assert [one.address for one in read_pelican(tmp_path, Notes(str))] == ["/city/12/tram/"]
