"""A page from right to left is the mirror of one from left to right."""

import pytest

pytestmark = pytest.mark.browser

#: Boxes that have a width of their own from the layout, with where they stand: (selector, left edge, right edge) of each in order.
BOXES = """() => [...document.querySelectorAll("body *")]
  .filter(one => ["block", "grid", "flex", "list-item"].includes(getComputedStyle(one).display)
    && !one.closest('body [dir], pre, .skip, .unseen') && one.getBoundingClientRect().height > 1)
  .map(one => { const box = one.getBoundingClientRect(); return [one.tagName + "." + one.className, box.left, box.right] })"""


def astray(page, width: int) -> list[tuple]:
    """The boxes that stand elsewhere than in the mirror, once the page is turned."""
    before = page.evaluate(BOXES)
    page.evaluate("document.documentElement.dir = 'rtl'")
    after = page.evaluate(BOXES)
    assert len(before) == len(after) > 30
    return [
        (one[0], round(one[1]), round(one[2]), round(other[1]), round(other[2]))
        for one, other in zip(before, after, strict=True)
        if abs(one[1] - (width - other[2])) > 1.5 or abs(one[2] - (width - other[1])) > 1.5
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address", ["/", "/2026/10/tram-opens-late/", "/storyline/alderhaven-tram/", "/category/economy/", "/tags/"]
)
def test_the_other_direction_is_the_mirror(page, address, width):
    """The same page, turned: every box stands as far from the right as it stood from the left."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert astray(page, width) == []


def test_a_box_that_keeps_to_its_side_is_found(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/storyline/alderhaven-tram/")
    page.eval_on_selector(".timeline", "one => { one.style.paddingLeft = '5rem' }")

    assert "ARTICLE.timeline__part" in {name for name, *_ in astray(page, 1280)}


def test_a_script_that_joins_its_letters_is_neither_spaced_nor_slanted(page):
    page.goto("/ar/2026/10/limadha-tuhimm-al-madayiq/")

    assert page.eval_on_selector("h1", "one => getComputedStyle(one).letterSpacing") == "normal"
    assert page.eval_on_selector(".e-content em", "one => getComputedStyle(one).fontStyle") == "normal"
    assert page.eval_on_selector("h1", "one => getComputedStyle(one).direction") == "rtl"
