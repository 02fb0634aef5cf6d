"""Clone, editable install and wheel: three ways to have the plugins, one set of module names, one site.

That PLUGIN_PATHS keeps the full name `pelican.plugins.x` is how Pelican's loader works today and no promise of its; these
tests hold it fast.
"""

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
IGNORED = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
STORY = """---
title: Why tides turn
deck: The moon pulls, the sea answers, and a harbour master writes it down.
date: 2026-01-05T08:00+00:00
id: 0a1b2c3d4e5f
authors: [Ann Bee]
categories: [Science, World]
tags: [oceans, time]
sources:
- {name: Harbour Wire, relation: based-on, url: 'https://wire.example/tides'}
---
The sea rises and falls twice a day.
"""
#: Runs Pelican as its command does, then says which of our modules it loaded and from where.
PROBE = """
import json, sys
from pelican import main
code = 0
try:
    main(["content", "-s", "publishconf.py", "-o", "output", "--fatal", "errors"])
except SystemExit as end:
    code = end.code or 0
ours = {ours!r}
loaded = {{name: module.__file__ for name, module in sys.modules.items() if name.startswith(ours) and module.__file__}}
print("\\n" + json.dumps({{"code": code, "loaded": loaded}}))
""".format(ours=tuple(f"pelican.plugins.{file.parent.name}" for file in (ROOT / "plugins").glob("*/__init__.py")))
#: What a site says that has us installed: the theme comes with the package.
INSTALLED = """
from pelican_newsroom_themes import BROADSHEET as THEME
PLUGIN_PATHS = []
"""


@dataclass(frozen=True)
class Loaded:
    code: int
    log: str
    modules: dict[str, str]
    output: dict[str, bytes]


def build_with(python: Path, site: Path) -> Loaded:
    """Build the one-story site in `site` with an interpreter, in a fresh process that sees no folder of ours by accident."""
    content = site / "content"
    content.mkdir(exist_ok=True)
    (content / "tides.md").write_text(STORY, encoding="utf-8")
    environment = {"PATH": "", "HOME": str(site), "SOURCE_DATE_EPOCH": "1795435200", "NO_COLOR": "1", "COLUMNS": "200"}
    ran = subprocess.run(
        [python, "-c", PROBE],
        cwd=site,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    log, _, last = ran.stdout.rstrip().rpartition("\n")
    assert last.startswith("{"), ran.stdout + ran.stderr
    told = json.loads(last)
    output = site / "output"
    files = {str(p.relative_to(output)): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}
    return Loaded(told["code"], log + ran.stderr, told["loaded"], files)


def site_in(folder: Path, settings: str = "", *, with_plugins: bool = False) -> Path:
    """A folder with the demo's settings, and with our plugins and theme when they are to come from the folder itself."""
    folder.mkdir()
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(settings)
    for name in ("plugins", "themes") if with_plugins else ():
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    return folder


def environment_in(folder: Path) -> Path:
    """The interpreter of a new environment that has our dependencies but not us.

    A folder that comes in by a .pth file is a plain place to find modules: the .pth file of the editable install that
    lies in it is not read.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    places = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    Path(places.stdout.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def editable(tmp_path_factory) -> Loaded:
    """As in the development environment: these tests run in it."""
    return build_with(Path(sys.executable), site_in(tmp_path_factory.mktemp("editable") / "site", INSTALLED))


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Loaded:
    """Nothing of ours installed: the folders lie beside the settings."""
    folder = tmp_path_factory.mktemp("clone")
    return build_with(environment_in(folder / "environment"), site_in(folder / "site", with_plugins=True))


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel) -> Loaded:
    """The wheel and nothing else of ours."""
    folder = tmp_path_factory.mktemp("installed")
    python = environment_in(folder / "environment")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install], check=True)
    assert (python.parent / "newsroom").is_file(), "the wheel brings the command"
    return build_with(python, site_in(folder / "site", INSTALLED))


@pytest.mark.parametrize("way", ["editable", "clone", "installed"])
def test_the_site_is_built(way, request):
    built = request.getfixturevalue(way)

    assert built.code == 0, built.log
    assert b"Why tides turn" in built.output["2026/01/tides/index.html"]


def test_each_way_loads_its_own_files(editable, clone, installed):
    """Otherwise the tests below would compare a thing with itself."""
    place_of = {
        way: Path(loaded.modules["pelican.plugins.newsroom"]).parent
        for way, loaded in (("editable", editable), ("clone", clone), ("installed", installed))
    }

    assert place_of["editable"] == ROOT / "plugins" / "newsroom"
    assert place_of["clone"].parent.name == "plugins"
    assert place_of["clone"] != place_of["editable"]
    assert place_of["installed"].parts[-4:] == ("site-packages", "pelican", "plugins", "newsroom")


def test_all_ways_load_the_same_names(editable, clone, installed):
    """What is switched on has one name, wherever it comes from. An installed plugin is imported even when it is off."""
    assert set(clone.modules) <= set(editable.modules)
    assert set(editable.modules) == set(installed.modules)
    assert {"pelican.plugins.newsroom", "pelican.plugins.taxonomy.plugin"} <= set(clone.modules)


def test_all_ways_build_the_same_site(editable, clone, installed):
    assert clone.output == editable.output
    assert installed.output == editable.output


def test_the_wheel_holds_every_module_and_every_file_of_the_theme(wheel):
    """Folders below a plugin too, such as newsroom/commands."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    modules = {
        f"pelican/plugins/{p.relative_to(ROOT / 'plugins').as_posix()}" for p in (ROOT / "plugins").rglob("*.py")
    }
    typed = {f"pelican/plugins/{p.parent.name}/py.typed" for p in (ROOT / "plugins").glob("*/py.typed")}
    theme = ROOT / "themes" / "broadsheet"
    parts = {
        f"pelican_newsroom_themes/broadsheet/{p.relative_to(theme).as_posix()}" for p in theme.rglob("*") if p.is_file()
    }

    assert any("/commands/" in name for name in modules)
    assert modules <= held
    assert typed <= held
    assert parts <= held
    assert {"pelican_newsroom_launcher/__init__.py", "pelican_newsroom_launcher/py.typed"} <= held


def test_the_wheel_leaves_pelican_s_own_files_alone(wheel):
    """pelican/ and pelican/plugins/ are shared ground: a file of ours in them would overwrite another's."""
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()

    assert not [name for name in held if name in ("pelican/__init__.py", "pelican/plugins/__init__.py")]
    assert not [name for name in held if name.startswith(("tests/", "docs/", "content/", "benchmarks/"))]
