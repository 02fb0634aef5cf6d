"""The search in a real browser, under the page's own policy: words, filters, order, the address, and what happens when it fails."""

import pytest
from playwright.sync_api import expect

from .barriers import barriers, bring_axe

pytestmark = pytest.mark.browser

WATCH = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
RESULT = ".search__result:not([aria-hidden])"


@pytest.fixture
def search(page):
    """The search page, open and ready; `page.said` are the errors of its console."""
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.add_init_script(WATCH)

    def _search(address="/search/"):
        page.goto(address)
        page.locator(".search").wait_for()
        return page

    return _search


def found(page) -> None:
    """Until the best result stands there: what belongs to each comes by itself, and another's may come first."""
    page.locator(f"{RESULT}:first-child").wait_for()


def titles(page) -> list[str]:
    found(page)
    page.locator(".pf-results[aria-busy=false]").wait_for()
    links = page.locator(f"{RESULT} .search__title a")
    before: list[str] = []
    for _ in range(50):  # results of the words typed so far may stand there a moment longer
        now = links.all_inner_texts()
        if now and now == before:
            break
        before = now
        page.wait_for_timeout(200)
    return now


def ask(page, words: str) -> None:
    page.locator(".search input").fill(words)
    page.wait_for_url("**q=**")


def test_words_find_a_story_and_nothing_is_refused(search):
    page = search()
    ask(page, "sea level")

    best = page.locator(f"{RESULT} .search__title a").first
    expect(best).to_have_text("How sea level is measured")  # parts of the index come one by one
    assert "7 results" in page.locator("pagefind-summary").inner_text()
    assert page.locator(f"{RESULT} mark").first.inner_text().casefold().startswith("sea")
    assert page.evaluate("window.refused") == []
    assert (page.said, page.asked) == ([], [])


def test_a_result_leads_to_its_story_and_the_way_back_to_the_results(search):
    page = search()
    ask(page, "sea level")
    found(page)
    page.locator(f"{RESULT} .search__title a").first.click()

    assert page.locator("article.h-entry h1").inner_text() == "How sea level is measured"
    page.go_back()
    assert titles(page)[0] == "How sea level is measured"
    assert page.locator(".search input").input_value() == "sea level"


def test_filters_and_order_change_the_list_and_stand_in_the_address(search):
    page = search()
    ask(page, "sea")
    page.locator("[data-order]").select_option("asc")
    page.locator("[data-filter=category]").select_option("Climate")
    page.wait_for_url("**category=Climate**")
    facts = page.locator(f"{RESULT} .search__facts")
    expect(facts).to_have_count(3)

    assert page.url.endswith("?q=sea&category=Climate&order=asc")
    days = facts.all_inner_texts()
    dates = page.evaluate("days => days.map(day => Date.parse(day.split(' · ')[0]))", days)
    assert dates == sorted(dates)

    page.locator("[data-order]").select_option("desc")
    expect(facts).to_have_text(days[::-1])
    assert page.url.endswith("&order=desc")


def test_a_page_is_found_and_told_from_stories(search):
    page = search()
    ask(page, "corrections policy")

    best = page.locator(RESULT).first
    expect(best.locator(".search__title a")).to_have_text("Corrections policy")
    expect(best.locator(".search__facts")).to_have_text("Page")
    best.locator("a").first.click()
    assert page.locator("article h1").inner_text() == "Corrections policy"


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_what_has_no_date_stands_behind_what_has_one(search, order):
    page = search()
    page.set_viewport_size({"width": 1280, "height": 12_000})  # results are filled when they come into sight
    ask(page, "corrections")
    facts = page.locator(f"{RESULT} .search__facts")
    found(page)
    number = page.locator("pagefind-summary").inner_text()
    page.locator("[data-order]").select_option(order)
    page.wait_for_url("**order=**")
    expect(facts.last).to_have_text("Page")

    kinds = [text == "Page" for text in facts.all_inner_texts()]
    assert kinds == sorted(kinds)
    assert 0 < sum(kinds) < len(kinds)
    assert page.locator("pagefind-summary").inner_text() == number


def test_a_choice_alone_is_a_question(search):
    page = search()
    page.locator("[data-filter=source]").select_option("Harbour Gazette")

    facts = page.locator(f"{RESULT} .search__facts")
    expect(facts).to_have_count(2)
    expect(facts).to_contain_text(["Harbour Gazette"] * 2)


@pytest.mark.parametrize(
    "words",
    ['"><img src=x onerror="document.title=\'run\'">', "<script>document.title='run'</script>", "{{ constructor.constructor('document.title=1')() }}", "javascript:document.title='run'", "%22%3E%3Csvg/onload=document.title=1%3E", "\u0000\u202e", "x" * 5000],
    ids=["markup", "script", "template", "address", "escapes", "marks", "length"],
)  # fmt: skip
def test_a_hostile_question_runs_nothing(search, words):
    """From the field, and from an address that somebody sent."""
    page = search()
    page.evaluate("words => location.search = new URLSearchParams({q: words, category: words, order: words})", words)
    page.locator(".search").wait_for()
    page.locator(".search input").fill(words[:200] + " ")
    page.wait_for_timeout(500)

    assert page.title().startswith("Search")
    assert page.locator(".search img, .search svg, .search script[src]").count() == 0
    assert page.evaluate("window.refused") == []


def test_text_that_looks_like_markup_is_shown_as_text(search):
    """An excerpt is HTML that Pagefind wrote: what stood in the story as text must come out as text."""
    page = search()
    page.route(
        "**/*.pf_fragment",
        lambda route: route.fulfill(body=_fragment(), content_type="application/octet-stream"),
    )
    ask(page, "sea")
    page.locator(RESULT).first.wait_for()

    assert page.locator(".search img, .search b").count() == 0
    assert "<b>bold" in page.locator(f"{RESULT} .search__title a").first.inner_text()
    assert page.title().startswith("Search")
    assert page.locator(f"{RESULT} a[href^='javascript']").count() == 0


def _fragment() -> bytes:
    import gzip
    import json

    text = '<img src=x onerror="document.title=1"> sea <b>bold</b> ' * 3
    facts = {
        "url": "javascript:document.title=1", "content": text, "word_count": 12, "filters": {}, "anchors": [],
        "meta": {"title": "<b>bold</b><img src=x onerror=document.title=1>", "date": "<b>1", "source": "<b>2"},
    }  # fmt: skip
    return gzip.compress(b"pagefind_dcd" + json.dumps(facts).encode())


@pytest.mark.parametrize("missing", ["pagefind.js", "pagefind-component-ui.js", "pagefind-component-ui.css"])
def test_a_search_that_cannot_be_loaded_leaves_the_topics(page, missing):
    page.route(f"**/pagefind/{missing}", lambda route: route.fulfill(status=404))
    page.goto("/search/")
    page.locator("[data-search-lost]").wait_for()

    assert page.locator(".search").is_hidden()
    assert page.locator(".index a").first.is_visible()


def test_a_slow_network_shows_the_topics_meanwhile(page):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/pagefind/**", hold)
    page.goto("/search/", wait_until="commit")
    page.locator(".index a").first.wait_for()

    assert page.locator(".index a").first.is_visible()
    assert page.locator(".search").is_hidden()
    page.unroute("**/pagefind/**", hold)
    for route in held:
        route.continue_()
    page.locator(".search").wait_for()


def test_without_a_script_the_topics_are_offered(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/search/")

    assert page.locator(".search").is_hidden()
    assert "The search needs JavaScript." in page.inner_text("main")
    assert page.locator(".index a").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_results_have_no_barrier_and_fit(search, page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    search("/search/?q=sea")
    titles(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    bring_axe(page)
    assert barriers(page) == []


def test_the_keyboard_alone_is_enough(search):
    page = search()
    page.keyboard.type("sea level")
    page.wait_for_url("**q=sea+level")
    found(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.search__title a')"):
            break
    page.keyboard.press("Enter")

    assert page.locator("article.h-entry h1").inner_text() == "How sea level is measured"


def test_another_language_is_searched_in_its_own_words(search):
    page = search("/de/search/")
    ask(page, "Neutralität")

    assert page.locator("label", has_text="Rubrik").count() == 1
    assert page.locator("pagefind-summary").inner_text() != ""
    assert "results" not in page.locator("pagefind-summary").inner_text()


def test_the_way_to_the_search_is_in_sight_on_a_phone(page):
    """Whatever the number of sections, which are moved sideways there."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    link = page.locator(".masthead [rel=search]")
    box = link.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    link.click()
    page.locator(".search").wait_for()
