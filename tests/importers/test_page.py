"""Saved pages: what they say to machines, and the article among all that surrounds it."""

import json

import pytest

WORDS = (
    "The crane on quay four fell into the water on Friday morning, and nobody was hurt, the harbour office said. It had stood there since 1961. "
    * 2
)
BODY = f"<p>{WORDS}</p><h2>Why it fell</h2><p>A bolt had broken in the storm, an engineer said. {WORDS}</p>"
AROUND = '<nav><a href="/">Home</a></nav>{main}<aside>Related: other things</aside><footer>All rights reserved</footer>'
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "HG"},
        {"@type": ["NewsArticle", "ReportageNewsArticle"], "headline": "Crane falls", "alternativeHeadline": "Nobody was hurt", "datePublished": "2026-11-20T09:30:00+01:00",
         "dateModified": "2026-11-21T09:30:00.000Z", "author": [{"@type": "Person", "name": "Ann Bee"}, {"name": "By Cee Dee"}], "articleSection": ["City", "Harbour"],
         "keywords": "cranes, quays", "publisher": {"name": "Harbour Gazette"}},
    ],
}  # fmt: skip
HEADS = {
    "JSON-LD": f'<script type="application/ld+json">{json.dumps(LD)}</script><link rel="canonical" href="https://gazette.example/crane">',
    "Open Graph": '<meta property="og:title" content="Crane falls - Harbour Gazette"><meta property="og:description" content="Nobody was hurt">'
    '<meta property="article:published_time" content="2026-11-20T09:30:00+01:00"><meta property="article:author" content="Ann Bee"><meta property="article:author" content="Cee Dee">'
    '<meta property="article:section" content="City"><meta property="article:tag" content="cranes"><meta property="article:tag" content="quays">'
    '<meta property="og:site_name" content="Harbour Gazette"><meta property="og:url" content="https://gazette.example/crane">',
    "plain": '<title>Crane falls | The Harbour Gazette, since 1870</title><meta name="description" content="Nobody was hurt"><meta name="author" content="Ann Bee">'
    '<meta name="date" content="2026-11-20"><link rel="canonical" href="https://gazette.example/crane">',
}  # fmt: skip


def page(
    head, main=f"<main><h1>Crane falls</h1><div class='article-body'>{BODY}</div><p>Share this article</p></main>"
):
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{AROUND.format(main=main)}</body></html>"


@pytest.mark.parametrize("kind", HEADS)
def test_the_facts_are_read_wherever_the_page_keeps_them(kind, imports):
    done = imports(page(HEADS[kind]), "saved.html")
    [text] = done.stories.values()

    assert done.code == 0
    assert text.startswith("---\ntitle: Crane falls\ndeck: Nobody was hurt\ndate: 2026-11-20")
    assert "  - Ann Bee\n" in text
    assert "    relation: based-on\n" in text
    assert '    url: "https://gazette.example/crane"\n' in text
    assert ("  - source: Harbour Gazette\n" if kind != "plain" else "  - source: gazette.example\n") in text
    if kind != "plain":
        assert "authors:\n  - Ann Bee\n  - Cee Dee\n" in text
        assert "  - City\n" in text
        assert "tags:\n  - cranes\n  - quays\n" in text


def test_microformats_are_facts_too(imports):
    entry = (
        '<article class="h-entry"><h1 class="p-name">Crane falls</h1><a class="p-author h-card" href="/ann">Ann Bee</a><time class="dt-published" datetime="2026-11-20T09:30:00+01:00">Thursday</time>'
        f'<a class="u-url" href="https://gazette.example/crane">#</a><div class="e-content">{BODY}</div><a class="p-category">cranes</a></article>'
    )
    [text] = imports(page("<title>x</title>", entry), "saved.html").stories.values()

    assert "title: Crane falls\ndate: 2026-11-20 09:30:00+01:00\nauthors:\n  - Ann Bee\ntags:\n  - cranes\n" in text
    assert "Thursday" not in text


@pytest.mark.parametrize("main", [f"<main><h1>Crane falls</h1><div class='article-body'>{BODY}</div></main>", f"<div id='x'><div><h1>Crane falls</h1>{BODY}</div></div>", f"<article><header>By nobody</header>{BODY}</article>"])  # fmt: skip
def test_only_the_article_is_taken(main, imports):
    [text] = imports(page(HEADS["JSON-LD"], main), "saved.html").stories.values()
    body = text.split("---\n", 2)[2]

    assert "## Why it fell" in body
    for word in ("Home", "Related", "All rights", "By nobody", "# Crane falls"):
        assert word not in body


def test_a_page_without_an_article_is_named(imports):
    done = imports("<html><head><title>Login</title></head><body></body></html>", "saved.html")

    assert done.code == 1
    assert "no article could be made out" in done.said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_letters_are_read_as_the_page_says(encoding, imports):
    charset = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
    [text] = imports(
        page(charset + HEADS["plain"].replace("Nobody", "Personne à")).encode(encoding), "saved.html"
    ).stories.values()

    assert "Personne à was hurt" in text


def test_without_its_packages_the_command_says_what_to_install(imports, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "bs4", None)
    done = imports(page(HEADS["plain"]), "saved.html")

    assert done.code == 2
    assert 'pip install "pelican-newsroom[import]"' in done.said
