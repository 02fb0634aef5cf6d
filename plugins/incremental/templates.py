"""Jinja's templates, made ready for pages by the thousand: what is alike for all of them is done once."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

#: What HTML reads, and what stands in its place, as MarkupSafe writes it. The first comes first, since all names begin with it.
_SIGNS = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))
#: A longer text is left to MarkupSafe, which goes through it once.
_LONG = 100


def written(value: Any) -> str:
    """A value as it stands in a page, with the signs of `escape`. Templates put it among others at once, so nothing need say that it is markup."""
    kind = type(value)
    if kind is Markup:
        text: str = value
        return text
    if kind is not str or len(value) > _LONG:
        return escape(value)
    text = value
    for sign, name in _SIGNS:
        if sign in text:
            text = text.replace(sign, name)
    return text


class ReadyTemplate(Template):
    """As Jinja's."""

    @classmethod
    def from_code(cls, environment: Environment, code: Any, *rest: Any, **more: Any) -> Template:
        return made_ready(super().from_code(environment, code, *rest, **more))


def made_ready(template: Template) -> Template:
    """Jinja's code calls `escape` for nothing but what it puts into the page at once."""
    around = template.root_render_func.__globals__
    if around.get("escape") is escape:
        around["escape"] = written
    return template


def make_ready(environment: Any, context_class: type[Any]) -> None:
    """Before the first page of this environment is made."""
    environment.context_class = context_class
    # What all templates know is laid together: Jinja looks it up in two places, for each page and each file that a template takes in.
    environment.make_globals = lambda given: {**environment.globals, **(given or {})}
    environment.template_class = ReadyTemplate
    known: Iterable[Template] = environment.cache.values() if environment.cache else ()
    for template in known:
        made_ready(template)
