"""What is wrong alike everywhere: a site tells one thing on all its surfaces, and its stories say another."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.checks.conftest import site_of_lines
from tests.checks.planting import PROVENANCE, STORY
from tests.conftest import Built, run

_TEXTS = frozenset({".html", ".xml", ".json", ".txt"})
PART = "2026/11/part-3/index.html"

#: What is planted -> (what stands everywhere, what takes its place, file and words of a finding).
FAULTS = {
    "another outlet": ("Harbour Wire", "Daily Planet", f"{PROVENANCE}: E06 the credit of /2026/11/straits/"),
    "another sentence": ("was originally reported by", "was first seen at", f"{STORY}: E06 the credit of"),
    "another title": ("Straits and the law", "Streets and the law", f"{STORY}: E06 title of"),
    "another author": ("Cee Dee", "Zed Zee", f"{STORY}: E06 authors of"),
    "another editor": ("Dan Eff", "Zed Zee", f"{STORY}: E06 editors of"),
    "another day": ("2026-11-20T08:00", "2026-11-19T08:00", f"{STORY}: E06 time of publication of"),
    "another address of a source": ("wire.example/1", "planet.example/1", f"{PROVENANCE}: E06 addresses of the sources"),
    "another title of a source": ("Theirs", "Ours", f"{PROVENANCE}: E06 title of the source"),
    "another licence": ("licenses/by/4.0", "licenses/by-nc/4.0", f"{STORY}: E06 licence of"),
    "another topic": (">sea<", ">lake<", f"{STORY}: E06 topics of"),
    "another deck": ("What everybody can know", "What nobody can know", f"{STORY}: E06 deck of"),
    "another picture's words": ("A map", "A chart", f"{STORY}: E06 alternative text of"),
    "other words of a correction": ("The year was wrong", "The day was wrong", f"{STORY}: E06 corrections of"),
    "another name of the site": ("The Lamplighter", "The Candle", "index.html: E06 the site is called"),
    "another scheme": ("https://news.example", "http://news.example", "index.html: E07 pages say"),
    "another relation": ("based-on", "via", f"{STORY}: E06 relation of"),
    "another agency's day": ("2026-11-21", "2026-11-20", f"{PROVENANCE}: E06 date of the source"),
}  # fmt: skip


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lined"))


def told(site: Built, output: Path, old: str = "", new: str = "") -> list[str]:
    """The findings of a copy of a site in which some words are others everywhere."""
    shutil.copytree(site.output, output)
    for file in output.rglob("*"):
        if old and file.suffix in _TEXTS:
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "audit", str(output), "-s", "publishconf.py"]
    return run(command, site.output.parent).stdout.splitlines()


def test_a_sound_site_is_not_accused(built, tmp_path):
    assert told(built, tmp_path / "output") == []


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_alike_everywhere_is_found(name, built, tmp_path):
    old, new, wanted = FAULTS[name]

    found = told(built, tmp_path / "output", old, new)

    assert any(one.startswith(wanted) for one in found), found


def test_signs_that_a_renderer_writes_otherwise_are_no_fault(built, tmp_path):
    found = told(built, tmp_path / "output", "The year was wrong", "The year \u2013 was wrong")

    assert found == []


def test_other_words_of_a_text_are_found_though_all_copies_have_them(lined, tmp_path):
    found = told(lined, tmp_path / "output", "with the number 3", "with a number 3")

    assert len(found) == 1
    assert found[0].startswith(
        f'{PART}: E06 content/part-3.md says "Words of the part with the number 3", which is not'
    )


def test_a_text_that_all_pages_write_otherwise_is_not_accused(lined, tmp_path):
    assert told(lined, tmp_path / "output", "with the number", "with number") == []
