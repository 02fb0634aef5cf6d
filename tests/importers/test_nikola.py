"""A Nikola site: headers above texts or beside them, in three forms of text and several languages."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.command import form_of
from pelican.plugins.importers.nikola import read_nikola
from pelican.plugins.importers.nikola_text import header_in, moment
from pelican.plugins.importers.notebook import read_notebook
from pelican.plugins.importers.restructured import markdown_from_rst

from .test_bylines import files

SITE = """\
-- conf.py --
import time
DEFAULT_LANG = "de"
BLOG_AUTHOR = {"de": "Ann Bee, et al"}
SITE_URL = "https://www.rain.example/"
TRANSLATIONS = {DEFAULT_LANG: "", "en": "./en"}
TIMEZONE = "Europe/Berlin"
PAGES = (("pages/*.md", "", "page.tmpl"),)
POSTS = (("posts/*.rst", "blog", "post.tmpl"), ("posts/*.md", "blog", "post.tmpl"), ("posts/*.html", "blog", "post.tmpl"))
TAG_PATH = "themen"
REDIRECTIONS = [("old/rain.html", "/blog/wetter/regen/index.html"), ("out.html", "https://else.example/")]
CONTENT_FOOTER = CONTENT_FOOTER.format(year=time.gmtime().tm_year)
-- posts/wetter/regen.rst --
.. title: Regen
.. slug: regen
.. date: 2014/01/04 10:00
.. tags: wasser, mathjax
.. link: https://source.example/a
.. type: text

Regen
=====

Es *regnet*, siehe :doc:`den Schnee <schnee>` und ``code_of``.

.. TEASER_END

.. image:: /images/drop.png
   :alt: Tropfen

.. note:: Nass.

.. code-block:: python
   :linenos:

   wet = True

.. youtube:: abcDEF_1-2

.. weather-map:: Berlin
   :zoom: 3

   Die Karte von :app:`Berlin`.
-- posts/schnee.md --
<!--
.. title: Schnee
.. date: 2014-01-05 10:00:00 UTC-03:00
.. tags: weiss, draft
.. category: Winter
.. author: Bo Cee, Cy Dee
.. previewimage: /images/drop.png
-->

[Regen](link://slug/regen#wo), [alle](link://tag/wasser), [fort](link://gallery/x)

<!-- TEASER_END -->

{{% youtube abcDEF %}} {{% raw %}}{{% chart %}}{{% /raw %}} {{% thumbnail "/images/drop.png" alt="Drop" %}}Below{{% /thumbnail %}}
-- posts/schnee.en.md --
.. title: Snow

White.
-- posts/wind.html --
It \x0c<b>blows</b>, {{% chart Pie %}}
-- posts/wind.meta --
.. title: Wind
.. date: 2014-01-06
.. status: private
-- pages/about.md --
.. title: About us
.. slug: about

We.
-- images/drop.png --
png
-- elsewhere/lost.rst --
Nobody reads this.
"""


@pytest.fixture
def made(tmp_path):
    files(tmp_path, SITE)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    return {one.title: one for one in read_nikola(tmp_path, notes)}, notes


def test_the_folder_of_a_site_is_known_by_what_its_settings_name(tmp_path):
    """Sphinx has a conf.py, too, and no posts."""
    files(tmp_path, SITE)
    files(tmp_path / "manual", "-- conf.py --\nproject = 'x'\n-- hugo.toml --\n")

    assert form_of(tmp_path) == "nikola"
    assert form_of(tmp_path / "manual") == "hugo"


def test_a_text_has_the_facts_of_its_header_and_of_the_settings(made):
    articles, _ = made
    rain, snow = articles["Regen"], articles["Schnee"]

    assert rain.date == "2014-01-04 10:00:00+01:00"
    assert snow.date == "2014-01-05 10:00:00-03:00"
    assert rain.authors == ("Ann Bee, et al",)
    assert snow.authors == ("Bo Cee", "Cy Dee")
    assert (rain.tags, rain.categories, snow.categories) == (("wasser",), ("Wetter",), ("Winter",))
    assert snow.image.src == "/images/drop.png"


def test_a_link_in_a_header_is_no_source(made):
    """Nikola's themes show it as they like, mostly as the link of the headline."""
    rain = made[0]["Regen"]

    assert rain.sources == ()
    assert any("https://source.example/a" in one for one in rain.left)


def test_what_readers_did_not_see_is_a_draft(made):
    articles, _ = made

    assert [one for one, article in sorted(articles.items()) if article.status == "draft"] == ["Schnee", "Snow", "Wind"]
    assert articles["Schnee"].tags == ("weiss",)


def test_old_addresses_lead_on_in_each_language(made):
    articles, notes = made

    assert articles["Regen"].aliases == ("/old/rain.html", "/blog/wetter/regen/")
    assert articles["Snow"].aliases == ("/en/blog/schnee/",)
    assert articles["About us"].url == "about/"
    assert notes.moved["themen/wasser/"] == "tag/wasser/"
    assert notes.moved["themen/cat_winter/"] == "category/winter/"
    assert any("out.html" in one for one in notes.left)


def test_a_translation_has_what_its_header_leaves_to_the_text_it_was_made_from(made):
    snow = made[0]["Snow"]

    assert (snow.lang, snow.slug, snow.date, snow.authors) == (
        "en",
        "schnee",
        "2014-01-05 10:00:00-03:00",
        ("Bo Cee", "Cy Dee"),
    )


def test_restructured_text_becomes_markdown(made):
    rain = made[0]["Regen"]

    assert (
        rain.body
        == """\
Es *regnet*, siehe [den Schnee]({filename}/winter/schnee.md) und `code_of`.

![Tropfen]({static}/images/drop.png)

> **Note**
>
> Nass.

```python
wet = True
```

[Youtube](https://www.youtube.com/watch?v=abcDEF_1-2)

**Berlin**

Die Karte von Berlin."""
    )
    assert any("weather-map: its text was kept" in one for one in rain.guessed)


def test_shortcodes_and_links_by_name_become_markdown(made):
    body = made[0]["Schnee"].body

    assert "[Regen]({filename}/wetter/regen.md#wo), [alle](/themen/wasser/), [fort](link://gallery/x)" in body
    assert "[Video](https://www.youtube.com/watch?v=abcDEF) {{% chart %}}" in body
    assert "![Drop]({static}/images/drop.png)\n\n*Below*" in body
    assert "TEASER" not in body
    assert made[0]["Schnee"].unresolved == ("link://gallery/x",)


def test_html_and_its_file_of_facts_belong_together(made):
    wind = made[0]["Wind"]

    assert wind.body == "It **blows**, {{% chart Pie %}}"
    assert wind.unresolved == ("{{% chart Pie %}}",)


def test_texts_that_no_pattern_meets_are_counted(made):
    assert [one for one in made[1].left if one.startswith("elsewhere")] == [
        "elsewhere: 1 text is not read: no pattern of POSTS or PAGES in conf.py meets them"
    ]


@pytest.mark.parametrize(
    ("given", "fields", "body"),
    [
        (".. title: A: b\n.. slug:\n\nText", {"title": "A: b"}, "Text"),
        ("\ufeff\n<!--\n.. title: A\n-->\nText\n\nMore", {"title": "A"}, "Text\n\nMore"),
        ("<!--\n.. title: A\n\nnot of it -->\nText", {"title": "A"}, "\nText"),
        (".. class:: wide\n\nText", {}, ".. class:: wide\n\nText"),
    ],
)
def test_a_header_ends_at_the_first_blank_line(given, fields, body):
    assert header_in(given.lstrip("\ufeff")) == (fields, body)


def test_a_file_of_facts_had_lines_without_names_at_first():
    assert header_in("Rain\nrain\n2012/01/02\nwet, water\n", is_apart=True)[0] == {
        "title": "Rain", "slug": "rain", "date": "2012/01/02", "tags": "wet, water",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("2014-01-04 10:00:00 UTC", "2014-01-04 10:00:00+00:00"),
        ("2014-01-04 10:00 UTC+5", "2014-01-04 10:00+05:00"),
        ("2014/1/4", "2014-01-04"),
        ("28/05/14 10:00", "28/05/14 10:00"),
    ],
)
def test_dates_are_read_as_nikola_reads_them(given, made):
    assert moment(given, None) == made


def test_no_word_is_lost_that_docutils_cannot_read():
    """A table that is none, a heading in a quotation, an option with a wrong value, and a role that nobody knows."""
    read = markdown_from_rst(
        "=====  ===\nWet    Dry\n=====\nRain   Sun\n\n  Sub\n  ---\n\n  Deep.\n\n"
        ".. figure:: a.png\n   :width: wide\n\n   Under it.\n\n`Gone`_ and :weird:`word`.\n"
    )

    for word in ("Wet", "Dry", "Rain", "Sun", "Sub", "Deep.", "a.png", "Under it.", "Gone", "word"):
        assert word in read.text, word
    assert ":weird:" not in read.text
    assert any("reStructuredText:" in one for one in read.left)


def test_restructured_text_reads_no_file():
    read = markdown_from_rst(
        ".. include:: /etc/passwd\n\n.. raw:: html\n   :file: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\nEnd.\n"
    )

    assert "root:" not in read.text
    assert read.text.endswith("End.")


def test_a_script_in_restructured_text_stays_behind():
    read = markdown_from_rst(".. raw:: html\n\n   <script>steal()</script><p>Words</p>\n")

    assert read.text == "Words"


def test_code_about_directives_stays_as_it_is():
    assert ".. youtube:: abc" in markdown_from_rst("Write::\n\n    .. youtube:: abc\n").text


def test_a_notebook_is_its_words_its_code_and_what_that_wrote():
    made = read_notebook(
        '{"metadata": {"nikola": {"title": "Sums"}, "language_info": {"name": "python"}}, "cells": ['
        '{"cell_type": "markdown", "source": ["# Sums\\n", "\\n", "Two:"]},'
        '{"cell_type": "code", "source": "1+1", "outputs": [{"data": {"text/plain": ["\\u001b[1m2\\u001b[0m"]}}, {"data": {"image/png": "aa"}}]}]}'
    )

    assert made.fields == {"title": "Sums"}
    assert made.text == "# Sums\n\nTwo:\n\n```python\n1+1\n```\n\n```\n2\n```"
    assert made.left == ["pictures that its code drew: 1; save them as files, and show them"]
