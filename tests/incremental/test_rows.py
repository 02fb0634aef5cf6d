"""The table of questions: a row keeps its number, and one that no page asks any more makes room."""

import marshal
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.incremental.questions import filled, split
from pelican.plugins.incremental.rows import ROOM, Rows, may_hold, numbers_of

WORDS = st.sampled_from(["of", "title", "lang", "a.md", "b.md", ""])
PATHS = st.sampled_from([f"{n}.md" for n in range(4)])
STORIES = st.builds(lambda path: ("content", path), PATHS)
ARGUMENTS = st.lists(st.one_of(STORIES, st.tuples(st.just("="), WORDS)), max_size=3).map(tuple)
STEPS = st.one_of(WORDS, st.tuples(WORDS, ARGUMENTS, st.just(())))
QUESTIONS = st.one_of(
    st.tuples(st.just("name"), WORDS, st.just(()), st.sampled_from([b"", b"n"])),
    st.tuples(st.just("recipe"), WORDS),
    st.tuples(st.just("content"), PATHS, st.lists(STEPS, min_size=1, max_size=2).map(tuple), WORDS, st.just(b"")),
    st.tuples(st.just("ask"), WORDS, st.lists(STEPS, max_size=3).map(tuple), st.sampled_from([b"", b"n"])),
)
ROWS = st.tuples(QUESTIONS, st.integers(0, 3).map(lambda n: bytes([n]) * 10))


def again(rows: Rows) -> Rows:
    """The table as the next build reads it."""
    return Rows(marshal.loads(marshal.dumps(rows.plain())))  # noqa: S302 (made here)


NUMBERS = st.lists(st.integers(0, 70_000) | st.integers(0, 3), max_size=40)


@given(NUMBERS, NUMBERS)
def test_a_number_that_is_held_is_found_whether_few_or_many_are_looked_for(held, looked_for):
    data = array("I", held).tobytes()

    assert may_hold(looked_for)(data) or not set(held) & set(looked_for)
    assert not may_hold([])(data)


@given(QUESTIONS)
def test_a_question_is_its_shape_about_its_story(question):
    path, shape = split(question)

    assert filled(shape, path) == question
    assert not path or split(filled(shape, "z.md")) == ("z.md", shape)


@given(st.lists(st.tuples(st.lists(ROWS, max_size=30), st.sets(st.integers(0, 40), max_size=5)), max_size=6))
def test_rows_keep_their_numbers_from_build_to_build(builds):
    """Until they are dropped; and then nothing but another row ever stands there."""
    rows, live = Rows(), {}
    for asked, dropped in builds:
        gone = {number for place, number in enumerate(sorted(live)) if place in dropped}
        rows.drop(gone)
        live = {number: row for number, row in live.items() if number not in gone}
        for row, number in zip(asked, numbers_of(rows.numbered(asked)), strict=True):
            assert live.setdefault(number, row) == row
        assert len(set(live.values())) == len(live), "each row is there once"
        rows = again(rows)
        assert {number: rows.row(number) for number in live} == live


def asked(count: int, path: str = "a.md", digest: bytes = b"1" * 10):
    return [(("content", path, (f"name{n}",), "", b""), digest) for n in range(count)]


def test_a_story_may_ask_more_than_a_block_holds():
    rows = Rows()
    numbers = list(numbers_of(rows.numbered(asked(3 * ROOM))))

    assert len(set(numbers)) == 3 * ROOM
    assert [again(rows).row(one) for one in numbers] == asked(3 * ROOM)


def test_stories_that_are_asked_the_same_share_what_is_kept_of_it():
    rows = Rows()
    for n in range(100):
        rows.numbered(asked(10, f"{n}.md"))

    assert len(marshal.dumps(rows.plain())) < 100 * (10 * 10 + 60) + 1000
    assert len({id(block[1]) for block in again(rows).blocks}) == 1


def test_the_place_of_a_story_that_is_gone_is_taken_by_another():
    rows = Rows()
    gone = list(numbers_of(rows.numbered(asked(10, "gone.md"))))
    rows = again(rows)
    rows.drop(gone)
    rows = again(rows)
    with pytest.raises(LookupError):
        rows.row(gone[0])

    assert list(numbers_of(rows.numbered(asked(10, "new.md")))) == gone


def test_a_table_that_is_mostly_waste_is_made_anew_and_asks_the_same():
    rows = Rows()
    traces = [rows.numbered(asked(5))]
    rows = again(rows)
    assert not rows.is_wasteful
    rows.numbered(asked(20, "b.md"))
    rows = again(rows)
    assert rows.is_wasteful

    made, (trace,) = rows.only(traces)

    assert [made.row(one) for one in numbers_of(trace)] == asked(5)
    made = again(made)
    assert not made.is_wasteful
    assert len(made.blocks) == 1
