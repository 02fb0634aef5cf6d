"""Tags of others in a theme, which do while a page is made what nobody sees from outside: write a style sheet, as webassets does."""

import pytest

from tests.conftest import write
from tests.incremental.sequences import SETTINGS, differing, lay_out
from tests.incremental.small_site import files, story
from tests.sites.test_themes_site import THEMES

TAG = '''-- tags.py --
"""A tag that writes a file into the output, whoever makes the page that it stands on."""
from pathlib import Path
from jinja2 import nodes
from jinja2.ext import Extension

class Sheet(Extension):
    tags = {"sheet"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        return nodes.Output([self.call_method("written")], lineno=line)

    def written(self):
        Path("output/theme").mkdir(parents=True, exist_ok=True)
        Path("output/theme/sheet.css").write_text("p {}")
        return "sheet.css"
-- put/base.html --
{% extends "!theme/base.html" %}
{% block head %}{{ super() }}<link rel="stylesheet" href="/theme/{% sheet %}">{% endblock %}
'''
WITH_TAG = 'JINJA_ENVIRONMENT = {"extensions": ["tags.Sheet"]}\nTHEME_TEMPLATES_OVERRIDES = ["put"]\n'


def test_what_a_tag_of_the_theme_writes_is_there_after_every_build(forge, site):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(WITH_TAG)
    write(site, TAG)
    forge.build(site)
    first = files(site / "output")

    again = forge.build(site)
    after_nothing = files(site / "output")
    write(site, story("a", text="Other words."))
    forge.build(site, cores=2)

    assert again.code == 0, again.log
    assert first["theme/sheet.css"] == b"p {}"
    assert b"sheet.css" in first["a.html"]
    assert after_nothing == first
    assert set(files(site / "output")) == set(first)


@pytest.mark.parametrize("theme", ["bulrush", "plumage", "seafoam"])
def test_themes_that_bundle_their_styles_are_whole_after_every_build(forge, tmp_path, monkeypatch, theme):
    """They stand where they were installed, which they want."""
    more = 'IMAGE_PROCESS = {"thumb": ["scale_in 200 200 True"]}\nLOCALE = ["C.UTF-8"]\n'  # plumage opens pages as the locale says
    more += 'WEBASSETS_CONFIG = [("POSTCSS_BIN", "cat"), ("POSTCSS_EXTRA_ARGS", [])]\n'  # test_themes_site.py has Node do it
    monkeypatch.setitem(SETTINGS, theme, SETTINGS["reflex"].partition("from pelican.themes")[0] + THEMES[theme] + more)
    site = tmp_path / "site"
    lay_out(site, theme)
    first = forge.build(site)
    whole = files(site / "output")

    again = forge.build(site)

    assert (first.code, again.code) == (0, 0), first.log + again.log
    assert differing(files(site / "output"), whole) == ""
    edited = site / "content/ferry.md"
    edited.write_text(f"{edited.read_text(encoding='utf-8')}One more sentence.\n", encoding="utf-8")
    ran, fresh = forge.build(site), forge.build(site, output="clean")
    assert (ran.code, fresh.code) == (0, 0), ran.log + fresh.log
    assert differing(files(site / "output"), files(site / "clean")) == ""
