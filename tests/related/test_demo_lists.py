"""The demo's lists: a lock whose diff shows in review, and what an editor would have chosen."""

import math
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.related.site_selection import selection_of

from tests.conftest import ROOT, run

GOLDEN = Path(__file__).parents[1] / "golden" / "related"
SHOWN = 4
#: What the lists reached when they were read one by one; a change of the engine may not fall below it.
LEAST = 0.85


def test_the_demo_s_lists_are_those_that_were_read():
    """After a change that is meant: newsroom related lists -s publishconf.py > tests/golden/related/demo.lock"""
    listed: subprocess.CompletedProcess[str] = run(
        [sys.executable, "-m", "pelican.plugins.newsroom", "related", "lists", "-s", "publishconf.py"], ROOT
    )

    assert listed.returncode == 0, listed.stderr
    assert listed.stdout == (GOLDEN / "demo.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lists() -> dict[str, list[str]]:
    """What the engine finds for each story, pins aside."""
    build = desk_for_site(str(ROOT / "publishconf.py"))
    selection = selection_of(build)
    return {
        story.slug: [one.story.slug for one in selection.of(story) if one.role != "pinned"] for story in build.archive
    }


def test_the_lists_are_nearly_an_editor_s(lists):
    """nDCG (Jarvelin and Kekalainen, 2002) of the first four, mean over the judged stories."""
    judged = tomllib.loads((GOLDEN / "judged.toml").read_text(encoding="utf-8"))

    scores = []
    for slug, gains in judged.items():
        found = sum(gains.get(one, 0) / math.log2(n + 2) for n, one in enumerate(lists[slug][:SHOWN]))
        ideal = sum(gain / math.log2(n + 2) for n, gain in enumerate(sorted(gains.values(), reverse=True)[:SHOWN]))
        scores.append(found / ideal)

    assert sum(scores) / len(scores) >= LEAST, dict(zip(judged, scores, strict=True))


def test_no_story_of_the_demo_is_an_orphan(lists):
    build = desk_for_site(str(ROOT / "publishconf.py"))
    selection = selection_of(build)
    shown = {one.story.slug for story in build.archive for one in selection.of(story)}

    alone = {story.slug for story in build.archive} - shown
    # the one story in each of these languages has nobody to stand with
    assert alone == {"warum-meerengen-wichtig-sind", "limadha-tuhimm-al-madayiq", "yak-pereosmyslyly-kilohram"}
    assert set(lists) == shown | alone
