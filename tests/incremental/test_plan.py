"""What is made and why: questions of the last build, answered by this one."""

import pytest
from pelican.plugins.incremental.plan import (
    OwnNames,
    Reason,
    Trace,
    Wanted,
    begun,
    counted,
    differing,
    packed,
    plan_of,
    unpacked,
)
from pelican.plugins.incremental.reasons import explained, named, said, table
from pelican.plugins.incremental.rows import Rows, numbers_of

TITLE = (("content", "tram.md", ("title",), "", b""), b"1" * 10)
CREDIT = (("ask", "attribution", (("of", (("content", "tram.md"),), ()),), b"n"), b"2" * 10)


class Kept:
    """What a ledger keeps of some pages."""

    def __init__(self):
        self.names, self.rows = OwnNames(), Rows()

    def packed(self, trace):
        return packed(trace.own, self.rows.numbered(trace.asked), trace.unknown, "digest", self.names)

    def number(self, row):
        return numbers_of(self.rows.numbered([row]))[0]


def wanted(trace: Trace | None, kept: Kept, *, file: str = "a.html", was_there: bool = True, stands: bool = False) -> Wanted:  # fmt: skip
    return Wanted(file, kept.packed(trace) if trace else None, was_there, stands)


def planned(page: Wanted, kept: Kept, everywhere=(), changed=(), own=()) -> Reason:
    others = {kept.number(row) for row in changed}
    plan = begun([page], everywhere)
    return plan_of(plan, lambda: differing(plan, lambda *_: own), lambda: others, kept.rows.question)[page.file]


@pytest.fixture
def kept():
    return Kept()


TRACE = Trace((("article", b"o" * 10),), (TITLE, CREDIT))


def test_a_page_that_is_answered_as_before_is_kept(kept):
    assert planned(wanted(TRACE, kept), kept).is_kept


def test_a_changed_answer_makes_the_page_and_is_named(kept):
    reason = planned(wanted(TRACE, kept), kept, changed=(CREDIT,))

    assert said(reason) == "written because the credit of content/tram.md changed"


def test_several_are_counted(kept):
    reason = planned(wanted(TRACE, kept), kept, changed=(TITLE, CREDIT))

    assert said(reason) == "written because the headline of content/tram.md changed, and 1 more"


def test_what_is_the_pages_own_counts_too(kept):
    assert said(planned(wanted(TRACE, kept), kept, own=["article"])) == "written because the story changed"


@pytest.mark.parametrize(
    ("trace", "was_there", "everywhere", "words"),
    [
        (None, False, (), "written because it was not there before"),
        (None, True, (), "written because the file is not as the last build left it"),
        (TRACE, True, ("setting SITENAME", "plugins"), "written because the setting SITENAME changed, and 1 more"),
        (Trace(unknown="a.B"), True, (), "always written: it shows what cannot be compared with the last build (a.B)"),
    ],
)
def test_other_reasons(kept, trace, was_there, everywhere, words):
    assert said(planned(wanted(trace, kept, was_there=was_there), kept, everywhere)) == words


def test_nothing_is_asked_where_every_page_is_made_anyway(kept):
    def changed():
        raise AssertionError("asked")

    assert planned(wanted(TRACE, kept), kept, own=["article"]).kind == "own"
    pages = [wanted(TRACE, kept), wanted(None, kept, file="b.html")]
    plan_of(begun(pages, ["Python"]), dict, changed, kept.rows.question)


def test_what_needs_no_question_is_known_before_any_is_asked(kept):
    first = begun([wanted(TRACE, kept), wanted(None, kept, file="b.html")], ())

    assert {file: reason.kind for file, reason in first.found.items()} == {"b.html": "output"}
    assert first.waiting.keys() == {"a.html"}
    assert plan_of(first, dict, frozenset, kept.rows.question).keys() == {"a.html", "b.html"}


def test_only_pages_with_names_of_their_own_are_compared_and_only_those_that_differ_are_named(kept):
    pages = [
        wanted(TRACE, kept, file="a"),
        wanted(TRACE, kept, file="b"),
        wanted(None, kept),
        wanted(Trace(unknown="a.B"), kept),
    ]
    asked = []

    def own(file: str, names: int, digests: bytes):
        asked.append((file, kept.names.lists[names], digests))
        return ["article"] if file == "b" else []

    assert differing(begun(pages, ()), own) == {"b": Reason("own", "article")}
    assert asked == [
        (file, tuple(name for name, _ in TRACE.own), b"".join(one for _, one in TRACE.own)) for file in "ab"
    ]


def test_a_page_that_nobody_named_is_asked_as_all_others_are_and_not_compared(kept):
    known = {"b.html": kept.packed(TRACE), "c.html": kept.packed(Trace(TRACE.own, (TITLE,)))}
    others = {kept.number(CREDIT)}

    found = plan_of(begun([], ()), dict, lambda: others, kept.rows.question, known)

    assert {file: reason.kind for file, reason in found.items()} == {"b.html": "asked", "c.html": "kept"}
    assert plan_of(begun([], ()), dict, frozenset, kept.rows.question, known)["b.html"].is_kept


@pytest.mark.parametrize("trace", [TRACE, Trace(unknown="a.B"), Trace()])
def test_a_trace_comes_out_as_it_went_in(kept, trace):
    kept.packed(Trace((), (CREDIT,)))

    assert unpacked(kept.packed(trace), kept.names.lists, kept.rows) == trace


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
        (("name", "articles", (), b""), "a list of stories"),
        (("ask", "newsroom", (("of", (("content", "a.md"),), ()), "deck"), b""), "the deck of content/a.md"),
        (("ask", "taxonomy", ("sections",), b""), "the sections of the site"),
        (("ask", "newsroom", (("person", (("=", "Ada"),), ()),), b""), "an author"),
        (("content", "a.md", (("get_content", (("=", ".."),), ()),), "..", b""), "the text of content/a.md"),
    ],
)
def test_questions_have_names_that_writers_know(question, words):
    assert named(question) == words
