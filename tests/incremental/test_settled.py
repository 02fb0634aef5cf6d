"""Which questions need not be asked: those whose answers follow from what is as it was."""

from types import SimpleNamespace

import pytest
from pelican.plugins.incremental.settled import Settled
from pelican.plugins.newsroom.answers import of_story

TRAM, VOTE = ("content", "tram.md"), ("content", "vote.md")


class Asked:
    @of_story(but=("age",))
    def of(self, content):
        """Follows from the story."""

    @of_story(and_others=True)
    def neighbours(self, content):
        """Follows from all stories."""

    def related(self, content):
        """Says nothing."""


def settled(last=None, *, stories=b"all", tram=b"tram", text=b"text"):
    said = {"tram.md": tram, "vote.md": b"vote"}
    standing = SimpleNamespace(stories=stories, of=said.get, text_of=lambda _content: text)
    build = SimpleNamespace(once=lambda _make: standing, story_of=lambda content: content)
    return Settled({"asked": Asked()}, {path: path for path in said}, build, last or {})


def ask(method, who=TRAM, *more, name="asked"):
    return ("ask", name, ((method, (who,), ()), *more), b"")


TEXT = ("content", "tram.md", ("content",), "https://news.example", b"")


@pytest.mark.parametrize(
    ("question", "other", "holds"),
    [
        (ask("of", TRAM, "title"), {}, True),
        (ask("of", TRAM, "title"), {"tram": b"another"}, False),
        (ask("of", VOTE, "title"), {"tram": b"another"}, True),
        (ask("of", TRAM, "title"), {"stories": b"another"}, True),
        (ask("of", TRAM, "title"), {"tram": None}, False),
        (ask("of", TRAM, "age"), {}, False),
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
        (("content", "tram.md", ("title",), "", b""), {}, False),
        (("name", "SITENAME", b""), {}, False),
        (("recipe", "article.html"), {}, False),
    ],
)
def test_a_question_is_settled_where_all_it_follows_from_is_as_it_was(question, other, holds):
    assert not settled().holds(question), "nothing is known before the first build"
    assert settled(settled().facts(), **other).holds(question) is holds
