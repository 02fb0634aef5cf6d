"""A site that was served through many changes is the site that a new process would serve."""

import json
import os
import random
import shutil
import subprocess
import sys

import pytest

from ..conftest import ROOT

pytestmark = pytest.mark.slow

SERVE = """
import hashlib, json, sys
from pathlib import Path
from pelican.plugins.preview.plugin import LiveSite

def pages(site, outcome):
    bytes_of = {file: site.page(file).body for file in sorted(site._writer.pages | set(site._writer.feeds)) if "avif" not in file}
    told = {file: hashlib.sha256(body or b"").hexdigest() for file, body in bytes_of.items()}
    return [outcome.complete, list(outcome.failures), site.problems(), told]

site = LiveSite("pelicanconf.py", "http://127.0.0.1:8000", Path(sys.argv[1]).absolute())
for line in sys.stdin:
    outcome = site.build()
    print(json.dumps(pages(site, outcome) if line == "pages\\n" else len(site._writer.pages)), flush=True)
    site.rest()
"""

SETTINGS = """
from runpy import run_path
globals().update({name: value for name, value in run_path("whole.py").items() if name.isupper()})
PLUGINS = [one for one in PLUGINS if one.rpartition(".")[2] not in ("images", "site_icons", "history", "site_search", "offline")]
STRUCTURED_DATA = {"pictures": False}
"""


class Served:
    def __init__(self, folder, output):
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SOURCE_DATE_EPOCH": "1795435200",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE, output], cwd=folder, env=env, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, what):
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self):
        self._process.stdin.close()
        self._process.wait(20)


def edit(chance, content, number):
    """One change such as writers make. Every kind of thing that an article is made of changes some time."""
    stories = [one for one in sorted(content.rglob("*.md")) if one.parent.name != "pages" and one.name != "novelty.md"]
    story = chance.choice(stories)
    text = story.read_text(encoding="utf-8")
    what = number % 9
    if what == 0:
        story.write_text(f"{text}\nOne word more.\n", encoding="utf-8")
    elif what == 1:
        story.write_text(f"{text}\nSee [all of it]({{tag}}novelty) and [who]({{author}}Ann Bee).\n", encoding="utf-8")
    elif what == 2:
        new = "---\ntitle: A new thing\ndeck: It is new.\ndate: 2026-01-05\ntags: [novelty]\nauthors: [Ann Bee]\ncategories: [Science]\n---\n\nNews.\n"
        (content / "novelty.md").write_text(new, encoding="utf-8")
    elif what == 3:
        tags = content / "data/tags.yaml"
        tags.write_text(
            f"{tags.read_text(encoding='utf-8')}- {{name: Novelty, description: What is new.}}\n", encoding="utf-8"
        )
    elif what == 4:
        story.write_text(text.replace("title: ", "title: More of: ", 1), encoding="utf-8")
    elif what == 5:
        (content / "novelty.md").unlink()
    elif what == 6:
        story.write_text(text.replace("title: ", "status: draft\ntitle: ", 1), encoding="utf-8")
    elif what == 7:
        story.rename(story.with_name(f"moved-{number}.md"))
    else:
        story.write_text("nothing that is a story", encoding="utf-8")


def test_what_is_served_after_changes_is_what_a_new_process_serves(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "pelicanconf.py", tmp_path / "whole.py")
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for name in ("plugins", "themes"):
        (tmp_path / name).symlink_to(ROOT / name)
    for story in sorted((tmp_path / "content").rglob("*.md"))[::4]:  # most of them are left alone from now on
        text = story.read_text(encoding="utf-8")
        story.write_text(f"{text}\nSee [it]({{tag}}novelty) and [who]({{author}}Ann Bee).\n", encoding="utf-8")
    chance = random.Random(11)  # noqa: S311
    lasting = Served(tmp_path, "lasting")
    lasting.ask("build")
    for number in range(18):
        edit(chance, tmp_path / "content", number)
        if number % 2:
            lasting.ask("build")
        if number in (5, 17):
            fresh = Served(tmp_path, f"fresh-{number}")
            found, expected = lasting.ask("pages"), fresh.ask("pages")
            fresh.end()
            assert found[:3] == expected[:3]
            assert expected[0]
            assert len(expected[3]) > 50
            assert found[3] == expected[3]
    lasting.end()
