"""Faults of a second stranger, who planted some six hundred with an editor: what machines read, what a program leaves, links that lead nearly there."""

import gzip
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.search_index import search_index
from PIL import Image

from tests.checks.conftest import site_of_lines
from tests.checks.planting import (
    ATOM,
    JSON,
    STORY,
    findings,
    in_json,
    item,
    put,
    silent,
    swapped,
    told,
    without,
)

REDIRECTS, HEADERS, ROBOTS, COPIED = "_redirects", "_headers", "robots.txt", "2026/11/copied/index.html"
PART, TAG = "2026/11/part-4/index.html", "tag/sea/index.html"


def in_text(markup: str):
    return swapped("<p>An opening paragraph", f"{markup}<p>An opening paragraph")


def added(line: str):
    return lambda text: f"{text.rstrip()}\n{line}\n"


test_a_planted_fault_is_found = told({
    "a citation that leads to ourselves": (COPIED, put(r'(class="u-url" href=")https://wire\.example[^"]*', r"\1https://news.example/about/"), f"E06 {COPIED}"),
    "corrections that are counted otherwise": (STORY, swapped('data-corrections="1"', 'data-corrections="2"'), f"E06 {STORY}"),
    "a base that the policy forbids": (STORY, swapped("</title>", '</title><base href="/old/">'), f"E06 {STORY}"),
    "what a script makes of a thing": (STORY, in_text("<p>[object Object]</p>"), f"E24 {STORY}"),
    "what Python says of a thing": (STORY, in_text("<p>&lt;pelican.contents.Article object at 0x7f11&gt;</p>"), f"E24 {STORY}"),
    "words that no format filled in": (STORY, in_text("<p>Posted on %(date)s</p>"), f"E24 {STORY}"),
    "PHP that nobody runs": (STORY, in_text("<p>x</p><?php echo 1; ?>"), f"E24 {STORY}"),
    "letters that are lost": (STORY, in_text("<p>caf\ufffd</p>"), f"E24 {STORY}"),
    "a folder of the maker's in a comment": (STORY, in_text("<!-- /home/ann/site/content/a.md -->"), f"E24 {STORY}"),
    "a picture of another story in JSON Feed": (JSON, in_json(lambda read: item(read, "straits").update(image="https://news.example/images/else.png")), f"E06 {JSON}"),
    "a topic twice in an entry": (ATOM, put('(<category term="[^"]*" ?/>)', r"\1\1"), f"E06 {ATOM}"),
    "another day in what browsers show": (ATOM, put(r"(<xhtml:p>)\d+ November", r"\g<1>7 November"), f"E06 {ATOM}"),
    "a part of the sitemap twice": ("sitemap.xml", put("(<sitemap>.*?</sitemap>)", r"\1\1"), "E06 sitemap.xml"),
    "a page that is gone by the headers of a host": (REDIRECTS, added("/about/ /404.html 404"), f"E10 {REDIRECTS}"),
    "a status with a letter": (REDIRECTS, added("/old/ /about/ 3o1"), f"E06 {REDIRECTS}"),
    "an old address without its stroke": (REDIRECTS, added("old/ /about/ 301"), f"E06 {REDIRECTS}"),
    "a value that no browser knows": (HEADERS, swapped("nosniff", "sniff"), f"E06 {HEADERS}"),
    "a header that its fellows miss": (HEADERS, without(r"  Referrer-Policy:[^\n]*\n"), f"E06 {HEADERS}"),
    "a policy for scripts from everywhere": (HEADERS, put("script-src [^;]*", "script-src *"), f"E06 {HEADERS}"),
    "a button without words": (STORY, in_text('<button type="button"></button>'), f"W10 {STORY}"),
    "a link without words": (STORY, in_text('<p><a href="/about/"> </a></p>'), f"W10 {STORY}"),
    "a field without a label": (STORY, in_text('<form action="/search/"><input name="q"></form>'), f"W10 {STORY}"),
    "two main parts": ("about/index.html", swapped("</main>", "</main><main></main>"), "E06 about/index.html"),
    "a site at another address": ("index.html", put('("@type": "WebSite".{,80}?"url": ")[^"]*', r"\1https://else.example/"), "E06 index.html"),
    "a site by another name": ("index.html", put('("@type": "WebSite", "name": ")[^"]*', r"\1Else"), "E06 index.html"),
    "a manifest in another language": ("manifest.webmanifest", in_json(lambda read: read.update(lang="de")), "E06 manifest.webmanifest"),
    "a manifest for no screen": ("manifest.webmanifest", in_json(lambda read: read.update(display="window")), "E06 manifest.webmanifest"),
    "a rule for nobody": (ROBOTS, swapped("User-agent: *\n", ""), f"E06 {ROBOTS}"),
    "a rule that no crawler knows": (ROBOTS, swapped("Disallow:", "Noindex: /2026/\nDisallow:"), f"E06 {ROBOTS}"),
    "a rule with a letter too many": (ROBOTS, swapped("Disallow:", "Dissallow: /x/\nDisallow:"), f"E06 {ROBOTS}"),
    "a sitemap by half an address": (ROBOTS, put(r"Sitemap: https://news\.example", "Sitemap: "), f"E10 {ROBOTS}"),
    "no sitemap": (ROBOTS, without(r"Sitemap: [^\n]*/sitemap\.xml"), f"E10 {ROBOTS}"),
    "a byte order mark before what is closed": (ROBOTS, lambda text: "\ufeff" + text.replace("Disallow:", "Disallow: /2026/", 1), f"E10 {ROBOTS}"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "code that shows what programs leave": (STORY, in_text("<pre><code>[object Object] %(date)s \ufffd</code></pre>")),
    "a folder that readers are told of": (STORY, in_text("<p>It lies below /home/ann/site/ on most machines.</p>")),
    "a link that is a picture": (STORY, in_text('<p><a href="/about/"><img src="/images/a.png" alt="About" width="1200" height="630"></a></p>')),
    "a button with a name": (STORY, in_text('<button type="button" aria-label="Close"></button>')),
    "a field with a label before it": (STORY, in_text('<label for="q">Words</label><input id="q" name="q">')),
    "a field in its label": (STORY, in_text('<label>Words <input name="q"></label>')),
    "a line for one crawler": (ROBOTS, swapped("Disallow:", "Crawl-delay: 10\nDisallow:")),
    "two values of a header": (HEADERS, swapped("strict-origin-when-cross-origin", "no-referrer, strict-origin-when-cross-origin")),
    "a line behind which a note stands": (REDIRECTS, added("/old/ /about/ 301 # moved")),
})  # fmt: skip


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lined"))


test_what_nearly_all_have_is_missed = told({
    "a link to a story without its stroke": (TAG, put(r'(<h\d class="card__title"><a href="[^"]*)/"', r'\1"'), f"E10 {TAG}"),
    "a way by another name": ("about/index.html", put(r'(<a href="[^"]*/archives/">)[^<]*', r"\1Old things"), "E06 about/index.html"),
    "a card of another page": ("about/index.html", put('(<meta property="og:title" content=")[^"]*', r"\1The strait"), "E06 about/index.html"),
    "a story before and behind turned round": (PART, put('<a rel="prev"(.*?)<a rel="next"', r'<a rel="next"\1<a rel="prev"'), f"E06 {PART}"),
    "another month in a related story's reason": (PART, put(r'(<span class="related__reason">[^<]*?)(\w+) 2026', r"\1January 2020"), f"E06 {PART}"),
}, "lined")  # fmt: skip


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_file(built, tmp_path: Path, name: str, data: bytes) -> list[str]:
    output = shutil.copytree(built.output, tmp_path / "out")
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_bytes(data)
    return findings(output)


LEFT = [
    "Makefile", "package.json", "requirements.txt", "docker-compose.yml", "site.sqlite3", "dump.sql.gz", "content.zip", "server.key", "tags.yaml", ".npmrc", ".gitignore",
    "about/index.html.save", ".ssh/config", "node_modules/x/index.js", "theme/base.html.j2", "old/wp-config.php", "~$about.docx", "content/secret.md",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_belongs_to_the_making_is_found(built, tmp_path, name):
    assert any(one.startswith(f"E24 {name}: ") for one in with_file(built, tmp_path, name, b"x\n"))


@pytest.mark.parametrize(
    "name",
    [".well-known/security.txt", "files/report.zip", "files/data.db", "files/tags.yaml", ".nojekyll", "files/Makefile"],
)
def test_what_readers_fetch_is_not(built, tmp_path, name):
    assert with_file(built, tmp_path, name, b"x\n") == []


KEYS = {
    "a token of GitLab's": "glpat-abcdefghij0123456789",
    "a token of npm's": "npm_abcdefghijklmnopqrstuvwxyz0123456789",
    "a key of a language model's host": "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789",
    "an address at which anybody can write": f"https://hooks.slack.com/services/T{'0' * 8}/B{'0' * 8}/{'x' * 24}",
}


@pytest.mark.parametrize("said", KEYS)
def test_a_key_is_found(built, tmp_path, said):
    assert any(said in one for one in with_file(built, tmp_path, "theme/a.js", KEYS[said].encode()))


def test_a_map_of_sources_may_not_tell_of_a_home(built, tmp_path):
    text = b'{"version": 3, "sources": ["/home/ann/site/app.ts"], "mappings": ""}'

    assert any("/home/ann/" in one for one in with_file(built, tmp_path, "theme/a.js.map", text))


def test_a_png_that_was_altered_is_damaged(built, tmp_path):
    data = bytearray((built.output / "images/a.png").read_bytes())
    at = data.index(b"IDAT") + 6
    data[at] ^= 255

    (found,) = with_file(built, tmp_path, "images/b.png", bytes(data))

    assert found.startswith("E21 images/b.png: ")


@pytest.mark.parametrize("end", ["jpg", "webp", "png"])
def test_a_picture_that_says_where_it_was_taken_is_told(built, tmp_path, end):
    picture = Image.new("RGB", (1200, 630), "white")
    notes = picture.getexif()
    notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 22.0, 0.0)})
    picture.save(tmp_path / f"a.{end}", exif=notes.tobytes())

    found = with_file(built, tmp_path, f"images/taken.{end}", (tmp_path / f"a.{end}").read_bytes())

    assert found == [f"E24 images/taken.{end}: the picture says where it was taken"]


def test_a_picture_that_notes_no_place_is_not(built, tmp_path):
    picture = Image.new("RGB", (1200, 630), "white")
    notes = picture.getexif()
    notes[0x010F] = "A camera"
    picture.save(tmp_path / "a.jpg", exif=notes)

    assert with_file(built, tmp_path, "images/taken.jpg", (tmp_path / "a.jpg").read_bytes()) == []


def test_a_card_that_is_that_of_another_story_is_told(lined, tmp_path):
    output = shutil.copytree(lined.output, tmp_path / "out")
    one, other = sorted((output / "share").glob("*.png"))[:2]
    other.write_bytes(one.read_bytes())

    assert any(
        found.path == f"share/{other.name}" and "another story" in found.message for found in audit(BuiltSite(output))
    )


def test_a_part_of_the_index_that_the_search_asks_for_is_missed(tmp_path):
    parts = tmp_path / "pagefind"
    for name in ("index/en_0123abc.pf_index", "filter/en_0123456789.pf_filter", "fragment/en_89abcde.pf_fragment"):
        (parts / name).parent.mkdir(parents=True, exist_ok=True)
        (parts / name).write_bytes(gzip.compress(b"pagefind_dcd{}"))
    (parts / "pagefind.js").write_text("")
    (parts / "pagefind-entry.json").write_text('{"languages": {"en": {"hash": "en_77", "page_count": 1}}}')
    named = b"\x82jen_89abcde\x19\x02\x83b13fjen_0123abc\x82\x82fsourcemen_0123456789\x82"
    (parts / "pagefind.en_77.pf_meta").write_bytes(gzip.compress(named))

    def missed() -> list[str]:
        return [one.path for one in search_index(BuiltSite(tmp_path)) if "asks for it" in one.message]

    assert missed() == []
    (parts / "filter/en_0123456789.pf_filter").unlink()
    assert missed() == ["pagefind/filter/en_0123456789.pf_filter"]
