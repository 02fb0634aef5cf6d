"""One feed in three formats, read back by independent parsers."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pelican.plugins.feeds import atom, json_feed, rss, sitemaps
from pelican.plugins.feeds.feed import Enclosure, Feed, Item, Origin, Person, Tombstone, Via, sibling_of, tag_uri

DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
ITEM = Item(
    id="tag:news.example,2026:a1", url="https://news.example/2026/01/a/", title='Tides & "law" <explained>', published=DAY,
    updated=DAY + timedelta(days=2), summary="What the sea does.", credit="This article was originally reported by Harbour Wire.",
    html="<p>Twice a day.</p>", lang="en", authors=(Person("Ann Bee", "https://news.example/author/ann-bee/"), Person("Cee Dee")),
    topics=("World", "NATO"), via=(Via("https://wire.example/1?a=1&b=2", "Harbour Wire"),), origin=Origin("https://wire.example/rss", "Harbour Wire"),
    rights="CC BY", enclosure=Enclosure("https://news.example/i.png", "image/png", 12), provenance={"relation": "based-on"},
)  # fmt: skip
FEED = Feed(
    "The Site", "https://news.example/feeds/all.atom.xml", "https://news.example/", (ITEM,), lang="en", author="The Site",
    hub="https://hub.example/", gone=(Tombstone("tag:news.example,2026:b2", DAY),),
)  # fmt: skip


@pytest.mark.parametrize("form", [atom, rss])
def test_a_feed_reader_finds_every_fact(form):
    read = feedparser.parse(form.written(FEED))
    (entry,) = read.entries

    assert not read.bozo
    assert entry.id == ITEM.id
    assert entry.link == ITEM.url
    assert entry.title_detail.value in (ITEM.title, "Tides &amp; &quot;law&quot; &lt;explained&gt;")
    assert [one["term"] for one in entry.tags] == ["World", "NATO"]
    assert entry.summary.startswith(ITEM.credit)
    assert entry.content[0].value == ITEM.html
    assert entry.enclosures[0]["length"] == "12"
    assert "Ann Bee" in str(entry.authors)
    assert "Cee Dee" in str(entry.authors)
    assert "https://wire.example/1?a=1&b=2" in str(entry)
    assert entry.source["title"] == "Harbour Wire"


def test_a_withdrawn_story_leaves_a_tombstone():
    gone = etree.fromstring(atom.written(FEED).encode()).find("{*}deleted-entry")

    assert dict(gone.attrib) == {"ref": "tag:news.example,2026:b2", "when": DAY.isoformat()}


def test_json_feed_says_the_same():
    read = json.loads(json_feed.written(FEED))
    (item,) = read["items"]

    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert (item["id"], item["url"], item["content_html"]) == (ITEM.id, ITEM.url, ITEM.html)
    assert item["tags"] == ["World", "NATO"]
    assert item["_provenance"] == {"relation": "based-on"}
    assert item["authors"][0] == {"name": "Ann Bee", "url": "https://news.example/author/ann-bee/"}
    assert "external_url" not in item


def test_an_empty_feed_is_one_that_readers_can_follow():
    empty = Feed("Corrections", "https://news.example/c.xml", "https://news.example/", ())

    assert not feedparser.parse(atom.written(empty)).bozo
    assert not feedparser.parse(rss.written(empty)).bozo


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_a_story_every_feed_parses(title, name, text):
    hostile = Item(
        "tag:x,2026:1", "https://x/", title, DAY, DAY, text, text, text, authors=(Person(name),), topics=(name,)
    )
    feed = Feed(title, "https://x/f", "https://x/", (hostile,))

    in_atom = etree.fromstring(atom.written(feed).encode())
    in_rss = etree.fromstring(rss.written(feed).encode())
    in_json = json.loads(json_feed.written(feed))

    assert [one.text for one in in_atom.iterfind("{*}entry/{*}id")] == [hostile.id]
    assert [one.text for one in in_rss.iterfind("channel/item/guid")] == [hostile.id]
    assert [one["id"] for one in in_json["items"]] == [hostile.id]


def test_ids_and_names_of_feeds():
    assert tag_uri("news.example", "a1") == "tag:news.example,2026:a1"
    assert sibling_of("feeds/all.atom.xml", "json") == "feeds/all.json"
    assert sibling_of("f.xml", "rss") == "f.rss.xml"


def test_a_sitemap_is_cut_into_parts_that_its_index_names():
    pages = [sitemaps.Page(f"https://x/{n:03}/", DAY + timedelta(days=n)) for n in range(5)]

    parts = sitemaps.parts_of(reversed(pages), "sitemap.xml", most=2)
    index = etree.fromstring(sitemaps.index("https://x", parts).encode())

    assert [file for file, _ in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [page.url for _, group in parts for page in group] == [page.url for page in pages]
    assert [one.text for one in index.iter("{*}loc")] == [f"https://x/{file}" for file, _ in parts]
    assert [one.text for one in index.iter("{*}lastmod")][-1] == (DAY + timedelta(days=4)).isoformat()


def test_a_sitemap_names_an_address_once():
    """A page that somebody wrote may stand where a list would."""
    pages = [sitemaps.Page("https://x.example/ann/", DAY), sitemaps.Page("https://x.example/ann/")]

    ((_, kept),) = sitemaps.parts_of(pages, "sitemap.xml")

    assert kept == [sitemaps.Page("https://x.example/ann/")]


def test_the_news_sitemap_holds_two_days():
    stories = [
        sitemaps.News(f"https://x/{n}/", f"Story {n}", "en", DAY - timedelta(hours=20 * n)) for n in (-1, 0, 1, 2, 3)
    ]

    read = etree.fromstring(sitemaps.news("The Site", stories, DAY).encode())

    assert [one.text for one in read.iter("{*}loc")] == ["https://x/0/", "https://x/1/", "https://x/2/"]


def test_robots_names_the_sitemaps_and_what_is_closed():
    assert sitemaps.robots(["https://x/sitemap.xml"]) == "User-agent: *\nDisallow:\n\nSitemap: https://x/sitemap.xml\n"
    assert "Disallow: /drafts/\n" in sitemaps.robots([], ["/drafts/"])
