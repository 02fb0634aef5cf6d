"""What strangers typed, as HTML that can do nothing: CommonMark without HTML, then nh3 (`ammonia`) with a short list of what may stay."""

from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

#: Elements of a comment. No heading, picture, table, class or id: a comment takes no part in the page around it.
TAGS = frozenset({"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"})
#: A comment longer than this is shown as it was typed: no reader formats so much.
_LONGEST = 20_000
_OFF = ["image", "heading", "lheading", "hr", "html_block", "html_inline", "reference", "entity"]


def html_of(text: str, *, leads_somewhere: Callable[[str], bool] = lambda _url: True) -> str:
    """The HTML of a comment. A link stays where it is http(s) and `leads_somewhere`; it says that a reader wrote it (`ugc nofollow`)."""
    import nh3

    def kept(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "rel":  # nh3's own, see below: a stranger's is not among the attributes that may stay
            return value
        return value if value.startswith(("https://", "http://")) and leads_somewhere(value) else None

    made = _markdown().render(text) if len(text) <= _LONGEST else _plain(text)
    return nh3.clean(
        made,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=kept,
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
    ).strip()


@cache
def _markdown() -> Any:
    """markdown-it-py and not Python-Markdown, which needs twenty seconds for ten thousand `![`: strangers would find out."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20}).disable(_OFF)


def _plain(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
