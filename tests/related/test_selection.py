"""What to read next: pins first, then the most alike, each with a reason."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.slug import slug_of
from pelican.plugins.newsroom.story import Source, Story, Term
from pelican.plugins.related.options import Options
from pelican.plugins.related.selection import Selection


def a_story(slug: str, text: str = "", *, tags: str = "", day: int = 1, **facts) -> Story:
    terms = tuple(Term(name, slug_of(name)) for name in tags.split(",") if name)
    return Story(
        f"content/{slug}.md",
        slug,
        facts.pop("title", slug),
        date=datetime(2026, 1, day, tzinfo=UTC),
        tags=terms,
        text=text,
        **facts,
    )


def selected(first: Story, *others: Story, junk=(), **options) -> list:
    """The list of the first story; nothing is filled up unless a test asks for it."""
    chosen = Options(**{"at_least": 0, **options})
    return list(Selection(Archive([first, *others]), Registries(), chosen, junk=junk).of(first))


SHIPS = a_story("ships", "Ships carry cargo through harbours and straits.", tags="NATO,shipping")
PORTS = a_story("ports", "Ports load cargo onto ships in harbours.", tags="shipping", day=2)
ROSES = a_story("roses", "Roses bloom in gardens.", tags="gardens", day=3)


def test_the_most_alike_comes_with_its_reason():
    found = selected(SHIPS, PORTS, ROSES)

    assert [one.story.slug for one in found] == ["ports"]
    assert found[0].reason == "shares shipping"
    assert found[0].role == "since"


def test_pins_come_first_in_their_order():
    first = a_story("first", "Ships carry cargo.", tags="shipping", related=("roses", "nix", "ports"))

    assert [(one.story.slug, one.role) for one in selected(first, PORTS, ROSES, SHIPS)][:2] == [
        ("roses", "pinned"),
        ("ports", "pinned"),
    ]


def test_what_is_excluded_hidden_or_withdrawn_is_never_shown():
    first = a_story("first", "Ships carry cargo in harbours.", tags="shipping", related_exclude=("ports",))
    hidden = a_story("hidden", "Ships carry cargo in harbours.", tags="shipping", status="hidden")

    assert [one.story.slug for one in selected(first, PORTS, hidden, SHIPS)] == ["ships"]


def test_junk_and_the_names_of_sources_weigh_nothing():
    one = a_story("one", "apples", tags="latest news,Wire", sources=(Source("Wire", "wire"),))
    two = a_story("two", "pears", tags="latest news,Wire")

    assert selected(one, two, junk=("latest news",)) == []


def test_a_translation_is_no_further_reading():
    german = a_story("ships", "Ships carry cargo.", tags="shipping", lang="de")

    assert "de" not in [one.story.lang for one in selected(SHIPS, german, PORTS)]


STORIES = st.lists(
    st.builds(a_story, st.text("abcdef", min_size=1, max_size=3), st.text("xyz ", max_size=20), tags=st.sampled_from(["", "p", "p,q", "q"]), day=st.integers(1, 28)),
    min_size=2, max_size=9, unique_by=lambda story: story.slug,
)  # fmt: skip


@given(STORIES, st.randoms(), st.integers(1, 4))
def test_never_itself_never_too_many_and_never_by_the_order_of_the_files(stories, random, limit):
    shuffled = random.sample(stories, len(stories))
    for story in stories:
        found = Selection(Archive(stories), Registries(), Options(limit=limit)).of(story)
        assert found == Selection(Archive(shuffled), Registries(), Options(limit=limit)).of(story)
        assert len(found) <= limit
        assert all(one.story != story and one.reason for one in found)


@pytest.mark.parametrize("limit", [1, 2])
def test_the_limit_holds(limit):
    many = [a_story(f"s{n}", "Ships carry cargo.", tags="shipping", day=n + 1) for n in range(6)]

    assert len(selected(many[0], *many[1:], limit=limit)) == limit


def test_a_copy_and_a_second_story_from_one_source_are_left_out():
    words = " ".join(f"harbour{n} cargo{n}" for n in range(30))
    asked = a_story("asked", f"{words} ships straits", tags="shipping")
    one = a_story(
        "one", f"{words} tolls", tags="shipping", sources=(Source("Wire", "wire", url="https://x.example/1"),), day=2
    )
    copy = a_story("copy", f"{words} tolls", tags="shipping", day=3)
    same = a_story(
        "same",
        "harbour1 cargo1 cargo2",
        tags="shipping",
        sources=(Source("Wire", "wire", url="https://x.example/1"),),
        day=4,
    )

    found = {one.story.slug for one in selected(asked, one, copy, same)}

    assert len(found & {"one", "copy"}) == 0 or len(found & {"one", "copy", "same"}) < 3
    assert not {"one", "same"} <= found


def test_a_list_holds_one_reprint_and_two_of_a_storyline():
    line = Term("The tram", "the-tram")
    reprints = [
        a_story(f"r{n}", f"ships cargo word{n}", tags="shipping", sources=(Source("Wire", "wire", "wire"),), day=n)
        for n in range(2, 5)
    ]
    parts = [a_story(f"p{n}", f"ships cargo part{n}", tags="shipping", storyline=line, day=n) for n in range(5, 9)]
    asked = a_story("asked", "ships cargo harbour", tags="shipping")

    found = [one.story.slug for one in selected(asked, *reprints, *parts, limit=6)]

    assert sum(slug.startswith("r") for slug in found) <= 1
    assert sum(slug.startswith("p") for slug in found) <= 2


def test_the_nearest_of_its_storyline_come_after_the_pins():
    line = Term("The tram", "the-tram")
    parts = [a_story(f"p{n}", f"quite other words{n}", storyline=line, day=n) for n in (2, 9, 20)]
    asked = a_story("asked", "ships cargo", storyline=line, day=10, related=("roses",))

    found = [(one.story.slug, one.role) for one in selected(asked, *parts, ROSES, SHIPS)]

    assert found[:3] == [("roses", "pinned"), ("p9", "storyline"), ("p2", "storyline")]


def test_words_alone_must_say_more_than_a_tag():
    def told(*words: str, by: str) -> str:
        return " ".join([*words, *(f"{by}{n}" for n in range(40))])

    asked = a_story("asked", told("ships", "cargo", "tolls", by="a"), tags="shipping", title="x")
    near = a_story("near", told("ships", "cargo", "tolls", by="b"), tags="shipping", title="y", day=2)
    faint = a_story("faint", told("tolls", by="c"), title="z", day=3)

    assert [one.story.slug for one in selected(asked, near, faint)] == ["near"]


def test_every_story_stands_in_somebody_s_list():
    hub = [a_story(f"h{n}", f"ships cargo harbour tolls word{n}", tags="shipping", day=n + 1) for n in range(8)]
    orphan = a_story("orphan", "ships once", tags="shipping,rare", day=20)
    choice = Selection(Archive([*hub, orphan]), Registries(), Options(limit=3))

    shown = {one.story.slug for story in (*hub, orphan) for one in choice.of(story)}

    assert shown == {story.slug for story in (*hub, orphan)}
