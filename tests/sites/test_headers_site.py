"""The policy of a built site allows its pages as they are, and nothing that somebody put into them."""

import re

import pytest
from pelican.plugins.headers.policy import hash_of

STORY = "-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\nText. <script>alert(1)</script>\n"


def policy(page) -> dict[str, list[str]]:
    found = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    return {name: rest.split() for name, _, rest in (one.strip().partition(" ") for one in found.split(";"))}


@pytest.fixture
def built(build):
    site = build(
        STORY, more='HEADERS = {"nginx": True, "caddy": True, "hsts": 60, "allow": {"img-src": ["https://a.example"]}}'
    )
    assert site.code == 0, site.log
    return site


def test_a_page_allows_its_own_style_by_hash_and_no_script_inline(built):
    page = built.page("/2026/01/a/")

    assert hash_of(page.find("style").string) in policy(page)["style-src"]
    assert policy(page)["img-src"][-1] == "https://a.example"
    assert "unsafe-inline" not in str(policy(page))
    assert "script-src" not in policy(page)


def test_nothing_stands_before_the_policy_that_it_should_judge(built):
    head = built.text("/2026/01/a/").partition('http-equiv="Content-Security-Policy"')[0]

    assert not re.search("<(script|style|link|img)", head)


def test_the_servers_files_say_the_same(built):
    style = hash_of(built.page("/").find("style").string)

    for file in ("_headers", "headers.nginx.conf", "headers.caddy"):
        text = built.text(f"/{file}")
        assert style in text
        assert "frame-ancestors 'self'" in text
        assert "nosniff" in text
        assert "max-age=60" in text


def test_a_source_that_is_none_is_named_before_anything_is_written(build):
    built = build(STORY, more='HEADERS = {"allow": {"img-src": ["https://a.example; script-src *"], "font-src": "x"}}')

    assert built.code == 1
    assert "one source to an entry" in built.log
    assert "write a list, in brackets" in built.log


def test_with_another_theme_the_headers_break_nothing(build):
    built = build(
        STORY,
        more='THEME = "simple"\nJINJA_ENVIRONMENT = {}\nDIRECT_TEMPLATES = ["index"]\nPAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}\nMENUITEMS = []',
    )

    assert built.code == 0, built.log
    assert "style-src" not in built.text("/_headers")
    assert "nosniff" in built.text("/_headers")


def test_a_file_of_headers_that_the_site_brings_itself_stays(build):
    more = 'STATIC_PATHS = ["images", "own"]\nEXTRA_PATH_METADATA = {"own/_headers": {"path": "_headers"}}'

    built = build(f"{STORY}-- content/own/_headers --\nmine", more=more)

    assert built.code == 0, built.log
    assert built.text("/_headers") == "mine"


def test_a_site_with_pictures_of_a_hundred_hosts_has_a_header_that_hosts_can_read(build):
    """Its pages name each host all the same."""
    pictures = "\n\n".join(f"![x](https://pictures-{n}.example.org/{n}.jpg)" for n in range(100))

    built = build(f"-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\n{pictures}\n")

    line = next(line for line in built.text("/_headers").splitlines() if "Content-Security-Policy" in line)
    assert len(line) < 2000
    assert "img-src 'self' https://news.example data: https:;" in line
    assert "https://pictures-99.example.org" in policy(built.page("/2026/01/a/"))["img-src"]


def test_in_a_published_site_the_theme_s_files_lie_at_an_address_of_their_own(built):
    found = sorted({one.parent.parent.name for one in (built.output / "theme").rglob("*.js")})

    assert len(found) == 1
    assert re.fullmatch("[0-9a-f]{10}", found[0])
    assert f'src="https://news.example/theme/{found[0]}/js/article.js"' in built.text("/2026/01/a/")
    assert f"theme/{found[0]}/css/feed.css" in built.text("/feeds/all.atom.xml")
    assert f"/theme/{found[0]}/*\n  Cache-Control: public, max-age=31536000, immutable" in built.text("/_headers")


def test_a_preview_and_whoever_does_not_want_it_have_them_where_they_were(build):
    assert build(STORY, preview=True).has("/theme/js/article.js")
    assert build(STORY, more='HEADERS = {"fingerprint": False}').has("/theme/js/article.js")
