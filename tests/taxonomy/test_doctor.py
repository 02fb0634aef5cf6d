"""The doctor: what a vocabulary suffers from, and what its repairs make of a name."""

from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.taxonomy.doctor import Filing, change_for, counts, diagnosis

NO_REGISTRY: Registry[Topic] = Registry()


def found(*filings: Filing, registry: Registry[Topic] = NO_REGISTRY, junk=()) -> set[tuple[str, str, str]]:
    return {(one.kind, one.name, one.other) for one in diagnosis(filings, registry, junk) if one.kind != "once"}


def filed(*names: str, path: str = "", **facts) -> Filing:
    return Filing(path or "-".join(names), names, **facts)


def test_variants_become_the_most_used_spelling():
    stories = [filed("sanctions", path="1"), filed("sanctions", path="2"), filed("Sanction", path="3")]

    assert found(*stories) == {("variant", "Sanction", "sanctions")}


def test_variants_become_the_name_of_the_vocabulary():
    registry = Registry([Topic("us", "United States", aliases=("US",))], exists=True)

    assert found(filed("U.S."), filed("US"), registry=registry) == {("variant", "U.S.", "United States")}


def test_junk_and_repeats_of_the_story_s_own_facts_are_taken_out():
    story = Filing(
        "a", ("news", "World", "Harbour Gazette", "Ann Bee", "tides"), ("World",), ("Harbour Gazette",), ("Ann Bee",)
    )

    repairs = [one for one in diagnosis([story], NO_REGISTRY, ["News"]) if one.is_repair]

    assert {one.kind for one in repairs} == {"junk", "category", "source", "author"}
    change = change_for(repairs, "a")
    assert [name for name in story.names if change(name)] == ["tides"]
    elsewhere = change_for(repairs, "b")
    assert [name for name in story.names if elsewhere(name)] == ["World", "Harbour Gazette", "Ann Bee", "tides"]


def test_names_that_always_come_together_may_be_one():
    stories = [filed("NATO", "alliance", path=str(n)) for n in range(4)]

    assert ("synonyms", "NATO", "alliance") in found(*stories)
    assert not any(kind == "synonyms" for kind, *_ in found(*stories[:2]))


def test_a_name_on_nearly_everything_and_one_on_nothing():
    registry = Registry(
        [Topic("ghost", "ghost"), Topic("area", "area"), Topic("part", "part", parent="area")], exists=True
    )
    stories = [filed("part", *(["tides"] if n < 6 else []), path=str(n)) for n in range(10)]

    kinds = found(*stories, registry=registry)

    assert ("everywhere", "tides", "") in kinds
    assert ("unused", "ghost", "") in kinds
    assert ("unused", "area", "") not in kinds  # its children's stories are its own


def test_a_crowded_story_is_named_by_its_file():
    crowd = filed(*(f"{letter}{letter}{letter}" for letter in "abcdefghi"), path="content/a.md")

    found = [one for one in diagnosis([crowd], NO_REGISTRY) if one.kind == "crowded"]
    assert [(one.name, one.stories, one.path) for one in found] == [("9 names", 1, "content/a.md")]
    assert counts(diagnosis([crowd], NO_REGISTRY)) == {"crowded": 1, "once": 9}


def test_a_slip_is_only_a_suggestion_and_the_vocabulary_is_believed():
    assert found(filed("Zelensky"), filed("Zelenskyy")) == {("near", "Zelensky", "Zelenskyy")}
    registry = Registry([Topic("a", "Zelensky"), Topic("b", "Zelenskyy")], exists=True)
    assert found(filed("Zelensky"), filed("Zelenskyy"), registry=registry) == set()


def test_a_name_that_stands_once_is_told_unless_it_is_taken_out_anyway():
    stories = [filed("tides", "news", path="a"), filed("tides", "sea", path="b"), filed("tides", path="c")]

    once = [one for one in diagnosis(stories, NO_REGISTRY, ["news"]) if one.kind == "once"]

    assert [(one.name, one.stories, one.path) for one in once] == [("sea", 1, "b")]
