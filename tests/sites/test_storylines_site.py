"""An event told over several stories: its page, its feed, and the way from part to part."""

import json
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import builder

SITE = """
-- content/data/storylines.yaml --
tram:
  name: The tram comes back
  aliases: [the tram line]
  description: From the vote to the **first** passengers.
  status: open
flood:
  name: The flood
  status: closed
quiet:
  name: Nothing yet
-- content/vote.md --
Title: The council votes
Date: 2026-03-01
Category: City
Storyline: the tram line

Nine to six. See [the whole story]({storyline}Tram).
-- content/works.md --
Title: Works begin
Date: 2026-05-05
Category: City
Storyline: tram
Related: vote

Five sections.
-- content/works.de.md --
Title: Die Arbeiten beginnen
Date: 2026-05-09
Category: City
Lang: de
Translation_of: works
Storyline: tram

Fünf Abschnitte.
-- content/delay.md --
Title: Old timber
Date: 2026-10-08
Category: City
Storyline: tram
Deck: Half a year late.

Piles.
-- content/secret.md --
Title: Not yet
Date: 2026-10-09
Status: draft
Storyline: tram

Secret.
-- content/rain.md --
Title: It rains
Date: 2026-02-01
Category: City
Storyline: flood

Rain.
-- content/dry.md --
Title: It is dry
Date: 2026-02-03
Category: City
Storyline: flood

Dry.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("storylines"))(SITE)
    assert built.code == 0, built.log
    return built


def titles(page, part):
    return [" ".join(one.get_text().split()) for one in page.select(part)]


def test_an_open_storyline_begins_with_what_is_new_and_counts_a_translation_once(site):
    page = site.page("/storyline/tram/")

    assert titles(page, ".timeline h3") == ["Old timber", "Works begin", "The council votes"]
    assert titles(page, ".timeline h2") == ["October 2026", "May 2026", "March 2026"]
    assert "3 parts, 1 March 2026 to 8 October 2026." in page.select_one(".topic").get_text()
    assert page.select_one(".topic strong").text == "first"
    assert "Half a year late." in page.select_one(".timeline").text


def test_a_closed_storyline_begins_at_its_beginning_day_by_day(site):
    page = site.page("/storyline/flood/")

    assert titles(page, ".timeline h3") == ["It rains", "It is dry"]
    assert titles(page, ".timeline h2") == ["1 February 2026", "3 February 2026"]
    assert "This story has come to its end." in page.text


def test_the_index_lists_the_open_ones_first_and_none_without_a_story(site):
    assert titles(site.page("/storylines/"), ".lines h2") == ["The tram comes back", "The flood"]
    assert "https://news.example/storylines/" in site.links("/")


def test_a_story_leads_to_what_came_before_and_since(site):
    page = site.page("/2026/05/works/")
    onward = page.select_one("[data-related]")

    assert titles(page, ".line") == ["Part 2 of 3: The tram comes back"]
    assert titles(onward, "h2")[:2] == ["Earlier in this story", "Since then"]
    links = [(one.text, one["data-role"], one["data-reason"]) for one in onward.select("a")]
    assert links[:2] == [
        ("The council votes", "pinned", "chosen by the editors"),
        ("Old timber", "storyline", "part of The tram comes back"),
    ]
    assert len({one["href"] for one in onward.select("a")}) == len(links) == int(onward["data-related"])
    assert [one["href"] for one in page.select('a[rel~="prev"], a[rel~="next"]')] == [
        one["href"] for one in onward.select("a")
    ][:2]
    assert "Half a year late." in onward.select_one(".related__next").text
    for one in onward.select("li"):
        assert one.a["data-reason"] in one.select_one(".related__reason").text


def test_a_translation_is_the_same_part(site):
    page = site.page("/de/2026/05/works/")

    assert titles(page, ".line") == ["Teil 2 von 3: The tram comes back"]
    assert [one["lang"] for one in page.select('[data-related] a[data-role="storyline"]')] == ["en", "en"]


def test_the_feed_begins_with_the_newest_part_and_belongs_to_its_page(site):
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(site.text("/feeds/storyline/tram.atom.xml"))  # noqa: S314 - made by us a moment ago

    assert [one.text for one in feed.findall("a:entry/a:title", atom)] == [
        "Old timber",
        "Works begin",
        "The council votes",
    ]
    assert feed.find("a:link[@rel='alternate']", atom).get("href") == "https://news.example/storyline/tram/"
    assert "feeds/storyline/tram.atom.xml" in site.text("/storyline/tram/")


def test_links_by_name_sitemap_and_former_names_lead_to_the_page(site):
    assert "https://news.example/storyline/tram/" in site.links("/2026/03/vote/")
    sitemap = site.text("/sitemap-1.xml")
    assert "<loc>https://news.example/storyline/tram/</loc>" in sitemap
    assert "<loc>https://news.example/storylines/</loc>" in sitemap
    assert "https://news.example/storyline/tram/" in site.text("/storyline/the-tram-line/")


def test_structured_data_says_what_a_story_is_part_of(site):
    documents = [
        json.loads(one.string) for one in site.page("/2026/05/works/").select('script[type="application/ld+json"]')
    ]

    assert next(one for one in documents if "isPartOf" in one)["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "The tram comes back",
        "url": "https://news.example/storyline/tram/",
    }


def test_nothing_unpublished_is_told(site):
    assert not any(b"Not yet" in content for content in site.bytes().values())


def test_a_theme_without_a_template_gets_the_feed_alone(build):
    more = 'THEME = "notmyidea"\nMENUITEMS = []\nJINJA_ENVIRONMENT = {}\nDIRECT_TEMPLATES = ["index"]\nPAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}'

    built = build(SITE.replace("See [the whole story]({storyline}Tram).", ""), more=more)

    assert built.code == 0, built.log
    assert not built.has("/storyline/tram/")
    assert not built.has("/storylines/")
    assert built.has("/feeds/storyline/tram.atom.xml")
    assert "storyline/" not in built.text("/sitemap-1.xml")
