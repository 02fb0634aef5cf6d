"""The feeds and sitemaps of a whole site."""

import json

import feedparser
import pytest
from lxml import etree

SITE = """
-- content/data/tags.yaml --
nato: {name: NATO, aliases: [Atlantic pact], description: An alliance.}
secret: {name: secret plans, status: hidden}
-- content/data/sources.yaml --
wire: {name: Harbour Wire, kind: agency, feed: https://wire.example/rss, permission: contract of 2026}
-- content/a.md --
---
title: 'Straits & "the law" <explained>'
deck: What everybody can know about straits and the ships in them.
id: abcd-1234
date: 2026-11-22T08:00+02:00
authors: [Ann Bee, Cee Dee]
categories: [World, Law]
tags: [Atlantic pact, secret plans]
sources:
- {source: wire, relation: based-on, url: 'https://wire.example/1?a=1&b=2'}
corrections:
- {date: 2026-11-23, kind: correction, text: The year was wrong.}
image: {src: images/a.png, alt: A map, credit: Ann Bee}
---
See [the other one]({filename}b.md).

<script>alert(1)</script>
-- content/b.md --
Title: Ports
Date: 2026-11-23 09:00
Category: World
Source: Harbour Wire
Relation: wire
Authors: Ann Bee

An agency's report.
-- content/gone.md --
---
title: Gone
id: dead-1
date: 2026-11-01
status: withdrawn
withdrawn: {date: 2026-11-02, text: It was wrong.}
---
Words that nobody may read again.
-- content/draft.md --
Title: Draft
Status: draft
Tags: NATO

Unready.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from tests.conftest import builder, picture

    root = tmp_path_factory.mktemp("feeds")
    picture(root / "content/images/a.png")
    built = builder(root)(SITE)
    assert built.code == 0, built.log
    return built


def entry(site, file: str):
    read = feedparser.parse(site.text(file))
    assert not read.bozo
    return next(one for one in read.entries if "abcd-1234" in one.id)


@pytest.mark.parametrize("file", ["/feeds/all.atom.xml", "/feeds/all.rss.xml"])
def test_a_feed_names_its_story_by_its_id_with_all_authors_and_topics(site, file):
    one = entry(site, file)

    assert one.id == "tag:news.example,2026:abcd-1234"
    assert [tag["term"] for tag in one.tags] == ["World", "Law", "NATO"]
    assert [author["name"] for author in one.authors] == ["Ann Bee", "Cee Dee"]
    assert one.summary.startswith("This article was originally reported by Harbour Wire. What everybody")
    assert 'href="https://news.example/2026/11/b/"' in one.content[0].value
    assert "<script" not in site.text(file)
    assert "&lt;script" not in site.text(file)
    assert "https://wire.example/1?a=1&b=2" in str(one)
    assert one.enclosures[0]["type"] == "image/png"
    assert one.enclosures[0]["length"] == str(site.file("/images/a.png").stat().st_size)


def test_an_item_is_updated_when_its_story_is_corrected_and_not_when_it_is_built(site):
    assert entry(site, "/feeds/all.atom.xml").updated == "2026-11-23T00:00:00+00:00"  # in the zone of the site


def test_what_was_copied_names_the_feed_it_came_from_and_belongs_to_its_agency(site):
    read = feedparser.parse(site.text("/feeds/all.rss.xml"))
    copied = next(one for one in read.entries if one.title == "Ports")

    assert copied.source == {"title": "Harbour Wire", "href": "https://wire.example/rss"}
    assert copied.author == "Harbour Wire"
    assert copied.rights == "Harbour Wire"
    assert "source" not in entry(site, "/feeds/all.rss.xml")


def test_json_feed_carries_the_provenance(site):
    one = next(item for item in json.loads(site.text("/feeds/all.json"))["items"] if "abcd" in item["id"])

    assert one["_provenance"]["relation"] == "based-on"
    assert one["_provenance"]["sources"] == [
        {"name": "Harbour Wire", "relation": "based-on", "url": "https://wire.example/1?a=1&b=2"}
    ]


def test_a_withdrawn_story_is_an_id_and_a_day(site):
    text = site.text("/feeds/all.atom.xml")
    gone = etree.fromstring(text.encode()).find("{*}deleted-entry")

    assert gone.attrib["ref"] == "tag:news.example,2026:dead-1"
    assert gone.attrib["when"].startswith("2026-11-02")
    assert "Gone" not in text
    assert "nobody may read" not in "".join(site.text(f"/feeds/{name}") for name in ("all.json", "all.rss.xml"))


def test_the_feed_of_a_topic_leads_to_its_page(site):
    read = feedparser.parse(site.text("/feeds/tag/nato.atom.xml"))

    assert read.feed.link == "https://news.example/tag/nato/"
    assert read.feed.title == "NATO | The Lamplighter"
    assert [one.title for one in read.entries] == ['Straits & "the law" <explained>']


def test_corrections_have_a_feed(site):
    (one,) = feedparser.parse(site.text("/feeds/corrections.atom.xml")).entries

    assert one.summary == "The year was wrong."
    assert one.link == "https://news.example/2026/11/a/"
    assert one.id.startswith("tag:news.example,2026:abcd-1234:correction:")


def test_sitemaps_hold_what_search_engines_may_list(site):
    index = etree.fromstring(site.text("/sitemap.xml").encode())
    addresses = {one.text for one in etree.fromstring(site.text("/sitemap-1.xml").encode()).iter("{*}loc")}

    assert [one.text for one in index.iter("{*}loc")] == ["https://news.example/sitemap-1.xml"]
    assert {"https://news.example/", "https://news.example/2026/11/a/", "https://news.example/tag/nato/"} <= addresses
    assert not {
        address
        for address in addresses
        if any(word in address for word in ("/b/", "gone", "draft", "404", "secret", "category/law", ".xml"))
    }
    news = [one.text for one in etree.fromstring(site.text("/news-sitemap.xml").encode()).iter("{*}loc")]
    assert news == ["https://news.example/2026/11/a/"]
    assert "Sitemap: https://news.example/sitemap.xml" in site.text("/robots.txt")


def test_every_page_leads_to_the_feeds(site):
    found = {link["type"]: link["href"] for link in site.page("/").find_all("link", rel="alternate")}

    assert {"application/atom+xml", "application/rss+xml", "application/feed+json"} <= set(found)


def test_a_new_date_title_and_address_make_no_new_item(build):
    story = "-- content/{slug}.md --\nTitle: {title}\nId: stable-1\nDate: {date}\n\nText.\n"
    first = build(story.format(slug="one", title="One", date="2026-01-01")).text("/feeds/all.atom.xml")
    (build.__closure__[0].cell_contents / "content/one.md").unlink()
    second = build(story.format(slug="two", title="Two", date="2026-02-02")).text("/feeds/all.atom.xml")

    assert feedparser.parse(first).entries[0].id == feedparser.parse(second).entries[0].id


def test_summaries_formats_and_ids_by_setting(build):
    more = 'FEEDS = {"content": "summary", "formats": ["json", "rss"], "term_formats": ["rss", "json"], "authority": "old.example", "hub": "https://hub.example/", "robots": ""}'
    built = build(
        "-- content/a.md --\nTitle: A\nId: a1\nDate: 2026-01-01\nTags: sea\nSummary: In short.\n\nAt length.\n",
        more=more,
    )

    assert built.code == 0, built.log
    (one,) = feedparser.parse(built.text("/feeds/all.atom.xml")).entries
    assert one.id == "tag:old.example,2026:a1"
    assert "At length" not in built.text("/feeds/all.atom.xml")
    assert built.has("/feeds/tag/sea.json")
    assert built.has("/feeds/tag/sea.rss.xml")
    assert 'rel="hub"' in built.text("/feeds/all.atom.xml")
    assert not built.has("/robots.txt")
