"""A text in parts: HTML as it stands, and what plays in it. Pure.

What plays stands alone in its paragraph, as a bare address or a link, or is a frame that a writer took from a video's page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape

from .provider import Embed

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s>"'<]+)"""
_REST = rf"""(?:\s+[^\s=>/"'<]+(?:\s*=\s*{_VALUE})?)*\s*/?"""
_PARAGRAPH = re.compile(
    rf"""<p(?:\s[^>]*)?>\s*(?:(?P<bare>https?://(?:[^\s<>"]|</?(?:em|strong)>)+)|<a(?P<link>{_REST})>(?P<words>(?:(?!</?a\b|<img\b).)*?)</a>|<img(?P<image>{_REST})>)\s*</p>""",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(
    rf"<p(?:\s[^>]*)?>\s*<iframe(?P<alone>{_REST})>(?:(?!</?iframe).)*?</iframe\s*>\s*</p>|<iframe(?P<frame>{_REST})>(?:(?!</?iframe).)*?</iframe\s*>",
    re.IGNORECASE | re.DOTALL,
)
_VIDEO = re.compile(rf"<video(?P<rest>{_REST})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"""([^\s=>/"'<]+)(?:\s*=\s*({_VALUE}))?""")


@dataclass(frozen=True, slots=True)
class Part:
    """Either HTML or something that plays."""

    html: str = ""
    embed: Embed | None = None


def parts_of(
    html: str,
    video: Callable[[str], Embed | None],
    frame: Callable[[str], Embed | None],
    allowed: Callable[[Embed], bool],
) -> Iterator[Part]:
    """The parts of a text, in order. What is not `allowed` to play becomes a link."""
    position = 0
    for start, end, found in _found(html, video, frame, allowed):
        yield Part(_quiet(html[position:start]))
        yield found
        position = end
    yield Part(_quiet(html[position:]))


def _found(
    html: str,
    video: Callable[[str], Embed | None],
    frame: Callable[[str], Embed | None],
    allowed: Callable[[Embed], bool],
) -> Iterator[tuple[int, int, Part]]:
    rows: list[tuple[int, int, Part]] = []
    if "://" in html or "<img" in html or "<a" in html:
        for paragraph in _PARAGRAPH.finditer(html):
            embed = _alone(paragraph, video)
            if embed and allowed(embed):
                rows.append((paragraph.start(), paragraph.end(), Part(embed=embed)))
    if "<iframe" in html.lower():
        for one in _FRAME.finditer(html):
            given = _attributes(one["alone"] or one["frame"] or "")
            embed = frame(given.get("src", ""))
            inside = one["alone"] is None and html.rfind("<p", 0, one.start()) > html.rfind("</p>", 0, one.start())
            if embed is None:
                rows.append((one.start(), one.end(), Part()))
            elif inside or not allowed(embed):
                words = escape(given.get("title") or embed.host)
                link = f'<a href="{escape(embed.page)}" rel="noopener">{words}</a>'
                rows.append((one.start(), one.end(), Part(link if inside else f"<p>{link}</p>")))
            else:
                rows.append((one.start(), one.end(), Part(embed=replace(embed, title=given.get("title", "")))))
    return iter(sorted(rows, key=lambda row: row[0]))


def _alone(paragraph: re.Match[str], video: Callable[[str], Embed | None]) -> Embed | None:
    if paragraph["bare"]:
        return video(_as_written(paragraph["bare"]))
    given = _attributes(paragraph["link"] or paragraph["image"] or "")
    embed = video(given.get("href") or given.get("src") or "")
    if embed is None:
        return None
    words = " ".join(unescape(re.sub(r"<[^>]*>", "", paragraph["words"] or given.get("alt", ""))).split())
    title = given.get("title") or ("" if "://" in words else words)
    return replace(embed, title=title, poster=given.get("poster", ""))


def _as_written(address: str) -> str:
    """An address without what Markdown made of the signs in it: names of videos may hold `_a_` and `--`."""
    plain = re.sub(r"</?em>", "_", re.sub(r"</?strong>", "__", address))
    return unescape(plain).replace("\u2014", "---").replace("\u2013", "--")


def _quiet(html: str) -> str:
    """A writer's own `<video>` loads nothing before a reader starts it, and starts nothing by itself."""

    def quiet(found: re.Match[str]) -> str:
        kept = [
            (name, value)
            for name, value in _ATTRIBUTE.findall(found["rest"])
            if name.lower() not in ("autoplay", "preload")
        ]
        if not any(name.lower() == "controls" for name, _ in kept):
            kept.append(("controls", ""))
        kept.append(("preload", '"none"'))
        return f"<video{''.join(f' {name}={value}' if value else f' {name}' for name, value in kept)}>"

    return _VIDEO.sub(quiet, html) if "<video" in html else html


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(rest):
        found.setdefault(name.lower(), unescape(value[1:-1] if value[:1] in ("'", '"') else value))
    return found
