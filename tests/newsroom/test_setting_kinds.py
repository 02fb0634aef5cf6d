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
            DEFAULT_DATE_FORMAT=("C", "%d"),
            ARTICLE_ORDER_BY=len,
            MENUITEMS=(("Home", "/"), ["Tides", "/tides/"]),
            LINKS={"Tides": "https://tides.example/"},
            SOCIAL=(("mast", "https://m.example/", "icon"),),
            MY_OWN="anything",
            LOGO_URL="../{",
            JINJA_ENVIRONMENT={"trim_blocks": True, "extensions": ["jinja2.ext.do", "theirs.Tag"]},
            MARKDOWN={"extension_configs": {"markdown.extensions.toc": {"title": "A"}, "theirs": {"a": 1}}},
            PAGINATED_TEMPLATES={"index": None, "tag": 5},
            DATE_FORMATS={"en": "%d", "de": ("C", "%d")},
            DEFAULT_DATE=(2026, 11, 20, 9),
            TIMEZONE="Europe/Berlin",
            YEAR_ARCHIVE_SAVE_AS="{date:%Y}/index.html",
            TAG_SAVE_AS="{slug}/index.html",
            TAG_FEED_ATOM="%s.xml",
            SLUG_REGEX_SUBSTITUTIONS=[("a", "b")],
            DEFAULT_METADATA={"status": "draft", "tags": ["a"]},
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


@pytest.mark.parametrize(
    ("name", "value", "meant", "said"),
    [
        ("STATIC_PATHS", ["images", 5], ["images"], "STATIC_PATHS holds 5 where text belongs"),
        ("PLUGINS", ["a", None], ["a"], "PLUGINS holds None where the name of a plugin belongs"),
        ("MENUITEMS", [("Home", 5), ("Tides", "/t/")], (("Tides", "/t/"),), "MENUITEMS holds ('Home', 5) where"),
        ("SOCIAL", [("Home",)], (), "SOCIAL holds ('Home',) where a name and its address belong"),
        ("EXTRA_PATH_METADATA", {"a.txt": "b.txt"}, {"a.txt": {"path": "b.txt"}}, 'gives a.txt "b.txt" where keys'),
        ("DEFAULT_METADATA", {"tags": 5, "lang": "de"}, {"lang": "de"}, "gives tags 5, which it cannot be"),
        ("SLUG_REGEX_SUBSTITUTIONS", [("a", "b", "c"), ("d", "e")], [("d", "e")], "holds ('a', 'b', 'c')"),
        ("TAG_REGEX_SUBSTITUTIONS", [("(", "b")], [], "no expression: missing ), unterminated subpattern"),
        ("FILENAME_METADATA", "(?P<date", DEFAULT_CONFIG["FILENAME_METADATA"], "which is no expression"),
        ("DATE_FORMATS", {"en": 5, "de": "%d"}, {"de": "%d"}, "for en is 5, which is no format"),
        ("DATE_FORMATS", {"mo": ("mo_ON", "%d"), "de": "%d"}, {"mo": "%d", "de": "%d"}, "no locale mo_ON, which"),
        ("DEFAULT_DATE_FORMAT", ("mo_ON", "%d"), "%d", "has no locale mo_ON, which DEFAULT_DATE_FORMAT asks for"),
        ("DEFAULT_DATE_FORMAT", 5, DEFAULT_CONFIG["DEFAULT_DATE_FORMAT"], "is 5, which is no format"),
        ("PAGINATED_TEMPLATES", {"index": "10"}, {"index": 10}, 'gives index "10", which is no number'),
        ("PAGINATION_PATTERNS", [("1", "a", "b")], DEFAULT_CONFIG["PAGINATION_PATTERNS"], "a page has no number"),
        ("DEFAULT_DATE", "yesterday", None, 'is "yesterday", which is no date'),
        ("DEFAULT_DATE", (2026,), None, "is (2026,), which is no date"),
        ("TIMEZONE", "Berlin", "UTC", 'is "Berlin", which is no zone'),
        ("TIMEZONE", 5, "UTC", "is 5, which it cannot be"),
        ("AUTHOR", ["Ann", "Bo"], "", "AUTHOR is ['Ann', 'Bo'], which it cannot be"),
        ("DELETE_OUTPUT_DIRECTORY", "False", False, "which it cannot be"),
        ("WITH_FUTURE_DATES", "yes", True, "which it cannot be"),
        ("YEAR_ARCHIVE_SAVE_AS", "{year}/", "", "which no date fills in"),
        ("TAG_SAVE_AS", "{nope}/a", DEFAULT_CONFIG["TAG_SAVE_AS"], "asks for {nope}, which nothing here has"),
        ("TRANSLATION_FEED_ATOM", "{nope}.xml", DEFAULT_CONFIG["TRANSLATION_FEED_ATOM"], "asks for {nope}, which"),
        ("ARTICLE_URL", "{slug", DEFAULT_CONFIG["ARTICLE_URL"], "which cannot be filled in"),
        ("PAGE_SAVE_AS", "../{slug}", DEFAULT_CONFIG["PAGE_SAVE_AS"], "which leads out of the site"),
        ("JINJA_ENVIRONMENT", {"trim_block": True, "autoescape": True}, {"autoescape": True}, 'knows no "trim_block"'),
        ("JINJA_ENVIRONMENT", {"undefined": "x"}, {}, 'gives "undefined" "x", which it cannot be'),
        ("JINJA_ENVIRONMENT", {"extensions": "jinja2.ext.do"}, {"extensions": ["jinja2.ext.do"]}, "which is no list"),
        ("JINJA_ENVIRONMENT", {"extensions": ["jinja2.ext.nope"]}, {"extensions": []}, "has no extension"),
        ("MARKDOWN", {"extensions": "toc"}, {"extensions": ["toc"]}, "which is no list"),
        ("MARKDOWN", {"extension_configs": ["toc"]}, {"extension_configs": {}}, "which it cannot be"),
        (
            "MARKDOWN",
            {"extension_configs": {"markdown.extensions.toc": {"nope": 1}}},
            {"extension_configs": {"markdown.extensions.toc": {}}},
            "the option 'nope', which it does not have",
        ),
    ],
)
def test_what_cannot_be_used_inside_a_setting_is_told_and_left_out(name, value, meant, said):
    found = list(misread({name: value}, DEFAULT_CONFIG))

    assert said in found[-1].said
    assert (found[-1].name, found[-1].value) == (name, meant)


def test_what_jinja_has_built_in_may_still_be_named():
    given = {"extensions": ["jinja2.ext.autoescape", "jinja2.ext.do", "jinja2.ext.with_"]}

    (found,) = misread({"JINJA_ENVIRONMENT": given}, DEFAULT_CONFIG)

    assert (found.value, found.said) == ({"extensions": ["jinja2.ext.do"]}, "")


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
