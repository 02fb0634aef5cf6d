"""What stands in several feeds is made once, and is the same in each."""

from dataclasses import replace

from pelican.plugins.feeds import atom, rss
from pelican.plugins.feeds.entries import Entries
from pelican.plugins.feeds.front import Front

from .test_formats import FEED, ITEM

ENGLISH = Front("https://news.example/look.css", "A feed.", "On the site", str)
FEEDS = [
    FEED,
    replace(FEED, title="Another", url="https://news.example/feeds/b.xml"),
    replace(FEED, lang="uk"),
    replace(FEED, front=ENGLISH),
    replace(FEED, front=replace(ENGLISH, look="https://news.example/other.css"), lang="uk"),
    replace(FEED, items=(replace(ITEM, id="tag:news.example,2026:c3", title="Another story"),)),
]


def test_a_feed_of_remembered_entries_is_the_feed_written_alone():
    entries = Entries()
    for form in (atom, rss):
        for feed in (*FEEDS, *FEEDS):
            assert form.written(feed, entries.written_by(form.entry)) == form.written(feed)


def test_an_entry_is_written_once_for_feeds_that_show_it_alike():
    asked = []

    def entry(item, lang, front):
        asked.append((item.id, lang, front))
        return atom.entry(item, lang, front)

    entries = Entries()
    for feed in (*FEEDS, *FEEDS):
        atom.written(feed, entries.written_by(entry))
    assert len(asked) == 5  # the first two feeds show their story alike
