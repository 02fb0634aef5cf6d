"""The name `taxonomy` in templates: what the index of topics shows."""

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.taxonomy.taxonomy import Taxonomy

from ..newsroom.conftest import a_site

STORY = "---\ntitle: {0}\ndate: 2026-01-02\nid: {0}\n{2}: [{1}]\n---\nText.\n"


@pytest.fixture
def taxonomy(tmp_path):
    """The taxonomy of a site with this vocabulary and stories under these names."""

    def _taxonomy(registry: str, *stories: str, kind: str = "tags") -> Taxonomy:
        (tmp_path / "content/data").mkdir(parents=True)
        (tmp_path / f"content/data/{kind}.yaml").write_text(registry, encoding="utf-8")
        for number, names in enumerate(stories):
            (tmp_path / f"content/{number}.md").write_text(STORY.format(f"n{number}", names, kind), encoding="utf-8")
        return Taxonomy(Build(read_desk(a_site(tmp_path), {}), {"THEME": "simple"}))

    return _taxonomy


def test_an_index_is_told_by_kinds_where_there_are_two(taxonomy):
    registry = "nato: {name: NATO, kind: organisation}\nsea: {name: Sea, kind: topic}\n"
    index = taxonomy(registry, *["NATO, Sea"] * 6).index("tag")

    assert [(kind, [one.name for one in found]) for kind, found in index.kinds] == [
        ("organisation", ["NATO"]),
        ("topic", ["Sea"]),
    ]
    assert [[one.name for one in found] for _, found in index.letters] == [["NATO"], ["Sea"]]


def test_where_all_are_of_one_kind_the_letters_are_enough(taxonomy):
    index = taxonomy("law: {name: Law}\nsea: {name: Sea}\n", *["Law, Sea"] * 6).index("tag")

    assert index.kinds == ()
    assert [letter for letter, _ in index.letters] == ["L", "S"]


def test_sections_are_the_categories_that_stand_in_no_other(taxonomy):
    registry = "world: {name: World}\nlaw: {name: Law, parent: world}\nsea: {name: Sea}\n"
    made = taxonomy(registry, "Law", "Sea", kind="categories")

    assert [one.name for one in made.sections] == ["Sea", "World"]
    assert [way.name for way in made.ways] == ["Sea", "World"]


def test_the_head_leads_to_the_sections_with_the_most_stories_where_there_are_many(taxonomy):
    """Old sites come with eighty."""
    names = [f"Topic {number:02}" for number in range(14)]

    made = taxonomy("", *names, "Topic 13", "Topic 13", "Topic 12", "Topic 12", kind="categories")

    assert [way.name for way in made.ways] == [*names[:10], "Topic 12", "Topic 13"]
    assert len(made.sections) == 14
    assert made.has_more_sections


def test_the_head_leads_to_each_of_a_dozen_sections(taxonomy):
    made = taxonomy("", *[f"Topic {number:02}" for number in range(12)], kind="categories")

    assert len(made.ways) == 12
    assert not made.has_more_sections
