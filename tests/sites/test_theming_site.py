"""Another newsroom gives the theme its own look by settings, one sheet of tokens and single files, without touching a template."""

import pytest

from ..conftest import builder

SITE = """\
-- content/news/tides.md --
---
title: Why tides turn
date: 2026-11-20 09:00
authors: [Ann Bee]
type: explainer
---
Twice a day the sea comes in.
-- content/news/ships.md --
---
title: Why ships wait
date: 2026-11-19 09:00
authors: [Ann Bee]
---
Berths are few.
-- content/data/tokens.css --
:root {
  --brand: #7a0019;
  --accent: var(--brand); /* ours */
  --size-title: 3rem;
}
@media (prefers-color-scheme: dark) {
  :root { --accent: #ff9fb0; }
}
-- content/images/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h240v60H0z"/></svg>
-- content/images/logo-dark.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path fill="#fff" d="M0 0h240v60H0z"/></svg>
-- ours/components/byline/byline.html --
{% from "!theme/components/byline/byline.html" import languages as theirs %}
{% set languages = theirs %}
{% macro byline(_, given, story, siteurl) %}<p class="byline">Told by {{ given.people[0].name }}</p>{% endmacro %}
"""
STORIES = "".join(
    f"-- content/news/old-{n}.md --\n---\ntitle: Old story {n}\ndate: 2026-10-0{n} 09:00\nauthors: [Ann Bee]\n---\nIt was.\n" for n in range(1, 6)
)  # fmt: skip
LOOK = """
SITENAME = "The Tidal"
THEMING = {"tokens": "data/tokens.css", "logo": "images/logo.svg", "logo_dark": "images/logo-dark.svg", "home": ["latest", "lead"]}
THEME_TEMPLATES_OVERRIDES = ["ours"]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("tidal"))(SITE + STORIES, more=LOOK)
    assert built.code == 0, built.log
    return built


def test_a_newsroom_s_tokens_come_after_the_theme_s(site):
    style = site.page("/").style.string

    ours = style.index("--accent:var(--brand)")
    assert style.index("--accent:#8f2d14") < ours
    assert style[:ours].rindex("@layer tokens") > style.index("@layer utilities{")
    assert "ours */" not in style


def test_the_logo_stands_for_the_name_and_says_it(site):
    logo = site.page("/2026/11/tides/").select_one(".masthead__name a")

    assert logo.get_text(strip=True) == ""
    assert (logo.img["alt"], logo.img["width"], logo.img["height"]) == ("The Tidal", "240", "60")
    assert site.has("/" + logo.img["src"].split("/", 3)[3])
    assert logo.source["srcset"].endswith("/images/logo-dark.svg")


def test_the_home_page_has_the_chosen_parts_in_their_order(site):
    page = site.text("/")

    assert 0 < page.index("Old story 1") < page.index("Why tides turn")


def test_one_file_is_another_component_and_the_others_stay(site):
    page = site.page("/2026/11/tides/")

    assert page.select_one(".byline").get_text() == "Told by Ann Bee"
    assert page.select_one("h1").get_text() == "Why tides turn"


def test_a_policy_allows_the_newsroom_s_style_by_its_hash(site):
    from base64 import b64encode
    from hashlib import sha256

    page = site.page("/")
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert b64encode(sha256(page.style.string.encode()).digest()).decode() in policy


def test_what_lies_outside_the_pages_has_the_newsroom_s_colours_too(site):
    assert "#7a0019" in site.text("/favicon.svg")


FAULTY = """\
-- content/news/tides.md --
---
title: Why tides turn
date: 2026-11-20 09:00
---
Twice a day the sea comes in.
-- content/data/tokens.css --
:root {
  --link: #9ab;
  --acent: #000;
  --paper: papayawhip-ish;
}
body { margin: 0 }
-- content/data/logo.svg --
<svg viewBox="0 0 1 1"/>
"""


def test_what_is_wrong_with_a_look_is_said_where_it_stands(build):
    look = 'THEMING = {"tokens": "data/tokens.css", "logo": "images/lgo.svg", "logo_dark": "data/logo.svg", "home": ["lead", "lates"]}'
    built = build(FAULTY, more=look)

    assert built.code == 1
    for said in (
        "content/data/tokens.css:2: E22 on light screens --link on --tint has a contrast of 2.",
        "content/data/tokens.css:3: E22 the theme has no token --acent; did you mean --accent?",
        'content/data/tokens.css:4: E22 --paper is "papayawhip-ish", which is no colour',
        "content/data/tokens.css:6: E22 the sheet holds something else than tokens",
        "content/images/lgo.svg: E22 the logo is not there",
        "content/data/logo.svg: E22 the logo is in no folder that is copied",
        'pelicanconf.py: E00 THEMING["home"] has no part "lates"; did you mean "latest"?',
    ):
        assert said in built.log
