"""The home page fills itself as an editor might, says each story once, and does what an editor says."""

from datetime import UTC, datetime, timedelta

import pytest
from pelican.plugins.newsroom.front import FrontPage, front_of
from pelican.plugins.newsroom.registry import Front, Registries, Registry, Topic
from pelican.plugins.newsroom.story import Image, Source, Story, Term

START = datetime(2026, 3, 1, tzinfo=UTC)
CATEGORIES = [
    Term(name, name.lower()) for name in ("World", "Money", "Science", "City", "Sport", "Arts", "Food", "Law")
]
REGISTRIES = Registries(
    categories=Registry([Topic("world", "World"), Topic("straits", "Straits", parent="world"), Topic("gone", "Gone", status="hidden")])
)  # fmt: skip


def a_story(number: int, category: Term = CATEGORIES[0], hours: int = 24, **facts) -> Story:
    """Stories with small numbers are the newest."""
    date = START - timedelta(hours=hours * number)
    return Story(f"s{number}.md", f"s{number}", f"S{number}", date=date, categories=(category,), **facts)


def many(count: int) -> list[Story]:
    kinds = ("report", "explainer", "analysis")
    return [a_story(n, CATEGORIES[n % len(CATEGORIES)], type=kinds[n % 3]) for n in range(count)]


def front(stories, editor=None, registries=REGISTRIES, find=None) -> FrontPage:
    by_slug = {story.slug: story for story in stories}
    return front_of(stories, editor or Front(), registries, find or by_slug.get)


def everything(page: FrontPage) -> list[Story]:
    lead = [page.lead] if page.lead else []
    return [*lead, *page.top, *page.explainers, *(s for part in page.sections for s in part.stories), *page.latest]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 9, 30, 3000])
def test_a_story_stands_in_one_place_whatever_the_size_of_the_site(count):
    stories = many(count)
    page = front(stories)

    shown = [story.path for story in everything(page)]
    assert len(shown) == len(set(shown))
    assert set(shown) <= {story.path for story in stories}
    assert len(shown) >= min(count, 9), "a small site shows all it has"
    assert (page.lead is None) == (count == 0)
    assert len(shown) < 60


def test_a_small_site_is_a_lead_and_a_list():
    page = front(many(6))

    assert page.sections == page.explainers == ()
    assert len(page.top) == 3
    assert len(page.latest) == 2


def test_a_large_site_has_sections_of_several_stories_and_explainers():
    page = front(many(300))

    assert len(page.sections) == 6
    assert {len(part.stories) for part in page.sections} == {4}
    assert all(story.type == "explainer" for story in page.explainers)
    assert len(page.explainers) == 4


def test_where_all_are_explainers_the_word_says_nothing():
    assert front([a_story(n, type="explainer") for n in range(30)]).explainers == ()


def test_beside_the_lead_stands_something_else():
    stories = [a_story(0), a_story(1), a_story(2), a_story(3, CATEGORIES[1]), a_story(4, CATEGORIES[2])]

    assert [story.slug for story in front(stories).top] == ["s3", "s4", "s1"]


def test_a_picture_leads_when_it_is_nearly_as_new_and_ours():
    picture = Image("a.jpg", "A")
    wire = (Source("Wire", "wire", "wire"),)

    assert front([a_story(0), a_story(1, image=picture)]).lead.slug == "s1"
    assert front([a_story(0), a_story(1, hours=100, image=picture)]).lead.slug == "s0"
    assert front([a_story(0), a_story(1, image=picture, sources=wire)]).lead.slug == "s0"
    assert front([a_story(0), a_story(1, image=picture, type="press-release")]).lead.slug == "s0"


def test_an_editor_decides_what_leads_what_stands_beside_it_and_the_order_of_the_sections():
    stories = many(60)
    page = front(stories, Front(lead="s30", pinned=("s40", "s30", "s41"), sections=("Money", "world", "nowhere")))

    assert page.lead.slug == "s30"
    assert [story.slug for story in page.top] == ["s40", "s41"]
    assert page.is_chosen
    assert [part.term.slug for part in page.sections] == ["money", "world"]


def test_a_lead_that_readers_may_not_see_is_passed_over():
    hidden = a_story(99, status="hidden")

    assert front(many(3), Front(lead="x"), find=lambda _: hidden).lead.slug == "s0"


def test_a_section_holds_the_stories_of_the_categories_within_it_and_a_hidden_one_is_none():
    stories = [a_story(n, Term("Straits", "straits") if n % 2 else Term("Gone", "gone")) for n in range(20)]
    page = front(stories)

    assert [part.term.slug for part in page.sections] == ["world"]
    assert len(page.sections[0].stories) == 4


def test_a_section_of_one_story_is_shown_only_where_an_editor_asked_for_it():
    stories = [*many(2), *(a_story(n, CATEGORIES[1]) for n in range(2, 20)), a_story(20, CATEGORIES[5])]

    assert "arts" not in [part.term.slug for part in front(stories).sections]
    assert [part.term.slug for part in front(stories, Front(sections=("Arts",))).sections] == ["arts"]
