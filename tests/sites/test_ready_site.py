"""What the tests hear of a command that a ready process runs is what it says and writes in a process of its own."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests import ready
from tests.conftest import ROOT, run, write

SITE = """-- content/city/tram.md --
---
title: The tram comes back
date: 2026-11-02 09:00
id: tram-1
authors: [Ann Bee]
categories: [City]
tags: [trams, harbours]
embargo: 2026-11-28T06:00
---
It stopped at the quay, and nobody had waited for it.
-- content/city/quay.md --
---
title: Who owns the quay
date: 2026-11-01 09:00
id: quay-1
categories: [City]
tags: [harbours, Trams]
sources:
  - {name: Harbour Gazette, url: 'https://gazette.example/quay', relation: based-on}
---
It stopped at the quay, and somebody had paid for it.
-- content/city/lamps.md --
---
title: The lamps
dat: 2026-10-01
---
They burn.
-- pasted.txt --
Harbour lights go out

By Ann Bee

The lamps of the pier are dark by day.
"""
#: Every command but those that serve, which the tests start in processes of their own anyway; each finds what those before it have left.
COMMANDS = (
    "--help", "no-such-command", "schema", "check", "check --format json", "build", "start site-of-mine", "import pasted.txt",
    "tags doctor", "related lists", "overlap content/city/quay.md", "due --next", "comments export", "notify --dry-run", "merge",
    "upload rclone nowhere", "publish", "rollback",
)  # fmt: skip
#: Those that show a site to readers, once it has no error any more.
SHOWN = ("publish", "rollback --list")
#: What of a site is not the same twice: stamps, places on a disk, and names that are drawn by lot.
DRAWN = re.compile(r"\b\d+(\.\d+)? ?s(econds)?\b|\b[0-9a-f]{12,}\b|(?<=\"inode\": )\d+")


def mend(root: Path) -> None:
    """Take away what is an error."""
    (root / "content/city/lamps.md").unlink()
    for name, old, new in (
        ("city/tram.md", "T06:00", "T06:00+01:00"),
        ("harbour-lights-go-out.md", "---\n", "---\nstatus: draft\n"),
    ):
        file = root / "content" / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Way -> what the commands said, and the files that lie there after them."""
    known = {}
    for way in ("fresh", "ready"):
        root = tmp_path_factory.mktemp(way) / "site"
        write(root, SITE)
        said = {}
        for words in COMMANDS:
            ran = run([sys.executable, "-m", "pelican.plugins.newsroom", *words.split()], root, fresh=way == "fresh")
            said[words] = ran.returncode, *(DRAWN.sub("…", one) for one in (ran.stdout, ran.stderr))
        mend(root)
        for words in SHOWN:
            ran = run([sys.executable, "-m", "pelican.plugins.newsroom", *words.split()], root, fresh=way == "fresh")
            said[words, "mended"] = ran.returncode, *(DRAWN.sub("…", one) for one in (ran.stdout, ran.stderr))
        ran = run(
            [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "output.pelican"],
            root,
            fresh=way == "fresh",
        )
        said["pelican"] = ran.returncode, *(DRAWN.sub("…", one) for one in (ran.stdout, ran.stderr))
        files = {
            one.relative_to(root).as_posix(): DRAWN.sub("…", one.read_bytes().decode("latin-1"))
            for one in root.rglob("*")
            if one.is_file() and not {".cache", "__pycache__"} & set(one.relative_to(root).parts)
        }
        known[way] = said, files
    return known


@pytest.mark.parametrize("words", [*COMMANDS, "pelican"])
def test_both_ways_a_command_says_the_same_and_ends_the_same(heard, words):
    assert heard["ready"][0][words] == heard["fresh"][0][words]


@pytest.mark.parametrize("words", SHOWN)
def test_both_ways_a_site_is_shown_in_the_same_steps(heard, words):
    code, out, _ = heard["ready"][0][words, "mended"]

    assert heard["ready"][0][words, "mended"] == heard["fresh"][0][words, "mended"]
    assert code == 0
    assert words != "publish" or ("Done: " in out and "output/ is edition 1" in out)


def test_both_ways_the_same_files_are_written(heard):
    assert heard["ready"][1] == heard["fresh"][1]
    assert {"output.pelican/2026/11/quay/index.html", "output/2026/11/quay/index.html"} <= set(heard["ready"][1])


OURS = {one.parent.name for one in (ROOT / "plugins").glob("*/__init__.py")}
PLAIN = """-- settings.py --
import json, sys
from pathlib import Path
SITENAME, PATH, THEME, TIMEZONE, LOCALE, PLUGINS = "Plain", "content", "simple", "UTC", ["C"], []
Path("modules.json").write_text(json.dumps(sorted(sys.modules)))
-- content/a.md --
Title: A
Date: 2026-01-01

Words.
"""


def test_a_plain_process_has_nothing_of_ours_and_does_what_stock_pelican_does(tmp_path):
    written = {}
    for way in ("fresh", "plain"):
        root = tmp_path / way
        write(root, PLAIN)
        ran = run([sys.executable, "-m", "pelican", "-s", "settings.py", "-o", "output"], root, **{way: True})
        assert ran.returncode == 0, ran.stderr
        modules = json.loads((root / "modules.json").read_text(encoding="utf-8"))
        assert [one for one in modules if one.removeprefix("pelican.plugins.").partition(".")[0] in OURS] == []
        output = root / "output"
        written[way] = {one.relative_to(output): one.read_bytes() for one in output.rglob("*") if one.is_file()}

    assert written["plain"] == written["fresh"]
    assert len(written["fresh"]) > 3


def test_what_python_looks_up_when_it_begins_takes_a_process_of_its_own():
    command = [sys.executable, "-m", "pelican"]

    assert ready.can_run(command, {"SITEURL": "https://news.example"})
    assert not any(ready.can_run(command, {name: ""}) for name in ("PYTHONHASHSEED", "LC_ALL", "LANG", "NO_COLOR"))
    assert not ready.can_run(["git", "init"], {})
    assert not ready.can_run([sys.executable, "-c", "pass"], {})
