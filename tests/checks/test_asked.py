"""What pages ask other places for, what nearly all stories have, and what feeds say of themselves: a finding for each fault."""

import pytest

from tests.checks.conftest import site_of_lines
from tests.checks.planting import (
    ATOM,
    JSON,
    PROVENANCE,
    RSS,
    STORY,
    in_json,
    in_page,
    item,
    put,
    silent,
    swapped,
    told,
    without,
)

OWN, SHEET = "2026/11/own/index.html", "feeds/tag/sea.atom.xml"
PICTURE = "http://else.example/a.png"
CREDIT = "This article was originally reported by Harbour Wire."


def behind(markup: str):
    return swapped("</article>", f"{markup}</article>")


test_a_planted_fault_is_found = told({
    "a picture without encryption": (STORY, behind(f'<img src="{PICTURE}" alt="">'), f"E24 {STORY}"),
    "a candidate without encryption": (STORY, behind(f'<img srcset="{PICTURE} 2x" alt="">'), f"E24 {STORY}"),
    "a film without encryption": (STORY, behind('<video src="http://else.example/a.mp4"></video>'), f"E24 {STORY}"),
    "a style without encryption": (STORY, behind(f'<p style="background:url({PICTURE})"></p>'), f"E24 {STORY}"),
    "a style sheet without encryption": (STORY, swapped("</head>", '<link rel="stylesheet" href="http://else.example/a.css"></head>'), f"E24 {STORY}"),
    "a form without encryption": (STORY, behind('<form action="http://else.example/"></form>'), f"E24 {STORY}"),
    "a base at another site": (STORY, swapped("</title>", '</title><base href="https://else.example/">'), f"E10 {STORY}"),
    "a script with a tabulator": (STORY, behind('<a href="java\tscript:alert(1)">x</a>'), f"E19 {STORY}"),
    "a page in an address": (STORY, behind('<a href="data:text/html,x">x</a>'), f"E19 {STORY}"),
    "another alphabet": ("de/2026/11/own/index.html", swapped('<meta charset="utf-8">', '<meta charset="latin-1">'), "E06 de/2026/11/own/index.html") ,
    "a news sitemap without a day": ("news-sitemap.xml", without("<news:publication_date>[^<]*</news:publication_date>"), "E06 news-sitemap.xml"),
    "no alphabet": (STORY, without('<meta charset="utf-8">'), f"E06 {STORY}"),
    "a card with a path": (STORY, put('(og:image" content=")https://news.example', r"\1"), f"E06 {STORY}"),
    "a hidden credit": (STORY, swapped(' data-relation="based-on"', ' data-relation="based-on" hidden'), f"E06 {STORY}"),
    "a credit in what nobody sees": (STORY, swapped('<div class="e-content">', '<div class="e-content" style="display: none">'), f"E06 {STORY}"),
    "no words of schema.org": (STORY, in_page(lambda node: node.pop("@context")), f"E06 {STORY}"),
    "another holder of our rights": (OWN, in_page(lambda node: node.update(copyrightHolder={"@type": "Organization", "name": "Else"})), f"E06 {OWN}"),
    "another alternative text in JSON-LD": (STORY, in_page(lambda node: node["image"][0].update(description="A dog")), f"E06 {STORY}"),
    "a credit in a list that the story has not": ("tag/sea/index.html", put(r"(<time datetime=\"2026-11-23[^>]*>[^<]*</time>)", rf'\1<span class="card__credit">{CREDIT}</span>'), "E06 tag/sea/index.html"),
    "a credit in a feed that the story has not": (RSS, put(r"(own/</link>.*?<description>)", rf"\1{CREDIT} "), f"E06 {RSS}"),
    "another id in one feed": (RSS, swapped("tag:news.example,2026:own-1", "tag:else.example,2026:own-1"), f"E06 {RSS}"),
    "an id that is no address": (RSS, swapped(' isPermaLink="false"', ""), f"E06 {RSS}"),
    "a day of reading": (JSON, in_json(lambda read: item(read, "copied")["_provenance"]["sources"][0].update(accessed="2026-11-21")), f"E06 {JSON}"),
    "an unknown type": (PROVENANCE, in_json(lambda read: item(read, "/2026/11/own").update(type="gossip")), f"E06 {PROVENANCE}"),
    "a story of another site": (PROVENANCE, in_json(lambda read: read["articles"].append({"id": "x", "url": "https://else.example/a/", "title": "x", "relation": "original"})), f"E06 {PROVENANCE}"),
    "no version": (JSON, in_json(lambda read: read.pop("version")), f"E06 {JSON}"),
    "items that are none": (JSON, in_json(lambda read: read.update(items={})), f"E06 {JSON}"),
    "no time of change": (SHEET, without("<updated>[^<]*</updated>"), f"E06 {SHEET}"),
    "a time of change to come": (SHEET, put("(<updated>)[^<]*", r"\g<1>2099-01-01T00:00:00+00:00"), f"E06 {SHEET}"),
    "another id of a feed": (SHEET, put("(<id>)[^<]*", r"\1https://else.example/"), f"E06 {SHEET}"),
    "a feed that is another site's": (SHEET, put('(rel="self"[^>]*href=")[^"]*', r"\1https://else.example/"), f"E06 {SHEET}"),
    "a feed of another site": (SHEET, put('(rel="alternate"[^>]*href=")[^"]*', r"\1https://else.example/"), f"E06 {SHEET}"),
    "a feed that does not say where it is": (SHEET, without('<link rel="self"[^>]*>'), f"E06 {SHEET}"),
    "another title in one format": (RSS, put("(<title>)[^<]*", r"\1Else"), f"E06 {RSS}"),
    "a withdrawn story that a feed forgets": (ATOM, without("<at:deleted-entry[^>]*>"), f"E06 {ATOM}"),
    "a living story that a feed takes back": (ATOM, swapped(":dead-1", ":own-1"), f"E06 {ATOM}"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "a link without encryption": (STORY, behind('<a href="http://else.example/">x</a>')),
    "a picture in an address": (STORY, behind('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="" width="1" height="1">')),
    "a base at the site": (STORY, swapped("</title>", '</title><base href="https://news.example/">')),
})  # fmt: skip


PART, PARTS = "2026/11/part-4/index.html", {
    "no day": without(r'<time class="dt-published"[^>]*>[^<]*</time>'),
    "another home of the publisher": in_page(lambda node: node["publisher"].update(url="https://else.example/")),
    "a noindex for one": swapped("</title>", '</title><meta name="bingbot" content="noindex">'),
    "a related story of another site": put(r'(data-role="[^"]*" data-reason="[^"]*" href=")[^"]*', r"\1https://else.example/"),
    "no way": without(r'<script type="application/ld\+json">\{"@context": "https://schema.org", "@type": "BreadcrumbList".*?</script>'),
}  # fmt: skip


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("asked"))


test_what_nearly_all_have_is_missed_in_one = told(
    {name: (PART, plant, f"E06 {PART}") for name, plant in PARTS.items()}, "lined"
)
