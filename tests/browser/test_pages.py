"""What a reader meets: pages that fit a phone, can be used without a script, and say what they are to everybody."""

import pytest

from ..sites.test_hostile_site import HOSTILE, hostile_site

pytestmark = pytest.mark.browser


@pytest.fixture
def address(page_types):
    """The address of a type of page; the article is one with a source and a correction."""
    return page_types.__getitem__


def test_a_story_can_be_read_without_a_script(browser, base_url, address):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(address("article"))

    assert page.locator("article.h-entry h1").is_visible()
    assert page.locator("[data-relation]").is_visible()
    assert page.locator("[data-share]").is_hidden()
    context.close()


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
