"""Lists, feeds and the search against what the pages of the stories say: a finding for each fault."""

import gzip
import json
import re
import shutil

import pytest

from tests.checks.conftest import site_of_pages
from tests.checks.planting import ATOM, findings, planted, put, swapped, told, without

TAG, TAG2, LAW, LAW2 = "tag/sea/index.html", "tag/sea/page/2/index.html", "category/law/index.html", "category/law/page/2/index.html"  # fmt: skip
ANN, WIRE, MONTH, OWN = (
    "author/ann-bee/index.html",
    "source/wire/index.html",
    "2026/11/index.html",
    "2026/11/own/index.html",
)
FEED, GERMAN = "feeds/tag/sea.atom.xml", "feeds/de.atom.xml"
CARD = r'<article class="card">(?:(?!</article>).)*'
ENTRY = r"<entry>(?:(?!</entry>).)*"
FOREIGN = (
    '<article class="card"><h3><a href="https://news.example/2026/11/copied/">What the agency sent</a></h3></article>'
)
GONE = '<a href="https://news.example/2026/11/gone/">x</a>'

#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "a story is missing on its topic's page": (TAG, without(CARD + "2026/11/own/.*?</article>"), f"E06 {TAG}"),
    "a story is missing on its category's page": (LAW2, without(CARD + "2026/11/straits/.*?</article>"), f"E06 {LAW}"),
    "a story is missing on its author's page": (ANN, without(CARD + "2026/11/own/.*?</article>"), f"E06 {ANN}"),
    "a story is missing on its source's page": (WIRE, without(CARD + "2026/11/copied/.*?</article>"), f"E06 {WIRE}"),
    "a story is missing in its month": (MONTH, without(CARD + "2026/11/own/.*?</article>"), f"E06 {MONTH}"),
    "a topic's page without stories": (TAG, without('<article class="card">.*</article>'), f"E06 {TAG}"),
    "a foreign story on a topic's page": (TAG, put('(<article class="card">)', rf"{FOREIGN}\1"), f"E06 {TAG}"),
    "a foreign story on an author's page": (ANN, put('(<article class="card">)', rf"{FOREIGN}\1"), f"E06 {ANN}"),
    "a story on two pages": (LAW2, swapped("/2026/11/straits/", "/2026/11/own/"), f"E06 {LAW2}"),
    "no link to the next page": (LAW, without('<a rel="next".*?</a>'), f"E06 {LAW2}"),
    "no link to the page before": (LAW2, without('<a rel="prev".*?</a>'), f"E06 {LAW}"),
    "a next page that is the page itself": (LAW, swapped("/category/law/page/2/", "/category/law/"), f"E10 {LAW}"),
    "a story by another name in a list": (TAG, swapped(">What we saw ourselves</a>", ">What they saw</a>"), f"E06 {TAG}"),
    "a story of another hour in a list": (TAG, swapped('datetime="2026-11-23T08:00', 'datetime="2026-11-23T09:00'), f"E06 {TAG}"),
    "another credit in a list": (TAG2, put(r'(class="card__credit">)[^<]*', r"\1Originally reported by Else"), f"E06 {TAG2}"),
    "a topic's page by another name": (TAG, put(r"(<h1[^>]*>)sea", r"\1lake"), f"E06 {TAG}"),
    "an author who leads to another's page": (OWN, swapped('rel="author" href="https://news.example/author/ann-bee/"', 'rel="author" href="https://news.example/author/cee-dee/"'), f"E06 {OWN}"),
    "a neighbour by another name": (OWN, put(r"(<span>Previous</span>)[^<]*", r"\1 Somebody else"), f"E06 {OWN}"),
    "a link to a withdrawn story": (OWN, swapped("</article>", f"{GONE}</article>"), f"E17 {OWN}"),
    "a withdrawn story in a list": (TAG, swapped("</main>", f"{GONE}</main>"), f"E17 {TAG}"),
    "a withdrawn story in the text of a feed": (ATOM, swapped("&lt;p&gt;Our words", '&lt;p&gt;&lt;a href="https://news.example/2026/11/gone/"&gt;x&lt;/a&gt; Our words'), f"E17 {ATOM}"),
    "a story is missing in its topic's feed": (FEED, without(ENTRY + "2026/11/own/.*?</entry>"), f"E06 {FEED}"),
    "a topic's feed without stories": (FEED, without("<entry>.*</entry>"), f"E06 {FEED}"),
    "a feed in another language": (GERMAN, swapped('xml:lang="de"', 'xml:lang="en"'), f"E06 {GERMAN}"),
    "a topic's feed in another language": (FEED, swapped('xml:lang="en"', 'xml:lang="fr"'), f"E06 {FEED}"),
    "a topic's feed by another name": (FEED, put(r"(<title>)sea", r"\1lake"), f"E06 {FEED}"),
    "a feed that calls itself another": (FEED, swapped('rel="self" type="application/atom+xml" href="https://news.example/feeds/tag/sea.atom.xml"', 'rel="self" type="application/atom+xml" href="https://news.example/feeds/all.atom.xml"'), f"E06 {FEED}"),
    "a feed older than its stories": (FEED, put(r"(<updated>)[^<]*", r"\g<1>2020-01-01T00:00:00+00:00"), f"E06 {FEED}"),
    "another text of a story in one feed": (FEED, put(r'(<content type="html">)[^<]*', r"\1&lt;p&gt;Not that.&lt;/p&gt;"), f"E06 {FEED}"),
    "a topic's page without its feed": (TAG, without('<link rel="alternate" type="application/atom.xml" title="sea[^>]*>'), f"E06 {TAG}"),
    "a topic's page with another's feed": (TAG, swapped("feeds/tag/sea.atom.xml", "feeds/category/law.atom.xml"), f"E06 {TAG}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def turned(tmp_path_factory):
    """The site with one story on each page of its lists."""
    return site_of_pages(tmp_path_factory.mktemp("turned"))


def test_a_sound_site_of_several_pages_has_no_finding(turned):
    assert findings(turned.output) == []


test_a_planted_fault_is_found = told(FAULTS, "turned")


def test_a_foreign_story_in_a_feed(turned, tmp_path):
    copied = re.search(
        rf"{ENTRY}2026/11/copied/.*?</entry>", (turned.output / ATOM).read_text(encoding="utf-8"), re.DOTALL
    )

    found = planted(turned.output, tmp_path / "output", FEED, swapped("<entry>", f"{copied[0]}<entry>"))

    assert f"E06 {FEED}: /2026/11/copied/ stands here, and is none of /tag/sea/" in found


def test_a_story_that_every_format_of_a_feed_forgets(turned, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(turned.output, output)
    for file in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
        text = (output / file).read_text(encoding="utf-8")
        kept = re.sub(r"<(entry|item)>(?:(?!</\1>).)*example/2026/11/own/.*?</\1>", "", text, count=1, flags=re.DOTALL)
        (output / file).write_text(kept, encoding="utf-8")
    read = json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))
    read["items"] = [one for one in read["items"] if "/2026/11/own/" not in one["url"] or "/de/" in one["url"]]
    (output / "feeds/all.json").write_text(json.dumps(read), encoding="utf-8")

    assert sum("/2026/11/own/ is missing: it is newer" in one for one in findings(output)) == 3


def indexed(output, pages: dict[str, str]) -> None:
    """An index as Pagefind writes it."""
    folder = output / "pagefind"
    for name in ("fragment", "index"):
        (folder / name).mkdir(parents=True)
    for number, (url, title) in enumerate(pages.items()):
        piece = b"pagefind_dcd" + json.dumps({"url": url, "content": "", "meta": {"title": title}}).encode()
        (folder / f"fragment/en_{number}.pf_fragment").write_bytes(gzip.compress(piece))
    (folder / "index/en_0.pf_index").write_bytes(gzip.compress(b"pagefind_dcd"))
    (folder / "pagefind.en_0.pf_meta").write_bytes(gzip.compress(b"pagefind_dcd"))
    (folder / "pagefind.js").write_text("export const search = () => [];", encoding="utf-8")
    entry = {"version": "1", "languages": {"en": {"hash": "en_0", "page_count": len(pages)}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")


PAGES = {"/2026/11/straits/": "Straits and the law", "/2026/11/copied/": "What the agency sent", "/2026/11/own/": "What we saw ourselves", "/de/2026/11/own/": "Was wir selbst sahen"}  # fmt: skip
SEARCHED = {
    "a story that is not found": lambda output: indexed(output, dict(list(PAGES.items())[:3])),
    "a page that is not there": lambda output: indexed(output, {**PAGES, "/2026/11/nowhere/": "x"}),
    "another name": lambda output: indexed(output, {**PAGES, "/2026/11/own/": "x"}),
    "a withdrawn story": lambda output: indexed(output, {**PAGES, "/2026/11/gone/": "Taken back"}),
    "a redirect": lambda output: indexed(output, {**PAGES, "/tag/ocean/": "sea"}),
    "a piece that nobody can read": lambda output: (indexed(output, PAGES), (output / "pagefind/fragment/en_3.pf_fragment").write_bytes(b"x")),
    "a lost piece": lambda output: (indexed(output, {**PAGES, "/about/": "About"}), (output / "pagefind/fragment/en_4.pf_fragment").unlink()),
    "no index": lambda output: (indexed(output, PAGES), (output / "pagefind/index/en_0.pf_index").unlink()),
    "no words": lambda output: (indexed(output, PAGES), (output / "pagefind/pagefind.en_0.pf_meta").unlink()),
    "an index that nobody can read": lambda output: (indexed(output, PAGES), (output / "pagefind/index/en_0.pf_index").write_bytes(b"x")),
    "no script": lambda output: (indexed(output, PAGES), (output / "pagefind/pagefind.js").unlink()),
    "no entry": lambda output: (indexed(output, PAGES), (output / "pagefind/pagefind-entry.json").unlink()),
    "an entry that nobody can read": lambda output: (indexed(output, PAGES), (output / "pagefind/pagefind-entry.json").write_text("{}", encoding="utf-8")),
}  # fmt: skip


@pytest.mark.parametrize("name", SEARCHED)
def test_a_fault_of_the_search_is_found(name, turned, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(turned.output, output, ignore=shutil.ignore_patterns("pagefind"))
    SEARCHED[name](output)

    found = findings(output)

    assert found, name
    assert all(re.match("E(06|10|17) pagefind/", one) for one in found), found


def test_a_sound_search_is_not_accused(turned, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(turned.output, output, ignore=shutil.ignore_patterns("pagefind"))
    indexed(output, PAGES)

    assert findings(output) == []


@pytest.mark.parametrize(("more", "is_told"), [(0, False), (1, True), (-1, True), (None, True)])
def test_numbers_of_topics_that_are_all_wrong_by_the_same(tmp_path, more, is_told):
    """Topics of one, two and three stories; at last all are said to have none."""
    tops = {"ebb": (1,), "sea": (1, 2), "tide": (1, 2, 3)}
    for number in (1, 2, 3):
        terms = "".join(
            f'<a class="p-category" href="/tag/{name}/">{name}</a>' for name, own in tops.items() if number in own
        )
        text = f'<article class="h-entry" data-id="n{number}"><h1 class="p-name">No {number}</h1>{terms}</article>'
        write_page(tmp_path, f"2026/11/n{number}", text)
    for name, own in tops.items():
        cards = "".join(f'<article><h2><a href="/2026/11/n{one}/">No {one}</a></h2></article>' for one in own)
        write_page(tmp_path, f"tag/{name}", f"<h1>{name}</h1>{cards}")
    counts = "".join(
        f'<li><a href="/tag/{name}/">{name}</a> <span>{0 if more is None else len(own) + more}</span>'
        for name, own in tops.items()
    )
    write_page(tmp_path, "tags", f"<main><h1>Tags</h1><ul>{counts}</ul></main>")

    found = [one for one in findings(tmp_path) if one.startswith("E06 tags/index.html: it says that")]

    assert len(found) == is_told


def write_page(root, path, body):
    url = f"https://news.example/{path}/"
    (root / path).mkdir(parents=True)
    head = f'<html lang="en"><meta charset="utf-8"><title>x</title><link rel="canonical" href="{url}">'
    (root / path / "index.html").write_text(f"<!doctype html>{head}<body>{body}</body></html>", encoding="utf-8")
