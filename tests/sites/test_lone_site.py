"""W18: `newsroom check` names the stories that stand alone, and leaves small sites in peace."""

import json

import pytest
from pelican.plugins.newsroom.__main__ import main
from pelican.plugins.related import lone

from tests.conftest import NOW, let_an_hour_pass, write

SHIPS = "Ships carry cargo through the straits of Alderhaven, and pilots take tolls in the harbour of the Old Quay."
ROSES = "Roses bloom where nobody planted them; their scent fills June, and bees come early to each garden wall."


def a_story(slug: str, text: str, tags: str, number: int = 1) -> str:
    own = " ".join(f"{slug}{n}" for n in range(30))
    head = f"Title: All about {slug}\nDate: 2026-11-{number:02}\nCategory: Trade\nId: id-{slug}\nTags: {tags}\nDeck: A line of some forty letters about {slug}."
    return f"-- content/trade/{slug}.md --\n{head}\n\n{text} {own}\n\n"


def ships(count: int) -> str:
    return "".join(a_story(f"port{n}", SHIPS, "shipping, harbours", n + 1) for n in range(count))


@pytest.fixture
def alone(tmp_path, monkeypatch, capsys):
    """Path -> message of each W18 that a check finds, after writing these files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)

    def _alone(text: str = "") -> dict[str, str]:
        write(tmp_path, text)
        main(["check", "--format", "json", "-s", "publishconf.py"])
        problems = json.loads(capsys.readouterr().out)
        return {one["path"]: one["message"] for one in problems if one["rule"] == "W18"}

    return _alone


def test_a_story_that_is_like_no_other_is_named(alone):
    assert alone(ships(10) + a_story("roses", ROSES, "gardens", 20)) == {
        "content/trade/roses.md": "no story is related to it and no related list leads to it"
    }


@pytest.mark.parametrize("count", [0, 3, 8])
def test_a_small_site_is_left_in_peace(alone, count):
    assert alone(ships(count) + a_story("roses", ROSES, "gardens", 20)) == {}


def test_what_was_found_is_kept_until_a_file_changes(alone, monkeypatch, tmp_path):
    alone(ships(10) + a_story("roses", ROSES, "gardens", 20))
    let_an_hour_pass(tmp_path / "content")
    found = alone()
    compared = []
    monkeypatch.setattr(lone, "lone", lambda selection: compared.append(selection) or {})

    assert alone() == found
    assert compared == []

    assert alone(a_story("roses", f"{SHIPS} {SHIPS}", "shipping", 20)) == {}
    assert len(compared) == 1


def test_the_lines_of_many_are_found_by_helpers_as_by_one_process(alone, monkeypatch):
    kept = []
    monkeypatch.setattr(lone, "write", lambda _build, _name, rows: kept.append(rows))
    two = a_story("roses", ROSES, "gardens", 20) + a_story(
        "lilies", f"{ROSES} Nobody counts them.".upper(), "ponds", 21
    )
    alone(ships(10) + two)
    monkeypatch.setattr(lone, "_FETCHED", 1)
    alone()

    assert kept[0] == kept[1]
    assert kept[0]
    assert all(row[1] == 5 for row in kept[0])


def test_a_large_site_is_not_compared_by_a_check(alone, monkeypatch):
    monkeypatch.setattr(lone, "MANY", 11)
    monkeypatch.setattr(lone, "lone", lambda _: pytest.fail("compared"))

    assert alone(ships(10) + a_story("roses", ROSES, "gardens", 20)) == {}


def test_a_build_finds_what_a_check_leaves_to_it(build):
    site = build(ships(10) + a_story("roses", ROSES, "gardens", 20))

    assert site.code == 0, site.log
    assert site.log.count("W18") == 1
    assert "content/trade/roses.md" in site.log
