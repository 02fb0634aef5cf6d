"""A feed that somebody opens in a browser, which is no reader of feeds."""

import feedparser
import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("feed", ["all.atom.xml", "all.rss.xml", "tag/statistics.atom.xml", "corrections.atom.xml"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_feed_says_what_it_is_and_lists_its_stories(page, feed, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"/feeds/{feed}")

    assert page.get_by_text("This is a feed").is_visible()
    assert page.locator("code").inner_text() == f"https://news.example/feeds/{feed}"
    assert page.locator("h2 a").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('id, guid')).display") == "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (said, page.asked) == ([], [])


def test_a_headline_leads_to_its_story(page):
    page.goto("/feeds/all.atom.xml")
    headline = page.locator("h2 a").first.inner_text()
    page.locator("h2 a").first.click()

    assert page.locator("article.h-entry h1").inner_text() == headline


def test_readers_of_feeds_see_what_they_always_saw(demo):
    for name in ("all.atom.xml", "all.rss.xml"):
        found = feedparser.parse((demo / "feeds" / name).read_bytes())

        assert not found.bozo
        assert found.feed.title == "The Lamplighter"
        assert len(found.entries) > 20
        assert all(one.title and one.link.startswith("https://news.example/") for one in found.entries)
        assert not any("This is a feed" in str(one) for one in found.entries)
