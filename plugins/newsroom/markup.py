"""The newsroom's own Markdown, as its registries and settings hold it, made ready for a template."""

from typing import Any


def html_of(markdown: str) -> Any:
    """Markdown as HTML that a template does not escape again: registries are written by the newsroom, not by strangers."""
    if not markdown:
        return ""
    from markdown import markdown as convert
    from markupsafe import Markup

    return Markup(convert(markdown))
