"""What a page is noted to ask hangs on that page alone, whatever pages before it have asked."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from plugins.incremental.asked import FAMILY
from plugins.incremental.digests import Digester
from plugins.incremental.listening import NotingContext, noted
from plugins.incremental.notes import Notes
from plugins.incremental.questions import Words
from plugins.incremental.recorder import Recorder
from plugins.newsroom.answers import follows

#: Where classes come from whose answers are asked in turn.
OURS = f"{FAMILY}.shown"


class Article(SimpleNamespace):
    """Reads as one of Pelican's does while pages are made."""


class View:
    """What one of our names says of an article."""

    __module__ = OURS

    def __init__(self, title: str) -> None:
        self.title, self.tags = title.upper(), (title, "news")


class Name:
    """One of our names."""

    __module__ = OURS
    site_url = "https://example.org"

    def __init__(self) -> None:
        self.calls: list[str] = []

    def of(self, article: Article) -> View:
        self.calls.append(article.title)
        return View(article.title)

    def tags_of(self, article: Article, more: int = 0) -> tuple[str, ...]:
        return (article.title, "news")[: 2 + more]

    def count(self, word: str) -> int:
        return len(word)

    @follows("site_url")
    def shown(self, article: Article) -> str:
        return f"<{article.title}>"


ARTICLES = [Article(place=f"{name}.md", title=name) for name in ("tram", "port", "fish")]
#: What a template may do, with the articles of its page.
STEPS = (
    "{{ a.title }}", "{{ a.none }}", "{{ name.of(a).title }}", "{{ name.of(a).tags }}", "{{ name.of(a).none }}", "{{ name.site_url }}",
    "{{ name.tags_of(a) }}", "{{ name.tags_of(a, -1) }}", "{{ name.count('one') }}", "{{ name.shown(a) }}", "{{ SITENAME }}", "{{ other }}", "{{ own }}", "{{ name.none }}",
)  # fmt: skip


def _words() -> Words:
    return Words({}, lambda _path: None, {Article: lambda one: ("content", _place(one))}, {})


def _place(article: Article) -> str:
    return str(object.__getattribute__(article, "place"))


class _Build:
    """A recorder, and articles that tell it what is read of them."""

    def __init__(self) -> None:
        self.name = Name()
        self.shared = {"name": self.name, "SITENAME": "The Tide"}
        digester = Digester(named={_Told: _place})
        self.recorder = Recorder(
            self.shared, digester, _words(), lambda one: _place(one) if isinstance(one, Article) else ""
        )
        self.articles = [_Told(one) for one in ARTICLES]
        self.environment = Environment(autoescape=True)
        self.environment.context_class = NotingContext

    def page(self, steps: Sequence[str], at: int) -> tuple[dict[Any, bytes], dict[str, bytes], str]:
        facts = {"own": at, "a": self.articles[at]}
        notes = Notes(facts, {**self.shared, **facts}, {}, None, b"")
        template = self.environment.from_string("".join(steps))
        with self.recorder.page(notes, ""):
            made = template.render({**self.shared, **facts})
        assert not notes.unknown
        return dict(map(self.recorder.told.row, notes.asked)), notes.own, made


class _Told(Article):
    """An article as a template gets it."""

    __getattribute__ = noted

    def __init__(self, article: Article) -> None:
        self.__dict__.update(vars(article))


def _said(steps: Sequence[str], at: int) -> tuple[dict[Any, bytes], dict[str, bytes], str]:
    return _Build().page(steps, at)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(STEPS), max_size=6), st.integers(0, len(ARTICLES) - 1)),
        min_size=2,
        max_size=5,
    )
)
def test_notes_are_those_of_the_page_alone(pages: list[tuple[list[str], int]]) -> None:
    build = _Build()
    assert [build.page(*one) for one in pages] == [_said(*one) for one in pages]


@pytest.mark.parametrize("step", STEPS)
def test_a_page_that_asks_twice_notes_what_one_does_that_asks_once(step: str) -> None:
    once, twice = _said([step], 0), _said([step, step], 0)
    assert once[:2] == twice[:2]
    assert once[2] * 2 == twice[2]


@pytest.mark.parametrize(
    ("step", "ways"),
    [
        ("{{ name.tags_of(a) }}", [(("tags_of", (("content", "tram.md"),), ()),)]),
        ("{{ name.tags_of(a, -1) }}", [(("tags_of", (("content", "tram.md"), ("=", -1)), ()),)]),
        ("{{ name.tags_of(article=a) }}", [(("tags_of", (), (("article", ("content", "tram.md")),)),)]),
        ("{{ name.of(a).title }}", [(("of", (("content", "tram.md"),), ()), "title")]),
        ("{{ name.count('one') }}", [(("count", (("=", "one"),), ()),)]),
    ],
)
def test_a_question_says_all_that_a_method_was_handed(step: str, ways: list[Any]) -> None:
    found, _, _ = _said([step], 0)

    assert list(found) == [("ask", "name", way, b"") for way in ways]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{% macro told(one) %}{{ one }}{% endmacro %}{{ told(1) }}{{ told(2) }}", []),
        ("{% set mine = 1 %}{{ mine }}{% block some %}{{ mine }}{% endblock %}", []),
        ("{% set mine = name.site_url %}{{ mine }}{{ mine }}", ["name"]),
        ("{% set SITENAME = SITENAME %}{{ SITENAME }}", ["SITENAME"]),
        ("{% set mine = SITENAME %}{{ mine }}", ["SITENAME"]),
        ("{% set a = SITENAME %}{{ a }}", ["SITENAME"]),
    ],
)
def test_what_a_template_names_itself_hangs_on_what_it_is_made_from_alone(text: str, asked: list[str]) -> None:
    found, own, _ = _said([text], 0)

    assert [question[1] for question in found] == asked
    assert not own


def test_a_view_is_made_once_for_all_pages() -> None:
    build = _Build()
    told = build.articles[0]
    template = build.environment.from_string("{{ name.of(a).title }}{{ name.of(a).title }}")
    for _ in range(2):
        notes = Notes({"a": told}, {**build.shared, "a": told}, {}, None, b"")
        with build.recorder.page(notes, ""):
            assert template.render({**build.shared, "a": told}) == "TRAMTRAM"
        assert len(notes.asked) == 1
    assert build.name.calls == ["tram"]


def test_an_attribute_is_read_once_for_all_pages_of_one_address() -> None:
    """Pages with relative links have addresses of their own, and what one of our names says may hang on that."""
    build, given = _Build(), {"name": _Reads()}
    recorder = Recorder(given, Digester(), _words(), lambda _one: "")
    template = build.environment.from_string("{{ name.times }}{{ name.times }}")
    found = []
    for address in ("", "..", ""):
        notes = Notes({}, given, {}, None, b"")
        with recorder.page(notes, address):
            found.append(template.render(given))
            assert len(notes.asked) == 1

    assert found == ["11", "22", "11"]


class _Reads:
    """Counts how often it is read."""

    __module__ = OURS

    def __init__(self) -> None:
        self._times = 0

    @property
    def times(self) -> int:
        self._times += 1
        return self._times


@pytest.mark.parametrize(
    "call", ["at.isoformat()", "at.isoformat(timespec='hours')", "at.year.bit_length()", "at.date().isoformat()", "at.tell()"]
)  # fmt: skip
def test_methods_of_moments_say_what_they_say_to_jinja(call: str) -> None:
    class Moment(datetime):
        @pass_context
        def tell(self, context: Context) -> str:
            return f"{self.year} {context['word']}"

    facts = {"at": Moment(2026, 11, 24, 9, 30), "word": "tide"}
    usual, ours = Environment(autoescape=True), Environment(autoescape=True)
    ours.context_class = NotingContext
    text = "{% for _ in (1, 2) %}{{ " + call + " }} {% endfor %}"

    assert ours.from_string(text).render(facts) == usual.from_string(text).render(facts)
