"""How pages came about is the same in the ledger, whichever processes made them."""

from copy import deepcopy
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.incremental.digests import SIZE
from pelican.plugins.incremental.handed import Giver, Taker
from pelican.plugins.incremental.numbered import Numbered
from pelican.plugins.incremental.questions import filled
from pelican.plugins.incremental.rows import Rows, numbers_of

#: Questions with the digests of their answers, as many pages ask them.
ROWS = [(("content", f"{path}.md", (name,), "", b""), name.encode() * 10) for path in "abc" for name in "xyz"]
ROWS += [(("name", name, (), b""), name.encode() * 10) for name in "xyz"]
#: The process that makes a page, the rows that it asks, whether it can be known how it came about.
PAGES = st.lists(st.tuples(st.integers(1, 3), st.lists(st.sampled_from(ROWS), unique=True), st.booleans()), max_size=20)


@given(PAGES)
def test_what_pages_asked_arrives_from_every_process(pages):
    asked_of, rows = {number: Numbered() for number in (1, 2, 3)}, Rows()
    givers = {number: Giver(asked) for number, asked in asked_of.items()}
    taker, taken, wanted = Taker(rows, 0), [], []
    for process, asked, is_known in pages:
        numbers = [asked_of[process].note(*row) for row in asked]
        handed = givers[process].give(process, [("title", b"t" * 10)], numbers, "" if is_known else "a.B")
        taken.append(list(map(rows.row, numbers_of(taker.take(handed)))))
        wanted.append(asked if is_known else [])

    assert taken == wanted
    asked_once = {row for one in wanted for row in one}
    assert sum(len(block[1]) for block in rows.plain()["blocks"]) // 4 == len(asked_once), "no row stands twice"


def test_a_process_that_begins_may_have_the_number_of_one_that_has_ended():
    rows = Rows()
    taker, taken = Taker(rows, 0), []
    for asked in (ROWS[:3], ROWS[2:6]):
        known = Numbered()
        handed = Giver(known).give(1, [], [known.note(*row) for row in asked], "")
        taken.append(list(map(rows.row, numbers_of(taker.take(handed)))))

    assert taken == [ROWS[:3], ROWS[2:6]]


@given(PAGES, PAGES)
def test_a_process_that_was_forked_goes_on_from_what_was_handed_over_before(before, pages):
    """It knows the rows of the one that it helps, and may have the number of a helper that has ended."""
    rows, known = Rows(), Numbered()
    giver, taker = Giver(known), Taker(rows, 0)

    def page(process, giver, known, asked):
        handed = giver.give(process, [], [known.note(*row) for row in asked], "")
        assert list(map(rows.row, numbers_of(taker.take(handed)))) == asked
        return handed

    for _, asked, _ in before:
        page(0, giver, known, asked)
    for _ in range(2):
        forked = {number: deepcopy((giver, known)) for number in (1, 2, 3)}
        for process, asked, _ in pages:
            handed = page(process, *forked[process], asked)
            assert handed.first >= len(known.rows), "no row is handed over twice"


@given(PAGES, PAGES)
def test_this_process_makes_pages_too_while_others_do(before, pages):
    """What it hands over then, who was forked before does not know."""
    rows, known = Rows(), Numbered()
    giver, taker = Giver(known), Taker(rows, 0)
    of = {0: (giver, known)}
    for some in (before, pages):
        for number, asked, _ in some:
            process = (number - 1) % len(of)
            giver, told = of[process]
            handed = giver.give(process, [], [told.note(*row) for row in asked], "")
            assert list(map(rows.row, numbers_of(taker.take(handed)))) == asked
        of |= {number: deepcopy(of[0]) for number in (1, 2)}


@given(PAGES, PAGES)
def test_what_was_handed_over_by_who_has_ended_is_held_by_nobody(before, pages):
    """Who begins after that goes on from this process, as all of them did, and gets the numbers that the same rows have."""
    rows, own = Rows(), Numbered()
    giver, taker = Giver(own), Taker(rows, 0)
    asked_here = [own.note(*row) for row in ROWS[:4]]
    there = numbers_of(taker.take(giver.give(0, [], asked_here, "")))
    known: list[ref[object]] = []
    for some in (before, pages, before):
        forked = {number: deepcopy((giver, own)) for number in (1, 2, 3)}
        for process, asked, _ in some:
            of, told = forked[process]
            handed = of.give(process, [], [told.note(*row) for row in asked], "")
            numbers = numbers_of(taker.take(handed))
            assert list(map(rows.row, numbers)) == asked
            assert [n for n in numbers if rows.row(n) in ROWS[:4]] == [
                there[ROWS.index(row)] for row in asked if row in ROWS[:4]
            ]
        known += [ref(one) for process, one in taker._of.items() if process]  # noqa: SLF001 (what is held is the subject)
        taker.forget()

        assert [one for one in known if one()] == []


@given(PAGES)
def test_a_row_travels_once_from_a_process(pages):
    """And a shape that many stories have, too."""
    known = Numbered()
    giver, more, shapes = Giver(known), [], []
    for _, asked, _ in pages:
        handed = giver.give(1, [], [known.note(*row) for row in asked], "")
        shapes += handed.shapes
        for path, numbers, digests in handed.more:
            for at, number in enumerate(numbers_of(numbers)):
                more.append((filled(shapes[number], path), digests[at * SIZE : (at + 1) * SIZE]))

    assert more == list(dict.fromkeys(row for _, asked, _ in pages for row in asked))
    assert more == list(map(known.row, range(len(known.rows))))
    assert len(set(shapes)) == len(shapes)
