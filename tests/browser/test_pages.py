"""What a reader meets: pages that fit a phone, can be used without a script, and say what they are to everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from ..sites.test_hostile_site import HOSTILE, hostile_site

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/", "article": "/2026/{article}/", "tag": "/tag/statistics/", "category": "/category/economy/", "source": "/source/harbour-gazette/",
    "author": "/author/mara-lindqvist/", "tags": "/tags/", "sources": "/sources/", "archives": "/archives/", "corrections": "/corrections/",
    "not found": "/404.html", "about": "/about/",
}  # fmt: skip


@pytest.fixture
def address(demo):
    """The address of a page by its name; the article is one with a source, corrections or key points."""

    def _address(name: str) -> str:
        if name != "article":
            return PAGES[name]
        found = next(
            p
            for p in sorted(demo.glob("2026/*/*/index.html"))
            if "data-corrections" in p.read_text() and "data-relation" in p.read_text()
        )
        return f"/{found.parent.relative_to(demo).as_posix()}/"

    return _address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "article", "tag", "source", "author", "archives", "corrections", "not found"])
def test_a_page_has_no_barrier(page, address, name, scheme):
    """axe finds no fault, in light and dark."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address(name))

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_fits_its_window(page, address, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(name))

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.asked == []


def test_a_story_can_be_read_without_a_script(browser, base_url, address):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(address("article"))

    assert page.locator("article.h-entry h1").is_visible()
    assert page.locator("[data-relation]").is_visible()
    assert page.locator("[data-share]").is_hidden()
    context.close()


def test_the_first_tab_leads_past_the_masthead(page, address):
    page.goto(address("article"))
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_share_button_shows_where_the_device_can_share(page, address):
    page.add_init_script("navigator.share = async (given) => { window.shared = given }")
    page.goto(address("article"))
    page.locator("[data-share]").click()

    assert page.evaluate("window.shared.url").endswith(address("article"))


def test_print_shows_the_story_and_not_its_furniture(page, address):
    page.emulate_media(media="print")
    page.goto(address("article"))

    assert page.locator(".sections").is_hidden()
    assert page.locator("article h1").is_visible()


def test_hostile_front_matter_runs_nothing(page, tmp_path):
    site = hostile_site(tmp_path, HOSTILE)
    found = 0
    for file in sorted(site.output.rglob("*.html")):
        page.set_content(file.read_text(encoding="utf-8"), wait_until="domcontentloaded")
        assert page.title() != "hacked", file
        found += 1

    assert found > len(HOSTILE)
