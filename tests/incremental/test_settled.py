"""Which questions need not be asked: those whose answers follow from what is as it was."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from pelican.plugins.incremental.rows import ROOM, Rows, numbers_of
from pelican.plugins.incremental.settled import Settled
from pelican.plugins.newsroom.answers import of_stories, of_story

LISTED = {"tram.md": ["vote.md"], "vote.md": []}
TRAM, VOTE = ("content", "tram.md"), ("content", "vote.md")


class Asked:
    @of_story(but=("age",))
    def of(self, content):
        """Follows from the story."""

    @of_story(and_others=True)
    def neighbours(self, content):
        """Follows from all stories."""

    @of_story(and_others=True, also="listed")
    def near(self, content):
        """Follows from all stories, and from what is listed."""

    def listed(self, content):
        return LISTED[content]

    def related(self, content):
        """Says nothing."""


def terms(counts, *, besides=""):
    """Says how many stories stand under what is listed: the same while all stories say what they said, but for what `besides` says."""

    asked: list[str] = []

    class Terms:
        @of_story(also="counted")
        def of(self, content):
            """Follows from the story and from what is counted."""

        @of_stories(besides=besides)
        def counted(self, content):
            asked.append(content)
            return [counts.get(one, 0) for one in LISTED[content]]

        def listed(self, content):
            return LISTED[content]

    name = Terms()
    name.asked = asked
    return name


def settled(
    last=None, *, stories=b"all", tram=b"tram", text=b"text", article=b"article", now=datetime(2026, 11, 2, tzinfo=UTC),
    name=None, may_reuse=True, around=b"around", **settings,
):  # fmt: skip
    said = {"tram.md": tram, "vote.md": b"vote"}
    standing = SimpleNamespace(
        around=around, stories=stories, all_said=lambda contents: {path: (said[path], text, article) for path in contents}
    )  # fmt: skip
    site = SimpleNamespace(now=now, zone=UTC)
    build = SimpleNamespace(
        site=site, once=lambda _make: standing, story_of=lambda content: content, setting=settings.get
    )
    return Settled({"asked": name or Asked()}, {path: path for path in said}, build, last or {}, may_reuse=may_reuse)


def ask(method, who=TRAM, *more, name="asked"):
    return ("ask", name, ((method, (who,), ()), *more), b"")


LATER, TOMORROW = {"now": datetime(2026, 11, 2, 23, tzinfo=UTC)}, {"now": datetime(2026, 11, 3, tzinfo=UTC)}
TITLE, SUMMARY = (("content", "tram.md", (name,), "", b"") for name in ("title", "summary"))
TAGS = ("name", "tags", (), b"")
TEXT = ("content", "tram.md", ("content",), "https://news.example", b"")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, ["tram.md", "vote.md"]),
        ({"stories": b"another", "text": b"another", "tram": b"another"}, ["tram.md", "vote.md"]),
        ({"around": b"another"}, []),
        ({"article": b"another"}, []),
        ({"article": None}, []),
        ({"may_reuse": False}, []),
        ({"PLUGINS": ["pelican.plugins.tag_cloud"]}, []),
    ],
)
def test_an_article_is_what_it_was_where_its_file_and_all_it_is_made_with_are(other, same):
    first, now = settled(), settled(settled().facts(), **other)

    assert not first.same_articles()
    assert sorted(now.same_articles()) == same


def test_lists_are_others_where_an_article_failed_to_be_made():
    last = settled().facts()

    assert settled(last).are_lists_same
    assert not settled({**last, "contents": {**last["contents"], "failed.md": (b"a", b"b", b"c")}}).are_lists_same


@pytest.mark.parametrize(
    ("question", "other", "holds"),
    [
        (ask("of", TRAM, "title"), {}, True),
        (ask("of", TRAM, "title"), {"tram": b"another"}, False),
        (ask("of", VOTE, "title"), {"tram": b"another"}, True),
        (ask("of", TRAM, "title"), {"stories": b"another"}, True),
        (ask("of", TRAM, "title"), {"tram": None}, False),
        (ask("of", TRAM, "age"), {}, True),
        (ask("of", TRAM, "age"), LATER, True),
        (ask("of", TRAM, "age"), TOMORROW, False),
        (ask("of"), TOMORROW, False),
        (ask("of", TRAM, "title"), TOMORROW, True),
        (ask("of", ("content", "nobody.md"), "title"), {}, False),
        (ask("of", ("=", "tram"), "title"), {}, False),
        (ask("of", TRAM, "title", name="others"), {}, False),
        (ask("neighbours"), {}, True),
        (ask("neighbours"), {"stories": b"another"}, False),
        (ask("neighbours"), {"stories": None}, False),
        (ask("neighbours"), {"tram": b"another"}, False),
        (ask("related"), {}, False),
        (("ask", "asked", ("site_url",), b""), {}, False),
        (TEXT, {}, True),
        (TEXT, {"text": b"another"}, False),
        (TEXT, {"text": None}, False),
        (TITLE, {}, True),
        (TITLE, {"tram": b"another", "text": None}, True),
        (TITLE, {"article": b"another"}, False),
        (TITLE, {"article": None}, False),
        (TITLE, {"around": b"another"}, False),
        (ask("of", TRAM, "title"), {"around": b"another"}, False),
        (TEXT, {"around": b"another"}, True),
        (TAGS, {}, True),
        (TAGS, {"tram": b"another", "text": b"another", "article": b"another"}, True),
        (TAGS, {"stories": b"another"}, False),
        (TAGS, {"may_reuse": False}, False),
        (TAGS, {"PLUGINS": ["pelican.plugins.newsroom"], "ARTICLE_ORDER_BY": "reversed-date"}, True),
        (TAGS, {"PLUGINS": ["pelican.plugins.tag_cloud"]}, False),
        (TAGS, {"ARTICLE_ORDER_BY": "summary"}, False),
        (TAGS, {"PAGE_ORDER_BY": len}, False),
        (SUMMARY, {}, True),
        (SUMMARY, {"article": b"another"}, False),
        (SUMMARY, {"text": b"another"}, False),
        (("content", "tram.md", ("translations",), "", b""), {}, False),
        (("content", "tram.md", ("source_path",), "", b""), {}, False),
        (("content", "tram.md", (("get_summary", ("=", ""), ()),), "", b""), {}, False),
        (("name", "SITENAME", (), b""), {}, False),
        (("recipe", "article.html"), {}, False),
    ],
)
def test_a_question_is_settled_where_all_it_follows_from_is_as_it_was(question, other, holds):
    assert not settled().holds(question), "nothing is known before the first build"
    assert settled(settled().facts(), **other).holds(question) is holds


def test_of_the_rows_of_a_story_that_stands_none_is_asked_that_follows_from_it():
    rows = Rows()
    asked = [ask("of", TRAM, "title"), ask("of", VOTE, "title"), ask("related"), TEXT, ("name", "SITENAME", (), b"")]
    numbers = dict(zip(asked, numbers_of(rows.numbered([(one, bytes(10)) for one in asked])), strict=True))
    last = settled().facts()

    def open_with(**other):
        kept = Rows(rows.plain())
        return {at * ROOM + place for at, places in settled(last, **other).open(kept) for place in places}

    always = {numbers[ask("related")], numbers["name", "SITENAME", (), b""]}
    assert open_with() == always
    assert open_with(tram=b"another") == always | {numbers[ask("of", TRAM, "title")]}
    assert open_with(text=b"another") == always | {numbers[TEXT]}


def test_what_a_method_says_that_it_follows_from_besides_is_compared(monkeypatch):
    last = settled().facts()
    assert settled(last).holds(ask("near"))
    assert not settled(last, stories=b"another").holds(ask("near"))

    monkeypatch.setitem(LISTED, "tram.md", ["vote.md", "ferry.md"])
    assert not settled(last).holds(ask("near"))
    assert settled(last).holds(ask("near", VOTE))
    assert settled(last).holds(ask("neighbours"))


@pytest.mark.parametrize(
    ("besides", "after", "asked"),
    [
        ("", {}, []),
        ("listed", {}, []),
        ("", {"tram": b"another", "text": b"another"}, []),
        ("", {"stories": b"another"}, ["tram.md", "vote.md"]),
        ("listed", {"stories": b"another"}, ["tram.md", "vote.md"]),
        ("", {"may_reuse": False}, ["tram.md", "vote.md"]),
    ],
)
def test_what_follows_from_all_stories_is_not_asked_while_they_say_what_they_said(besides, after, asked):
    first = settled(name=terms({"vote.md": 1}, besides=besides)).facts()
    name = terms({"vote.md": 1}, besides=besides)

    now = settled(first, name=name, **after)

    assert now.facts()["besides"] == first["besides"]
    assert name.asked == asked


def test_of_what_follows_from_all_stories_the_rest_is_compared(monkeypatch):
    first = settled(name=terms({"vote.md": 1}, besides="listed")).facts()
    monkeypatch.setitem(LISTED, "tram.md", ["vote.md", "ferry.md"])
    name = terms({"vote.md": 1}, besides="listed")

    now = settled(first, name=name)

    assert not now.holds(ask("of"))
    assert now.holds(ask("of", VOTE))
    assert name.asked == ["tram.md"]


def test_a_count_that_is_another_is_seen_where_a_story_says_something_else():
    first = settled(name=terms({"vote.md": 1})).facts()

    assert not settled(first, stories=b"another", name=terms({"vote.md": 2})).holds(ask("of"))


@pytest.mark.parametrize(
    ("place", "before", "after", "is_same"),
    [
        ("tram.md", {}, {}, True),
        ("tram.md", {}, {"stories": b"another"}, True),
        ("tram.md", {}, {"article": b"another"}, True),
        ("tram.md", {}, {"tram": b"another"}, False),
        ("tram.md", {}, {"text": b"another"}, False),
        ("tram.md", {}, {"around": b"another"}, False),
        ("tram.md", {"tram": None}, {"tram": None}, False),
        ("tram.md", {"text": None}, {"text": None}, False),
        ("new.md", {}, {}, False),
    ],
)
def test_a_story_says_the_same_where_it_and_its_text_do(place, before, after, is_same):
    assert settled(settled(**before).facts(), **after).is_same(place) is is_same
