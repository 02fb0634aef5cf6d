"""Settings that hold another kind of value than they can have."""

import pytest
from pelican.plugins.newsroom.setting_kinds import in_their_place, misread
from pelican.settings import DEFAULT_CONFIG


def told(**own):
    return [(one.name, one.value) for one in misread(own, DEFAULT_CONFIG) if one.said]


def test_settings_as_pelican_takes_them_are_left_alone():
    """Its own defaults, and what its documents allow beside them."""
    assert list(misread(DEFAULT_CONFIG, DEFAULT_CONFIG)) == []
    assert (
        told(
            LOCALE="de_DE.utf8",
            PLUGIN_PATHS="plugins",
            DEFAULT_PAGINATION=False,
            SUMMARY_MAX_LENGTH=None,
            TAGS_SAVE_AS=None,
            AUTHOR_SAVE_AS=False,
            STATIC_PATHS=("images",),
            DEFAULT_METADATA=(("author", "Ann"),),
            DEFAULT_DATE_FORMAT=("de_DE", "%d"),
            ARTICLE_ORDER_BY=len,
            MENUITEMS=(("Home", "/"), ["Tides", "/tides/"]),
            LINKS={"Tides": "https://tides.example/"},
            SOCIAL=(("mast", "https://m.example/", "icon"),),
            MY_OWN="anything",
        )
        == []
    )


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("DEFAULT_PAGINATION", "10", 10),
        ("FEED_MAX_ITEMS", " 20 ", 20),
        ("FEED_MAX_ITEMS", ["x"], DEFAULT_CONFIG["FEED_MAX_ITEMS"]),
        ("ARTICLE_PATHS", "blog", ["blog"]),
        ("ARTICLE_PATHS", None, DEFAULT_CONFIG["ARTICLE_PATHS"]),
        ("STATIC_PATHS", 5, DEFAULT_CONFIG["STATIC_PATHS"]),
        ("PLUGINS", "pelican.plugins.newsroom", ["pelican.plugins.newsroom"]),
        ("EXTRA_PATH_METADATA", ["x"], {}),
        ("SITEURL", None, ""),
        ("DEFAULT_CATEGORY", 5, "misc"),
        ("CATEGORY_FEED_ATOM", True, DEFAULT_CONFIG["CATEGORY_FEED_ATOM"]),
        ("REVERSE_CATEGORY_ORDER", "yes", True),
        ("MENUITEMS", ("Home", "/"), (("Home", "/"),)),
        ("LINKS", ("Tides", "https://tides.example/"), (("Tides", "https://tides.example/"),)),
        ("MENUITEMS", [("Home", "/"), "Tides"], (("Home", "/"),)),
        ("MENUITEMS", {"Home": "/"}, ()),
        ("MENUITEMS", 5, ()),
        ("PAGINATION_PATTERNS", (1, "{url}", "{save_as}"), DEFAULT_CONFIG["PAGINATION_PATTERNS"]),
    ],
)
def test_another_kind_of_value_is_told_and_what_was_meant_stands_in_for_it(name, value, meant):
    assert told(**{name: value}) == [(name, meant)]


def test_what_pelican_itself_trips_over_is_put_right_without_a_word():
    """It adds to its excludes, asks None what it holds, and moves JINJA_EXTENSIONS to where it looks for nothing else."""
    own = {"PAGE_EXCLUDES": ("old",), "JINJA_EXTENSIONS": ["x"], "JINJA_FILTERS": None, "MENUITEMS": None}
    found = {one.name: one for one in misread(own, DEFAULT_CONFIG)}

    assert sorted(found) == ["JINJA_ENVIRONMENT", "JINJA_FILTERS", "MENUITEMS", "PAGE_EXCLUDES"]
    assert not any(one.said for one in found.values())
    assert (found["PAGE_EXCLUDES"].value, found["MENUITEMS"].value) == (["old"], ())


def test_the_line_is_that_of_the_file_which_says_it(tmp_path):
    """Also where the settings of a published site take it over from the others."""
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "A"\n\nDEFAULT_PAGINATION = "10"\n', encoding="utf-8")
    own = tmp_path / "publishconf.py"
    own.write_text("from pelicanconf import *\nSITEURL = None\n", encoding="utf-8")
    given = {"DEFAULT_PAGINATION": "10", "SITEURL": None}

    found = in_their_place(str(own), given, DEFAULT_CONFIG)

    assert [(one.path, one.line, one.rule) for one in found["MISREAD"]] == [
        ("pelicanconf.py", 3, "E00"),
        ("publishconf.py", 2, "E00"),
    ]
    assert (found["DEFAULT_PAGINATION"], found["SITEURL"]) == (10, "")
    assert in_their_place(str(own), {"DEFAULT_PAGINATION": 10}, DEFAULT_CONFIG) == {}
