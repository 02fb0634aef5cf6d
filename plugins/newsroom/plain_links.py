"""Links by the plain path of a file, `writing.md#when` or `pictures/gate.png`, as code hosts and editors follow them. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from urllib.parse import unquote

from .links import Link, is_local, resolved

_TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".rst")
_ADDRESS = re.compile(
    r"""(?P<before><(?:a|img|source|video)\b[^>]*?\b(?:href|src)\s*=\s*)(?P<quote>["'])(?P<path>[^"'{|#?:/][^"'{|#?:]*)(?P<rest>[^"']*)"""
)


def understood(link: Link) -> Link:
    """A link as `{filename}` would have it, where it is the plain path of a text."""
    return replace(link, marker="filename") if is_local(link) and link.path.lower().endswith(_TEXTS) else link


def followed(html: str, folder: str, is_text: Callable[[str], bool], is_file: Callable[[str], bool]) -> str:
    """HTML of a text in `folder` whose links by a plain path carry Pelican's marks.

    `is_text` and `is_file` say of a path of the content folder whether it is a text of the site, or any other file that is there;
    what is neither stays as it is.
    """

    def link(match: re.Match[str]) -> str:
        path = unquote(unescape(match["path"]))
        inner = resolved(path, folder)
        mark = "filename" if is_text(inner) else "static" if inner and is_file(inner) else ""
        if not mark:
            return match[0]
        return f"{match['before']}{match['quote']}{{{mark}}}/{escape(inner)}{match['rest']}"

    return _ADDRESS.sub(link, html)
