"""What stands around a topic."""

from datetime import UTC, datetime

from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.newsroom.story import Source, Story, Term
from pelican.plugins.taxonomy.alphabet import by_letter, letter_of, sort_key
from pelican.plugins.taxonomy.around import related_topics, sources_of
from pelican.plugins.taxonomy.index import Index


def stories(*tagged: str, **facts) -> list[Story]:
    """One story for each text of tags."""
    return [
        Story(
            f"content/{n}.md",
            f"s{n}",
            f"S{n}",
            date=datetime(2026, 1, 1, tzinfo=UTC),
            tags=tuple(Term(name, name) for name in tags.split()),
            **facts,
        )
        for n, tags in enumerate(tagged)
    ]


def around(*tagged: str, of: str = "nato", registry: Registry | None = None) -> list[str]:
    found = stories(*tagged)
    index = Index(lambda story: story.tags, found, registry or Registry())
    entry = index.get(of)
    assert entry is not None
    return [one.term.slug for one in related_topics(entry, index, len(found))]


def test_what_stands_everywhere_goes_with_nothing():
    """`europe` is on every story: it shares most stories with `nato`, and says nothing about it."""
    assert around("nato kyiv europe", "nato kyiv europe", "nato europe", "tides europe", "trade europe") == ["kyiv"]


def test_one_shared_story_is_chance():
    assert around("nato kyiv", "nato", "tides", "trade") == []


def test_parents_and_children_say_nothing_new():
    registry = Registry([Topic("alliances", "Alliances"), Topic("nato", "NATO", parent="alliances")], exists=True)

    assert around("nato alliances", "nato alliances", "tides", "trade", registry=registry) == []


def test_sources_are_counted_once_for_a_story():
    found = stories(
        "nato", "nato", sources=(Source("Wire", "wire"), Source("Wire", "wire"), Source("Gazette", "gazette"))
    )
    entry = Index(lambda story: story.tags, found, Registry()).get("nato")
    assert entry is not None

    assert [(source.slug, count) for source, count in sources_of(entry)] == [("gazette", 2), ("wire", 2)]


def test_accents_do_not_move_a_name():
    assert sorted(["Zebra", "élan", "Elba", "Elam"], key=sort_key) == ["Elam", "élan", "Elba", "Zebra"]


def test_letters_of_any_script_head_an_index():
    assert [letter_of(name) for name in ("NATO", "éire", "Україна", "北京", "5G", "🙂")] == [
        "N",
        "E",
        "У",
        "北",
        "#",
        "#",
    ]
    assert [letter for letter, _ in by_letter(["5G", "b", "a", "Éa"], str)] == ["A", "B", "E", "#"]
