"""The sign of a built site."""

STORY = "-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\nText.\n"


def test_every_page_names_the_sign_and_each_file_is_there(build):
    built = build(STORY)

    assert built.code == 0, built.log
    head = built.page("/2026/01/a/").head
    for link in head.find_all("link", rel=["icon", "apple-touch-icon", "manifest"]):
        assert built.has(link["href"].removeprefix("https://news.example"))
    assert [meta["content"] for meta in head.find_all("meta", attrs={"name": "theme-color"})] == ["#fdfbf7", "#15171a"]


def test_a_file_that_the_site_brings_itself_stays(build):
    own = "-- content/own/favicon.ico --\nmine"
    more = 'STATIC_PATHS = ["images", "own"]\nEXTRA_PATH_METADATA = {"own/favicon.ico": {"path": "favicon.ico"}}'

    built = build(STORY + own, more=more)

    assert built.code == 0, built.log
    assert built.text("/favicon.ico") == "mine"
    assert built.has("/favicon.svg")


def test_a_wrong_logo_or_colour_is_told(build):
    built = build(
        STORY + "-- content/images/x.svg --\n<svg", more='SITE_ICONS = {"logo": "images/none.svg", "accent": "red"}'
    )

    assert built.code == 1
    assert "the logo content/images/none.svg is not there" in built.log
    assert "write a colour as" in built.log

    built = build(more='SITE_ICONS = {"logo": "images/x.svg"}')

    assert built.code == 1
    assert "the logo images/x.svg cannot be drawn" in built.log
    assert "Traceback" not in built.log


def test_without_the_plugin_a_browser_asks_for_no_icon(build):
    built = build(STORY, more='PLUGINS.remove("pelican.plugins.site_icons")')

    assert built.page("/").find("link", rel="icon")["href"] == "data:,"
    assert not built.has("/manifest.webmanifest")
