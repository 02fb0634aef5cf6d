"""What is deployed beside the pages: sources, feeds, sitemaps, the manifest, pictures, redirects; and the words of links."""

import zlib

import pytest
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.embedded import embedded
from pelican.plugins.checks.promised import Promised
from pelican.plugins.checks.source_files import copied_sources
from pelican.plugins.checks.told_redirects import told_redirects

from tests.checks.planting import (
    ATOM,
    JSON,
    PROVENANCE,
    RSS,
    STORY,
    findings,
    in_json,
    item,
    put,
    silent,
    swapped,
    told,
)

OLD = "2026/11/old-straits/index.html"


def behind(markup: str):
    return swapped("</article>", f"{markup}</article>")


test_a_planted_fault_is_found = told({
    "a link to a letter without an address": (STORY, behind('<a href="mailto:">x</a>'), f"E10 {STORY}"),
    "a link without an address": (STORY, behind('<a href="">x</a>'), f"E10 {STORY}"),
    "a link with one stroke": (STORY, behind('<a href="https:/else.example/">x</a>'), f"E10 {STORY}"),
    "a link without a host": (STORY, behind('<a href="https://">x</a>'), f"E10 {STORY}"),
    "a blank in a host": (STORY, behind('<a href="https://else where.example/">x</a>'), f"E10 {STORY}"),
    "another story by its name": (STORY, swapped("</body>", '<a href="/2026/11/copied/">What we saw ourselves</a></body>'), f"E06 {STORY}"),
    "another title for browsers": (ATOM, put("(<xhtml:h2><xhtml:a[^>]*>)[^<]*", r"\1Else"), f"E06 {ATOM}"),
    "another link for browsers": (RSS, put('(<xhtml:h2><xhtml:a href=")[^"]*', r"\1https://news.example/about/"), f"E06 {RSS}"),
    "another document": (JSON, in_json(lambda read: item(read, "copied")["_provenance"].update(about="https://news.example/about/")), f"E06 {JSON}"),
    "no feed by its name": (JSON, lambda _text: "{}", f"E06 {JSON}"),
    "an author at another page": (JSON, in_json(lambda read: item(read, "2026/11/own/")["authors"][0].update(url="https://news.example/author/none/")), f"E06 {JSON}"),
    "another kind of correction": (PROVENANCE, in_json(lambda read: item(read, "straits")["corrections"][0].update(kind="update")), f"E06 {PROVENANCE}"),
    "a schema that is not there": (PROVENANCE, in_json(lambda read: read.update({"$schema": "https://news.example/none.json"})), f"E10 {PROVENANCE}"),
    "changed before it was published": (PROVENANCE, in_json(lambda read: item(read, "straits").update(modified="2020-01-01T00:00:00+00:00")), f"E02 {PROVENANCE}"),
    "no title in the news sitemap": ("news-sitemap.xml", put("<news:title>[^<]*</news:title>", ""), "E06 news-sitemap.xml"),
    "robots without the sitemap": ("robots.txt", put(r"Sitemap: \S*/sitemap\.xml\n", ""), "E10 robots.txt"),
    "another size of an icon": ("manifest.webmanifest", swapped("192x192", "190x190"), "E06 manifest.webmanifest"),
    "a drawing that is no XML": ("favicon.svg", swapped("<svg", "<svg <"), "E21 favicon.svg"),
    "a page that headers send away": ("_headers", lambda text: f"{text}\n/2026/11/own/\n  Location: https://else.example/\n", "E10 _headers"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "a letter without a reader": (STORY, behind('<a href="mailto:?subject=x">x</a>')),
    "a letter to a reader": (STORY, behind('<a href="mailto:ann@news.example">x</a>')),
    "another story by other words": (STORY, swapped("</body>", '<a href="/2026/11/copied/">Read on</a></body>')),
})  # fmt: skip


@pytest.fixture
def output(built, tmp_path):
    import shutil

    shutil.copytree(built.output, tmp_path / "output")
    return tmp_path / "output"


@pytest.mark.parametrize("name", ["own.md", "data/tags.yaml"])
def test_a_source_that_no_page_leads_to_is_found(name, built, output):
    (output / name).parent.mkdir(exist_ok=True)
    (output / name).write_bytes((built.root / "content" / name).read_bytes())

    assert [one.partition(":")[0] for one in findings(output)] == [f"E24 {name}"]


def test_a_source_by_another_name_is_found(built, output):
    source = built.root / "content/own.md"
    (output / "x.txt").write_bytes(source.read_bytes())

    assert [one.path for one in copied_sources(BuiltSite(output), [source])] == ["x.txt"]


def test_what_leads_elsewhere_than_it_is_said_to_is_found_in_page_and_map(output):
    assert (output / OLD).exists()
    said = Promised(redirects={OLD: "2026/11/own/"})

    found = [one.path for one in told_redirects(BuiltSite(output, said))]

    assert set(found) == {OLD, *(["_redirects"] if (output / "_redirects").exists() else [])}
    assert list(told_redirects(BuiltSite(output, Promised(redirects={OLD: "2026/11/straits/"})))) == []


def test_words_in_a_document_and_in_a_picture_are_read():
    stream = zlib.compress(b"BT (Nobody may ) Tj [(read) -20 (this)] TJ ET")
    chunk = b"Comment\0\0" + zlib.compress(b"Nor this.")
    png = b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + b"zTXt" + chunk + b"0000"

    assert any("Nobody may read" in one for one in embedded(b"%PDF-1.4\nstream\n" + stream + b"\nendstream"))
    assert list(embedded(png)) == ["Nor this."]


def test_a_damaged_document_holds_no_words():
    assert list(embedded(b"%PDF-1.4\nstream\n\x78\x9c\xff\xff\nendstream")) == []
    assert list(embedded(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffzTXtx")) == [""]


def test_a_document_that_escapes_what_is_no_number_of_a_letter_is_read():
    r"""Other bytes than those of a text may look like one, as `(\89)` in a picture of a PDF."""
    assert next(embedded(b"%PDF-1.4\nstream\n(\\8\\101\\9\\n)\nendstream")) == "8A9 "
