"""Other people's themes show every story under each of its categories, as ours does."""

import shutil
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.taxonomy.indexes import indexes_of

from tests.conftest import run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SETTINGS = """
import runpy
globals().update({{k: v for k, v in runpy.run_path({house!r}).items() if k.isupper()}})
SITEURL = "https://news.example"
RELATIVE_URLS = False
PATH = "content"
PLUGIN_PATHS = [{plugins!r}]
PLUGINS = list(PLUGINS)
DIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives"]
PAGINATED_TEMPLATES = {{**PAGINATED_TEMPLATES, "index": None}}
JINJA_ENVIRONMENT = {{"trim_blocks": True, "lstrip_blocks": True}}  # autoescape is our theme's
{theme}
"""
THEMES = {
    "simple": 'THEME = "simple"',
    "notmyidea": 'THEME = "notmyidea"',
    "plumage": """
import plumage
THEME = plumage.get_path()
PLUGINS += ["pelican.plugins.webassets"]
WEBASSETS_DEBUG = True  # its compiler of scripts wants Java
""",
    "seafoam": """
from pelican.plugins import seafoam
THEME = seafoam.get_path()
PLUGINS += ["pelican.plugins.seafoam", "pelican.plugins.image_process"]
IMAGE_PROCESS = {}
MENUITEMS = []
""",
    "reflex": """
from pelican.themes import reflex
THEME = reflex.path()
CC_LICENSE = {}
AUTHOR = "Ines Caldeira"  # it asks each article for one
""",
    "engineering": """
import pelican_engineering_theme
THEME = str(pelican_engineering_theme.get_theme_path())
""",
    "bulrush": """
import bulrush
THEME = bulrush.PATH
AUTHOR = "Ines Caldeira"  # it asks each article for one
JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, **bulrush.ENVIRONMENT}
JINJA_FILTERS = bulrush.FILTERS
PLUGINS += ["pelican.plugins.webassets"]
""",
}


#: It opens pages as the locale says, which is C.
ENVIRONMENT = {"plumage": {"PYTHONUTF8": "1"}}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """What the first build of the demo drew, for the others: no theme has a say in it."""
    return tmp_path_factory.mktemp("drawn")


@pytest.mark.parametrize("theme", THEMES)
def test_the_demo_builds_with_the_theme_and_no_story_is_missing(theme, drawn, tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for name in ("images", "pictures", "icons"):
        (drawn / name).mkdir(exist_ok=True)
        (tmp_path / ".cache").mkdir(exist_ok=True)
        (tmp_path / ".cache" / name).symlink_to(drawn / name)
    (tmp_path / "settings.py").write_text(
        SETTINGS.format(house=str(ROOT / "pelicanconf.py"), plugins=str(ROOT / "plugins"), theme=THEMES[theme]),
        encoding="utf-8",
    )

    built = run(
        [sys.executable, "-m", "pelican", "content", "-s", "settings.py", "-o", "output", "--fatal", "errors"],
        tmp_path,
        **ENVIRONMENT.get(theme, {}),
    )

    assert built.returncode == 0, built.stdout + built.stderr
    wanted = filings()
    assert set(wanted) <= {file.name for file in (tmp_path / "output/category").iterdir()}
    for category, stories in wanted.items():
        assert stories <= linked(tmp_path / "output/category" / category), category


def filings() -> dict[str, set[str]]:
    """Category -> addresses of the demo's stories that stand under it."""
    build = desk_for_site(str(ROOT / "pelicanconf.py"))
    return {entry.term.slug: {story.url for story in entry.stories} for entry in indexes_of(build).categories}


def linked(folder: Path) -> set[str]:
    """Where the pages of a list lead, as addresses below the site's."""
    links = set()
    for file in folder.rglob("*.html"):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        links |= {
            str(link["href"]).partition("#")[0].removeprefix("https://news.example").lstrip("/")
            for link in page.find_all("a", href=True)
        }
    return links


def test_what_a_theme_has_no_template_for_is_neither_written_nor_listed(build):
    story = "-- content/a.md --\nTitle: A\nDate: 2026-01-01\nSource: Harbour Wire\n\nText.\n"
    more = 'THEME = "notmyidea"\nMENUITEMS = []\nJINJA_ENVIRONMENT = {}\nDIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives"]\nPAGINATED_TEMPLATES = {"index": None, "category": None}'

    built = build(story, more=more)

    assert built.code == 0, built.log
    assert not built.has("/how-we-credit/")
    assert "source/" not in built.text("/sitemap-1.xml")
    assert [one for one in audit(BuiltSite(built.output)) if one.rule == "E10"] == []


@pytest.mark.parametrize(
    ("more", "addresses"),
    [
        ('DIRECT_TEMPLATES = ["index", "404"]\nYEAR_ARCHIVE_SAVE_AS = ""\n', set()),
        ('ARCHIVES_SAVE_AS = TAGS_SAVE_AS = ""\n', {"authors/"}),
        (
            'for one in ("ARCHIVES", "TAGS", "AUTHORS", "CATEGORIES"):\n    del globals()[f"{one}_URL"]\n    globals()[f"{one}_SAVE_AS"] = f"{one.lower()}.html"\nYEAR_ARCHIVE_SAVE_AS = ""\n',
            {"archives.html", "tags.html", "authors.html"},
        ),
    ],
    ids=["none of them", "some of them", "at Pelican's own addresses"],
)
def test_our_theme_leads_to_lists_where_they_are_and_nowhere_else(build, more, addresses):
    """As the front page, the page of what was not found and the audit see it."""
    story = "-- content/a.md --\nTitle: A\nDate: 2026-11-01\nCategory: World\nTags: sea\nAuthor: Ann Bee\n\nWords.\n"
    off = 'PLUGINS = [one for one in PLUGINS if not one.endswith(("storylines", "glossary"))]\n'

    site = build(story, more=off + more)

    assert site.code == 0, site.log
    lists = {f"{name}{end}" for name in ("archives", "tags", "authors", "storylines") for end in ("/", ".html")}
    led = {
        one.removeprefix("https://news.example").lstrip("/") for page in ("/", "/404.html") for one in site.links(page)
    }
    assert led & lists == addresses
    assert [one for one in audit(BuiltSite(site.output)) if one.rule in ("E07", "E10")] == []
    footer = site.page("/").find("footer")
    assert [one for one in footer.find_all("a") if one.get_text() == "Storylines"] == []
