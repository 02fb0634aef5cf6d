"""`newsroom publish` for sites that enable some of the plugins: the audit asks of each what it says that it has, and no more."""

import re
import shutil
import sys

import pytest

from tests.checks.planting import SITE
from tests.conftest import ROOT, picture, run, write

ALL = tuple(re.findall(r'"pelican\.plugins\.(\w+)"', (ROOT / "pelicanconf.py").read_text(encoding="utf-8")))
NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
#: A site as Pelican makes it, which takes one part of ours.
STOCK = """
PLUGIN_PATHS = ["plugins"]
SITENAME = "Plain"
SITEURL = "https://news.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
STATIC_PATHS = ["images"]
ARTICLE_EXCLUDES = ["data"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
"""


def without(*plugins: str) -> tuple[str, ...]:
    return tuple(one for one in ALL if one not in plugins)


#: What the site enables, its theme, and what the audit says that it did not ask for.
SITES = {
    "no attribution": (without("attribution"), "", "provenance.json"),
    "no structured data": (without("structured_data"), "", "JSON-LD"),
    "no feeds of ours": (without("feeds"), "", "our feeds"),
    "our theme and taxonomy": (("newsroom", "taxonomy"), "", "JSON-LD, provenance.json, our feeds"),
    "our theme and nothing else": (("newsroom",), "", "JSON-LD, provenance.json, our feeds"),
    "Pelican's theme and taxonomy": (("newsroom", "taxonomy"), "notmyidea", "JSON-LD, provenance.json, our feeds"),
    "a theme without any form and feeds": (("newsroom", "feeds"), "simple", "JSON-LD, provenance.json"),
    "a theme without any form and attribution": (("newsroom", "attribution"), "simple", "JSON-LD, our feeds"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Name of a site -> its folder, and what its publishing said."""
    known = {}

    def _published(name):
        if name not in known:
            plugins, theme, _ = SITES[name]
            root = tmp_path_factory.mktemp("parts")
            if theme:
                (root / "publishconf.py").write_text(f"{STOCK}THEME = {theme!r}\n", encoding="utf-8")
            write(root, SITE.replace("status: withdrawn", "categories: [Law]\nstatus: withdrawn"))
            picture(root / "content/images/a.png", 1200, 630)
            with (root / "publishconf.py").open("a", encoding="utf-8") as settings:
                settings.write(f"\nPLUGINS = {[f'pelican.plugins.{one}' for one in plugins]!r}\n")
            known[name] = root, run([*NEWSROOM, "publish"], root)
        return known[name]

    return _published


@pytest.mark.parametrize("name", SITES)
def test_a_site_with_some_of_the_plugins_is_published(published, name):
    _, ran = published(name)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"not asked for, as the settings do without it: {SITES[name][2]}\n" in ran.stderr


@pytest.mark.parametrize(
    ("name", "fault", "said"),
    [
        ("Pelican's theme and taxonomy", ('href="https://news.example/tag/sea.html"', 'href="https://news.example/tag/see.html"'), "E10 the link to /tag/see.html leads nowhere"),
        ("Pelican's theme and taxonomy", ("</title>", '</title><link rel="canonical" href="https://wire.example/1">'), "E07 its canonical is https://wire.example/1"),
        ("Pelican's theme and taxonomy", ("</body>", "<p>Words that nobody may read again in any form.</p></body>"), "E03"),
        ("no structured data", ("This article was originally reported by <a", "We reported this before <a"), "E06 the credit of"),
        ("no attribution", ('"headline": "Straits and the law"', '"headline": "Straits"'), "E06 title of"),
        ("our theme and taxonomy", ("</h1>", "</h1><h1>Again</h1>"), "E14 the page has 2 h1"),
    ],
    ids=["dead link", "canonical", "leak", "credit", "headline", "h1"],
)  # fmt: skip
def test_what_is_wrong_in_itself_is_found_in_them_too(published, tmp_path, name, fault, said):
    root, _ = published(name)
    site = tmp_path / "site"
    shutil.copytree(root, site, symlinks=True, ignore=shutil.ignore_patterns("output.editions", ".cache"))
    story = min((site / "output").rglob("*straits*.html"), default=None) or site / "output/2026/11/straits/index.html"
    text = story.read_text(encoding="utf-8")
    assert fault[0] in text
    story.write_text(text.replace(*fault), encoding="utf-8")

    ran = run([*NEWSROOM, "audit", "output", "--content", "content", "-s", "publishconf.py"], site)

    assert ran.returncode == 1
    assert said in ran.stdout


def test_without_settings_everything_is_asked_for(published):
    root, _ = published("no structured data")

    ran = run([*NEWSROOM, "audit", "output"], root)

    assert ran.returncode == 1
    assert "E06 the story has no NewsArticle in JSON-LD" in ran.stdout


def test_a_site_judges_what_a_site_may_judge(published, tmp_path):
    root, _ = published("Pelican's theme and taxonomy")
    site = tmp_path / "site"
    shutil.copytree(root, site, symlinks=True, ignore=shutil.ignore_patterns("output.editions", ".cache"))
    with (site / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('CHECKS = {"severity": {"E10": "warning"}}\n')
    (site / "output/category/law.html").unlink()

    ran = run([*NEWSROOM, "audit", "output", "-s", "publishconf.py"], site)

    assert "E10 the link to /category/law.html leads nowhere" in ran.stdout
    assert ran.returncode == 0, ran.stdout
