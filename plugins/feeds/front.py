"""What a person sees who opens a feed in a browser: what it is, and its stories with links that work. Pure.

Browsers are taking XSLT out, and CSS alone makes no links. So a feed carries a few elements of XHTML beside its own, which RFC 4287 (6.4) and
RSS 2.0 allow and feed readers pass over, and a style sheet that shows these and the descriptions, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from .xml_text import XHTML, Node, legal


@dataclass(frozen=True, slots=True)
class Front:
    """`look` is the address of the style sheet, `notice` says what a feed is, `onward` names its page; `day` puts a date in words."""

    look: str
    notice: str
    onward: str
    day: Callable[[datetime], str]


def instruction(front: Front | None) -> str:
    """The line that names the style sheet (w3.org/TR/xml-stylesheet); "" for a feed without one."""
    if front is None:
        return ""
    return f'<?xml-stylesheet type="text/css" href="{escape(legal(front.look), {chr(34): "&quot;"}).replace("?>", "")}"?>\n'


def add_notice(top: Node, front: Front | None, *, title: str, url: str, home: str) -> None:
    """What stands above the stories. `url` is the address to copy."""
    if front is None:
        return
    notice = top.add(_x("header"))
    notice.add(_x("h1"), title)
    notice.add(_x("p"), front.notice)
    notice.add(_x("p")).add(_x("code"), url)
    notice.add(_x("p")).add(_x("a"), front.onward, href=home)


def add_headline(entry: Node, front: Front | None, *, title: str, url: str, published: datetime) -> None:
    """A story's headline as a link, and its day."""
    if front is None:
        return
    entry.add(_x("h2")).add(_x("a"), title, href=url)
    entry.add(_x("p"), front.day(published))


def _x(name: str) -> str:
    return f"{{{XHTML}}}{name}"
