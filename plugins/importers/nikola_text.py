"""What stands in a text of Nikola: its header, its shortcodes, and the links that name a text by its slug. Pure but for docutils."""

import re
from collections.abc import Callable
from datetime import tzinfo

from ..newsroom.dates import DateFault, moment_of
from .hugo_text import Converted, arguments_of, figure, from_hugo

_FIELD = re.compile(r"^\s*\.\. ([\w-]+): (.*)")
_BLANK = re.compile(r"\n[ \t]*\n")
_OLD_LINES = ("title", "slug", "date", "tags", "link", "description")
_TEASER = re.compile(
    r"^[ \t]*(?:<!--\s*(?:TEASER_END|END_TEASER).*?-->|\.\. (?:TEASER_END|END_TEASER)(?::.*)?)[ \t]*$", re.MULTILINE
)
_RAW = re.compile(r"\{\{%\s*raw\s*%\}\}(?P<inner>.*?)\{\{%\s*/raw\s*%\}\}", re.DOTALL)
_DOC = re.compile(r"\{\{%\s*doc\s*%\}\}(?P<inner>[^{}]{1,300})\{\{%\s*/doc\s*%\}\}")
_THUMBNAIL = re.compile(
    r"\{\{%\s*thumbnail\s+(?P<rest>(?:\"[^\"]*\"|[^\"%])*)%\}\}(?P<inner>[^{}]*)\{\{%\s*/thumbnail\s*%\}\}"
)
_MEDIA = re.compile(r"\{\{%\s*(?:media|gist)\s+(?P<rest>(?:\"[^\"]*\"|[^\"%])*)%\}\}")
_SHORTCODE = re.compile(r"\{\{%.*?%\}\}", re.DOTALL)
_DOC_ROLE = re.compile(r":doc:`(?P<inner>[^`\n]+)`")
_LED = re.compile(r"(?P<text>[^<>]*?)\s*<(?P<slug>[^<>]+)>\s*")
_LINK = re.compile(r"link://(?P<kind>\w+)/(?P<name>[^)\s\"'<>]+)")
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_ZONE = re.compile(r"\s*(?:UTC|GMT)\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?$")


def header_in(text: str, *, is_apart: bool = False) -> tuple[dict[str, str], str]:
    """(the header of a text in Nikola's own form, what follows it): lines `.. title: Rain` up to the first blank one, maybe in a comment of HTML.

    `is_apart` where the text is a file of facts alone; at first these were six lines without names.
    """
    start = text.lstrip()
    head, *rest = _BLANK.split(start, maxsplit=1)
    fields = {found[1].lower(): found[2].strip() for line in head.split("\n") if (found := _FIELD.match(line))}
    if is_apart and not fields:
        return dict(zip(_OLD_LINES, (line.strip() for line in text.strip().split("\n")), strict=False)), ""
    if not fields:
        return {}, text
    body = rest[0] if rest else ""
    if head.startswith("<!--") and "-->" not in head:
        body = body.partition("-->")[2] if "-->" in body else body
    elif "-->" in head:  # words that begin below the comment at once
        body = f"{head.partition('-->')[2].strip()}\n\n{body}".lstrip("\n")
    return {name: value for name, value in fields.items() if value}, body


def moment(text: str, zone: tzinfo | None) -> str:
    """A date as Nikola reads it as one of ours: `2014/01/04 10:00`, `2014-01-04 10:00 UTC-03:00`; a time without a zone is one of the site's."""
    given = _DAY.sub(lambda one: f"{one[1]}-{int(one[2]):02}-{int(one[3]):02}", text.strip())
    found = _ZONE.search(given)
    if found:
        offset = f"{found['sign'] or '+'}{int(found['hours'] or 0):02}:{found['minutes'] or '00'}"
        return f"{given[: found.start()]}{offset}"
    if zone is None or ":" not in given:
        return given
    try:
        return moment_of(given, zone).isoformat(sep=" ", timespec="seconds")
    except DateFault:
        return given


def without_shortcodes(body: str) -> Converted:
    """`body` in Markdown, with its shortcodes as Markdown where there is a word for them."""
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return f"\x01{len(held) - 1}\x01"

    text = _RAW.sub(lambda one: hold(one["inner"]), body.replace("\x01", ""))
    text = _DOC.sub(lambda one: _led(one["inner"], "[{text}]({address})"), text)
    text = _THUMBNAIL.sub(_thumbnail, text)
    text = _MEDIA.sub(_media, text)
    done = from_hugo(text, lambda _address: "")
    done.text = re.sub("\x01(\\d+)\x01", lambda one: held[int(one[1])], done.text)
    return done


def marks_kept(text: str) -> tuple[str, Callable[[str], str]]:
    """(a text in reStructuredText with words in the place of its shortcodes, what puts these back)."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"q7mark{len(held) - 1}q"

    text = _SHORTCODE.sub(hold, _RAW.sub(hold, text))
    text = _DOC_ROLE.sub(lambda one: _led(one["inner"], "`{text} <{address}>`__"), text)
    return text, lambda made: re.sub(
        r"q7mark(\d+)q", lambda one: held[int(one[1])] if int(one[1]) < len(held) else one[0], made
    )


def without_teaser(text: str) -> str:
    """A text without the mark where lists break it off."""
    return _TEASER.sub("", text)


def linked(body: str, known: Callable[[str, str], str]) -> tuple[str, list[str]]:
    """(`body` with addresses in the place of `link://slug/rain`, the links to what nobody knows). `known` finds a kind and a name."""
    lost: list[str] = []

    def address(found: re.Match[str]) -> str:
        made = known(found["kind"], found["name"])
        if not made:
            lost.append(found[0])
        return made or found[0]

    return _LINK.sub(address, body), lost


def _led(inner: str, form: str) -> str:
    found = _LED.fullmatch(inner.strip())
    slug = found["slug"] if found else inner.strip()
    return form.format(text=(found["text"] if found else "") or slug, address=f"link://slug/{slug}")


def _thumbnail(found: re.Match[str]) -> str:
    given = arguments_of(found["rest"])
    return figure(given.first("uri"), given.get("alt"), found["inner"].strip() or given.get("title")) or found[0]


def _media(found: re.Match[str]) -> str:
    given = arguments_of(found["rest"]).first("url", "gist")
    address = given if "://" in given else f"https://gist.github.com/{given}"
    return f"[{address}]({address})" if given else found[0]
