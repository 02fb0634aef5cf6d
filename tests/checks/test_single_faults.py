"""Faults that somebody planted who had read the contract alone, one by one, and what is sound beside them."""

import shutil

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.newsroom.feed_facts import Unreadable, feed_of, tree_of
from pelican.plugins.newsroom.page_facts import page_of

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
from tests.conftest import builder

PART, TAG = "2026/11/part-4/index.html", "tag/sea/index.html"
LONG, PACK_PAGE = "2026/11/long-2/index.html", "2026/11/part-4/republish/index.html"


def in_text(markup: str):
    return swapped("<p>An opening paragraph", f"{markup}<p>An opening paragraph")


def in_head(markup: str):
    return swapped("</title>", f"</title>{markup}")


def told_twice(text: str) -> str:
    begin, end = text.index('<script type="application/ld+json">'), text.index("</script>") + len("</script>")
    return text[:end] + text[begin:end].replace("Straits and the law", "Another story") + text[end:]


test_a_planted_fault_is_found = told({
    "a subtype without its type": (STORY, in_page(lambda node: node.update({"@type": "BackgroundNewsArticle"})), f"E06 {STORY}"),
    "a story that JSON-LD tells twice": (STORY, told_twice, f"E06 {STORY}"),
    "a tombstone without a day": (ATOM, without(r' when="[^"]*"'), f"E06 {ATOM}"),
    "a text whose markup is shown": (ATOM, put('(tag:[^<]*:own-1<.*?)<content type="html">', r'\1<content type="text">'), f"E06 {ATOM}"),
    "a day that is none in RSS": (RSS, put("<pubDate>[^<]*", "<pubDate>2026-11-23T08:00:00+00:00"), f"E06 {RSS}"),
    "the rights of somebody else": (RSS, swapped("<dc:rights>Harbour Wire: ", "<dc:rights>Harbour Post: "), f"E06 {RSS}"),
    "a topic with an attribute": (RSS, swapped("<category>Law", '<category domain="x">Law'), f"E06 {RSS}"),
    "a channel without a description": (RSS, without(r"(?<=</link>)<description>[^<]*</description>"), f"E06 {RSS}"),
    "RSS of another version": (RSS, swapped('version="2.0"', 'version="0.91"'), f"E06 {RSS}"),
    "an item in another language": (JSON, in_json(lambda read: item(read, "straits").update(language="fr")), f"E06 {JSON}"),
    "a fact of a source that is nothing": (PROVENANCE, in_json(lambda read: item(read, "straits")["sources"][0].update(license=None)), f"E06 {PROVENANCE}"),
    "a feed among the pages": ("sitemap-1.xml", swapped("</urlset>", f"<url><loc>https://news.example/{ATOM}</loc></url></urlset>"), "E06 sitemap-1.xml"),
    "a page that the sitemap forgets": ("sitemap-1.xml", without(r"<url><loc>https://news\.example/contact/</loc>.*?</url>"), "E06 sitemap.xml"),
    "a form to a place that is not allowed": (STORY, in_text('<form action="https://else.example/"><button>x</button></form>'), f"E06 {STORY}"),
    "an object that is not allowed": (STORY, in_text('<object data="https://else.example/a.swf"></object>'), f"E06 {STORY}"),
    "a way that leads on from where a lost reader stands": ("404.html", swapped('href="https://news.example/', 'href="up/'), "E10 404.html"),
    "a list without a name": (TAG, put("(<h1[^>]*>)[^<]*", r"\1"), f"E14 {TAG}"),
    "a link in a link": (STORY, in_text('<p><a href="/about/">x <a href="/contact/">y</a></p>'), f"E06 {STORY}"),
    "a picture in the maker's own network": (STORY, in_text('<img src="http://192.168.1.7/a.png" alt="">'), f"E24 {STORY}"),
    "marks of a merge": (STORY, in_text("\n<<<<<<< HEAD\n"), f"E06 {STORY}"),
    "an article of the text that has no end": (STORY, in_text("<article>"), f"E06 {STORY}"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "a text that shows the marks of a merge": (STORY, in_text("<pre><code>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD</code></pre>")),
    "two links side by side": (STORY, in_text('<p><a href="/about/">x</a> <a href="/contact/">y</a></p>')),
    "a type behind its subtype": (STORY, in_page(lambda node: node.update({"@type": [*reversed([node["@type"]] if isinstance(node["@type"], str) else node["@type"])]}))),
})  # fmt: skip


test_a_handler_is_found_however_it_is_quoted = told({
    name: (STORY, in_text(f"<p {attribute}>x</p>"), f"E06 {STORY}")
    for name, attribute in {"twice": 'onclick="x()"', "once": "onmouseover='x()'", "not at all": "ONCLICK=x()"}.items()
})  # fmt: skip
test_what_only_looks_like_a_handler_is_none = silent({
    "a name": (STORY, in_text('<p one="x" data-on="y">x</p>')),
    "code": (STORY, in_text('<pre><code>&lt;p onclick="x()"&gt;</code></pre>')),
})  # fmt: skip


@pytest.mark.parametrize("tag", ["embed", "iframe", "img"])
def test_what_a_policy_keeps_out_may_be_taken_out(built, tmp_path, tag):
    """To build the site again would bring it back."""
    output = shutil.copytree(built.output, tmp_path / "out")
    page = output / STORY
    page.write_text(in_text(f'<{tag} src="https://else.example/a" alt="">')(page.read_text()))
    (found,) = [one for one in audit(BuiltSite(output)) if "else.example" in one.message]
    assert found.path == STORY
    assert "take it out" in found.remedy
    assert "build" not in found.remedy


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lined"))


test_what_nearly_all_have_is_missed = told({
    "another section first": (PART, in_page(lambda node: node["articleSection"].reverse()), f"E06 {PART}"),
    "a story that is not for free": (PART, in_page(lambda node: node.update(isAccessibleForFree=False)), f"E06 {PART}"),
    "no language in JSON-LD": (PART, in_page(lambda node: node.pop("inLanguage")), f"E06 {PART}"),
    "links that nobody shall follow": (PART, in_head('<meta name="robots" content="nofollow">'), f"E06 {PART}"),
    "a weaker policy": (PART, put("default-src [^;]*", "default-src *"), f"E06 {PART}"),
    "no main part": (PART, swapped("<main ", "<div "), f"E06 {PART}"),
    "a page by another name": ("about/index.html", put("<title>[^<]*", "<title>Else"), "E06 about/index.html"),
    "no card on other sites": (PART, without('<meta name="twitter:card"[^>]*>'), f"E06 {PART}"),
    "a way that is lost": (PART, without(r'<li><a href="[^"]*/corrections/">[^<]*</a></li>'), f"E06 {PART}"),
    "another line below a headline": (TAG, put('(<p class="card__deck"[^>]*>)[^<]*', r"\1Else."), f"E06 {TAG}"),
    "a copy that search engines may list": (PACK_PAGE, without('<meta name="robots" content="noindex">'), f"E06 {PACK_PAGE}"),
    "a label of nothing": (PACK_PAGE, swapped('for="pack"', 'for="packet"'), f"E10 {PACK_PAGE}"),
}, "lined")  # fmt: skip


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Stories of 900 words with three headings, each rests on a work of which there is a copy."""
    words = "Ships go through the strait by day and by night. " * 30
    source = "{name: Post, relation: based-on, url: 'https://post.example/%d', archived: 'https://archive.example/%d', changes: A map.}"
    made = builder(tmp_path_factory.mktemp("long"))(
        "".join(
            f"""
-- content/long-{number}.md --
---
id: long-{number}
title: Long story {number}
date: 2026-11-{10 + number}T08:00+00:00
modified: 2026-11-{20 + number}T08:00+00:00
authors: [Ann Bee]
toc: true
sources:
- {source % (number, number)}
---
{words}

## The first

{words}

## The second

{words}

## The third

{words}
"""
            for number in range(1, 6)
        )
    )
    assert made.code == 0, made.log
    return made


def behind_the_text(text: str) -> str:
    begin = text.index('<p class="credit"')
    end = text.index("</p>", begin) + len("</p>")
    at = text.index("The third</h2>") + len("The third</h2>")
    return text[:begin] + text[end:at] + text[begin:end] + text[at:]


test_what_long_stories_have_is_missed = told({
    "other minutes to read": (LONG, put(r"<span>(\d)( min[^<]*)</span>", r"<span>4\1\2</span>"), f"E06 {LONG}"),
    "other minutes in JSON-LD": (LONG, in_page(lambda node: node.update(timeRequired="PT40M")), f"E06 {LONG}"),
    "another copy in JSON-LD": (LONG, in_page(lambda node: node["isBasedOn"].update(archivedAt="https://else.example/")), f"E06 {LONG}"),
    "no copy in JSON-LD": (LONG, in_page(lambda node: node["isBasedOn"].pop("archivedAt")), f"E06 {LONG}"),
    "a credit behind the text": (LONG, behind_the_text, f"E06 {LONG}"),
    "a credit without the copy": (LONG, put(r'(data-relation.*?)<a href="https://archive[^<]*</a>\.', r"\1"), f"E06 {LONG}"),
    "a heading that the list of contents lacks": (LONG, put(r'<li>\s*<a href="#the-second">.*?</li>', ""), f"E06 {LONG}"),
    "a change before the beginning": (LONG, put(r'(dt-updated" datetime=")[^"]*', r"\g<1>2026-11-02T08:00:00+00:00"), f"E02 {LONG}"),
    "a paragraph that no copy has": (LONG, swapped('<h2 id="the-third"', '<p>Buy cheap watches, today only, from our partner.</p><h2 id="the-third"'), "E06 feeds/all.atom.xml"),
}, "long")  # fmt: skip


def test_a_feed_is_read_in_the_alphabet_that_it_names():
    with pytest.raises(Unreadable, match="iso-8859-1"):
        tree_of('<?xml version="1.0" encoding="iso-8859-1"?><feed>ö</feed>')
    assert tree_of('<?xml version="1.0" encoding="iso-8859-1"?><feed>o</feed>').tag == "feed"
    assert tree_of('<?xml version="1.0" encoding="UTF-8"?><feed>ö</feed>').tag == "feed"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 23 Nov 2026 08:00:00 +0000", "2026-11-23T08:00:00+00:00"),
        ("23 Nov 2026 08:00:00 +0000", "2026-11-23T08:00:00+00:00"),
        ("Fri, 23 Nov 2026 08:00:00 +0000", "Fri, 23 Nov 2026 08:00:00 +0000 (another weekday)"),
        ("2026-11-23T08:00:00+00:00", "2026-11-23T08:00:00+00:00 (no date in RSS)"),
        ("", ""),
    ],
)
def test_a_day_in_rss_is_one_that_all_readers_know(written, read):
    feed = feed_of("a.rss.xml", f"<rss><channel><item><pubDate>{written}</pubDate></item></channel></rss>")

    assert [one.published for one in feed.entries] == [read]


STORY_PAGE = '<html lang="en"><main><article class="h-entry" data-id="a"><h1 class="p-name">x</h1><div class="e-content">{}<p>Words.</p></div>{}</main></html>'


@pytest.mark.parametrize(
    ("text", "end", "swallowing", "theirs"),
    [
        ("", "</article>", [], []),
        ("<article>", "</article>", [], ["<article>"]),
        ("<section>", "</article>", [], ["<section>"]),
        ("", "", ["article"], []),
        ("<textarea>", "</article>", ["textarea"], []),
    ],
)
def test_what_a_writer_left_open_is_told_apart_from_what_a_page_lacks(text, end, swallowing, theirs):
    page = page_of("a/index.html", STORY_PAGE.format(text, end))

    assert ([tag for tag, _ in page.unclosed], [what for what, _ in page.open_ended]) == (swallowing, theirs)


@pytest.mark.parametrize(
    ("file", "content", "rule"),
    [
        (".well-known/tdmrep.json", '[{"location": "/*", "tdm-reservation": "maybe"}]', "E06"),
        ("_headers", "/*\n  X-Content-Type-Options nosniff\n", "E06"),
        ("dump.sql", "select 1;", "E24"),
        ("debug.log", "started", "E24"),
        ("downloads/run.log", "begun", ""),
        (".well-known/tdmrep.json", '[{"location": "/*", "tdm-reservation": 0}]', ""),
        ("_headers", "/*\n  # ours\n  ! X-Frame-Options\n  X-Content-Type-Options: nosniff\n", ""),
    ],
)
def test_a_file_that_lies_beside_the_pages_is_looked_at(file, content, rule, tmp_path):
    (tmp_path / "index.html").write_text('<!doctype html><html lang="en"><title>T</title><h1>T</h1></html>')
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content)

    assert [one.rule for one in audit(BuiltSite(tmp_path)) if one.path == file] == ([rule] if rule else [])


CONTENTS = """<!doctype html><html lang="en"><title>T</title><main><article class="h-entry" data-id="a"><h1 class="p-name">T</h1>
<nav class="contents"><ol><li><a href="#a">A</a><ol><li><a href="#b">B</a></li></ol></li><li><a href="#d">D</a></li></ol></nav>
<div class="e-content"><h2 id="a">A</h2><p>1</p><h5 id="b">B</h5><p>2</p>{}<h2 id="d">D</h2><p>3</p></div></article></main></html>"""


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ('<h2 id="c">C</h2><p>x</p>', ['its list of contents lacks "C"']),
        ('<h4 id="c">C</h4><p>x</p><h5 id="e">E</h5><p>y</p>', []),
    ],
)
def test_contents_need_not_go_deeper_than_the_highest_headings(more, lacks, tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.html").write_text(CONTENTS.format(more if number == 7 else ""))

    assert [one.message for one in audit(BuiltSite(tmp_path)) if "list of contents" in one.message] == lacks


@pytest.mark.parametrize("alt", ["", "A boat"])
def test_a_picture_that_nobody_has_described_needs_no_words_on_other_sites(alt, tmp_path):
    card = (
        '<meta property="og:image" content="https://news.example/a.png"><meta property="og:image:alt" content="A boat">'
    )
    photo = '<img class="u-photo" src="https://news.example/a.png" alt="{}">'
    for number in range(8):
        text = CONTENTS.format("").replace("<nav", f"{photo.format(alt if number == 7 else 'A boat')}<nav", 1)
        address = f'<link rel="canonical" href="https://news.example/{number}.html">'
        there = card.partition('<meta property="og:image:alt')[0] if number == 7 else card
        (tmp_path / f"{number}.html").write_text(text.replace("</title>", f"</title>{address}{there}", 1))

    said = [one.path for one in audit(BuiltSite(tmp_path)) if "og:image:alt" in one.message]

    assert said == (["7.html"] if alt else [])


@pytest.mark.parametrize("host", ["news.example", "pictures.example"])
def test_a_picture_on_another_host_stands_on_no_card(host, tmp_path):
    for number in range(8):
        at = f"https://{host if number == 7 else 'news.example'}/a.png"
        card = '<meta property="og:image" content="https://news.example/a.png">' if number < 7 else ""
        head = f'<link rel="canonical" href="https://news.example/{number}.html">{card}'
        text = CONTENTS.format("").replace("<nav", f'<img class="u-photo" src="{at}" alt="A boat"><nav', 1)
        (tmp_path / f"{number}.html").write_text(text.replace("</title>", f"</title>{head}", 1))

    said = [one.path for one in audit(BuiltSite(tmp_path)) if one.message.startswith("its head has no og:image,")]

    assert said == (["7.html"] if host == "news.example" else [])
