"""`newsroom build`: what `pelican --fatal errors` does, in words for a writer."""

import re
import shutil
import sys
from importlib.util import find_spec

import pytest

from ..conftest import ROOT, run, write

STORY = """-- content/tram.md --
---
title: The tram comes back
date: 2026-11-20 09:00
---

The first rails were laid on Monday.
-- plugins/pelican_moon/__init__.py --
{plugin}
"""
FAILING = """from pelican import signals


def fail(article_generator, content):
    raise ValueError("the moon is down")


def register():
    signals.article_generator_write_article.connect(fail)
"""


def test_it_writes_what_pelican_writes(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin="def register(): ...").replace("plugins/pelican_moon", "moon"))
    by_pelican = run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py", "-o", "theirs", "--fatal", "errors"], tmp_path
    )

    ran = newsroom("build", "-s", "publishconf.py", "-o", "ours")

    assert (ran.returncode, by_pelican.returncode) == (0, 0), ran.stderr
    files = [
        sorted(p.relative_to(tmp_path / folder) for p in (tmp_path / folder).rglob("*") if p.is_file())
        for folder in ("ours", "theirs")
    ]
    assert files[0] == files[1]
    assert [p for p in files[0] if (tmp_path / "ours" / p).read_bytes() != (tmp_path / "theirs" / p).read_bytes()] == []


def test_a_plugin_that_fails_is_named_in_a_sentence(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin=FAILING).replace("plugins/pelican_moon", "more/pelican_moon"))
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8") + 'PLUGIN_PATHS += ["more"]\nPLUGINS += ["pelican_moon"]\n',
        encoding="utf-8",
    )

    ran = newsroom("build")

    assert ran.returncode == 1
    assert (
        "newsroom: the build ended early: more/pelican_moon/__init__.py:5: ValueError: the moon is down" in ran.stderr
    )
    assert "Traceback" not in ran.stderr + ran.stdout
    assert "Traceback" in newsroom("--debug", "build").stderr


#: A site with its own settings, and few plugins.
OLD = (
    f'PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]\nPLUGINS = ["pelican.plugins.newsroom"]\nSITENAME = "Old"\nTIMEZONE = "UTC"\n'
    'PATH = "content"\nTHEME = "simple"\nCHECKS = {"severity": {"W02": "off", "W15": "off"}}\n'
)


def test_settings_of_another_kind_are_told_with_their_lines_and_the_site_is_built(tmp_path, newsroom):
    """Such a build ended in the words of an exception, as `'NoneType' object is not iterable`."""
    write(tmp_path, STORY.format(plugin="def register(): ..."))
    wrong = 'DEFAULT_PAGINATION = "1"\nMENUITEMS = ("Cranes", "https://cranes.example/")\nSTATIC_PATHS = None\n'
    (tmp_path / "old.py").write_text(f"{OLD}{wrong}", encoding="utf-8")

    built, checked = newsroom("build", "-s", "old.py", "-o", "out"), newsroom("check", "-s", "old.py")

    for ran in (built, checked):
        assert ran.returncode == 1
        told = [line.split(" ")[:3] for line in (ran.stdout + ran.stderr).splitlines() if line.startswith("old.py:")]
        assert sorted(told) == [
            ["old.py:10:", "E00", "STATIC_PATHS"],
            ["old.py:8:", "E00", "DEFAULT_PAGINATION"],
            ["old.py:9:", "E00", "MENUITEMS"],
        ]
    assert "ended early" not in built.stderr
    assert "The tram comes back" in (tmp_path / "out/index.html").read_text(encoding="utf-8")


def test_a_site_that_names_its_extensions_of_jinja_apart_is_built(tmp_path, newsroom):
    """As old Pelican had them: its successor looks for a setting beside them which such a site has not."""
    write(tmp_path, STORY.format(plugin="def register(): ..."))
    (tmp_path / "old.py").write_text(f"{OLD}JINJA_EXTENSIONS = ['jinja2.ext.loopcontrols']\n", encoding="utf-8")

    ran = newsroom("build", "-s", "old.py", "-o", "out")

    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out/index.html").is_file()


def test_a_site_that_names_its_folders_from_above_content_has_its_stories_there(tmp_path):
    """`ARTICLE_PATHS = ["content/blog"]` and no PATH: they were looked for in `content/content`, and such a site lost every story without a word."""
    story = tmp_path / "content/blog/tram.md"
    story.parent.mkdir(parents=True)
    story.write_text("title: The tram comes back\ndate: 2026-11-20\n\nThe first rails were laid.\n", encoding="utf-8")
    own = OLD.replace('PATH = "content"\n', 'ARTICLE_PATHS = ["content/blog"]\n')
    (tmp_path / "old.py").write_text(own, encoding="utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom"]

    built = run([*command, "build", "-s", "old.py", "-o", "out"], tmp_path)
    checked = run([*command, "check", "-s", "old.py"], tmp_path)

    assert (built.returncode, checked.returncode) == (0, 0), built.stderr
    assert (tmp_path / "out/tram.html").is_file()
    assert "in 1 file" in checked.stderr


def test_a_site_that_names_no_folder_of_stories_has_them_in_content(tmp_path, newsroom):
    """Old sites name it in their Makefile: all that lay beside the settings, README and theme too, was read as stories."""
    write(tmp_path, STORY.format(plugin="def register(): ..."))
    (tmp_path / "README.md").write_text("# How to build this\n\nCall make.\n", encoding="utf-8")
    (tmp_path / "old.py").write_text(
        f'PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]\nPLUGINS = ["pelican.plugins.newsroom"]\nSITENAME = "Old"\nTIMEZONE = "UTC"\n'
        'THEME = "simple"\nCHECKS = {"severity": {"W02": "off", "W15": "off"}}\n',
        encoding="utf-8",
    )

    built, checked = newsroom("build", "-s", "old.py", "-o", "out"), newsroom("check", "-s", "old.py")

    assert (built.returncode, checked.returncode) == (0, 0), built.stderr + checked.stdout
    assert (tmp_path / "out" / "tram.html").is_file()
    assert "README" not in built.stderr + checked.stdout


def test_a_site_whose_articles_lie_in_folders_beside_its_settings_is_checked(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin="def register(): ...").replace("content/tram.md", "lua/tram.md"))
    shutil.rmtree(tmp_path / "content", ignore_errors=True)
    (tmp_path / "old.py").write_text(
        'SITENAME = "Old"\nTIMEZONE = "UTC"\nTHEME = "simple"\nPLUGINS = ["pelican.plugins.newsroom"]\nARTICLE_PATHS = ["lua"]\n',
        encoding="utf-8",
    )

    checked = newsroom("check", "-s", "old.py")

    assert checked.returncode == 0, checked.stderr


def test_our_theme_writes_out_signs_in_titles_also_where_the_settings_do_not_say_so(build):
    """JINJA_ENVIRONMENT stood in the settings that we write; a site that only chose the theme had broken pages."""
    settings = f"""
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
PLUGINS = ["pelican.plugins.newsroom"]
THEME = {str(ROOT / "themes/broadsheet")!r}
SITENAME, SITEURL, TIMEZONE = "Old", "https://old.example", "UTC"
"""
    story = '-- content/a.md --\nTitle: Fish & <chips> "today"\nDate: 2026-11-01\n\nThey are eaten.\n'

    site = build(f"{story}-- publishconf.py --\n{settings}")
    said = site.page("/a.html").find("h1").text
    spared = build(f"{story}-- publishconf.py --\n{settings}JINJA_ENVIRONMENT = {{'autoescape': False}}\n")

    assert site.code == 0, site.log
    assert said == 'Fish & <chips> "today"'
    assert "<chips>" in spared.text("/a.html")


def _plugins(tmp_path, names, **files):
    for name, text in files.items():
        write(tmp_path, f"-- more/{name}.py --\n{text}\n")
    settings = tmp_path / "pelicanconf.py"
    said = f'PLUGIN_PATHS += ["more"]\nPLUGINS += {names!r}\n'
    settings.write_text(settings.read_text(encoding="utf-8") + said, encoding="utf-8")


def test_a_plugin_that_is_not_there_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    """The rest of the site is to be seen; exit code 0 would say that nothing is wrong."""
    write(tmp_path, STORY.format(plugin=""))
    _plugins(tmp_path, ["moon_tides"])

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "neither installed nor in PLUGIN_PATHS: moon_tides; " in ran.stderr
    assert "newsroom: built without moon_tides: this site is not fit to publish" in ran.stderr
    assert "ended early" not in ran.stderr
    assert "The first rails were laid" in (tmp_path / "output/2026/11/tram/index.html").read_text(encoding="utf-8")
    again = newsroom("build")
    assert (again.returncode, "built without moon_tides" in again.stderr) == (1, True)
    checked = newsroom("check")
    assert checked.returncode == 1
    assert re.match(
        r"pelicanconf.py:\d+: E00 neither installed nor in PLUGIN_PATHS: moon_tides; install", checked.stdout
    )


def test_a_plugin_that_cannot_be_registered_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    """Old ones listen to signals by names that Pelican has given up; a traceback was printed, and nothing was built."""
    write(tmp_path, STORY.format(plugin=""))
    listening = "from pelican import signals\n\n\ndef register():\n    signals.pages_generator_init.connect(print)\n"
    _plugins(tmp_path, ["tides"], tides=listening)

    for _ in range(2):
        ran = newsroom("build")

        assert ran.returncode == 1
        assert "tides.py:5: AttributeError" in ran.stderr
        assert "newsroom: built without tides: this site is not fit to publish" in ran.stderr
        assert "Traceback" not in ran.stderr + ran.stdout
        assert (tmp_path / "output/index.html").is_file()


def test_a_plugin_that_cannot_be_imported_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    """Of old plugins there are those that miss a package, and those of Python 2."""
    write(tmp_path, STORY.format(plugin=""))
    _plugins(tmp_path, ["tides", "old"], tides="import ebb_and_flow", old='print "the moon"')

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "more/tides.py:1: ModuleNotFoundError: No module named 'ebb_and_flow'; install the package" in ran.stderr
    assert "more/old.py:1: Missing parentheses in call to 'print'" in ran.stderr
    assert "newsroom: built without tides, old: this site is not fit to publish" in ran.stderr
    assert (tmp_path / "output/2026/11/tram/index.html").is_file()
    assert "Traceback" not in ran.stderr + ran.stdout
    assert "Traceback" in newsroom("--debug", "build").stderr


def test_a_theme_that_is_not_there_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    """The theme of an old site often stayed on another machine; its stories did not."""
    write(tmp_path, STORY.format(plugin=""))
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + 'THEME = "moss"\n', encoding="utf-8")

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "there is no theme moss; copy that folder there, or write THEME = " in ran.stderr
    assert "newsroom: built without its theme: this site is not fit to publish" in ran.stderr
    assert "ended early" not in ran.stderr
    assert "The first rails were laid" in (tmp_path / "output/2026/11/tram/index.html").read_text(encoding="utf-8")
    again = newsroom("build")
    assert (again.returncode, "built without its theme" in again.stderr) == (1, True)


COVERS = """import logging

from pelican import signals

log = logging.getLogger(__name__)


def fetch(generator):
    try:
        raise OSError("no network")
    except OSError:
        log.error("No cover was found")


def register():
    signals.article_generator_finalized.connect(fetch)
"""


def test_a_plugin_that_logs_an_error_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    """Plugins that fetch something say so where they cannot, and go on; so does Pelican."""
    write(tmp_path, STORY.format(plugin=""))
    _plugins(tmp_path, ["covers"], covers=COVERS)

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "No cover was found" in ran.stderr + ran.stdout
    assert "newsroom: covers told of an error: this site is not fit to publish" in ran.stderr
    assert "ended early" not in ran.stderr
    assert "The first rails were laid" in (tmp_path / "output/2026/11/tram/index.html").read_text(encoding="utf-8")
    again = newsroom("build")
    assert (again.returncode, "covers told of an error" in again.stderr) == (1, True)


@pytest.mark.skipif(all(map(find_spec, ("typogrify", "smartypants"))), reason="what TYPOGRIFY asks for is there")
def test_typogrify_without_its_library_leaves_the_site_built_and_unfit(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin=""))
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + "TYPOGRIFY = True\n", encoding="utf-8")

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "TYPOGRIFY asks for " in ran.stderr
    assert "`, or write TYPOGRIFY = False" in ran.stderr
    assert "newsroom: built without TYPOGRIFY: this site is not fit to publish" in ran.stderr
    assert "The first rails were laid" in (tmp_path / "output/2026/11/tram/index.html").read_text(encoding="utf-8")
    again = newsroom("build")
    assert (again.returncode, "built without TYPOGRIFY" in again.stderr) == (1, True)


def test_a_site_of_other_plugins_alone_is_built_without_the_one_that_is_lost(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin=""))
    (tmp_path / "pelicanconf.py").write_text(
        'PATH = "content"\nTHEME = "simple"\nTIMEZONE = "UTC"\nPLUGINS = ["moon_tides"]\n', encoding="utf-8"
    )

    ran = newsroom("build")

    assert ran.returncode == 1
    assert "built without moon_tides" in ran.stderr
    assert (tmp_path / "output/the-tram-comes-back.html").is_file()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("moon-tides/.keep", "the folder of the plugin moon-tides holds no plugin"),
        ("moon-tides/__init__.py", "it has no register()"),
    ],
)
def test_a_site_is_built_without_a_plugin_whose_folder_holds_none(file, said, tmp_path, newsroom):
    """As git leaves the folder of another repository, until it is asked to fetch that."""
    write(tmp_path, STORY.format(plugin=""))
    (tmp_path / "old" / file).parent.mkdir(parents=True)
    (tmp_path / "old" / file).write_text("", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(
        'PATH = "content"\nTHEME = "simple"\nTIMEZONE = "UTC"\nPLUGIN_PATHS = ["old"]\nPLUGINS = ["moon-tides"]\n',
        encoding="utf-8",
    )

    ran = newsroom("build")

    assert (ran.returncode, "Traceback" in ran.stderr + ran.stdout) == (1, False)
    assert said in ran.stderr
    assert "built without moon-tides" in ran.stderr
    assert (tmp_path / "output/the-tram-comes-back.html").is_file()


def test_a_folder_that_is_not_there_is_named(tmp_path, newsroom):
    """Pelican would speak of its own `--help`."""
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "Old"\n', encoding="utf-8")

    built = newsroom("build", "nowhere")

    assert (built.returncode, built.stderr) == (2, "newsroom: there is no nowhere\n")
    assert not (tmp_path / "output").exists()


def test_an_address_pattern_may_ask_for_any_key(tmp_path, newsroom):
    """With Pelican each key of a header has a place in ARTICLE_URL, and so has what the file's name says."""
    write(
        tmp_path,
        """-- content/12-tram.md --
title: The tram comes back
date: 2026-11-20 09:00
desk: city

The first rails were laid on Monday.
-- content/rain.md --
title: Rain
date: 2026-11-20 09:00

It rains.
""",
    )
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + r'FILENAME_METADATA = r"(?P<number>\d+)-(?P<slug>.*)"'
        + '\nARTICLE_URL = "{desk}/{number}/{slug}/"\nARTICLE_SAVE_AS = ARTICLE_URL + "index.html"\n',
        encoding="utf-8",
    )

    ran = newsroom("build")

    assert (tmp_path / "output/city/12/tram/index.html").is_file(), ran.stderr
    assert ran.returncode == 1
    assert (
        "content/rain.md:1: E00 the site's address pattern asks for 'desk'; write that key into the header"
        in ran.stderr
    )
