"""The pictures of a text: each `<img>` of ours becomes one that fits the reader's screen. Pure."""

import re
from collections.abc import Callable
from html import unescape

from .view import Picture, html_of

#: One `<img>`, its values quoted or not. What Markdown shows as code holds no `<`.
_IMG = re.compile(
    r"""<img(?P<rest>(?:\s+[^\s=>/"'<]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'<]+))?)*)\s*/?>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'<]+)))?""")
#: What a picture keeps of what a writer gave it.
_KEPT = (
    "id", "class", "title", "lang", "dir", "role", "aria-hidden", "aria-label", "aria-describedby", "itemprop",
    "usemap",
)  # fmt: skip
#: A picture that stands before so much of the HTML may be the first thing a reader sees.
_NEAR = 600


def with_pictures(html: str, find: Callable[[str], Picture | None], siteurl: str, *, sizes: str, leads: bool) -> str:
    """The text with its pictures made fit. `find` knows the picture of an address, or None for one to be left alone.

    With `leads` no other picture stands above the text: its first one is fetched early if it comes soon.
    """
    first = True

    def fit(found: re.Match[str]) -> str:
        nonlocal first
        eager = leads and first and found.start() < _NEAR
        first = False
        given = attributes_of(found["rest"])
        picture = find(given.get("src", ""))
        if picture is None:
            return found[0]
        kept = {name: given[name] for name in _KEPT if name in given}
        width = given.get("width", "").removesuffix("px")
        return html_of(
            picture,
            siteurl,
            alt=given.get("alt", ""),
            sizes=sizes,
            eager=eager,
            attributes=kept,
            width=int(width) if width.isascii() and width.isdecimal() else 0,
        )

    return _IMG.sub(fit, html)


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters, values decoded; of two with one name the first counts, as in HTML."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
