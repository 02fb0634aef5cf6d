"""Terms are explained below the story and on a page of their own."""

import pytest

from tests.conftest import builder

SITE = """
-- content/data/glossary.yaml --
transit-passage: The right of *all* ships.
strait:
  name: strait
  aliases: [straits]
  definition: A narrow water.
  key_story: ports
meerenge: {name: Meerenge, lang: de, definition: Ein schmales Wasser.}
-- content/ports.md --
Title: Straits and ports
Date: 2026-01-05
Category: World

## A strait

Transit passage through [a strait](https://a.example/), by the IMO, through straits. `transit passage` again, and IMO.

*[IMO]: International Maritime Organization
-- content/meere.md --
Title: Meere
Date: 2026-01-06
Category: World
Lang: de

Eine Meerenge ist kein strait.
-- content/none.md --
Title: None
Date: 2026-01-07
Category: World

A strait.
-- content/pages/about.md --
Title: About

What a strait is.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("glossary"))(SITE)
    assert built.code == 0, built.log
    return built


def test_each_term_leads_to_its_definition_and_back(site):
    page = site.page("/2026/01/ports/")
    marks = page.select(".e-content a.term")

    assert [one.text for one in marks] == ["Transit passage", "IMO", "straits"]
    for mark in marks:
        definition = page.find(id=mark["href"][1:])
        assert definition.name == "dt"
        assert definition.find_next("a", role="doc-backlink")["href"] == f"#{mark['id']}"
    assert marks[1].abbr["title"] == "International Maritime Organization"
    said = page.select_one('[role="doc-glossary"]')
    assert [one.text for one in said.select("dt")] == ["transit passage", "IMO", "strait"]
    assert said.select_one("em").text == "all"
    assert "Straits and ports" not in said.text, "the story to read is this one"


def test_a_term_is_explained_in_its_own_language(site):
    assert [one.text for one in site.page("/de/2026/01/meere/").select("a.term")] == ["Meerenge"]


def test_a_page_is_explained_as_a_story_is(site):
    page = site.page("/about/")

    assert [one.text for one in page.select("a.term")] == ["strait"]
    assert "https://news.example/2026/01/ports/" in [one["href"] for one in page.select('[role="doc-glossary"] a')]


def test_the_glossary_has_a_page_that_the_site_leads_to(site):
    page = site.page("/glossary/")

    assert [one.text for one in page.select("dt")] == ["Meerenge", "strait", "transit passage"]
    assert page.find(id="meerenge")["lang"] == "de"
    assert "https://news.example/glossary/" in site.links("/")
    assert "<loc>https://news.example/glossary/</loc>" in site.text("/sitemap-1.xml")


def test_feeds_and_packs_carry_the_text_without_marks(site):
    assert "doc-glossref" not in site.text("/feeds/all.atom.xml")
    assert "class=&quot;term" not in site.text("/feeds/all.atom.xml")


def test_what_is_not_explained_is_named(build):
    built = build("-- content/data/glossary.yaml --\nempty: {name: Empty}\nlost: {definition: x, key_story: nowhere}\n")

    assert built.code == 1
    assert 'content/data/glossary.yaml:1: E00 "Empty" is not explained' in built.log
    assert 'W22 the key_story "nowhere" of lost leads to no story' in built.log


def test_a_site_without_a_glossary_has_no_page_of_it(build):
    built = build("-- content/a.md --\nTitle: A\nDate: 2026-01-01\nCategory: World\n\nText.\n")

    assert built.code == 0, built.log
    assert not built.has("/glossary/")
    assert not any("glossary" in link for link in built.links("/"))
