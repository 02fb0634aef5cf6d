"""Slips in the settings themselves."""

import pytest
from pelican.plugins.newsroom.settings_rules import settings_faults

SETTINGS = {
    "SITEURL": "https://news.example.org",
    "DEFAULT_LANG": "en",
    "PLUGINS": ["pelican.plugins.newsroom", "pelican.plugins.related"],
    "JINJA_FILTERS": {},
}


def told(severity=None, *, is_published=True, **changes):
    found = settings_faults({**SETTINGS, **changes}, severity or {}, is_published=is_published)
    return [(one.severity, one.message, one.remedy) for one in found]


def test_settings_without_a_slip_are_not_told():
    assert told() == []
    assert told({"W07": "off", "E10": "warning"}, RELATED={"limit": 3}, SITEURL="http://127.0.0.1:8000/paper") == []


@pytest.mark.parametrize(
    "address",
    ["news.example.org", "//news.example.org", "http://", "ftp://news.example.org", "https://a b", "https://a ", "/"],
)
def test_a_published_site_wants_a_whole_address(address):
    ((severity, said, remedy),) = told(SITEURL=address)

    assert severity == "error"
    assert f'"{address}"' in said
    assert "https://" in remedy
    assert told(SITEURL=address, is_published=False) == []


def test_a_language_is_a_code():
    ((severity, said, _),) = told(DEFAULT_LANG="german")

    assert (severity, '"german"' in said) == ("warning", True)


@pytest.mark.parametrize(
    ("severity", "wanted", "remedy"),
    [
        ({"W99": "off"}, "error", "list of rules"),
        ({"w07": "off"}, "error", 'did you mean "W07"?'),
        ({"W07": "none"}, "error", "write error, warning or off"),
        ({"E03": "off"}, "warning", "take it out"),
    ],
)
def test_a_weight_is_that_of_a_rule(severity, wanted, remedy):
    ((given, _, said),) = told(severity)

    assert (given, remedy in said) == (wanted, True)


def test_a_block_that_is_nearly_named_after_a_plugin_is_told():
    assert told(RELATD={"limit": 4}) == [
        ("warning", "RELATD is a block of options that nobody reads", "did you mean RELATED?")
    ]
    assert told(RELATD={"limit": 4}, RELATED={"limit": 4}) == []
    assert told(RELATD=4) == []
    assert told(READERS={"html": None}, PLUGINS=["pelican.plugins.headers"]) == []
    assert told(INCREMENTAL_TELLS={"why": True}, PLUGINS=["pelican.plugins.incremental"]) == []
    assert told(THUMBNAIL_SIZES={"s": "9x9"}, PLUGINS=["thumbnailer"]) == []  # another's plugin names them as it likes
