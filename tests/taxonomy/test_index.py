"""Which stories stand under which term."""

import dataclasses
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.newsroom.story import Story, Term
from pelican.plugins.taxonomy.index import Index, shared_slugs


def a_story(slug: str, *categories: str) -> Story:
    terms = tuple(Term(name, name.lower()) for name in categories)
    return Story(f"content/{slug}.md", slug, slug, date=datetime(2026, 1, 1, tzinfo=UTC), categories=terms)


def an_index(stories: list[Story], registry: Registry, **facts) -> Index:
    return Index(lambda story: story.categories, stories, registry, **facts)


def place_of(_story: Story, _kind: str) -> tuple[int, int]:
    return 4, 1


def listed(index: Index) -> dict[str, list[str]]:
    return {entry.term.slug: [story.slug for story in entry.stories] for entry in index}


def test_a_story_stands_under_each_of_its_categories():
    index = an_index([a_story("one", "World", "Law"), a_story("two", "Law")], Registry())

    assert listed(index) == {"law": ["one", "two"], "world": ["one"]}


def test_a_parent_lists_its_children_s_stories_once():
    registry = Registry(
        [Topic("world", "World"), Topic("law", "Law", parent="world"), Topic("sea", "Sea", parent="law")], exists=True
    )
    index = an_index([a_story("one", "Sea"), a_story("two", "Law", "World")], registry)

    assert listed(index) == {"law": ["one", "two"], "sea": ["one"], "world": ["one", "two"]}
    assert index.get("world").children == ("law",)
    assert index.get("sea").parent == "law"
    assert [term.slug for term in index.path_to(Term("Sea", "sea"))] == ["world", "law", "sea"]


def test_a_hidden_term_has_no_page():
    registry = Registry([Topic("law", "Law", status="hidden")], exists=True)

    assert listed(an_index([a_story("one", "Law", "World")], registry)) == {"world": ["one"]}


def test_two_names_with_one_address_are_told_at_every_story():
    one, two, three = (a_story(slug) for slug in ("one", "two", "three"))
    uses = [
        ("tags", one, Term("C++", "c-plus-plus")),
        ("tags", two, Term("C plus plus", "c-plus-plus")),
        ("tags", three, Term("c++", "c-plus-plus")),
    ]

    problems = shared_slugs(uses, {"tags": Registry()}, place_of)

    assert {problem.path for problem in problems} == {"content/one.md", "content/two.md", "content/three.md"}
    assert {(problem.rule, problem.severity) for problem in problems} == {("E13", "error")}
    assert shared_slugs(uses[::2], {"tags": Registry()}, place_of) == []


def test_of_a_story_and_its_translation_a_list_shows_one():
    english, german = a_story("one", "World"), dataclasses.replace(a_story("eins", "World", "Recht"), lang="de")

    index = an_index([german, english], Registry(), pair_of=lambda _story: "one", lang="en")

    assert listed(index) == {"recht": ["eins"], "world": ["one"]}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["en", "de"]), st.integers(0, 5), st.sets(st.sampled_from(["Law", "Sea"]), min_size=1)
        )
    )
)
def test_a_list_keeps_the_order_of_the_archive_and_shows_one_of_each_pair(given):
    """Two of a pair in the site's language are no pair to the archive, so none are made here."""
    facts = {(pair, lang): (str(number), names) for number, (lang, pair, names) in enumerate(given)}
    pair_of = {slug: pair for (pair, _), (slug, _) in facts.items()}
    stories = [
        dataclasses.replace(a_story(slug, *sorted(names)), lang=lang) for (_, lang), (slug, names) in facts.items()
    ]

    found = listed(an_index(stories, Registry(), pair_of=lambda story: str(pair_of[story.slug]), lang="en"))

    for name in ("law", "sea"):
        under = [one for one in stories if name in {term.slug for term in one.categories}]
        english = {pair_of[one.slug] for one in under if one.lang == "en"}
        expected = [one.slug for one in under if one.lang == "en" or pair_of[one.slug] not in english]
        assert found.get(name, []) == expected


def test_an_index_with_other_texts_lists_the_stories_that_have_them():
    """As it would be made of them, for they say the same besides."""
    registry = Registry([Topic("world", "World"), Topic("law", "Law", parent="world")], exists=True)
    stories = [a_story("one", "Law"), a_story("two", "World"), a_story("three", "Sea")]
    before = an_index(stories, registry)
    changed = dataclasses.replace(stories[0], body="Another text.")

    after = before.with_others({changed.path: changed})

    assert list(after) == list(an_index([changed, *stories[1:]], registry))
    assert after.sizes == before.sizes
    assert [story.body for entry in before for story in entry.stories] == [""] * 4, "the one of before is left alone"
