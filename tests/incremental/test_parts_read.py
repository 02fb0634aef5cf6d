"""Which parts of a list's items a template reads."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, pass_context

from plugins.incremental.digests import Digester
from plugins.incremental.listening import NotingContext
from plugins.incremental.notes import Notes
from plugins.incremental.parts_read import only
from plugins.incremental.questions import Words
from plugins.incremental.recipes import Recipes
from plugins.incremental.recorder import Recorder

#: What is a template of its own in each of these sites.
MORE = {
    "part.html": "{{ _ }}",
    "blind.html": "{{ cat }}",
    "child.html": "{% extends 'page.html' %}{% block one %}{{ _ }}{% endblock %}",
    "macros.html": "{% macro shown(all) %}{% for one, other in all %}{{ one }}{{ other }}{% endfor %}{% endmacro %}"
    "{% macro named() %}{% for cat, _ in categories %}{{ cat }}{% endfor %}{% endmacro %}",
}
FIRST = (True, False)


@pass_context
def _by_code(context: Any, _value: Any) -> str:
    return str(context.get("categories"))


def _environment(source: str) -> Environment:
    loader = DictLoader({**MORE, "page.html": source})
    environment = Environment(autoescape=True, loader=loader, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    environment.filters["by_code"] = _by_code
    environment.context_class = NotingContext
    return environment


def _parts(source: str, name: str = "page.html") -> tuple[bool, ...]:
    """The parts that are read of `categories`; none where it is read as a whole."""
    return Recipes().of(_environment(source).get_template(name)).parts.get("categories", ())


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("{% for cat, _ in categories %}{{ cat.url }}{% endfor %}", FIRST),
        ("{% for cat, null in categories %}{{ loop.index }}{{ cat }}{% else %}none{% endfor %}", FIRST),
        ("{% for _, all in categories %}{{ all|length }}{% endfor %}", (False, True)),
        ("{% for _, _ in categories %}.{% endfor %}", (False, False)),
        ("{% if categories %}{% for cat, _ in categories %}{{ cat }}{% endfor %}{% endif %}", FIRST),
        ("{% for cat, _ in categories if cat %}{{ cat }}{% endfor %}{{ _('gettext') }}", FIRST),
        ("{% for cat, _ in categories %}{{ cat }}{% endfor %}{% for _, all in categories %}.{% endfor %}", FIRST),
        ("{% from 'macros.html' import named with context %}{{ named() }}", FIRST),
        ("{% for cat, _ in categories %}{% for tag, n in tags %}{{ cat }}{{ n }}{% endfor %}{% endfor %}", FIRST),
    ],
)
def test_parts_that_are_never_read_are_known(source: str, parts: tuple[bool, ...]) -> None:
    assert _parts(source) == parts


@pytest.mark.parametrize(
    "source",
    [
        "{% for cat, all in categories %}{{ cat }}{{ all }}{% endfor %}",
        "{% for cat, _ in categories if _ %}{{ cat }}{% endfor %}",
        "{% for cat, _ in categories|sort %}{{ cat }}{% endfor %}",
        "{% for cat, _ in categories %}{{ cat }}{% endfor %}{{ categories|length }}",
        "{% for cat, _ in categories %}{{ cat }}{% endfor %}{% set all = categories %}",
        "{% for cat, _ in categories %}{% set all = _ %}{% endfor %}",
        "{% for cat, _ in categories %}{% set _ = _ %}{{ _ }}{% endfor %}",
        "{% for cat, _ in categories %}{% for _ in _ %}{{ _ }}{% endfor %}{% endfor %}",
        "{% for cat, _ in categories %}{% include 'part.html' %}{% endfor %}",
        "{% for cat, _ in categories %}{% from 'part.html' import x with context %}{% endfor %}",
        "{% for cat, _ in categories %}{% block one scoped %}{% endblock %}{% endfor %}",
        "{% for cat, _ in categories %}{% macro m() %}{{ _ }}{% endmacro %}{{ m() }}{% endfor %}",
        "{% for cat, _ in categories %}{% call shown() %}{{ _ }}{% endcall %}{% endfor %}",
        "{% for cat, _ in categories %}{{ loop.previtem }}{% endfor %}",
        "{% for cat, _ in categories %}{% set outer = loop %}{% endfor %}",
        "{% for cat, _ in categories %}{{ loop['nextitem'] }}{% endfor %}",
        "{% for cat, _ in categories recursive %}{{ cat }}{% endfor %}",
        "{% for cat, _ in categories %}{% do stories.append(_) %}{% endfor %}",
        "{% for (cat, _), all in categories %}{{ all }}{% endfor %}",
        "{% for one in categories %}{{ one[0] }}{% endfor %}",
        "{% for cat, _ in categories %}{% endfor %}{% for cat, _, more in categories %}{% endfor %}",
        "{% from 'macros.html' import shown %}{% for cat, _ in categories %}{{ cat }}{% endfor %}{{ shown(categories) }}",
        "{% for cat, _ in categories %}{{ cat }}{% endfor %}{% include which %}",
        "{% if categories %}some{% endif %}",
    ],
)
def test_in_doubt_all_is_read(source: str) -> None:
    parts = _parts(source)
    assert parts == () or parts[1]


def test_what_one_template_reads_is_read_by_all_that_take_it_in() -> None:
    nav = "{% for cat, _ in categories %}{{ cat }}{% endfor %}"
    assert _parts(f"{nav}{{% block one %}}{{% endblock %}}", "child.html") == FIRST
    assert _parts(f"{nav}{{% from 'macros.html' import shown %}}") == FIRST
    assert _parts("{% for _, all in categories %}{{ all }}{% endfor %}{% import 'macros.html' as macros %}") == ()


def test_a_list_is_cut_only_where_all_items_have_these_parts() -> None:
    assert only([(1, 2), (3, 4)], FIRST) == [(1,), (3,)]
    assert only(((1, 2),), (False, True)) == ((2,),)
    for odd in ([(1, 2), (3, 4, 5)], ["ab"], [[1, 2]], {"a": 1}, "ab", None, iter([])):
        assert only(odd, FIRST) is odd
    assert only([(1, 2)], ()) == [(1, 2)]


# --- The law ----------------------------------------------------------------------------------------------------------------

_HEADS = (
    "{% for cat, _ in categories %}", "{% for _, cat in categories %}", "{% for cat, _ in categories if cat != 'b' %}",
    "{% for cat, _ in categories|reverse %}", "{% for _, _ in categories %}",
)  # fmt: skip
_BODIES = (
    "{{ cat }}", "{{ _ }}", "{{ loop.index }}", "{{ loop.previtem }}", "{{ loop.length }}", "{% include 'part.html' %}", "{% include 'blind.html' %}",
    "{% set _ = 1 %}", "{% set cat = _ %}{{ cat }}", "{% if _ %}x{% endif %}", "{% for _ in 'ab' %}{{ _ }}{% endfor %}",
    "{% for _, x in categories %}{{ x }}{% endfor %}", "{{ loop.changed(_) }}", "{{ categories|length }}", "{{ categories }}", "{% macro m() %}{{ _ }}{% endmacro %}{{ m() }}",
    "{{ shown(categories) }}", "{{ named() }}", "{{ '' |by_code }}", "{% with _ = cat %}{{ _ }}{% endwith %}",
)  # fmt: skip
_IMPORTS = "{% from 'macros.html' import shown, named with context %}"
_LOOPS = st.tuples(st.sampled_from(_HEADS), st.lists(st.sampled_from(_BODIES), max_size=2)).map(
    lambda one: f"{one[0]}{''.join(one[1])}{{% endfor %}}"
)
_ALONE = st.sampled_from([one for one in _BODIES if "loop" not in one])
_PAGES = st.lists(_LOOPS | _LOOPS | _ALONE, min_size=1, max_size=2).map("".join)
_WORDS = st.sampled_from("abc")
#: The parts of items before and after something has happened.
_CHANGES = st.lists(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), max_size=3).flatmap(
    lambda rows: st.sampled_from([
        ([(a, b) for a, b, _, _ in rows], [(a, c) for a, _, c, _ in rows]),
        ([(a, b) for a, b, _, _ in rows], [(c, b) for _, b, c, _ in rows]),
        ([(a, b) for a, b, _, _ in rows], [(c, d) for _, _, c, d in rows[1:]]),
    ])
)  # fmt: skip


def _asked(environment: Environment, categories: Any) -> tuple[str, dict[Any, bytes]]:
    """A page, and what it asked of the names of all pages."""
    template = environment.get_template("page.html")
    recipe = Recipes().of(template)
    shared = {"categories": categories, "cat": "outer", "_": "gettext"}
    recorder = Recorder(shared, Digester(), Words({}, lambda _: None, {}, {}), lambda _: "")
    notes = Notes({}, shared, {}, recipe.names, b"", recipe.parts)
    with recorder.page(notes, ""):
        made = "".join(template.root_render_func(template.new_context(shared, shared=True)))
    return made, dict(map(recorder.told.row, notes.asked))


@given(_PAGES, _CHANGES)
@example("{% for cat, _ in categories %}{{ cat }}{% endfor %}{{ ''|by_code }}", ([("a", "b")], [("a", "c")]))
@example("{% for cat, _ in categories %}{{ cat }}{% endfor %}{{ categories }}", ([("a", "b")], [("a", "c")]))
@example("{% for cat, _ in categories %}{{ loop.previtem }}{% endfor %}", ([("a", "b")] * 2, [("a", "c")] * 2))
@example("{% for cat, _ in categories %}{% include 'part.html' %}{% endfor %}", ([("a", "b")], [("a", "c")]))
def test_pages_that_differ_have_asked_something_that_does(page: str, change: tuple[Any, Any]) -> None:
    """Two lists of which a page shows something else are never answered alike."""
    environment = _environment(f"{_IMPORTS}{page}" if "shown" in page or "named" in page else page)
    (first, asked), (second, asked_again) = (_asked(environment, one) for one in change)

    assert first == second or asked != asked_again
