"""Whether Pelican comes late, and then whole. Each in a process of its own, since this one has Pelican already."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("newsroom"))
BEGIN = "import sys, pelican_newsroom_launcher as launcher; launcher.load_when_asked()\n"


def said(code: str, *more: str) -> str:
    """What a process prints that waits with Pelican and then does this."""
    ran = subprocess.run(
        [sys.executable, "-c", BEGIN + code, *more], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_our_modules_come_without_pelican():
    code = "import pelican.plugins.newsroom.__main__\nprint('rich' in sys.modules, 'pelican.utils' in sys.modules)"

    assert said(code) == "False False"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("import pelican", "pelican.__version__"),
        ("import pelican", "pelican.Pelican.__name__"),
        ("from pelican import signals", "signals.initialized.name"),
        ("import pelican.contents", "pelican.contents.Article.__name__"),
        ("from pelican.readers import Readers", "Readers.__name__"),
        ("import pelican.plugins.newsroom.generator as g", "g.DeskArticlesGenerator.__name__"),
        ("import pickle, pelican.plugins.newsroom", "pickle.whichmodule(len, 'len')"),
        ("import importlib, pelican; importlib.reload(pelican)", "pelican.__name__"),
    ],
)
def test_whoever_asks_first_gets_what_he_would_get_without_us(first, then):
    plain = subprocess.run(
        [sys.executable, "-c", f"{first}\nprint({then})"], capture_output=True, text=True, check=True, timeout=60
    )

    assert said(f"{first}\nprint({then})") == plain.stdout.strip()


def test_pelican_is_whole_afterwards_and_nobody_stands_in_the_way_any_more():
    names = "sorted(n for n in vars(pelican) if n != '__builtins__')"
    plain = subprocess.run(
        [sys.executable, "-c", f"import pelican, pelican.plugins.newsroom\nprint({names})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    code = f"import pelican.plugins.newsroom, pelican.cache\nprint({names})\nprint(type(pelican).__name__, len([f for f in sys.meta_path if isinstance(f, launcher._Finder)]))"

    assert said(code).splitlines() == [plain.stdout.strip(), "module 0"]


def test_what_pelican_has_not_is_an_attribute_error_as_ever():
    code = "import pelican\ntry: pelican.nothing\nexcept AttributeError as error: print(error)\nprint(hasattr(pelican, 'nothing'))"

    assert said(code).splitlines() == ["module 'pelican' has no attribute 'nothing'", "False"]


def test_threads_that_ask_at_once_all_get_the_whole():
    code = """
import threading, time
import pelican
wall, got = threading.Barrier(8), []
def ask(number):
    wall.wait()
    got.append(pelican.Pelican if number % 2 else __import__("pelican").main)
threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
[one.start() for one in threads]; [one.join() for one in threads]
print(len(got), len(set(got)))
"""
    assert said(code) == "8 2"


def test_a_pelican_that_is_broken_says_so_each_time(tmp_path):
    package = tmp_path / "pelican"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('half installed')\n", encoding="utf-8")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import pelican_newsroom_launcher as launcher
launcher.load_when_asked()
import pelican
for _ in range(2):
    try: pelican.Pelican
    except ImportError as error: print(error)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.splitlines() == ["half installed"] * 2


def test_a_plugin_in_another_place_than_pelican_is_found(tmp_path):
    plugin = tmp_path / "pelican" / "plugins" / "elsewhere"
    plugin.mkdir(parents=True)
    (plugin / "__init__.py").write_text("WHERE = 'elsewhere'\n", encoding="utf-8")
    code = f"""
import sys
sys.path.append({str(tmp_path)!r})
import pelican_newsroom_launcher as launcher
launcher.load_when_asked()
import pelican.plugins.elsewhere
print(pelican.plugins.elsewhere.WHERE, "pelican.utils" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.strip() == "elsewhere False"


def test_a_pelican_that_is_there_already_stays():
    code = "import sys, pelican\nbefore = pelican\nimport pelican_newsroom_launcher as launcher\nlauncher.load_when_asked()\nprint(sys.modules['pelican'] is before, type(before).__name__)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.strip() == "True module"


def test_the_command_starts_by_it(tmp_path):
    ran = subprocess.run([PROGRAM, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    wrong = subprocess.run([PROGRAM, "biuld"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    assert ran.stdout.startswith("usage: newsroom")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


@pytest.fixture
def site(tmp_path):
    """A site of one story, all of it an hour old."""
    (tmp_path / "content").mkdir()
    story, settings = tmp_path / "content" / "tides.md", tmp_path / "pelicanconf.py"
    story.write_text("Title: Why tides turn\nDate: 2026-01-05\n\nTwice a day.\n", encoding="utf-8")
    settings.write_text(
        'SITENAME, PATH, TIMEZONE, ARTICLE_PATHS = "A", "content", "UTC", [""]\n'
        'PLUGINS = ["pelican.plugins.newsroom", "pelican.plugins.incremental"]\n', encoding="utf-8",
    )  # fmt: skip
    for file in (story, settings):
        os.utime(file, (time.time() - 3600,) * 2)
    return tmp_path


def build(site, command, output, **more):
    """What it says, and on the other channel."""
    environment = {"PATH": "", "SOURCE_DATE_EPOCH": "1795435200", **more}
    return subprocess.run([*command, "build", "-o", output], cwd=site, env=environment, capture_output=True, text=True, check=True, timeout=120)  # fmt: skip


@pytest.mark.slow
def test_a_site_is_the_same_by_the_command_and_by_python(site):
    built = {}
    for name, command in (("a", [PROGRAM]), ("b", [sys.executable, "-m", "pelican.plugins.newsroom"])):
        build(site, command, name)
        files = sorted(file for file in (site / name).rglob("*") if file.is_file())
        built[name] = {str(file.relative_to(site / name)): file.read_bytes() for file in files}

    assert len(built["a"]) > 3
    assert built["a"] == built["b"]


@pytest.mark.slow
def test_a_build_without_a_change_does_not_load_pelican(site):
    first = build(site, [PROGRAM], "output", PYTHONPROFILEIMPORTTIME="1")
    second = build(site, [PROGRAM], "output", PYTHONPROFILEIMPORTTIME="1")

    assert "pelican.utils" in first.stderr
    assert "nothing changed" in second.stdout + second.stderr
    assert "pelican.plugins.newsroom" in second.stderr
    assert "pelican.utils" not in second.stderr
