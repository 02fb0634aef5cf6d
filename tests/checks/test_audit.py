"""The audit: nothing on a sound site, and exactly one finding for each fault that is planted in it."""

import json
import shutil

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.promised import Promised
from PIL import Image

from tests.checks.planting import ATOM, JSON, PROVENANCE, RSS, STORY, findings, in_json, item, planted, swapped, without

SENTENCE = "This article was originally reported by Harbour Wire."


def test_a_sound_site_has_no_finding(built):
    assert findings(built.output) == []


CANONICAL = '<link rel="canonical" href="https://news.example/2026/11/straits/">'
#: What is planted -> (file, how, the rule of the one finding, where it is found unless in that file).
FAULTS = {
    "the sentence in Atom": (ATOM, swapped(f"<summary>{SENTENCE}", "<summary>First seen at Harbour Wire."), "E06"),
    "the sentence in RSS": (RSS, swapped(f"<description>{SENTENCE}", "<description>"), "E06"),
    "the sentence on the page": (STORY, swapped("This article was originally reported by <a", "We reported this before <a"), "E06"),
    "the sentence in JSON-LD": (STORY, swapped(f'"creditText": "{SENTENCE}"', '"creditText": "By our own reporters."'), "E06"),
    "no credit in JSON-LD": (STORY, swapped(f'"creditText": "{SENTENCE}", ', ""), "E06"),
    "the sentence in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "straits").update(credit="Ours.")), "E06"),
    "the sentence in JSON Feed": (JSON, in_json(lambda read: item(read, "straits")["_provenance"].update(credit="Ours.")), "E06"),
    "the relation in JSON Feed": (JSON, in_json(lambda read: item(read, "straits")["_provenance"].update(relation="republished")), "E06"),
    "the relation on the page": (STORY, swapped('data-relation="based-on"', 'data-relation="via"'), "E06"),
    "the relation in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "straits").update(relation="via")), "E06"),
    "isBasedOn is missing": (STORY, without(r'"isBasedOn": \{.*?\}\}, '), "E06", 2),
    "another source in JSON-LD": (STORY, swapped('"url": "https://wire.example/1?a=1\\u0026b=2"', '"url": "https://else.example/"'), "E06"),
    "another source in Atom": (ATOM, swapped("https://wire.example/1?a=1&amp;b=2", "https://else.example/"), "E06"),
    "copied from another in RSS": (RSS, swapped(">Harbour Wire</source>", ">Harbour Post</source>"), "E06", 2),
    "copied from another in Atom": (ATOM, swapped("<title>Harbour Wire</title><link", "<title>Harbour Post</title><link"), "E06", 2),
    "copied from another feed in RSS": (RSS, swapped('<source url="https://wire.example/rss">', '<source url="https://post.example/rss">'), "E06"),
    "copied from another feed in Atom": (ATOM, swapped('rel="self" href="https://wire.example/rss"', 'rel="self" href="https://post.example/rss"'), "E06"),
    "copied from nobody in RSS": (RSS, without("<source .*?</source>"), "E06"),
    "copied from nobody in Atom": (ATOM, without("<source>.*?</source>"), "E06"),
    "ours is said to be copied": (RSS, swapped("<title>What we saw ourselves</title>", '<title>What we saw ourselves</title><source url="https://wire.example/rss">Harbour Wire</source>'), "E06", 2),
    "another source in RSS": (RSS, swapped("https://wire.example/1?a=1&amp;b=2", "https://else.example/"), "E06"),
    "a cross-domain canonical": (STORY, swapped(CANONICAL, '<link rel="canonical" href="https://wire.example/1">'), "E07"),
    "two canonicals": (STORY, swapped(CANONICAL, CANONICAL * 2), "E07"),
    "no canonical": (STORY, swapped(CANONICAL, ""), "E07"),
    "a reprint in the news sitemap": ("news-sitemap.xml", swapped("https://news.example/2026/11/own/", "https://news.example/2026/11/copied/"), "E06", None),
    "a reprint in the sitemap": ("sitemap-1.xml", swapped("<loc>https://news.example/about/", "<loc>https://news.example/2026/11/copied/"), "E06", 3),
    "a reprint that search engines may list": ("2026/11/copied/index.html", without(r'<meta name="Googlebot" .*?<meta name="Googlebot-News"[^>]*>'), "E06"),
    "our own story kept from search engines": ("2026/11/own/index.html", swapped("</title>", '</title><meta name="robots" content="noindex">'), "E06", 3),
    "a dead anchor": (STORY, swapped('href="#why-it-matters"', 'href="#why-it-maters"', 1), "E10"),
    "a dead link": (STORY, swapped("/2026/11/copied/", "/2026/11/copid/"), "E10"),
    "a picture that is not there": (STORY, swapped(' src="https://news.example/pictures/', ' src="https://news.example/picturez/'), "E10"),
    "a sitemap that leads nowhere": ("sitemap-1.xml", swapped("https://news.example/about/", "https://news.example/abuot/"), "E10", 2),
    "robots.txt names no sitemap": ("robots.txt", swapped("/sitemap.xml", "/map.xml"), "E10"),
    "a redirect that leads nowhere": ("tag/ocean/index.html", swapped("https://news.example/tag/sea/", "https://news.example/tag/see/", 1), "E10"),
    "a line of _redirects that leads nowhere": ("_redirects", swapped("/tag/sea/", "/tag/see/"), "E10"),
    "two h1": (STORY, swapped("</h1>", "</h1><h1>Again</h1>"), "E14"),
    "no title": (STORY, without(r"<title>.*?</title>"), "E00"),
    "no language": (STORY, swapped('<html lang="en">', "<html>"), "E00"),
    "the headline in RSS": (RSS, swapped("<title>Straits and the law</title>", "<title>Straits</title>"), "E06"),
    "the headline in JSON-LD": (STORY, swapped('"headline": "Straits and the law"', '"headline": "Straits"'), "E06"),
    "the date in JSON Feed": (JSON, in_json(lambda read: item(read, "straits").update(date_published="2026-11-19T08:00:00+00:00")), "E06"),
    "the date of change is the build's": (STORY, swapped('"dateModified": "2026-11-21T00:00:00+00:00"', '"dateModified": "2026-11-23T12:00:00+00:00"'), "E06"),
    "an author is missing in RSS": (RSS, swapped("<dc:creator>Cee Dee</dc:creator>", ""), "E06"),
    "a category is missing in Atom": (ATOM, swapped('<category term="Law" />', ""), "E06", 1),
    "the id in RSS": (RSS, swapped("2026:abcd-1<", "2026:2026-11-20<"), "E06"),
    "the licence in JSON-LD": (STORY, swapped('"license": "https://creativecommons.org/licenses/by/4.0/"', '"license": "https://creativecommons.org/publicdomain/zero/1.0/"'), "E06"),
    "a correction is missing in JSON-LD": (STORY, without(r', "correction": \[.*?\]'), "E06"),
    "a correction is missing on the page": (STORY, without(r"<p><strong>Correction.*?</p>"), "E06"),
    "a story is missing in JSON Feed": (JSON, in_json(lambda read: read["items"].remove(item(read, "straits"))), "E06"),
    "a story is missing in provenance.json": (PROVENANCE, in_json(lambda read: read["articles"].remove(item(read, "straits"))), "E06"),
    "a feed that is no XML": ("feeds/tag/sea.atom.xml", swapped("</feed>", ""), "E06"),
    "JSON-LD that is no JSON": ("index.html", swapped('{"@context"', '{"@context'), "E06"),
    "two elements with one id": (STORY, swapped('</article>', '<p id="why-it-matters">Again</p></article>'), "E23"),
    "a card with another address": (STORY, swapped('property="og:url" content="https://news.example/2026/11/straits/"', 'property="og:url" content="https://news.example/"'), "E06"),
    "a card whose picture is not there": (STORY, without(r'(?<=property="og:image" content="https://news.example/)[^"]*(?=/)'), "E10"),
    "a manifest that is no JSON": ("manifest.webmanifest", swapped("{", "{,"), "E06"),
    "an unsafe address": (STORY, swapped('href="#why-it-matters"', 'href="javascript:alert(1)"'), "E19"),
    "a picture without alt": (STORY, swapped(' alt="A map"', ""), "E08"),
    "a translation that is not named back": ("2026/11/own/index.html", without(r'<link rel="alternate" hreflang="de"[^>]*>'), "E06", 2, "de/2026/11/own/index.html"),
    "a story is missing in the sitemap": ("sitemap-1.xml", without(r"<url><loc>https://news.example/2026/11/straits/</loc>.*?</url>"), "E06", 1, "sitemap.xml"),
    "the front page is missing in the sitemap": ("sitemap-1.xml", without(r"<url><loc>https://news.example/</loc>.*?</url>"), "E06", 1, "sitemap.xml"),
    "an index that names no sitemap": ("sitemap.xml", without(r"<sitemap>.*</sitemap>"), "E06"),
    "robots.txt closes everything": ("robots.txt", swapped("Disallow:", "Disallow: /"), "E10"),
    "robots.txt names another's sitemap": ("robots.txt", swapped("https://news.example/sitemap.xml", "https://else.example/sitemap.xml"), "E10"),
    "a style that asks for what is not there": (STORY, swapped("</style>", ".x{background:url('/nope.png')}</style>"), "E10", 2),
    "an element's style that does": (STORY, swapped("</article>", '<p style="background:url(/nope.png)">x</p></article>'), "E10"),
    "an icon of the manifest that is not there": ("manifest.webmanifest", in_json(lambda read: read.update(icons=[{"src": "nope.png"}])), "E10"),
    "a feed's look that is not there": (RSS, swapped("/css/feed.css", "/css/fed.css"), "E10"),
    "a template's variable": (STORY, swapped("</article>", "<p>By {{ article.author }}</p></article>"), "E24"),
    "a template's tag": (STORY, swapped("</article>", "<p>{% if author %}</p></article>"), "E24"),
    "a mark of Pelican in the text": (STORY, swapped("</article>", "<p>see {filename}other.md</p></article>"), "E24"),
    "a mark in another's address": (STORY, swapped("</article>", '<a href="https://else.example/{{ page }}">x</a></article>'), "E24"),
    "a link to the maker's machine": (STORY, swapped("</article>", '<a href="http://localhost:8000/about/">x</a></article>'), "E24"),
    "a script of the maker's machine": (STORY, swapped("</article>", '<script src="//127.0.0.1:8000/a.js"></script></article>'), "E24", 2),
    "a link of ours without encryption": (STORY, swapped("</article>", '<a href="http://news.example/about/">x</a></article>'), "E24"),
    "a feed of the maker's machine": (ATOM, swapped('href="https://news.example/feeds/all.atom.xml"', 'href="http://localhost:8000/feeds/all.atom.xml"'), "E24"),
    "another address in JSON-LD": (STORY, swapped('"mainEntityOfPage": "https://news.example/', '"mainEntityOfPage": "http://localhost:8000/'), "E06", 2),
    "an article without an end": (STORY, swapped("</article>", ""), "E06"),
    "a script that takes in the article's end": (STORY, swapped("</article>", "<textarea></article>"), "E06", None),
    "the address of the credit": (STORY, swapped('reported by <a href="https://wire.example/1?a=1&amp;b=2"', 'reported by <a href="https://else.example/"'), "E06"),
    "the address of the citation": (STORY, swapped('class="u-url" href="https://wire.example/1?a=1&amp;b=2"', 'class="u-url" href="https://else.example/"'), "E06"),
    "the address of a publisher": (STORY, swapped('class="p-publication" href="https://news.example/source/wire/"', 'class="p-publication" href="https://else.example/"'), "E06", 2),
    "the relation of a source in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "straits")["sources"][0].update(relation="via")), "E06", None),
    "the name of a source in JSON-LD": (STORY, swapped('"publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Wire"', '"publisher": {"@type": "NewsMediaOrganization", "name": "Else"'), "E06"),
    "the title of a source in JSON-LD": (STORY, swapped('"headline": "Theirs"', '"headline": "Ours"'), "E06"),
    "the name of a source in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "straits")["sources"][0].update(name="Else")), "E06", 2),
    "the relation of a source in JSON Feed": (JSON, in_json(lambda read: item(read, "straits")["_provenance"]["sources"][0].update(relation="via")), "E06", 3),
    "the changes of a source in JSON Feed": (JSON, in_json(lambda read: item(read, "straits")["_provenance"]["sources"][0].update(changes="Nothing.")), "E06", 2),
    "the date of the card": (STORY, swapped('article:published_time" content="2026-11-20', 'article:published_time" content="2025-11-20'), "E06"),
    "the date of change of the card": (STORY, swapped('article:modified_time" content="2026-11-21', 'article:modified_time" content="2026-11-22'), "E06"),
    "two stories with one id": ("2026/11/own/index.html", swapped('data-id="own-1"', 'data-id="abcd-1"'), "E12", 2, STORY),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_one_finding(name, built, tmp_path):
    file, plant, rule, *more = FAULTS[name]

    found = planted(built.output, tmp_path / "output", file, plant)

    wanted = more[0] if more else 1
    assert [one for one in found if one.startswith(f"{rule} {more[1] if len(more) > 1 else file}")], found
    assert wanted is None or len(found) == wanted, found


SOUND = {
    "code that speaks of templates": "<p><code>{{ page.title }}</code> and {braces} and {{}}</p><pre>{% if x %}</pre>",
    "styles that ask for nothing here": "<p style=\"background:url(data:image/png;base64,AA) url('https://else.example/a.png')\">x</p>",
    "a comment in a style, a fragment, a string": '<style>/* url(/nope.png) */ a{fill:url(#two);content:"url(/nope.png)"}</style>',
    "ends that may be missing": "<ul><li>One<li>Two</ul><p>Open<p>Too",
    "a drawing with its own title": '<svg role="img"><title>Map</title><style>a{}</style><path d="M0 0"/></svg>',
    "a server of others": '<a href="http://localhost.example/">x</a> <a href="http://news.example.org/">x</a>',
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_not_accused(name, built, tmp_path):
    plant = swapped("</article>", f"{SOUND[name]}</article>")

    # What is added to a page is not in its policy.
    assert [one for one in planted(built.output, tmp_path / "output", STORY, plant) if "policy" not in one] == []


@pytest.mark.parametrize("file", ["robots.txt", "404.html", "sitemap.xml"])
def test_what_the_settings_promise_must_be_there(file, built, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(built.output, output)
    (output / file).unlink(missing_ok=True)

    found = audit(BuiltSite(output, Promised(files=frozenset({file}))))

    assert f"E10 {file}: it is not there, and the settings say that it is" in [
        f"{one.rule} {one.path}: {one.message}" for one in found
    ]


def test_a_style_sheet_that_asks_for_what_is_not_there(built, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(built.output, output)
    sheet = next(output.glob("theme/**/feed.css"))
    sheet.write_text('@import "nope.css";\n/* url(none.png) */\na{background:url(nope.png)}\n', encoding="utf-8")

    file = sheet.relative_to(output).as_posix()
    assert findings(output) == [f"E10 {file}: nope.css leads nowhere", f"E10 {file}: nope.png leads nowhere"]


def test_a_text_of_headings_and_a_topic_that_is_spelled_in_two_ways_are_sound(build):
    """As imported sites have them: Atom has the text where there is no summary, other feeds nothing."""
    story = "-- content/{0}.md --\n---\nid: id-{0}\ntitle: About {0}\ndate: 2026-11-1{1}\nauthors: [Ann Bee]\ncategories: [World]\ntags: [{2}]\n---\n{3}\n"
    words = [
        ("bread", "tags, bakers", "Words."),
        ("tide", "Tags, bakers, tides", "More."),
        ("fonts", "tides, fonts", "## Size\n\n## Colour"),
    ]
    about = "-- content/pages/about.md --\nTitle: About\n\nWho we are.\n"
    made = build(about + "".join(story.format(slug, number, *more) for number, (slug, *more) in enumerate(words)))  # fmt: skip
    assert made.code == 0, made.log
    assert "## Size" not in (made.output / RSS).read_text("utf-8")

    assert [one for one in findings(made.output) if "E06" in one] == []


@pytest.mark.parametrize("name", ["Big_Map.2", "Überfahrt am Morgen", "a-name-" * 9 + "end"])
def test_a_picture_with_a_place_in_it_and_a_name_of_its_own_is_sound(name, build, tmp_path):
    """What goes out is the clean file, and feeds tell the size of that."""
    exif = Image.Exif()
    exif[0x010E] = "Where she lives"
    folder = tmp_path / "content" / "images"
    folder.mkdir(parents=True)
    Image.new("RGB", (900, 600), "teal").save(folder / f"{name}.jpg", exif=exif)
    about = "-- content/pages/about.md --\nTitle: About\n\nWho we are.\n"
    image = f"image: {{src: 'images/{name}.jpg', alt: A map, credit: Ann Bee}}"
    made = build(
        about
        + f"-- content/bread.md --\n---\nid: id-1\ntitle: About bread\ndate: 2026-11-10\nauthors: [Ann Bee]\ncategories: [World]\n{image}\n---\nWords.\n"
    )
    assert made.code == 0, made.log

    (link,) = json.loads((made.output / JSON).read_text("utf-8"))["items"][0]["attachments"]
    assert (
        link["size_in_bytes"]
        == (made.output / "images" / f"{name}.jpg").stat().st_size
        < (folder / f"{name}.jpg").stat().st_size
    )
    assert [one for one in findings(made.output) if "E06" in one] == []
