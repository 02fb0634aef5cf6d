"""The packs: what is ours to give away, and nothing else."""

import pytest

from tests.conftest import builder, picture

SITE = """
-- content/own.md --
---
title: Tides & harbours
deck: How the sea answers.
date: 2026-01-05
authors: [Ann Bee, Cee Dee]
license: CC-BY-4.0
sources: [{name: Harbour Wire, url: "https://wire.example/1"}]
image: {src: images/a.png, alt: A, credit: B, license: CC-BY-NC-4.0}
---
Twice a *day*, see [the other]({filename}theirs.md).

![A chart]({static}images/a.png)

<script>count()</script>
-- content/theirs.md --
---
title: Theirs
date: 2026-01-04
license: CC-BY-4.0
sources: [{name: Harbour Wire, relation: republished, license: CC-BY-4.0, url: "https://wire.example/2"}]
---
Their words.
-- content/partner.md --
---
title: Together
date: 2026-01-03
license: CC-BY-4.0
sources: [{name: Harbour Wire, relation: with-partner, url: "https://wire.example/3"}]
---
Words of both.
-- content/closed.md --
Title: Closed
Date: 2026-01-02

All rights are ours.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("packs")
    picture(root / "content/images/a.png")
    built = builder(root)(SITE, more='NEWSROOM["license"] = ""')
    assert built.code == 0, built.log
    return built


def test_a_pack_is_clean_and_says_whose_it_is(site):
    page = site.page("/2026/01/own/republish/")
    html = page.select_one("textarea").text

    assert html.startswith("<h1>Tides &amp; harbours</h1>\n<p>How the sea answers.</p>\n<p>By Ann Bee and Cee Dee</p>")
    assert "<p>This article was originally reported by Harbour Wire.</p>" in html
    assert 'href="https://news.example/2026/01/theirs/"' in html
    assert '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>' in html
    assert not {"<img", "<script", "count()", "class="} & {
        word for word in ("<img", "<script", "count()", "class=") if word in html
    }
    text = site.text("/2026/01/own/republish/text.txt")
    assert text.endswith("(https://news.example/2026/01/own/) on 2026-01-05 and is republished here under CC BY 4.0.\n")
    assert "<" not in text
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "/2026/01/own/republish/" not in site.text("/sitemap-1.xml")


def test_what_is_not_ours_to_give_has_no_pack(site):
    for name in ("theirs", "partner", "closed"):
        assert not site.has(f"/2026/01/{name}/republish/"), name
        assert "Republish this story" not in site.text(f"/2026/01/{name}/")
    assert site.page("/2026/01/own/").find("a", string="Republish this story")


def test_a_site_may_offer_none(build):
    built = build(
        "-- content/a.md --\nTitle: A\nDate: 2026-01-01\nLicense: CC-BY-4.0\n\nText.\n",
        more='REPUBLISH = {"pages": False}',
    )

    assert not built.has("/2026/01/a/republish/")
