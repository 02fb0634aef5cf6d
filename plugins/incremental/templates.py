"""Jinja's templates, made ready for pages by the thousand: what is alike for all of them is done once."""

from collections.abc import Callable, Iterable
from typing import Any

import markupsafe
from jinja2 import Environment, Template
from markupsafe import Markup, escape

#: What `escape` does with a text before it says that this is markup now; an older MarkupSafe does both at once.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def written(value: Any) -> str:
    """A value as it stands in a page, as `escape` writes it. Templates put it among others at once, so nothing need say that it is markup."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    text: str = value if kind is Markup else escape(value)
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
