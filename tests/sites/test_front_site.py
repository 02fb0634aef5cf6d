"""The home page and a section's front, as a reader meets them."""

import pytest

STORY = "-- content/{slug}.md --\nTitle: {slug}\nDate: 2026-01-{day:02}\nCategory: {category}\n{more}\nText.\n"


def a_story(slug: str, day: int, category: str = "World", more: str = "") -> str:
    return STORY.format(slug=slug, day=day, category=category, more=more)


def shown(page) -> list[str]:
    return [one.get_text() for one in page.select("main .card__title a, main .headlines__title")]


def test_a_site_without_a_story_says_so(build):
    built = build()

    assert built.code == 0, built.log
    assert "Nothing has been published yet." in built.page("/").main.text


@pytest.fixture
def stories():
    return "".join(a_story(f"s{n}", n + 1, ("World", "Money")[n % 2]) for n in range(12))


def test_every_story_stands_once_and_an_editor_s_choice_comes_first(build, stories):
    front = "-- content/data/front.yaml --\nlead: s3\npinned: [s5, gone, s1]\nsections: [money]\n"
    more = a_story("gone", 20, more="Status: hidden\n") + a_story("fremd", 21, more="Lang: de\n")
    built = build(stories + front + more)

    assert built.code == 0, built.log
    found = shown(built.page("/"))
    assert found[:3] == ["s3", "s5", "s1"]
    assert sorted(found) == sorted({f"s{n}" for n in range(12)})
    assert built.page("/").select_one("#front-in-money a")["href"] == "https://news.example/category/money/"


def test_an_editor_s_choice_leads_in_every_language_that_it_is_told_in(build, stories):
    german = "".join(a_story(f"d{n}", n + 1, more="Lang: de\n") for n in range(4))
    pair = a_story("wahl", 1, more="Lang: de\nTranslation_of: s3\n")
    built = build(stories + german + pair + "-- content/data/front.yaml --\nlead: s3\n")

    assert shown(built.page("/"))[0] == "s3"
    assert shown(built.page("/de/"))[0] == "wahl"
    assert sorted(shown(built.page("/de/"))) == ["d0", "d1", "d2", "d3", "wahl"]


def test_a_site_in_one_language_that_is_not_its_own_still_has_a_front(build):
    built = build(a_story("eins", 1, more="Lang: de\n"))

    assert shown(built.page("/")) == ["eins"]


def test_the_newest_story_leads_its_section_and_stands_there_once(build, stories):
    built = build(stories, more="DEFAULT_PAGINATION = 5")

    first, second = built.page("/category/world/"), built.page("/category/world/page/2/")
    assert first.select_one(".card--lead a").text == "s10"
    assert shown(first) == ["s10", "s8", "s6", "s4", "s2"]
    assert not second.select(".card--lead")
