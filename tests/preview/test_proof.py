import json

from bs4 import BeautifulSoup
from pelican.plugins.preview.edition import Entry
from pelican.plugins.preview.proof import sheet_page, sheets_page

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Why tides turn | The Lamplighter</title>
<meta name="description" content="The moon pulls, the sea answers.">
<link rel="canonical" href="https://news.example/2026/11/tides/">
<meta property="og:title" content="Why tides turn"><meta property="og:image" content="https://news.example/pictures/tides.png">
<script type="application/ld+json">{"@type": ["NewsArticle", "BackgroundNewsArticle"]}</script></head>
<body><article class="h-entry" data-id="tides-1"><h1 class="p-name">Why tides turn</h1>
<div data-relation="based-on"><p>This article was originally reported by <a href="https://gazette.example/t">Harbour Gazette</a>.</p></div>
</article><aside data-related="1"><a href="/2026/10/moon/" data-role="background" data-reason="shares moon">The moon &lt;b&gt;</a></aside></body></html>"""
FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "tag:news.example:tides-1", "url": "https://news.example/2026/11/tides/", "title": "Why tides turn",
         "summary": "This article was originally reported by Harbour Gazette. The moon pulls.", "date_published": "2026-11-20T09:00:00Z"}]}
)  # fmt: skip
FILES = {"2026/11/tides/index.html": PAGE, "feeds/all.json": FEED}
STORY = Entry(
    "content/tides.md", "Why <tides> turn", "published", "2026/11/tides/index.html", "tides", "en", "2026-11-20"
)
PROBLEM = {
    "path": "content/tides.md",
    "line": 4,
    "column": 1,
    "rule": "W02",
    "severity": "warning",
    "message": "the deck is short",
    "remedy": "say more",
}
PROBLEMS = (PROBLEM, {**PROBLEM, "path": "content/else.md", "message": "not ours"})


def sheet(problems=PROBLEMS, files=FILES) -> dict[str, str]:
    body = sheet_page(STORY.url, problems, [STORY], lambda file: files.get(file, ""))
    assert body is not None
    page = BeautifulSoup(body, "html.parser")
    return {part["data-proof"]: part.get_text(" ", strip=True) for part in page.select("[data-proof]")}


def test_a_sheet_shows_what_every_surface_says():
    parts = sheet()

    assert "the deck is short" in parts["problems"]
    assert "not ours" not in parts["problems"]
    assert "https://news.example/2026/11/tides/" in parts["search"]
    assert "The moon pulls, the sea answers." in parts["search"]
    assert "Why tides turn" in parts["card"]
    assert "This article was originally reported by Harbour Gazette." in parts["feed"]
    assert "based-on : This article was originally reported by Harbour Gazette" in parts["credit"]
    assert "The moon <b> (background: shares moon)" in parts["related"]
    assert "NewsArticle + BackgroundNewsArticle" in parts["machines"]


def test_a_story_that_is_not_listed_shows_no_search_result():
    parts = sheet(files={STORY.url: PAGE.replace("<title>", '<meta name="robots" content="noindex"><title>')})

    assert parts["search"].endswith("asks not to be listed (robots).")
    assert "not in the feed" in parts["feed"]


def test_an_unknown_story_has_no_sheet():
    assert sheet_page("2026/11/other/index.html", PROBLEMS, [STORY], lambda _: "") is None


def test_the_list_of_sheets_escapes_headlines_and_counts_problems():
    page = BeautifulSoup(sheets_page(PROBLEMS, [STORY]), "html.parser")

    row = [cell.get_text() for cell in page.select_one("tbody tr").select("td")]
    assert row == ["Why <tides> turn", "published", "2026-11-20", "en", "1", "content/tides.md"]
