"""WCAG 2.2 AA on every type of page: what axe finds, and what it cannot see."""

import pytest

from .barriers import COLOURS, TAGS, barriers, bring_axe
from .page_types import NAMES

pytestmark = pytest.mark.browser

#: Where everything is, and all of how it looks but for its colours: what every other rule hangs on.
SHAPES = """() => [...document.querySelectorAll("body *")].map((one) => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return [one.localName, box.x, box.y, box.width, box.height, style.display, style.visibility, style.opacity, style.overflow, style.fontSize, style.textDecorationLine];
}).join("\\n")"""
#: Text as WCAG 1.4.12 lets a reader set it. Sheets of this kind are the browser's own: a page's policy does not concern them.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
#: Boxes that cut off what is in them, and do not scroll.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  if (one.closest(".unseen, [data-pf-sr-hidden]") || style.display === "inline" || !one.textContent.trim()) return false;
  const cut = (overflow, size, room) => ["hidden", "clip"].includes(overflow) && size > room + 1;
  return cut(style.overflowX, one.scrollWidth, one.clientWidth) || cut(style.overflowY, one.scrollHeight, one.clientHeight);
}).map((one) => one.outerHTML.slice(0, 120))"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def look(looker, page_types):
    """Open a type of page, once for all tests in a row that want the same; the window is 1280 pixels wide, the colours light."""

    def _look(name: str):
        looker.set_viewport_size({"width": 1280, "height": 900})
        looker.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce", media="screen")
        looker.said.clear()
        looker.asked.clear()
        looker.goto(page_types[name])
        if name == "search":
            looker.locator(".search").wait_for()  # a script shows it, when it is ready
        return looker

    return _look


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_barrier_at_any_width_in_light_or_dark(look, name):
    page = look(name)
    bring_axe(page)
    found = {}
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        shapes = []
        for scheme, rules in (("light", TAGS), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            for one in barriers(page, rules, iframes=False):
                found.setdefault(one, []).append(f"{width} px {scheme}")
            shapes.append(page.evaluate(SHAPES))
        assert shapes[0] == shapes[1], f"{width} px: the dark changes more than colours"

    assert found == {}
    assert [said for said in page.said if not said.startswith("info")] == []
    assert page.asked == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_text_of_any_size_and_spacing(look, name):
    """1280 pixels at 200 % and at 400 % zoom are 640 and 320; then the reader's own spacing of letters, words and lines."""
    page = look(name)
    assert page.locator("h1").count() == 1
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) <= 0, f"{width} px"
        assert page.evaluate(CLIPPED) == [], f"{width} px"
    page.evaluate(SPACED)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) <= 0, f"spaced, {width} px"
        assert page.evaluate(CLIPPED) == [], f"spaced, {width} px"


def test_a_barrier_is_found(looker):
    """The claims above would hold for checks that find nothing, too."""
    looker.goto("about:blank")
    looker.set_viewport_size({"width": 320, "height": 900})
    looker.set_content(
        '<html lang="en"><title>A</title><main><h1>A</h1><img src="data:,"><p style="color:#aaa;background:#fff">Pale</p>'
        '<p style="width:400px">Wide</p><div style="height:9px;overflow:hidden">Cut<br>off</div></main>'
    )
    bring_axe(looker)

    found = " ".join(barriers(looker))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert "color-contrast" in " ".join(barriers(looker, COLOURS))
    assert looker.evaluate(WIDER) > 0
    assert len(looker.evaluate(CLIPPED)) == 1


def test_every_landmark_can_be_told_from_the_others(look):
    """One banner, one main part, one footer; a name for each navigation and each list beside the text, in no two alike."""
    page = look("article")

    assert [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
    names = page.evaluate(
        """() => [...document.querySelectorAll("nav, aside, [role=region], section[aria-label], section[aria-labelledby]")].map((one) =>
          one.ariaLabel || document.getElementById(one.getAttribute("aria-labelledby"))?.textContent.trim() || "")"""
    )
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_touched_is_large_enough(look, width):
    """At least 24 CSS pixels each way (WCAG 2.5.8) for all that is no link in a running text."""
    small = {}
    for name in ("article", "plain-article", "german-article", "home", "tag", "tags", "corrections"):
        page = look(name)
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
              .filter((one) => one.checkVisibility() && !one.closest("p:not([class]), .e-content > :is(ul, ol, dl, .table, .footnotes), .credit, .citations, .topic__around li, .skip"))
              .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
              .filter(([box]) => box.width < 24 || box.height < 24)
              .map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""
        )
        if found:
            small[name] = found

    assert small == {}


STOP = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (one === document.body) return null;
  window.stops ??= [...document.querySelectorAll("*")];
  const inset = one.closest(".contents, .sections, .table") || document.documentElement;
  return {
    place: window.stops.indexOf(one), html: one.outerHTML.slice(0, 100),
    ring: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["home", "plain-article"])
def test_the_keyboard_reaches_everything_in_order_and_sees_where_it_is(look, name, width):
    page = look(name)
    page.set_viewport_size({"width": width, "height": 900})
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)
    else:
        pytest.fail(f"the keyboard is caught at {stops[-1]}")

    reachable = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
          .filter((one) => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})).length"""
    )
    assert len(stops) == reachable
    assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops)
    assert [stop for stop in stops if stop["ring"] < 2 or not stop["seen"]] == []


def test_the_skip_link_leads_into_the_text(look):
    page = look("article")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_who_wants_no_motion_gets_none(look):
    page = look("plain-article")
    moving = """() => document.getAnimations().length + [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length"""

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"


def test_in_forced_colours_nothing_is_said_by_colour_or_shadow_alone(look):
    page = look("plain-article")
    page.emulate_media(forced_colors="active")

    assert "gradient" not in page.evaluate("getComputedStyle(document.querySelector('.table')).backgroundImage")
    for part in (".chips a", ".share a", ".points", ".credit"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{part}')).borderTopStyle") == "solid", part
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_link_in_the_text_is_known_by_more_than_its_colour(look):
    page = look("plain-article")

    assert page.evaluate(
        "[...document.querySelectorAll('.e-content p a:not([role]), .credit a, .citations a')].every((one) => getComputedStyle(one).textDecorationLine === 'underline')"
    )


def test_words_in_another_language_say_which(look):
    """A title in German on an English page is spoken as German."""
    for name in ("home", "german-article", "category"):
        page = look(name)
        assert (
            page.evaluate("[...document.querySelectorAll('a[hreflang]:not([lang])')].map((one) => one.outerHTML)") == []
        )

    assert look("german-article").evaluate("document.documentElement.lang") == "de"
