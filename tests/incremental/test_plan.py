"""What is made and why: questions of the last build, answered by this one."""

import pytest
from pelican.plugins.incremental.plan import Memory, Reason, Trace, Wanted, counted, plan_of
from pelican.plugins.incremental.reasons import explained, named, said, table

TITLE = (("content", "tram.md", ("title",), "", b""), b"1")
CREDIT = (("ask", "attribution", (("of", (("content", "tram.md"),), ()),), b"n"), b"2")


def wanted(trace: Trace | None, memory: Memory, *, file: str = "a.html", own: bytes = b"o", was_there: bool = True, stands: bool = False) -> Wanted:  # fmt: skip
    return Wanted(file, memory.packed(trace) if trace else None, was_there, stands, lambda _name: own)


def planned(page: Wanted, memory: Memory, everywhere: tuple[str, ...] = (), changed: tuple[int, ...] = ()) -> Reason:
    return plan_of([page], memory.rows, everywhere, lambda asked: [at for at in asked if at in changed])[page.file]


@pytest.fixture
def memory():
    return Memory()


TRACE = Trace((("article", b"o"),), (TITLE, CREDIT))


def test_a_page_that_is_answered_as_before_is_kept(memory):
    assert planned(wanted(TRACE, memory), memory).is_kept


def test_a_changed_answer_makes_the_page_and_is_named(memory):
    reason = planned(wanted(TRACE, memory), memory, changed=(1,))

    assert said(reason) == "written because the credit of content/tram.md changed"


def test_several_are_counted(memory):
    reason = planned(wanted(TRACE, memory), memory, changed=(0, 1))

    assert said(reason) == "written because the headline of content/tram.md changed, and 1 more"


def test_what_is_the_pages_own_counts_too(memory):
    assert said(planned(wanted(TRACE, memory, own=b"p"), memory)) == "written because the story changed"


@pytest.mark.parametrize(
    ("trace", "was_there", "everywhere", "words"),
    [
        (None, False, (), "written because it was not there before"),
        (None, True, (), "written because the file is not as the last build left it"),
        (TRACE, True, ("setting SITENAME", "plugins"), "written because the setting SITENAME changed, and 1 more"),
        (Trace(unknown="a.B"), True, (), "always written: it shows what cannot be compared with the last build (a.B)"),
    ],
)
def test_other_reasons(memory, trace, was_there, everywhere, words):
    assert said(planned(wanted(trace, memory, was_there=was_there), memory, everywhere)) == words


def test_a_question_is_asked_once_for_all_pages(memory):
    pages = [wanted(TRACE, memory, file=f"{n}.html") for n in range(3)]
    asked: list[int] = []

    def changed_among(questions):
        asked.extend(questions)
        return ()

    plan_of(pages, memory.rows, (), changed_among)

    assert asked == [0, 1]


def test_a_trace_comes_out_of_a_memory_as_it_went_in(memory):
    memory.packed(Trace((), (CREDIT,)))

    assert memory.unpacked(memory.packed(TRACE)) == TRACE
    assert Memory().carried(memory.packed(TRACE), memory.rows) == (TRACE.own, (0, 1))


def test_an_explanation_says_why_and_from_what():
    text = explained("tram/index.html", Reason("asked", TITLE[0]), TRACE)

    assert text.splitlines() == [
        "tram/index.html: written because the headline of content/tram.md changed.",
        "It is made from:",
        "  the credit of content/tram.md",
        "  the headline of content/tram.md",
        "  the story",
    ]


def test_a_table_counts_pages_by_reason():
    reasons = {"a": Reason("kept"), "b": Reason("kept"), "c": Reason("new"), "d": Reason("asked", TITLE[0], 2)}

    assert table(reasons).splitlines() == [
        "2 of 4 pages were made.",
        "      2  kept: nothing it shows changed",
        "      1  written because it was not there before",
        "      1  written because the headline of content/tram.md changed",
    ]
    assert [count for _, count in counted(reasons)] == [2, 1, 1]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (("recipe", "article.html"), "the template article.html, or one that it takes in,"),
        (("name", "articles", b""), "a list of stories"),
        (("ask", "newsroom", (("of", (("content", "a.md"),), ()), "deck"), b""), "the deck of content/a.md"),
        (("ask", "taxonomy", ("sections",), b""), "the sections of the site"),
        (("ask", "newsroom", (("person", (("=", "Ada"),), ()),), b""), "an author"),
        (("content", "a.md", (("get_content", (("=", ".."),), ()),), "..", b""), "the text of content/a.md"),
    ],
)
def test_questions_have_names_that_writers_know(question, words):
    assert named(question) == words
