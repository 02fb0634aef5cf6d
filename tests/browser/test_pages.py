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
    assert page.locator(".share a").count() > 4
    assert page.locator("[data-share]").is_hidden()
    assert page.locator("[data-copy]").is_hidden()
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()
    context.close()


def test_a_word_as_long_as_an_address_does_not_widen_the_front_page(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/")
    page.evaluate(
        "for (const one of document.querySelectorAll('.card__deck')) one.textContent = 'notebooks/'.repeat(9)"
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_hostile_front_matter_runs_nothing(page, tmp_path):
    site = hostile_site(tmp_path, HOSTILE)
    found = 0
    for file in sorted(site.output.rglob("*.html")):
        page.set_content(file.read_text(encoding="utf-8"), wait_until="domcontentloaded")
        assert page.title() != "hacked", file
        found += 1

    assert found > len(HOSTILE)


@pytest.mark.parametrize("kind", ["home", "arabic-article"])
def test_on_a_phone_the_sections_fade_where_there_are_more_and_the_last_one_does_not(page, address, kind):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address(kind))
    sections = page.locator(".sections ul")
    assert sections.evaluate("ul => ul.scrollWidth > ul.clientWidth")

    toward = "270deg" if kind == "arabic-article" else "90deg"
    assert toward in sections.evaluate("ul => getComputedStyle(ul).maskImage")
    sections.evaluate("ul => ul.scrollTo(getComputedStyle(ul).direction === 'rtl' ? -9999 : 9999, 0)")
    left = sections.evaluate(
        """ul => {
            const [outer, last] = [ul, ul.querySelector("li:last-child a")].map((one) => one.getBoundingClientRect());
            const fades = parseFloat(getComputedStyle(ul).paddingInlineEnd);
            return getComputedStyle(ul).direction === "rtl" ? last.left - outer.left - fades : outer.right - last.right - fades;
        }"""
    )
    assert left > -1


def test_on_a_phone_no_date_of_the_archives_and_no_figure_of_a_table_is_broken(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    lines = """them => them.map((one) => {
        const all = document.createRange();
        all.selectNodeContents(one);
        return new Set([...all.getClientRects()].map((line) => Math.round(line.top))).size;
    })"""
    for kind, what in (("archives", ".index time"), ("article", ".table td.right")):
        page.goto(address(kind))

        found = page.locator(what).evaluate_all(lines)
        assert found, what
        assert set(found) == {1}, what


def test_comments_by_mail_stand_apart_from_what_is_above_them(page, address):
    page.goto(address("article"))
    page.evaluate(
        "document.querySelector('.neighbours').insertAdjacentHTML('afterend', '<section class=\"comments\"><h2>Comments</h2></section>')"
    )

    above, here = (page.locator(one).bounding_box() for one in (".neighbours", ".comments"))
    assert here["y"] - above["y"] - above["height"] > 30


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_each_section_is_whole_when_the_keyboard_comes_to_it(key, page, address):
    """A browser leaves one that is half in sight where it is."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address("home"))
    names = page.locator(".sections a").all_inner_texts()
    if key != "Tab":
        page.locator("main a").first.focus()
    whole = []
    for _ in range(len(names) + 5):
        page.keyboard.press(key)
        found = page.evaluate(
            """() => {
  const one = document.activeElement, list = one.closest(".sections ul, .sections");
  if (!list) return null;
  const [a, b] = [one, list].map((part) => part.getBoundingClientRect());
  const seen = document.elementFromPoint(a.right - 2, a.top + a.height / 2);
  return [one.innerText, a.left >= b.left && a.right <= b.right && one.contains(seen)];
}"""
        )
        whole += [found] if found else []

    assert sorted(name for name, _ in whole) == sorted(names)
    assert [name for name, is_whole in whole if not is_whole] == []
