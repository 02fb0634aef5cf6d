"""What to read next: pins first, then the most alike, each with a reason."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.slug import slug_of
from pelican.plugins.newsroom.story import Source, Story, Term
from pelican.plugins.related import listing, selection
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


def test_lists_and_reasons_are_the_same_whoever_makes_them(monkeypatch, pools):
    stories = [
        a_story(
            f"s{n}", f"Ships of Port {n % 5} carry cargo {n % 7}.", tags=f"harbour {n % 4},shipping", day=n % 28 + 1
        )
        for n in range(30)
    ]
    alone = dict(Selection(Archive(stories), Registries(), Options()).all_entries)
    for one in (listing, selection):
        monkeypatch.setattr(one, "_MANY", 1)
        monkeypatch.setattr(one, "_EACH", 7)

    assert dict(Selection(Archive(stories), Registries(), Options()).all_entries) == alone
    assert len(pools) >= 2
    assert any(alone.values())


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
@settings(max_examples=60, deadline=None)
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


def told(*words: str, by: str = "w") -> str:
    """A text that says these words among forty that it alone says."""
    return " ".join([*words, *(f"{by}{n}" for n in range(40))])


CARGO = ("ships", "cargo", "harbour", "tolls", "pilots")


def test_the_older_is_background_and_the_newer_came_since():
    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping", day=10)
    older = a_story("older", told(*CARGO, by="b"), tags="shipping", day=3)
    newer = a_story("newer", told(*CARGO, by="c"), tags="shipping", day=20)
    explainer = a_story("explainer", told(*CARGO, by="d"), tags="shipping", day=21, type="explainer")

    roles = {one.story.slug: one.role for one in selected(asked, older, newer, explainer)}

    assert roles == {"older": "background", "newer": "since", "explainer": "background"}


def test_an_explainer_ages_more_slowly_than_news():
    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping", day=28)
    report = a_story("report", told(*CARGO, by="b"), tags="shipping", day=2, type="report")
    explainer = a_story("explainer", told(*CARGO, by="c"), tags="shipping", day=1, type="explainer")

    assert [one.story.slug for one in selected(asked, report, explainer)] == ["explainer", "report"]


def test_a_short_list_is_filled_from_the_category_and_says_so():
    economy = (Term("Economy", "economy"),)
    asked = a_story("asked", told("rents", by="a"), categories=economy, day=10)
    near = a_story("near", told("wages", by="b"), categories=economy, day=12)
    far = a_story("far", told("bonds", by="c"), categories=economy, day=27)
    other = a_story("other", told("roses", by="d"), categories=(Term("Garden", "garden"),), day=10)

    found = selected(asked, near, far, other, at_least=2)

    assert [(one.story.slug, one.role, one.reason) for one in found][:2] == [
        ("near", "more", "More from Economy"),
        ("far", "more", "More from Economy"),
    ]
    assert selected(asked, near, far, other, at_least=0) == []


def test_a_story_like_no_other_stands_somewhere_and_is_called_no_relation():
    hub = [a_story(f"h{n}", told(*CARGO, by=f"h{n}x"), tags="shipping", day=n + 1) for n in range(8)]
    alone = a_story("alone", told("roses", by="r"), categories=(Term("Garden", "garden"),), day=5)
    choice = Selection(Archive([*hub, alone]), Registries(), Options(limit=3))

    stands = [item for story in hub for item in choice.of(story) if item.story.slug == "alone"]

    assert len(stands) == 1
    assert (stands[0].role, stands[0].reason) == ("more", "More from Garden")


def test_a_site_of_one_story_has_no_list():
    assert selected(SHIPS, at_least=2) == []


def test_a_higher_threshold_shows_fewer_and_none_shows_all():
    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping")
    others = [a_story(f"s{n}", told(*CARGO[: n + 1], by=f"b{n}x"), title=f"t{n}", day=n + 2) for n in range(5)]

    lengths = [len(selected(asked, *others, limit=9, threshold=value)) for value in (0.0, 0.5, 1.0, 1.5, 2.0, 1000.0)]

    assert lengths == sorted(lengths, reverse=True)
    assert (lengths[0], lengths[-1]) == (5, 0)
    assert len(set(lengths)) > 2


def test_languages_are_mixed_only_where_a_site_asks_for_it():
    german = a_story("schiffe", told(*CARGO, by="b"), tags="shipping", lang="de", day=2)
    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping")

    assert selected(asked, german) == []
    assert [one.story.slug for one in selected(asked, german, languages="mixed")] == ["schiffe"]


def test_of_translations_the_one_in_the_reader_s_language_counts():
    german = a_story("ports", told(*CARGO, by="b"), tags="shipping", lang="de", day=2)
    english = a_story("ports", told(*CARGO, by="c"), tags="shipping", day=2)
    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping")

    found = selected(asked, german, english, languages="mixed")

    assert [(one.story.slug, one.story.lang) for one in found] == [("ports", "en")]


def test_addresses_of_one_article_elsewhere_are_the_same_however_they_are_written():
    def from_wire(slug: str, url: str, day: int) -> Story:
        return a_story(slug, told(*CARGO, by=slug), tags="shipping", day=day, sources=(Source("W", "w", url=url),))

    asked = a_story("asked", told(*CARGO, by="a"), tags="shipping")
    one = from_wire("one", "https://www.wire.example/ships/?utm_source=feed", 2)
    same = from_wire("same", "http://wire.example/ships#top", 3)
    other = from_wire("other", "https://wire.example/ships?page=2", 4)

    found = {story.story.slug for story in selected(asked, one, same, other)}

    assert "other" in found
    assert len(found & {"one", "same"}) == 1


def test_what_the_same_header_pins_and_excludes_is_excluded():
    asked = a_story("asked", told(*CARGO, by="a"), related=("roses",), related_exclude=("roses",))

    assert selected(asked, ROSES) == []


def test_a_list_does_not_say_one_thing_twice():
    """The second says what the first says; the third, a little fainter, says something else and comes before it."""

    def some(word: str, count: int) -> str:
        return " ".join(f"{word}{n}" for n in range(count))

    asked = a_story("asked", f"{some('quay', 30)} {some('toll', 30)}", tags="shipping", title="a")
    first = a_story("first", f"{some('quay', 30)} {some('crane', 30)}", tags="shipping", title="b")
    second = a_story("second", f"{some('quay', 26)} {some('crane', 16)} {some('rope', 20)}", tags="shipping", title="c")
    third = a_story("third", f"{some('toll', 8)} {some('pilot', 44)}", tags="shipping", title="d")

    one_sided = [one.story.slug for one in selected(asked, first, second, third, diversity=0.0)]
    diverse = [one.story.slug for one in selected(asked, first, second, third, diversity=1.0)]

    assert one_sided == ["first", "second", "third"]
    assert diverse == ["first", "third", "second"]
