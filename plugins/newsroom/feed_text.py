"""The HTML of an item of a feed, as the facts that an audit compares: where it leads, what is left over in it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import unescape

from .page_left import MARK

#: Elements whose text shows code.
_CODE = re.compile(r"<(code|pre|kbd|samp)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""\b(href|src|poster|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
#: Markup that a reader would see as words.
_ESCAPED = re.compile(r"&lt;(?:p|div|h[1-6]|ul|ol|figure|blockquote)(?:\s[^&<]*)?&gt;")


@dataclass(frozen=True, slots=True)
class FeedText:
    """`digest` tells two texts apart; "" for none. `links` are (element, address), `marks` those of templates; `is_escaped` says that all its markup is shown as words."""

    digest: str = ""
    html: str = ""
    links: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    is_escaped: bool = False


@lru_cache(maxsize=1024)
def feed_text_of(html: str) -> FeedText:
    """The facts of a text. A story stands in the feeds of all its topics, and is gone through once."""
    if not html.strip():
        return FeedText()
    marks = (
        tuple(found[0] for found in MARK.finditer(unescape(_CODE.sub("", _TAG.sub(_without, html)))))
        if "{" in html
        else ()
    )
    return FeedText(
        blake2b(html.encode("utf-8", "replace"), digest_size=12).hexdigest(),
        html,
        tuple(dict.fromkeys(_links(html))),
        marks,
        bool(_ESCAPED.search(html)) and not _TAG.search(html),
    )


def _links(html: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(html):
        if "=" in tag[2]:
            for found in _ATTRIBUTE.finditer(tag[2]):
                url = unescape(next((one for one in found.groups()[1:] if one), "")).strip()
                # The `poster` of an embed's link is no address.
                if url and (found[1].lower() != "poster" or tag[1].lower() == "video"):
                    yield tag[1].lower(), url


def _without(tag: re.Match[str]) -> str:
    """The tags of code alone: what stands in the attributes of others is no text."""
    return tag[0] if tag[1].lower() in ("code", "pre", "kbd", "samp") else ""
