"""What is made ready for pages by the thousand comes out as Jinja makes it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from jinja2.runtime import Context
from markupsafe import Markup, escape

from plugins.incremental.templates import make_ready, written

TEXTS = st.text(st.sampled_from("ab&<>'\"é "), max_size=150)


class Told:
    """Says how it stands in a page."""

    def __html__(self) -> str:
        return "<b>told</b>"


VALUES = st.one_of(
    TEXTS, TEXTS.map(Markup), st.integers(), st.none(), st.booleans(), st.floats(), st.just(Told()), st.lists(TEXTS)
)


@given(VALUES)
def test_a_value_is_written_as_markupsafe_escapes_it(value: Any) -> None:
    """Texts that are markup already stay as they are."""
    assert str(written(value)) == str(escape(value))


PAGES = {
    "base": "<title>{% block title %}{{ site }}{% endblock %}</title>{% include 'part' %}{{ given }}",
    "part": "<i>{{ given }}</i>",
    "words": "{% macro quoted(text) %}<q>{{ text }}{{ caller() if caller }}</q>{% endmacro %}",
    "page": "{% extends 'base' %}{% from 'words' import quoted %}{% block title %}"
    "{% set held %}{{ given }}{% endset %}{{ held }}{{ held ~ given }}{{ quoted(given) }}{{ quoted(held)|upper }}"
    "{% call quoted(given) %}{{ given }}{% endcall %}{% autoescape false %}{{ given }}{% endautoescape %}{% endblock %}",
}


@given(VALUES, st.booleans(), st.booleans())
def test_a_page_is_the_same_once_its_templates_are_ready(value: Any, is_escaped: bool, is_loaded: bool) -> None:
    """In an environment that escapes or does not; templates that were there before, and such as come later."""
    plain, ready = (Environment(loader=DictLoader(PAGES), autoescape=is_escaped) for _ in range(2))  # noqa: S701 (some sites escape nothing)
    if is_loaded:
        for name in PAGES:
            ready.get_template(name)
    make_ready(ready, Context)

    made = [one.get_template("page").render(given=value, site="The <Tide>") for one in (plain, ready)]

    assert made[0] == made[1]
