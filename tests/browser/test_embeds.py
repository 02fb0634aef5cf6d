"""A video in a story: a link until a click, and without a script a link for ever."""

import pytest

pytestmark = pytest.mark.browser

STORY = "/2026/11/flood-gate/"


def test_nobody_is_asked_before_the_click_and_the_player_comes_with_it(page):
    page.goto(STORY)
    page.locator("a[data-embed]").scroll_into_view_if_needed()
    page.wait_for_timeout(100)

    assert page.asked == []
    with page.expect_event("requestfailed", timeout=60_000):  # our wall has answered it
        page.locator("a[data-embed]").click()
    assert page.asked == ["https://tube.example.org/videos/embed/kq8BvT5xYwZ2mNcP4rSdLf?autoplay=1"]
    assert page.locator("iframe").get_attribute("title") == "How the flood gate closes"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_the_place_of_the_video_does_not_move_the_text(page):
    page.goto(STORY)
    before = page.locator("figure.embed").bounding_box()["height"]
    page.locator("a[data-embed]").click()

    assert abs(page.locator("figure.embed").bounding_box()["height"] - before) < 1


def test_without_a_script_it_is_a_link(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(STORY)

    assert (
        page.get_by_role("link", name="How the flood gate closes").get_attribute("href")
        == "https://tube.example.org/w/kq8BvT5xYwZ2mNcP4rSdLf"
    )
    context.close()
