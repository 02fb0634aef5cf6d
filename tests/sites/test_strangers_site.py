"""Sites as other people have them: their settings, templates and files beside our plugins."""

import json
import os

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

PLUGINS = """
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["pelican.plugins." + name for name in ("newsroom", "taxonomy", "attribution", "related", "redirects", "feeds")]
SITENAME = "Harbour outages"
SITEURL = "https://news.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "simple"
STATIC_PATHS = ["extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
"""
OUTAGE = "title: Crane {n} stands still\ndate: 2026-11-0{n}\n\nThe crane on quay {n} stood still for an hour, and then it moved again.\n"


TRANSLATING = """
import gettext
from pelican import signals

class Loud(gettext.NullTranslations):
    def gettext(self, message):
        return message.replace("Latest posts", "Neueste")

def install(generator):
    generator.env.install_gettext_translations(Loud(), newstyle=True)

def register():
    signals.generator_init.connect(install)
"""


def test_a_site_that_shows_its_stories_in_lists_alone_builds(build):
    """ARTICLE_SAVE_AS = "" writes no page of a story: two stories then share none."""
    files = "".join(f"-- content/outage-{n}.md --\n{OUTAGE.format(n=n)}" for n in range(1, 4))

    site = build(f"{files}-- publishconf.py --\n{PLUGINS}ARTICLE_SAVE_AS = ARTICLE_URL = ''\n")

    assert site.code == 0, site.log
    assert "Crane 3 stands still" in site.text("/index.html")


def test_a_hidden_file_is_no_story(build, tmp_path):
    """What an editor has thrown away or locked lies beside the stories: it was published, though Pelican's documents say that it is left out."""
    site = f"-- content/a.md --\n{OUTAGE.format(n=1)}-- content/.trash/b.md --\n{OUTAGE.format(n=2)}-- content/.c.md --\n{OUTAGE.format(n=3)}"
    site += "-- content/pages/.old/d.md --\ntitle: Crane 4 was a page\n\nIt stood still.\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "content/.#a.md").symlink_to("somebody@a.machine:1234")

    built = build(f"{site}-- publishconf.py --\n{PLUGINS}")

    assert built.code == 0, built.log
    told = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "output").rglob("*.*") if one.is_file())
    assert "Crane 1 stands still" in told
    assert not any(f"Crane {n}" in told for n in (2, 3, 4))
    assert "withheld" not in told


def test_a_file_whose_name_is_no_text_is_no_story(build, tmp_path):
    """Pelican read what the desk could not name, an embargo in it or not."""
    (tmp_path / "content").mkdir()
    story = OUTAGE.format(n=2).replace("date:", "embargo: 2099-01-01T09:00+01:00\ndate:")
    (tmp_path / "content" / "caf\udce9.md").write_text(story, encoding="utf-8")

    built = build(f"-- content/a.md --\n{OUTAGE.format(n=1)}-- publishconf.py --\n{PLUGINS}")

    assert built.code == 1
    assert "content/caf\\xe9.md: E00 the name of this file is not UTF-8" in built.log
    assert "Traceback" not in built.log
    told = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "output").rglob("*.*") if one.is_file())
    assert "Crane 1" in told
    assert "Crane 2" not in told
    assert "withheld" not in told


#: A plugin that asks Pelican's generator for the articles of each term, as `related_posts` does, which many sites have.
ASKING = """
import json
from pathlib import Path
from pelican import signals

def ask(generator):
    told = {str(tag): sorted(one.slug for one in generator.tags[tag]) for article in generator.articles for tag in article.tags}
    told |= {str(name): [one.slug for one in articles] for name, articles in [*generator.categories, *generator.authors]}
    Path("asked.json").write_text(json.dumps(told))

def register():
    signals.article_generator_finalized.connect(ask)
"""


@pytest.mark.parametrize("before", [True, False])
def test_a_plugin_that_asks_for_the_articles_of_a_tag_gets_them(before, build, tmp_path):
    """It died of a KeyError beside our taxonomy, and so did the build; Pelican's own pages of tags are written by nobody all the same."""
    files = "".join(
        f"-- content/outage-{n}.md --\ntags: cranes, quay {n}\nauthor: Ann Bee\n{OUTAGE.format(n=n)}" for n in (1, 2)
    )
    named = 'PLUGIN_PATHS += ["more"]\nPLUGINS = [*PLUGINS[:1], "asking", *PLUGINS[1:]]\n'
    if not before:
        named = 'PLUGIN_PATHS += ["more"]\nPLUGINS += ["asking"]\n'

    for _ in range(2):  # the second build makes its articles of what the first one kept
        site = build(f"{files}-- more/asking.py --{ASKING}-- publishconf.py --\n{PLUGINS}{named}")

        assert site.code == 0, site.log
        assert json.loads((tmp_path / "asked.json").read_text(encoding="utf-8")) == {
            "Ann Bee": ["outage-2", "outage-1"],
            "cranes": ["outage-1", "outage-2"],
            "misc": ["outage-2", "outage-1"],
            "quay 1": ["outage-1"],
            "quay 2": ["outage-2"],
        }
        assert "Crane 1" in site.text("/tag/cranes.html")


def test_a_robots_txt_of_the_site_stays_as_it_is(build):
    site = build(
        f"-- content/a.md --\n{OUTAGE.format(n=1)}-- content/extra/robots.txt --\nUser-agent: *\n-- publishconf.py --\n{PLUGINS}"
    )

    assert site.code == 0, site.log
    assert site.text("/robots.txt") == "User-agent: *\n"


def test_a_template_that_the_theme_lacks_is_a_problem_and_stops_nothing(build):
    told = (
        "title: A story\ndate: 2026-11-01\ntemplate: longread\n\nIt has a shape of its own, on a theme that is gone.\n"
    )

    site = build(
        f"-- content/a.md --\n{told}-- content/b.md --\n{OUTAGE.format(n=2)}-- publishconf.py --\n{PLUGINS}DIRECT_TEMPLATES = ['index', 'search']\n"
    )

    assert site.code == 1
    assert 'content/a.md:3: E00 the theme has no template "longread"' in site.log
    assert 'E00 the theme has no template "search", which DIRECT_TEMPLATES asks for' in site.log
    assert "Traceback" not in site.log
    assert site.has("/a.html")
    assert "A story" in site.text("/index.html")


MARKED = """
-- themes/old/templates/index.html --
<h1>{% trans %}Latest posts{% endtrans %}</h1>
{% for article in articles %}<p>{{ article.title }}, {{ _("by %(who)s", who="all") }}, {{ ngettext("%(num)s quay", "%(num)s quays", 2) }}</p>{% endfor %}
"""


@pytest.mark.parametrize("more", ["", "JINJA_ENVIRONMENT = {'extensions': ['jinja2.ext.i18n']}\n"])
def test_words_of_a_theme_that_nothing_translates_are_said_as_they_stand(more, build):
    """The theme was made for i18n_subsites, which did not come with it: each such build ended early, without a page."""
    site = build(
        f"-- content/a.md --\n{OUTAGE.format(n=1)}{MARKED}-- publishconf.py --\n{PLUGINS}THEME = 'themes/old'\n{more}"
    )

    assert site.code == 0, site.log
    assert "<h1>Latest posts</h1>" in site.text("/index.html")
    assert "Crane 1 stands still, by all, 2 quays" in site.text("/index.html")


def test_a_plugin_that_brings_translations_still_does(build):
    site = build(
        f"-- content/a.md --\n{OUTAGE.format(n=1)}{MARKED}-- plugins/words.py --\n{TRANSLATING}"
        f"-- publishconf.py --\n{PLUGINS}PLUGINS += ['words']\nPLUGIN_PATHS += ['plugins']\nTHEME = 'themes/old'\n"
    )

    assert site.code == 0, site.log
    assert "<h1>Neueste</h1>" in site.text("/index.html")


def test_what_docutils_refuses_is_named_with_its_line(build):
    site = build("-- content/a.rst --\nA film\n######\n\n:date: 2026-11-01\n\n.. youtube:: abc\n\nText.\n")

    assert 'content/a.rst:6: E00 the file cannot be read as rst: Unknown directive type "youtube".' in site.log


def test_a_file_that_settings_name_beside_its_folder_is_one_file(build):
    """STATIC_PATHS of old sites hold a folder, and a file in it once more."""
    site = build(
        f"-- content/a.md --\n{OUTAGE.format(n=1)}-- content/images/mark.txt --\nA mark.\n-- content/extra/robots.txt --\nUser-agent: *\n"
        f"-- publishconf.py --\n{PLUGINS}STATIC_PATHS = ['images', 'images/mark.txt', 'extra', './images/']\n"
    )

    assert site.code == 0, site.log
    assert site.text("/images/mark.txt") == "A mark.\n"


def test_a_folder_is_left_out_by_its_path_and_not_by_its_name(build):
    """ARTICLE_EXCLUDES holds "pages", as PAGE_PATHS does: a folder of stories may be called so, too."""
    site = build(f"-- content/news/pages/a.md --\n{OUTAGE.format(n=1)}-- content/pages/b.md --\n{OUTAGE.format(n=2)}")

    assert site.code == 0, site.log
    assert "Crane 1 stands still" in site.text("/archives/")
    assert "Crane 2 stands still" not in site.text("/archives/")


READER = """
-- own/notes.py --
from datetime import UTC, datetime

from pelican import signals
from pelican.readers import BaseReader
from pelican.utils import SafeDatetime


class NoteReader(BaseReader):
    enabled = True
    file_extensions = ["note"]

    def read(self, source_path):
        with open(source_path, encoding="utf-8") as file:
            title, _, text = file.read().partition("\\n")
        return f"<p>{text}</p>", {"title": title, "date": SafeDatetime(2026, 11, 2, tzinfo=UTC), "lang": "de" if "Kran" in title else "en", "slug": "us" if text.strip() == "We." else "crane"}


def add(readers):
    readers.reader_classes["note"] = NoteReader


def register():
    signals.readers_init.connect(add)
"""


def test_what_a_reader_of_another_plugin_reads_stands_beside_our_stories(build):
    """It was an article without what we pair translations by, and no article at all was made."""
    settings = PLUGINS.replace('["plugins"]', '["plugins", "own"]') + 'PLUGINS += ["notes"]\n'
    files = "-- content/a.note --\nCrane 2 stands\nStill.\n-- content/b.note --\nKran 2 steht\nStill.\n-- content/pages/c.note --\nWho we are\nWe.\n"

    site = build(f"-- content/a.md --\n{OUTAGE.format(n=1)}{files}{READER}-- publishconf.py --\n{settings}")

    assert site.code == 0, site.log
    assert "Crane 1 stands still" in site.text("/index.html")
    assert "Crane 2 stands" in site.text("/index.html")
    assert "Kran 2 steht" not in site.text("/index.html")  # a translation
    assert "Kran 2 steht" in site.text("/crane-de.html")
    assert "Who we are" in site.text("/pages/us.html")


def test_our_theme_shows_what_a_reader_of_another_plugin_reads(build):
    """It asked each article for its story, and ended the build over the minutes that reading takes."""
    files = "-- content/a.note --\nCrane 2 <stands>\nStill & quiet.\n-- content/b.note --\nKran 2 steht\nStill.\n"

    site = build(
        f"-- content/a.md --\n{OUTAGE.format(n=1)}{files}{READER}",
        more='PLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\nPLUGINS = [*PLUGINS, "notes"]',
    )

    assert site.code == 0, site.log
    page = site.page("/2026/11/crane/")
    assert page.find("h1").text == "Crane 2"
    assert "Still & quiet." in page.find("article").text
    assert page.find("time")["datetime"].startswith("2026-11-02")
    assert page.find("title").text.startswith("Crane 2")
    assert "Kran 2 steht" in site.text("/de/2026/11/crane/")
    for address in ("/archives/", "/2026/11/"):
        assert "/2026/11/crane/" in site.text(address), address
    assert [str(one) for one in audit(BuiltSite(site.output)) if "crane" in one.path] == []


def test_a_link_in_a_circle_is_named_and_ends_the_build(build, tmp_path):
    """Pelican would go through it forty times and end with a path of forty folders."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "up").symlink_to(".")

    site = build(f"-- content/a.md --\n{OUTAGE.format(n=1)}")

    assert site.code == 1
    assert "content/up: E19 this link leads back into a folder that it lies in; take it away" in site.log
    assert "Traceback" not in site.log


def test_what_is_no_file_is_named_and_waited_for_by_nobody(build, tmp_path):
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe.md")
    os.mkfifo(tmp_path / "content" / "pipe.rst")
    (tmp_path / "content" / "gone.md").symlink_to("nowhere.md")

    site = build(f"-- content/a.md --\n{OUTAGE.format(n=1)}")

    assert site.code == 1
    assert "content/pipe.md:1: E00 this is no file that holds a text; put it somewhere else" in site.log
    assert "content/pipe.rst:1: E00 this is no file that holds a text; put it somewhere else" in site.log
    assert "content/gone.md:1: E00 this link leads nowhere; put the file in its place, or delete the link" in site.log
    assert "Crane 1 stands still" in site.text("/archives/")


def test_the_markup_of_a_title_in_restructuredtext_is_left_to_it(build):
    """A title is text: that of a heading, of which docutils makes HTML, is what a reader sees of it."""
    heading = "Why ``with`` is *not* a < b, & more"

    site = build(f"-- content/a.rst --\n{heading}\n{'#' * len(heading)}\n\n:date: 2026-11-01\n\nText.\n")

    assert site.code == 0, site.log
    assert "<title>Why with is not a &lt; b, &amp; more |" in site.text("/2026/11/a/")


LOUD = """
-- own/loud.py --
from pelican import signals
from pelican.readers import MarkdownReader


class LoudReader(MarkdownReader):
    def read(self, source_path):
        html, facts = super().read(source_path)
        return html.upper(), facts


def add(readers):
    readers.reader_classes["md"] = LoudReader


def register():
    signals.readers_init.connect(add)
"""


def test_a_markdown_reader_of_another_plugin_shows_nothing_that_is_not_public(build):
    """It knows of no embargo and of no withdrawal, and took the place of ours without a word."""
    settings = PLUGINS.replace('["plugins"]', '["plugins", "own"]') + 'PLUGINS += ["loud"]\n'
    kept = "embargo: 2030-01-01T00:00:00Z", "status: draft", "status: withdrawn"
    files = "".join(
        f"-- content/kept-{n}.md --\nTitle: Kept {n}\nDate: 2026-11-04\n{line}\n\nA quiet matter.\n"
        for n, line in enumerate(kept)
    )

    site = build(f"-- content/a.md --\n{OUTAGE.format(n=1)}{files}{LOUD}-- publishconf.py --\n{settings}")

    assert site.code == 0, site.log
    assert "W26 loud.LoudReader, of another plugin, reads .md" in site.log
    assert "STOOD STILL" in site.text("/crane-1-stands-still.html")
    pages = [*site.output.rglob("*.html"), *site.output.rglob("*.xml")]
    assert [one.name for one in pages if "quiet matter" in one.read_text(encoding="utf-8").lower()] == []
    assert site.has("/kept-2.html")
