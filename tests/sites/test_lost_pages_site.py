"""A page that a published site has lost: with its stories at hand the audit misses it, also where nothing on the site leads there."""

import json
import shutil
import sys

import pytest

from tests.conftest import builder, run

SITE = """
-- content/tram.md --
---
id: tram-1
title: The tram returns to the harbour
date: 2026-11-02T08:00+00:00
aliases: [the-old-tram]
---
A line of nine kilometres.
-- content/later.md --
---
id: later-1
title: What nobody may read yet
date: 2026-11-02T08:00+00:00
embargo: 2099-01-01T00:00+00:00
---
A secret.
-- content/draft.md --
---
id: draft-1
title: What is not finished
date: 2026-11-02T08:00+00:00
status: draft
---
A beginning.
"""
TRAM, OLD = "2026/11/tram/index.html", "2026/11/the-old-tram/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return builder(tmp_path_factory.mktemp("lost-pages"))(SITE)


@pytest.fixture
def audited(site, tmp_path):
    """The findings (rule, file) of the site's output without some files."""

    def _audited(*lost):
        output = tmp_path / "output"
        shutil.copytree(site.output, output)
        for file in lost:
            (output / file).unlink()
        ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "audit", str(output), "--content", "content", "--format", "json"], site.root)  # fmt: skip
        return {(one["rule"], one["path"]) for one in json.loads(ran.stdout)}

    return _audited


def test_nothing_is_missed_in_what_was_built(audited):
    assert not {one for one in audited() if one[0] == "E10"}


@pytest.mark.parametrize("file", [TRAM, OLD])
def test_a_lost_page_is_missed(audited, file):
    assert ("E10", file) in audited(file)
