"""Why a story stands in a list or does not: what an editor is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.story import Source, Story, Term
from pelican.plugins.newsroom.words import words_in
from pelican.plugins.related.explain import list_of, pair, why_not
from pelican.plugins.related.options import Options
from pelican.plugins.related.selection import Selection

CARGO = "ships cargo harbour tolls pilots"
SHIPPING = (Term("shipping", "shipping"),)


def a_story(slug: str, words: str = CARGO, *, tags=SHIPPING, day: int = 1, **facts) -> Story:
    text = " ".join([words, *(f"{slug}{n}" for n in range(40))])
    date = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
    facts.setdefault("title", f"Of {slug}")
    return Story(f"content/{slug}.md", slug, date=date, tags=tags, text=text, **facts)


ASKED = a_story("asked", related_exclude=("unwanted",), sources=(Source("Wire", "wire", url="https://w.example/1"),))
LINE = Term("The tram", "the-tram")
STORIES = [
    ASKED,
    a_story("near", day=3),
    a_story("unwanted"),
    a_story("same-source", sources=(Source("Wire", "wire", url="https://w.example/1"),)),
    a_story("faint", "tolls", tags=(), day=300),
    a_story("roses", "roses", tags=()),
    a_story("copy", title="x"),
    *(a_story(f"part{n}", storyline=LINE, day=n) for n in range(4)),
    a_story("asked", lang="de"),
    a_story("schiffe", lang="de"),
]


@pytest.fixture(scope="module")
def selection() -> Selection:
    return Selection(Archive(STORIES), Registries(), Options(limit=4, at_least=0))


def story(slug: str) -> Story:
    return next(one for one in STORIES if one.slug == slug)


def test_what_is_shown_is_told_with_its_place_and_its_figures(selection):
    told = "\n".join(pair(selection, ASKED, story("near"), words_in("en")))

    assert "It is shown, " in told
    assert "Since then, January 2026: shares shipping." in told
    assert (
        "times what stories on different subjects reach by chance; 1.25 is needed (as they have only tags of many stories in common)"
        in told
    )
    assert "2 days apart" in told
    assert "tags         shipping" in told
    assert "word      pilot" in told


def test_one_day_lies_between_two_days(selection):
    near = story("near")
    other = replace(near, date=ASKED.date + timedelta(days=1))

    assert "1 day apart" in "\n".join(pair(selection, ASKED, other, words_in("en")))


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("asked", "never its own relation"),
        ("unwanted", "related_exclude of the story names it"),
        ("same-source", "goes back to the same article elsewhere"),
        ("faint", "too faint"),
        ("roses", "not among the"),
        ("schiffe", 'RELATED["languages"] is "own"'),
    ],
)
def test_what_keeps_a_story_out_is_told(selection, slug, said):
    assert said in why_not(selection, ASKED, story(slug))
    assert said in "\n".join(pair(selection, ASKED, story(slug), words_in("en")))


def test_a_third_part_of_a_storyline_is_told(selection):
    shown = {one.story.slug for one in selection.of(ASKED)}
    third = next(f"part{n}" for n in range(4) if f"part{n}" not in shown)

    assert "2 of the storyline The tram are shown already" in why_not(selection, ASKED, story(third))


def test_the_list_of_a_story_tells_what_just_missed_it(selection):
    told = "\n".join(list_of(selection, ASKED, words_in("en")))

    assert told.startswith("asked: 4 related stories")
    assert "next, and not shown:" in told
    assert "unwanted: related_exclude" in told
