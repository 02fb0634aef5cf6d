"""What an article does beside being read: it is shared, printed, and shows where one is."""

import pytest

from ..page_tools import module

pytestmark = pytest.mark.browser


def test_the_share_button_opens_the_device_s_own_sheet(page, page_types):
    page.add_init_script("navigator.share = async (given) => { window.shared = given }")
    page.goto(page_types["article"])
    page.locator("[data-share]").click()

    assert page.evaluate("window.shared.url").endswith(page_types["article"])
    assert page.evaluate("window.shared.title") == page.locator("h1").inner_text()


def test_copying_the_link_is_said_to_everybody(page, page_types):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text }}})"
    )
    page.goto(page_types["article"])
    page.locator("[data-copy]").click()

    page.get_by_role("status").get_by_text("The link is copied.").wait_for()
    assert page.evaluate("window.copied") == "https://news.example" + page_types["article"]


def test_what_the_device_cannot_do_is_not_offered(page, page_types):
    page.add_init_script(
        "for (const name of ['share', 'clipboard']) Object.defineProperty(navigator, name, {value: undefined})"
    )
    page.goto(page_types["article"])

    assert page.locator(".share a").first.is_visible()
    assert page.locator("[data-share]").is_hidden()
    assert page.locator("[data-copy]").is_hidden()


@pytest.mark.parametrize("width", [800, 1300])
def test_the_contents_list_marks_where_one_is(page, page_types, width):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(page_types["plain-article"])
    assert page.locator(".contents [aria-current]").count() == 0
    for n in (2, 1):
        heading = page.locator(".e-content h2").nth(n)
        heading.evaluate("(one) => one.scrollIntoView({block: 'start'})")
        marked = page.locator(".contents [aria-current=true]")
        page.wait_for_function(
            "(text) => document.querySelector('.contents [aria-current]')?.textContent === text",
            arg=heading.inner_text(),
        )
        assert marked.count() == 1
        assert marked.is_visible() == (width > 1200)


def test_on_a_wide_screen_the_contents_stay_beside_the_text(page, page_types):
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(page_types["plain-article"])
    page.mouse.wheel(0, 3000)
    page.wait_for_function("() => scrollY > 2000")

    beside, text = page.locator(".contents").bounding_box(), page.locator(".e-content").bounding_box()
    assert 0 <= beside["y"] < 100
    assert beside["x"] + beside["width"] < text["x"]
    assert page.locator(".contents a").first.is_visible()


def test_a_wide_table_scrolls_in_its_frame_by_the_keyboard_and_the_page_stays(page, page_types):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(page_types["plain-article"])
    frame = page.get_by_role("region", name="How fast the water rises behind the closed gate")
    frame.locator("th").first.evaluate("(one) => { one.style.minWidth = '40rem' }")
    frame.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("() => document.querySelector('.table').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


PARTS = {
    "shown": ("h1", ".byline__names", ".credit", ".e-content", ".citations", ".corrections", ".share__link", ".share__code svg"),
    "not shown": (".sections", ".contents", ".share ul", ".related", ".neighbours", ".foot", ".skip"),
}  # fmt: skip


def test_paper_gets_the_story_and_none_of_the_furniture(page, page_types):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(page_types["article"])

    assert [part for part in PARTS["shown"] if not page.locator(part).first.is_visible()] == []
    assert [part for part in PARTS["not shown"] if page.locator(part).first.is_visible()] == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for link in (".e-content > p:not([class]) a[href^=http]", ".citations li > a ~ a"):
        after = page.evaluate(
            f"(() => {{ const one = document.querySelector('{link}'); return [getComputedStyle(one, '::after').content, one.href] }})()"
        )
        assert after[1] in after[0], link


def test_the_code_on_paper_leads_to_the_story(page, page_types):
    """Drawn as a printer draws it, and read by a program that knows nothing of ours."""
    page.emulate_media(media="print")
    page.goto(page_types["article"])
    page.evaluate(module("jsqr/dist/jsQR.js").read_text(encoding="utf-8") + "; undefined")
    read = page.evaluate(
        """() => {
          const svg = document.querySelector(".share__code svg"), size = svg.viewBox.baseVal.width, scale = 8, quiet = 4;
          const paper = new OffscreenCanvas((size + 2 * quiet) * scale, (size + 2 * quiet) * scale).getContext("2d");
          paper.fillStyle = "#fff";
          paper.fillRect(0, 0, paper.canvas.width, paper.canvas.height);
          paper.scale(scale, scale);
          paper.translate(quiet, quiet);
          for (const path of svg.querySelectorAll("path")) paper.stroke(new Path2D(path.getAttribute("d")));
          const seen = paper.getImageData(0, 0, paper.canvas.width, paper.canvas.height);
          return jsQR(seen.data, seen.width, seen.height)?.data;
        }"""
    )

    assert read == "https://news.example" + page_types["article"]
