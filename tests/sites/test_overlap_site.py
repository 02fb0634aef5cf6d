"""The overlap meter on a site: `newsroom check` and `newsroom overlap`; the saved text is never published."""

import pytest

WORDS = "The council voted on Tuesday to build the tram line across the old harbour bridge after ten years of talk. "
SITE = f"""
-- content/saved/theirs.txt --
{WORDS * 3} zyxtheirs
-- content/copied.md --
---
title: Copied
date: 2026-01-01
source_text: saved/theirs.txt
sources: [{{name: Harbour Wire, relation: based-on, url: "https://wire.example/1"}}]
---
{WORDS}
-- content/changed.md --
---
title: Changed
date: 2026-01-02
source_text: saved/theirs.txt
sources: [{{name: Harbour Wire, relation: republished, license: CC-BY-ND-4.0, url: "https://wire.example/1"}}]
---
{WORDS} And a good deal more that was never in the text of the source, which its licence does not allow at all.
-- content/own.md --
---
title: Own
date: 2026-01-03
source_text: saved/theirs.txt
---
Quite another matter, in words of our own.
-- content/lost.md --
---
title: Lost
date: 2026-01-04
source_text: nowhere.txt
---
Text.
"""


@pytest.fixture
def site(build):
    return build(SITE)


def test_the_check_says_how_much_is_theirs(site):
    assert "content/copied.md:4: W05 100% of the text is the source's, 20 words in one run" in site.log
    assert "content/changed.md:4: E18" in site.log
    assert "CC-BY-ND-4.0 allows no changes" in site.log
    assert not [line for line in site.log.splitlines() if "content/own.md" in line and "W05" in line]
    assert "content/lost.md:4: E10 the saved text nowhere.txt is not there" in site.log


def test_the_saved_text_is_never_published(build):
    assert b"zyxtheirs" not in b"".join(build(SITE, more='STATIC_PATHS = ["images", "saved"]').bytes().values())


@pytest.mark.usefixtures("site")
def test_both_texts_stand_side_by_side(newsroom):
    shown = newsroom("overlap", "copied")

    assert shown.returncode == 0
    assert "ours" in shown.stdout
    assert "100% of our text is in the source" in shown.stderr
    assert newsroom("overlap", "nobody").returncode == 2
    assert newsroom("overlap", "lost").returncode == 2
