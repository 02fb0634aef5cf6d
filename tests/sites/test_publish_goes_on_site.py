"""`newsroom publish` goes on from the last edition: what it gives is what a publish from nothing gives, and no edition is touched."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from pelican.plugins.publishing import compressed, editions, manifest

from tests.checks.planting import SITE
from tests.conftest import picture, run, write

pytestmark = pytest.mark.slow

NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
SETTINGS = 'PUBLISHING = {"compress": ["gzip"]}\n'
FIRST = "-- content/first.md --\n---\nid: first-1\ntitle: First\ndate: 2026-11-10\ncategories: [Law]\ntags: [sea]\n---\nWords of the first.\n"


def published(root: Path) -> None:
    ran = run([*NEWSROOM, "publish"], root)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def edited(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def a_word_a_story_and_a_picture(root: Path) -> None:
    edited(root, "content/own.md", "Our words.", "Our words, and one more.")
    write(root, FIRST.replace("first", "second").replace("First", "Second"))
    picture(root / "content/images/a.png", 1300, 630)


def a_story_less_and_another_name(root: Path) -> None:
    (root / "content/first.md").unlink()
    edited(root, "publishconf.py", SETTINGS, f'{SETTINGS}SITENAME = "Harbour Light"\n')


def a_step_back(root: Path) -> None:
    ran = run([*NEWSROOM, "rollback"], root)
    assert ran.returncode == 0, ran.stderr
    edited(root, "content/second.md", "Words of", "Other words of")


def test_a_publish_after_edits_is_a_publish_from_nothing(tmp_path):
    root = tmp_path / "site"
    write(root, SITE + FIRST)
    picture(root / "content/images/a.png", 1200, 630)
    with (root / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    published(root)

    for edit in (a_word_a_story_and_a_picture, a_story_less_and_another_name, a_step_back):
        edit(root)
        published(root)

        clean = tmp_path / edit.__name__
        left_out = shutil.ignore_patterns("output*", ".cache", "__pycache__")
        shutil.copytree(root, clean, symlinks=True, ignore=left_out)
        published(clean)
        assert files_of(root / "output") == files_of(clean / "output"), edit.__name__
        kept = [one for one in (root / "output.editions").iterdir() if one.name.isdigit()]
        assert [one.name for one in kept if manifest.damaged(one)] == [], edit.__name__

    edited(root, "content/own.md", "and one more", "and two more")
    store = editions.Editions(root / "output.editions", root / "output")
    store.begin_with(store.state.present, root / "next", lambda file: file.name == manifest.FILE)
    asked = ("build", "-s", "publishconf.py", "-o", "next", "--known-as", "output.editions", "--why-rebuilt")
    ran = run([*NEWSROOM, *asked], root)
    assert ran.returncode == 0, ran.stderr
    made, pages = map(int, re.search(r"(\d+) of (\d+) pages were made", ran.stdout).groups())
    assert 0 < made < pages / 2


def test_what_a_build_did_not_write_does_not_begin_an_edition(tmp_path):
    store = editions.Editions(tmp_path / "editions", tmp_path / "output")
    edition = store.edition(1)
    (edition / "a").mkdir(parents=True)
    for name in ("index.html", "index.html.gz", "a/b.json", "alone.gz"):
        (edition / name).write_text(name, encoding="utf-8")
    (edition / "link").symlink_to("a/b.json")

    store.begin_with(1, tmp_path / "new", compressed.is_copy)
    (tmp_path / "new/index.html").write_text("in place", encoding="utf-8")

    assert sorted(files_of(tmp_path / "new")) == ["a/b.json", "alone.gz", "index.html", "link"]
    assert (tmp_path / "new/link").is_symlink()
    assert (edition / "index.html").read_text(encoding="utf-8") == "index.html"
    store.begin_with(0, tmp_path / "none", compressed.is_copy)
    assert not (tmp_path / "none").exists()
