"""What a loop makes of a story is made once, where it hangs on nothing but the story and on what stands beside it."""

import gc
import weakref
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from jinja2.compiler import CodeGenerator
from jinja2.nativetypes import NativeEnvironment
from markupsafe import Markup

from plugins.incremental import pieces
from plugins.incremental.asked import FAMILY
from plugins.incremental.digests import Digester
from plugins.incremental.listening import NotingContext, noted
from plugins.incremental.loops import begin_keeping, keep_pieces
from plugins.incremental.notes import Notes
from plugins.incremental.questions import Words
from plugins.incremental.recorder import Recorder
from plugins.newsroom.fragments import Fragments


class Article(SimpleNamespace):
    """An article as a template gets it."""

    __getattribute__ = noted
    __hash__ = object.__hash__

    def tell(self) -> str:
        return f"told {self.title}"


class Name:
    """One of our names."""

    __module__ = f"{FAMILY}.shown"
    address = "/site"

    def tags_of(self, article: Article) -> tuple[str, ...]:
        return (article.title, "news")


def place(article: Any) -> str:
    return str(object.__getattribute__(article, "place")) if isinstance(article, Article) else ""


class Site:
    """A recorder, and pages whose templates show its articles. `is_kept`: what loops make is kept."""

    def __init__(self, *, is_kept: bool = True, autoescape: bool = True) -> None:
        self.calls = Counter[str]()
        self.articles = [Article(place=f"{one}.md", title=f"{one} & co", names=[one, "Ann"]) for one in ("tram", "port", "fish")]  # fmt: skip
        self.shared = {"name": Name(), "SITENAME": "The <Tide>"}
        words = Words({}, lambda _path: None, {Article: lambda one: ("content", place(one))}, {})
        self.recorder = Recorder(self.shared, Digester(named={Article: place}), words, place)
        self.environment = Environment(autoescape=autoescape, loader=DictLoader({"part": "{{ a.title }}"}))  # noqa: S701 (some sites escape nothing)
        if is_kept:
            keep_pieces(self.environment)
        self.environment.context_class = NotingContext
        self.environment.filters |= {"plain": pieces.OURS["plain"], "theirs": self.counted}
        begin_keeping(self.environment, self.recorder.pieces)

    def counted(self, value: Any) -> str:
        self.calls["theirs"] += 1
        return str(value)

    def page(self, text: str, *, at: str = "", **facts: Any) -> tuple[str, dict[Any, bytes], dict[str, bytes], str]:
        """What a page is, and all that it hangs on."""
        given = {"SITEURL": at, **facts}
        notes = Notes(given, {**self.shared, **given}, {}, None, b"")
        with self.recorder.page(notes, at):
            made = self.environment.from_string(text).render({**self.shared, **given})
        return made, dict(map(self.recorder.told.row, notes.asked)), notes.own, notes.unknown


#: What a loop repeats whose pieces are kept.
KEPT = (
    "{{ a.title|plain }}",
    "<a href='{{ SITEURL }}/{{ a.place }}'>{{ a.title|plain }}</a>",
    "{% if a.title and SITENAME %}{{ a.title|plain }}{% else %}no{% endif %}",
    "{% for one in a.names %}{{ loop.index }} {{ one }} {{ SITENAME }}{% endfor %}{{ a.title|plain }}",
    "{{ a.title|plain ~ a.none }}{{ nobody }}",
    "{{ name.tags_of(a)|join(', ') }}{{ a.title|plain|upper }}{{ name.address }}",
    "{{ mark }}{{ a.title|plain }}",
)
#: What a loop repeats that is made anew on each page: what differs, or may, stands in it.
ANEW = (
    "{{ loop.index }}{{ a.title|plain }}",
    "{{ a.title|plain }}{{ own }}",
    "{{ a.title|plain }}{{ listed|length }}",
    "{% set x = a.title|plain %}{{ x }}",
    "{{ a.title|plain }}{{ a.tell() }}",
    "{{ a.title|plain }}{{ a.names|random }}",
    "{{ a.title|plain }}{{ a.names|map('theirs')|join }}",
    "{{ a.title|plain|theirs }}",
    "{{ a.title|plain }}{% include 'part' %}",
    "{{ a.title|plain }}{% filter upper %}x{% endfilter %}",
    "{{ a.title|plain }}{{ told(a) }}",
    "{{ a.title|plain }}{% if a == chosen.one %}!{% endif %}",
)
AROUND = "{{% macro told(one) %}}{{{{ one.title }}}}{{% endmacro %}}{{% for a in articles %}}{}{{% else %}}none{{% endfor %}}"


def shown(site: Site, body: str, page: int, *, at: str = "") -> Any:
    facts: dict[str, Any] = {
        "own": 1000 + page,
        "listed": [page],
        "chosen": SimpleNamespace(one=site.articles[page % 3]),
    }
    return site.page(AROUND.format(body), at=at, articles=site.articles, mark=Markup("<i>"), **facts)


@pytest.mark.parametrize("body", KEPT)
def test_what_hangs_on_a_story_alone_is_made_once(calls: Counter[str], body: str) -> None:
    site = Site()
    site.shared["mark"] = Markup("<i>")
    first, second = (site.page(AROUND.format(body), articles=site.articles) for _ in range(2))

    assert first == second
    assert {one.title: 1 for one in site.articles} == calls


@pytest.mark.parametrize("body", ANEW)
def test_what_may_differ_from_page_to_page_is_made_for_each(calls: Counter[str], body: str) -> None:
    site = Site()
    for page in range(2):
        shown(site, body, page)

    assert {one.title: 2 for one in site.articles} == calls


@pytest.mark.parametrize("autoescape", [True, False])
@settings(max_examples=40)
@given(pages=st.lists(st.tuples(st.sampled_from(KEPT + ANEW[:5] + ANEW[7:]), st.integers(0, 3), st.sampled_from(["", ".."])), max_size=4))  # fmt: skip
def test_a_page_is_and_hangs_on_what_it_is_and_hangs_on_by_itself(pages: list[tuple[str, int, str]], autoescape: bool) -> None:  # fmt: skip
    """As Jinja compiles it, and as the only page of its build."""
    site = Site(autoescape=autoescape)
    found = [shown(site, body, page, at=at) for body, page, at in pages]

    alone = [shown(Site(is_kept=False, autoescape=autoescape), body, page, at=at) for body, page, at in pages]
    for one, other in zip(found, alone, strict=True):
        assert one[0] == other[0]
        assert one[1] == other[1]
        assert bool(one[3]) == bool(other[3])
        assert one[2].keys() == other[2].keys()


def test_a_piece_is_another_at_another_address_of_the_site(calls: Counter[str]) -> None:
    """Pages with relative links read other texts of the same story."""
    site = Site()
    for at in ("", "..", "", ".."):
        site.page(AROUND.format("{{ a.title|plain }}"), at=at, articles=site.articles)

    assert set(calls.values()) == {2}


def test_a_text_that_is_markup_is_not_taken_for_one_that_is_not() -> None:
    site = Site()
    text = "{% set mark = given %}" + AROUND.format("{{ mark }}{{ a.title }}")

    made = [site.page(text, articles=site.articles, given=one)[0] for one in ("<b>", Markup("<b>"))]

    assert "&lt;b&gt;tram &amp; co" in made[0]
    assert "<b>tram &amp; co" in made[1]


def test_a_loop_in_a_macro_is_told_whether_its_caller_escapes() -> None:
    text = (
        "{% macro shown(articles) %}{% for a in articles %}{{ [a.title, '<']|join(SITENAME) }}{% endfor %}{% endmacro %}"
        "{{ shown(articles) }}{% autoescape false %}{{ shown(articles) }}{% endautoescape %}"
    )
    site, usual = Site(), Site(is_kept=False)

    assert site.page(text, articles=site.articles)[0] == usual.page(text, articles=usual.articles)[0]


def test_a_page_that_fails_leaves_nothing_to_the_next() -> None:
    site = Site()
    text = "{% for a in articles %}{{ a.title }}{{ a.none.more }}{% endfor %}"
    with pytest.raises(Exception, match="none"):
        site.page(text, articles=site.articles)

    found = site.page(AROUND.format("{{ a.title }}"), articles=site.articles)

    assert found == Site(is_kept=False).page(AROUND.format("{{ a.title }}"), articles=site.articles)


def test_not_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch, calls: Counter[str]) -> None:
    monkeypatch.setattr(pieces, "_MOST", 700)
    site = Site()
    for _ in range(2):
        site.page(AROUND.format("{{ a.title|plain }}"), articles=site.articles)

    assert list(calls.values()) == [1, 2, 2]


@pytest.mark.parametrize("text", [AROUND.format("{{ a.title }}"), "{% call once('card') %}{{ name.address }}{% endcall %}"], ids=["loop", "once"])  # fmt: skip
def test_a_piece_keeps_nothing_of_the_page_on_which_it_was_made_first(text: str) -> None:
    """A page's names are tens of kilobytes, and pieces are kept by the ten thousand."""
    site, fragments, given = Site(), Fragments(), Counter({"given": 1})
    fragments.listener, seen = site.recorder, weakref.ref(given)

    site.page(text, articles=site.articles, given=given, once=fragments.once)
    del given
    gc.collect()

    assert seen() is None


def test_without_a_recorder_pages_are_made_as_ever() -> None:
    made = []
    for is_kept in (True, False):
        environment = Environment(autoescape=True)
        if is_kept:
            keep_pieces(environment)
        article = SimpleNamespace(title="A & B", names=["x"], place="p")
        facts = {"articles": [article, article], "SITEURL": "", "SITENAME": "T", "name": Name(), "mark": ""}
        made.append([environment.from_string(AROUND.format(one.replace("|plain", ""))).render(facts) for one in KEPT])

    assert made[0] == made[1]


def test_the_compiler_of_somebody_else_stays() -> None:
    class Theirs(CodeGenerator):
        pass

    theirs, native = Environment(), NativeEnvironment()  # noqa: S701 (nothing is rendered)
    theirs.code_generator_class = Theirs
    before = native.code_generator_class
    for one in (theirs, native):
        keep_pieces(one)

    assert theirs.code_generator_class is Theirs
    assert native.code_generator_class is before
