"""Pelican's own settings for tags, categories and authors do with our plugins what they do without."""

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run, write

pytestmark = pytest.mark.slow

#: What Pelican does without us is done by the fork of a process that has imported nothing of ours.
PELICAN = (sys.executable, "-m", "pelican", "content", "-o", "output")
SITE = """
-- content/a.md --
Title: A
Slug: the-A
Date: 2026-01-03
Category: World
Tags: Sea Law, tides
Authors: Ann Bee, Cee Dee

About a.
-- content/b.md --
Title: B
Slug: the-B
Date: 2026-01-02
Tags: tides
Author: Ann Bee

About b.
-- content/harbour/c.md --
Title: C
Slug: the-C
Date: 2026-01-01
Tags: tides

About c.
"""
STOCK = """
SITENAME = "Stock"
SITEURL = "https://stock.example"
TIMEZONE = "UTC"
PATH = "content"
THEME = "simple"
LOCALE = ["C"]
PAGE_PATHS = []
PLUGINS = []
{more}
"""
OURS = 'PLUGIN_PATHS = [{plugins!r}]\nPLUGINS = ["pelican.plugins.newsroom", "pelican.plugins.taxonomy"]\n'
#: What keeps the addresses that a site without slugs has.
BY_TITLE = 'NEWSROOM = {"slug_from": "title"}\n'
VARIANTS = {
    "as it is": "",
    "addresses": 'TAG_URL = "t/{slug}/"\nTAG_SAVE_AS = "t/{slug}/index.html"\nCATEGORY_URL = "c-{slug}.html"\nCATEGORY_SAVE_AS = "c-{slug}.html"\n'
    'AUTHOR_URL = "by/{slug}/"\nAUTHOR_SAVE_AS = "by/{slug}/index.html"',
    "none written": 'TAG_SAVE_AS = ""\nAUTHOR_SAVE_AS = ""\nTAGS_SAVE_AS = ""\nCATEGORIES_SAVE_AS = ""\nAUTHORS_SAVE_AS = ""',
    "indexes elsewhere": 'TAGS_SAVE_AS = "all/tags.html"\nCATEGORIES_SAVE_AS = "all/categories.html"\nAUTHORS_SAVE_AS = "all/authors.html"',
    "no folder as category": 'USE_FOLDER_AS_CATEGORY = False\nDEFAULT_CATEGORY = "Everything"',
    "default category": 'DEFAULT_CATEGORY = "Everything"',
    "backwards": "REVERSE_CATEGORY_ORDER = True",
    "in no menu": "DISPLAY_CATEGORIES_ON_MENU = False",
    "an author for all": 'AUTHOR = "The Desk"',
    "pages of one": "DEFAULT_PAGINATION = 1",
    "pages of one, tags only": 'DEFAULT_PAGINATION = 1\nPAGINATED_TEMPLATES = {"tag": None, "index": None, "category": 9, "author": 9}',
    "pagination": 'DEFAULT_PAGINATION = 1\nPAGINATION_PATTERNS = [(1, "{url}", "{save_as}"), (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html")]',
    "orphans": "DEFAULT_PAGINATION = 1\nDEFAULT_ORPHANS = 1",
    "substitutions": 'TAG_REGEX_SUBSTITUTIONS = [("[^\\\\w\\\\s-]", ""), (" ", "_")]\nCATEGORY_REGEX_SUBSTITUTIONS = [("o", "0")]\nAUTHOR_REGEX_SUBSTITUTIONS = [("\\\\s+", "+")]',
    "substitutions for all": 'SLUG_REGEX_SUBSTITUTIONS = [("[^\\\\w\\\\s-]", ""), ("\\\\s+", "_")]',
    "case": "SLUGIFY_PRESERVE_CASE = True",
    "old archives first": "NEWEST_FIRST_ARCHIVES = False",
    "by title": 'ARTICLE_ORDER_BY = "title"',
    "no indexes": 'DIRECT_TEMPLATES = ["index"]',
    "category in the address": 'ARTICLE_URL = "{category}/{slug}.html"\nARTICLE_SAVE_AS = "{category}/{slug}.html"',
    "addresses of feeds": 'CATEGORY_FEED_ATOM_URL = "feed-of-{slug}/"\nTAG_FEED_RSS = "f/{slug}.xml"\nTAG_FEED_RSS_URL = "f/{slug}/"\nFEED_MAX_ITEMS = 1',
    "feeds of each": 'CATEGORY_FEED_RSS = "f/{slug}.rss.xml"\nTAG_FEED_ATOM = "f/tag-{slug}.atom.xml"\nAUTHOR_FEED_RSS = None\nAUTHOR_FEED_ATOM = None',
}


def both(tmp_path: Path, site: str, more: str = "", *, ours: str = "") -> tuple[Path, Path]:
    """The outputs of a site with these settings by Pelican alone, and with our plugins and what `ours` sets besides."""
    outputs = []
    for name, own in (("stock", ""), ("ours", OURS.format(plugins=str(ROOT / "plugins")) + ours)):
        folder = tmp_path / name
        folder.mkdir()
        write(folder, site)
        (folder / "settings.py").write_text(STOCK.format(more=own + more), encoding="utf-8")
        built = run([*PELICAN, "-s", "settings.py"], folder, plain=name == "stock")
        assert built.returncode == 0, built.stdout + built.stderr
        outputs.append(folder / "output")
    return outputs[0], outputs[1]


def files(output: Path, which: str = "*") -> dict[str, Path]:
    return {one.relative_to(output).as_posix(): one for one in output.rglob(which) if one.is_file()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_stock_site_is_the_same_with_our_taxonomy(variant, tmp_path):
    stock, ours = map(files, both(tmp_path, SITE, VARIANTS[variant]))

    assert (set(ours) - set(stock), set(stock) - set(ours)) == (set(), set())
    for path, file in stock.items():
        assert ours[path].read_text(encoding="utf-8") == file.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("more", ["", "SLUGIFY_USE_UNICODE = True", "SLUGIFY_PRESERVE_CASE = True"])
def test_addresses_made_of_titles_stay_what_pelican_made_them(more, tmp_path):
    """`slug_from` "title": a site that had no slugs keeps its addresses."""
    titles = ["Why tides turn", "C++ & C#: a “guide”", "Überfluss im Hafen"]
    site = "".join(
        f"-- content/file-{n}.md --\nTitle: {title}\nDate: 2026-01-0{n + 1}\n\nText.\n"
        for n, title in enumerate(titles)
    )
    stock, ours = map(files, both(tmp_path, site, more, ours=BY_TITLE))

    assert stock.keys() == ours.keys()
    assert "why-tides-turn.html" in {name.lower() for name in ours}


def test_addresses_made_of_names_stay_what_pelican_made_them(tmp_path):
    """`slug_from` "title": the pages of tags, categories and authors keep theirs as well."""
    head = "Category: C++\nTags: win_probability, example.org, Buy/Sell\nAuthor: Ann O'Bee"
    site = f"-- content/a.md --\nTitle: A story\nDate: 2026-01-03\n{head}\n\nText.\n"
    stock, ours = (files(one, "*.html") for one in both(tmp_path, site, ours=BY_TITLE))

    assert stock.keys() == ours.keys()
    assert {"tag/win_probability.html", "tag/exampleorg.html", "category/c.html"} <= ours.keys()


@pytest.mark.parametrize("when", ["(2026, 5, 6)", "(2026, 5, 6, 9, 30)", '"2026-05-06 09:30"'])
def test_a_story_without_a_date_has_the_one_of_the_settings(when, tmp_path):
    """The file's name and the header stand before DEFAULT_DATE."""
    site = (
        "-- content/a.md --\nTitle: A\n\nText.\n-- content/2026-01-02-b.md --\nTitle: B\n\nText.\n"
        "-- content/c.md --\nTitle: C\nDate: 2026-01-03\n\nText.\n-- content/pages/p.md --\nTitle: P\n\nText.\n"
        "-- templates/article.html --\n{{ article.date.isoformat() }}\n-- templates/page.html --\n{{ page.date.isoformat() }}\n"
    )
    more = (
        f'THEME_TEMPLATES_OVERRIDES = ["templates"]\nPAGE_PATHS = ARTICLE_EXCLUDES = ["pages"]\nDEFAULT_DATE = {when}\n'
    )
    stock, ours = (files(one, "*.html") for one in both(tmp_path, site, more, ours=BY_TITLE))

    for path in ("a.html", "b.html", "c.html", "pages/p.html"):
        assert ours[path].read_text(encoding="utf-8") == stock[path].read_text(encoding="utf-8"), path
    assert ours["a.html"].read_text(encoding="utf-8").startswith("2026-05-06T")


def test_a_template_gets_other_people_s_keys_as_pelican_gives_them(tmp_path):
    """Lines below a key are a list, a key keeps its hyphen, a default keeps its kind, FORMATTED_FIELDS are Markdown."""
    told = "{% for one in ('lines', 'event-day', 'flag', 'sizes', 'teaser', 'tags', 'plain') %}{{ one }}={{ article.metadata[one]|string }};{% endfor %}"
    site = (
        "-- content/a.md --\nTitle: A\nDate: 2026-01-03\nLines: one\n    two: 2\nEvent-Day: Monday\nTeaser: A *quiet*\n    word\nPlain: x\n\nText.\n"
        f"-- templates/article.html --\n{told}\n"
    )
    more = """
THEME_TEMPLATES_OVERRIDES = ["templates"]
DEFAULT_METADATA = {"flag": False, "sizes": [1, 2], "tags": ["sea", "law"]}
FORMATTED_FIELDS = ["summary", "teaser"]
"""
    stock, ours = ((one / "a.html").read_text(encoding="utf-8") for one in both(tmp_path, site, more))

    assert ours == stock
    assert "lines=['one', 'two: 2'];event-day=Monday;flag=False;sizes=[1, 2];teaser=<p>A <em>quiet</em>" in ours
