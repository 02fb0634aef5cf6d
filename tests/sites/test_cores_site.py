"""A site is the same whoever makes its pages: Pelican one by one, our writer one by one, or all cores."""

import sys

import pytest

from ..conftest import run, write

HEADER = "---\ntitle: {title}\nid: s{n}\ndate: 2026-{month:02}-{day:02} 08:00\nauthors: [Ada Reyes]\ncategories: [{category}]\ntags: [water, {tag}]\nsummary: Told in a sentence.\n---\n"
BODY = "The harbour was quiet on day {n}.\n\n## What was said\n\n[A note]({{attach}}note{n}.txt) tells more, and [another story]({{filename}}s{other}.md) too.\n"
SETTINGS = (
    'DELETE_OUTPUT_DIRECTORY = False\nATTRIBUTION = {}\nSTATIC_PATHS = []\nTAG_SAVE_AS = "tag/{slug}/index.html"\n'
)
PELICAN = (sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "--fatal", "errors", "-o")
NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom", "build", "-s", "publishconf.py", "-o")


def story(n: int) -> str:
    facts = {
        "title": f"Day {n} in the harbour",
        "n": n,
        "month": n % 10 + 1,
        "day": n % 28 + 1,
        "category": f"Kind {n % 4}",
        "tag": f"quay {n % 30}",
    }
    return HEADER.format(**facts) + BODY.format(n=n, other=(n + 1) % 60)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Enough pages for two cores: 60 stories with a tag of their own for every second one."""
    root = tmp_path_factory.mktemp("cores")
    notes = "".join(f"-- content/news/note{n}.txt --\nNote {n}.\n" for n in range(60))
    write(root, "".join(f"-- content/news/s{n}.md --\n{story(n)}" for n in range(60)) + notes)
    with (root / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    return root


def built(site, output: str, command, more: str = "") -> dict[str, bytes]:
    settings = site / "publishconf.py"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(f"{kept}\n{more}\n", encoding="utf-8")
    ran = run([*command, output], site)
    settings.write_text(kept, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    folder = site / output
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_all_cores_our_writer_and_pelicans_give_the_same_bytes(site):
    """Pelican's own command has a thread that moves a line on the terminal: there our writer makes the pages one by one."""
    alone = built(site, "alone", PELICAN, 'PLUGINS.remove("pelican.plugins.incremental")')
    one_by_one = built(site, "one", PELICAN)
    together = built(site, "all", NEWSROOM)
    in_turns = built(
        site, "turns", NEWSROOM, "from pelican.plugins.incremental import writer\nwriter.MANY = writer.ANEW = 60"
    )

    assert sum(file.endswith(".html") for file in alone) > 150
    assert any(file.endswith("note7.txt") and file != "news/note7.txt" for file in alone), "beside its story"
    assert one_by_one == alone
    assert in_turns == alone
    assert together == alone


LOOKS = """
import os
from pelican.plugins.incremental.digests import Digester
OURS, LOOK = os.getpid(), Digester._piece

def look(digester, value):
    with open("looked", "a") as told:
        told.write("here " if os.getpid() == OURS else "there ")
    return LOOK(digester, value)

Digester._piece = look
"""


def test_no_process_that_makes_pages_looks_at_all_stories_of_a_list(site):
    """It would copy them, and each that follows it would do so again."""
    built(site, "looked-at", NEWSROOM, LOOKS)

    told = (site / "looked").read_text(encoding="utf-8").split()
    assert len(told) >= 60
    assert set(told) == {"here"}


LISTENER = """
from pathlib import Path
from pelican import signals

def stamp(path, context):
    file = Path(path)
    file.write_bytes(file.read_bytes() + b"<!-- seen by a neighbour -->")

def register():
    signals.content_written.connect(stamp)
"""


def test_who_listens_to_a_written_page_finds_it(site):
    """Plugins that minify or index open the file that the signal names."""
    (site / "listener.py").write_text(LISTENER, encoding="utf-8")

    files = built(site, "heard", NEWSROOM, 'PLUGINS = [*PLUGINS, "listener"]\nPLUGIN_PATHS = ["plugins", "."]')

    pages = [data for file, data in files.items() if file.endswith("index.html") and b"<main" in data]
    assert len(pages) > 150
    assert all(data.endswith(b"<!-- seen by a neighbour -->") for data in pages)


def test_a_page_that_cannot_be_made_ends_the_build_with_its_reason(site):
    (site / "put" / "components").mkdir(parents=True, exist_ok=True)
    (site / "put" / "article.html").write_text("{{ article.title.nothing.at_all }}", encoding="utf-8")
    settings = site / "publishconf.py"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(f'{kept}\nTHEME_TEMPLATES_OVERRIDES = ["put"]\n', encoding="utf-8")

    ran = run([*NEWSROOM, "broken"], site)

    settings.write_text(kept, encoding="utf-8")
    assert ran.returncode == 1
    assert "has no attribute" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [one for one in (site / "broken").rglob("*") if one.name.endswith("-part")] == [], "half done by a helper"
