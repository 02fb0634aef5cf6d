"""One story in, a whole page out: every part of it has its place."""

import itertools

import pytest

STORY = """
-- content/ports.md --
---
id: abcd-1234
title: 'Ports & "the law" <explained>'
deck: What a port does, and who may say so.
date: 2026-01-05T08:00+00:00
modified: 2026-01-08
authors: [Ann Bee, Cee Dee]
categories: [World Affairs, Law of the Sea]
tags: [UNCLOS, trade]
type: explainer
sources:
- {name: Harbour Wire, relation: based-on, url: 'https://wire.example/1?a=1&b=2', title: The port, changes: A map and two documents added.}
corrections:
- {date: 2026-01-07, kind: correction, text: The year was wrong.}
key_points: [Ports are old., Ports are large.]
---
Ships come and go, and trade with them.

## Why it matters

Trade goes by ship.

## Who decides

The law of the sea does. See [canals]({filename}canals.md).
-- content/canals.md --
Title: Canals
Date: 2026-01-04
Category: World Affairs
Tags: trade, ships
Author: Ann Bee

Canals carry ships and trade.
-- content/tides.md --
Title: Tides
Date: 2026-01-06
Category: Science
Tags: oceans

The moon moves the sea.
"""


@pytest.fixture
def site(build):
    built = build(STORY)
    assert built.code == 0, built.log
    return built


def test_the_page_has_every_part_of_the_story(site):
    page = site.page("/2026/01/ports/")
    article = page.select_one("article.h-entry")

    assert article["data-id"] == "abcd-1234"
    assert [h.get_text(strip=True) for h in page.find_all("h1")] == ['Ports & "the law" <explained>']
    text = " ".join(article.get_text(" ").split())
    for part in (
        "World Affairs", "Law of the Sea", "What a port does, and who may say so.", "Ann Bee", "Cee Dee", "5 January 2026", "8 January 2026", "1 min",
        "Ports are old.", "Why it matters", "The law of the sea does.", "The year was wrong.", "A map and two documents added.", "UNCLOS", "trade",
    ):  # fmt: skip
        assert part in text, part
    assert {time["datetime"][:10] for time in article.find_all("time")} >= {"2026-01-05", "2026-01-08", "2026-01-07"}


def test_the_credit_stands_in_the_article_before_its_body(site):
    article = site.page("/2026/01/ports/").select_one("article.h-entry")
    shown = article.select("[data-relation]")

    assert [one["data-relation"] for one in shown] == ["based-on"]
    assert " ".join(shown[0].get_text(" ").split()).startswith("This article was originally reported by Harbour Wire")
    assert shown[0].find("a", string="Harbour Wire")["href"] == "https://wire.example/1?a=1&b=2"
    html = str(article)
    assert html.index("data-relation") < html.index("Ships come and go")


def test_contents_lead_to_the_sections(site):
    page = site.page("/2026/01/ports/")
    contents = [a["href"] for a in page.select("nav.contents a, .contents a")]

    assert contents == ["#why-it-matters", "#who-decides"]
    assert [page.find(id=one[1:]).name for one in contents] == ["h2", "h2"]


def test_the_story_is_listed_under_everything_it_belongs_to(site):
    ours = "https://news.example/2026/01/ports/"
    for address in (
        "/", "/category/world-affairs/", "/category/law-of-the-sea/", "/tag/unclos/", "/tag/trade/", "/source/harbour-wire/", "/author/ann-bee/",
        "/author/cee-dee/", "/archives/", "/2026/", "/2026/01/", "/corrections/",
    ):  # fmt: skip
        assert ours in site.links(address), address
    for index, term in (
        ("/categories/", "category/world-affairs"),
        ("/tags/", "tag/unclos"),
        ("/sources/", "source/harbour-wire"),
        ("/authors/", "author/ann-bee"),
    ):
        assert f"https://news.example/{term}/" in site.links(index), index


def test_every_topic_has_a_feed(site):
    for name in (
        "all",
        "category/world-affairs",
        "category/law-of-the-sea",
        "tag/unclos",
        "source/harbour-wire",
        "author/cee-dee",
    ):
        assert "Ports" in site.text(f"/feeds/{name}.atom.xml"), name


def test_every_link_inside_the_site_leads_somewhere(site):
    for address in (
        "/",
        "/2026/01/ports/",
        "/category/world-affairs/",
        "/tags/",
        "/source/harbour-wire/",
        "/404.html",
        "/corrections/",
    ):
        for link in site.links(address):
            if link.startswith("https://news.example/") and "#" not in link:
                path = link.removeprefix("https://news.example")
                assert site.has(path) or path in ("/about/", "/contact/"), f"{address} -> {link}"


def test_a_page_has_one_canonical_a_language_and_no_heading_gap(site):
    page = site.page("/2026/01/ports/")

    assert [one["href"] for one in page.find_all("link", rel="canonical")] == ["https://news.example/2026/01/ports/"]
    assert page.html["lang"] == "en"
    levels = [int(h.name[1]) for h in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


def test_related_stories_have_a_reason_that_readers_see(site):
    related = site.page("/2026/01/ports/").select_one("[data-related]")
    link = related.select_one("a[data-role]")

    assert link["href"].endswith("/2026/01/canals/")
    assert link["data-reason"] in " ".join(related.get_text(" ").split())
    assert "trade" in link["data-reason"]


def test_nothing_asks_another_host_for_anything(site):
    page = site.page("/2026/01/ports/")
    asked = [
        tag.get("src") or tag.get("href")
        for tag in page.select("script[src], img[src], iframe[src], link[rel=stylesheet], link[rel=preload]")
    ]

    assert all(address.startswith(("https://news.example/", "data:", "/")) for address in asked), asked


def test_a_feed_and_a_page_escape_what_a_writer_wrote(site):
    assert "<explained>" not in site.text("/2026/01/ports/")
    assert "<explained>" not in site.text("/feeds/all.atom.xml")
