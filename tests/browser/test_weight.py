"""How heavy a page may be, type by type, and that nothing on it waits, blocks or moves.

Bytes are those of gzip at its best, as a server sends a file that was compressed once; 14,600 is what arrives in one round trip of a fresh
connection (ten segments of 1,460 bytes, RFC 6928).
"""

import gzip
import re

import pytest

from .page_types import page_types

pytestmark = pytest.mark.browser

ROUND_TRIP = 14_600
#: Type of page -> bytes of its HTML, compressed. Raise one only with a reason that a reader on a bad line would accept.
BUDGETS = {
    "home": 10_500, "article": ROUND_TRIP, "plain-article": ROUND_TRIP, "german-article": ROUND_TRIP, "arabic-article": ROUND_TRIP, "tag": 9_000,
    "category": 9_000, "source": 8_500, "author": 8_500, "storyline": 8_500, "storylines": 8_000, "search": 8_500, "archives": 9_000, "year": 12_000,
    "tags": 9_000, "sources": 8_000, "categories": 8_000, "authors": 8_000, "corrections": 8_500, "about": 10_000, "not-found": 8_000, "credit": 8_500,
    "glossary": 9_000, "republish": 12_000, "withdrawn": 8_000,
}  # fmt: skip
SCRIPTS = 5_000
#: All that a phone of 412 pixels at 1.75 fetches of a page, its pictures included.
WHOLE = {
    "/": 30_000,
    "/2026/09/ferry-timetable/": 60_000,
    "/2026/08/lamp-posts/": 75_000,
    "/tag/statistics/": 15_000,
    "/search/": 200_000,
}


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def test_no_type_of_page_is_heavier_than_its_budget(demo):
    pages = page_types(demo)
    found = {
        name: weight((demo / address.lstrip("/") / ("index.html" if address.endswith("/") else "")).read_bytes())
        for name, address in pages.items()
    }

    assert set(found) >= {"home", "article", "tag", "category", "source", "archives", "storylines", "search"}
    assert [name for name in found if name not in BUDGETS] == [], "give the new type of page a budget"
    assert {name: size for name, size in found.items() if size > BUDGETS[name]} == {}


def test_a_story_of_900_words_comes_in_one_round_trip(demo):
    """Every story of the demo, its style and its data for machines included."""
    sizes = {}
    for file in demo.glob("20*/*/*/index.html"):
        html = file.read_text(encoding="utf-8")
        body = re.search(r'<div class="e-content.*?</article>', html, re.DOTALL)
        words = len(re.sub(r"<[^>]+>", " ", body[0]).split()) if body else 0
        sizes[file.parent.name] = (words, weight(html.encode()))

    assert max(words for words, _ in sizes.values()) > 900
    assert {name: one for name, one in sizes.items() if one[1] > ROUND_TRIP} == {}


def test_nothing_stands_between_a_reader_and_the_first_paint(demo):
    """No style sheet to be fetched, no script that the parser waits for, on any page."""
    for file in demo.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert not re.search(r'<link[^>]+rel="[^"]*stylesheet', html.replace("<noscript>", "")), file
        for script in re.findall(r"<script\b[^>]*\bsrc=[^>]*>", html):
            assert re.search(r'\b(defer|async|type="module")', script), (file, script)


def test_scripts_are_small(demo):
    for file in demo.rglob("*.html"):
        names = re.findall(r'<script\b[^>]*\bsrc="[^"]*?/(theme/[^"?]+)', file.read_text(encoding="utf-8"))
        assert sum(weight((demo / name).read_bytes()) for name in names) <= SCRIPTS, file


@pytest.mark.parametrize("address", WHOLE)
def test_a_phone_fetches_little_and_nothing_moves(browser, base_url, address):
    """Pictures come late and slowly here; the text stays where it is (CLS 0)."""
    context = browser.new_context(base_url=base_url, viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
    page = context.new_page()
    fetched: dict[str, int] = {}

    def answer(route):
        url = route.request.url.replace("https://news.example", base_url)
        response = page.request.get(url)
        kind = response.headers.get("content-type", "")
        fetched[url] = (
            len(response.body()) if kind.startswith("image/") and "svg" not in kind else weight(response.body())
        )
        if kind.startswith("image/"):
            page.wait_for_timeout(80)
        route.fulfill(response=response)

    page.route("**/*", answer)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.moved += e.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(address)
    page.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await new Promise(r => setTimeout(r, 40)) } }"
    )
    page.wait_for_timeout(300)

    assert page.evaluate("window.moved") == 0
    assert sum(fetched.values()) <= WHOLE[address], fetched
    assert not [url for url in fetched if "/images/" in url and not url.endswith(".svg")], "an original was fetched"
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def test_a_picture_fits_the_screen_it_is_on(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/2026/09/ferry-timetable/")
    lead = page.locator("figure.lead img")

    assert re.search(r"-360\.(avif|webp)$", lead.evaluate("image => image.currentSrc"))
    assert lead.evaluate("image => image.naturalWidth") >= 330
