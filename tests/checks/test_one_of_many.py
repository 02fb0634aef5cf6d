"""What one story has otherwise than all others: where its credit stands and how it is linked, and what only its machines are told."""

import pytest

from tests.checks.planting import ATOM, JSON, RSS, in_json, in_page, item, part, put, silent, swapped, told
from tests.conftest import builder

STORY = "2026/11/part-3/index.html"
CREDIT = r'<p class="credit".*?</p>\s*'
_FIRST_ENTRY = r"(<entry>.*?)(<summary>)"


@pytest.fixture(scope="module")
def credited(tmp_path_factory):
    """Six stories that somebody else reported first, each with a picture drawn for it."""
    stories = (
        part(one, f"sources: [{{source: wire, relation: based-on, url: 'https://wire.example/{one}'}}]")
        for one in range(1, 7)
    )
    outlets = "-- content/data/sources.yaml --\nwire: {name: Harbour Wire, url: https://wire.example/}\n"
    about = "-- content/pages/about.md --\nTitle: About\n\nWho we are.\n"
    made = builder(tmp_path_factory.mktemp("credited"))(outlets + about + "".join(stories))
    assert made.code == 0, made.log
    return made


def moved(pattern: str, before: str):
    """A fault: a part of a page stands before another."""
    return put(f"({before}.*?)({pattern})", r"\2\1")


def head(markup: str):
    return swapped("</title>", f"</title>{markup}")


def says(**more: object):
    """In the JSON-LD of a story."""
    return in_page(lambda node: node.update(more))


def wrapped(begin: str, end: str):
    return put(f"({CREDIT})", rf"{begin}\1{end}")


#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "a credit before the headline": (STORY, moved(CREDIT, r'<h1 class="p-name"'), f"E06 {STORY}"),
    "a credit above the byline": (STORY, moved(CREDIT, r'<div class="byline"'), f"E06 {STORY}"),
    "a credit in a list that is closed": (STORY, wrapped("<details><summary>More</summary>", "</details>"), f"E06 {STORY}"),
    "a credit that is struck out": (STORY, put('(class="credit"[^>]*>)(.*?)(</p>)', r"\1<del>\2</del>\3"), f"E06 {STORY}"),
    "a credit that nobody can use": (STORY, swapped('<p class="credit"', '<p inert class="credit"'), f"E06 {STORY}"),
    "a credit beside the screen": (STORY, swapped('<p class="credit"', '<p style="position:absolute;left:-9999px" class="credit"'), f"E06 {STORY}"),
    "half of a name is linked": (STORY, swapped(">Harbour Wire</a>", ">Harbour</a> Wire"), f"E06 {STORY}"),
    "another's words in JSON-LD": (STORY, says(provider={"@type": "Organization", "name": "Daily Planet"}), f"E06 {STORY}"),
    "another day in JSON-LD": (STORY, says(dateCreated="2030-01-01"), f"E06 {STORY}"),
    "another source in the head": (STORY, head('<meta name="dc.source" content="https://planet.example/">'), f"E06 {STORY}"),
    "another address in the head": (STORY, head('<link rel="shortlink" href="https://news.example/2026/11/part-1/">'), f"E06 {STORY}"),
    "a second licence": (STORY, head('<link rel="license" href="https://planet.example/by"><link rel="license" href="https://planet.example/nc">'), f"E06 {STORY}"),
    "another name for those who share it": (STORY, put('data-title="[^"]*"', 'data-title="Something else"'), f"E06 {STORY}"),
    "another name in a letter to many": (STORY, put(r"(compose\?text=)Part%203", r"\1Else"), f"E06 {STORY}"),
    "somebody else in an item": (ATOM, put(_FIRST_ENTRY, r"\1<contributor><name>Zed</name></contributor>\2"), f"E06 {ATOM}"),
    "two summaries of an item": (ATOM, put(_FIRST_ENTRY, r"\1<summary>Bread.</summary>\2"), f"E06 {ATOM}"),
    "comments in an item": (RSS, put("(<item>.*?)(<pubDate>)", r"\1<comments>https://planet.example/</comments>\2"), f"E06 {RSS}"),
    "two days of an item": (RSS, put("(<item>.*?)(<pubDate>)", r"\1<pubDate>Sat, 14 Nov 2026 08:00:00 +0000</pubDate>\2"), f"E06 {RSS}"),
    "another picture of an item": (JSON, in_json(lambda read: item(read, "part-3").update(banner_image="https://news.example/x.png")), f"E06 {JSON}"),
}  # fmt: skip

test_a_planted_fault_is_found = told(FAULTS, "credited")

#: What is changed -> (file, how).
SOUND = {
    "nothing": (STORY, str),
    "words for a search engine": (STORY, head('<meta name="keywords" content="World, sea">')),
    "a proof for a host": (STORY, head('<meta name="google-site-verification" content="x"><link rel="me" href="https://social.example/@a">')),
    "a film in JSON-LD": (STORY, says(video={"@type": "VideoObject", "name": "The sea"})),
}  # fmt: skip

test_what_is_sound_is_not_accused = silent(SOUND, "credited")
