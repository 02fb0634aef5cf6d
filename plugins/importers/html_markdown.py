"""HTML as Markdown: the words, links, pictures and tables of an article, and nothing that runs."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urljoin, urlsplit

from ..newsroom.commands import Wrong
from ..newsroom.links import host_of, parts_of
from .article import cleaned
from .html_inline import IN_CELL, every, settled

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

MISSING = 'HTML needs two more packages to be read: pip install "pelican-newsroom[import]" (in a clone, `make html` installs them)'
_SPECIAL = re.compile(r"([\\`*_\[\]{}|])")
_ENTITY = re.compile(r"&(?=#\w|\w{1,31};)")  # browsers read `&#65` without a semicolon, too
_LINE_START = re.compile(
    r"^(?P<before>\s*)(?:(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<sign>#|[+-](?=\s|$)|>|=+(?=\s*$)|-(?=-*\s*$)|~~~)|(?P<colon>:(?=\s)))",
    re.MULTILINE,
)
_BAR = re.compile(r"(?<!\\)\|")
_WORD_UNDERSCORE = re.compile(r"(?<=\w)\\_(?=\w)")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_TRAILING = re.compile(r"(?<=\S) (?=\n)|(?<=\n)[ \t]+(?=\n)")
_DEAD = ("script", "style", "noscript", "template", "link", "meta", "head", "title", "base")
_FORMS = ("form", "input", "button", "select", "textarea")
_FRAMES = ("iframe", "embed", "object", "video", "audio")
_RUNS = ("javascript", "vbscript", "data", "file", "blob")
_VIDEO = re.compile(r"(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/)([\w-]+)")


@dataclass
class Conversion:
    """A body as Markdown, with what was left out of it and the pictures it shows: (address, alt text)."""

    text: str = ""
    left: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


def markdown_of(source: str, *, base: str = "", link: Callable[[str], str] = str) -> Conversion:
    """The HTML `source` as Markdown. `base` makes its addresses whole, `link` gives what stands in place of each. Raises Wrong without the packages."""
    soup_of, converter = _tools()
    found = Conversion()
    soup = soup_of(cleaned(source).replace("\ufeff", ""))
    _take_out(soup, found, base, link)
    settled(soup)
    try:
        text = converter(found).convert_soup(soup)
    except RecursionError:
        found.left.append("marks of the text: its HTML is nested too deep, so only its words were kept")
        text = _escaped("\n\n".join(line.strip() for line in _strings(soup) if line.strip()))
    found.text = tidy(text)
    if source.strip() and not found.text:
        found.left.append("its text: nothing in it is for readers")
    return found


def tidy(text: str) -> str:
    """Markdown without blanks at line ends and with one empty line between blocks. Code in fences stays as it is."""
    parts = re.split(r"(^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\2[ \t]*$)", text.strip("\n "), flags=re.MULTILINE | re.DOTALL)
    kept = []
    for number, part in enumerate(parts):
        if number % 3 == 0:
            kept.append(_EMPTY_LINES.sub("\n\n", _TRAILING.sub("", part)))
        elif number % 3 == 1:
            kept.append(part)
    return "".join(kept).strip()


def plain(source: str) -> str:
    """The words of a little HTML, such as a title, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", cleaned(source))).split())


def _tools() -> tuple[Callable[[str], "BeautifulSoup"], Callable[[Conversion], Any]]:
    try:
        from bs4 import BeautifulSoup

        return (lambda text: BeautifulSoup(text, "lxml")), _converter()
    except ImportError as error:
        raise Wrong(MISSING) from error


def _strings(soup: "BeautifulSoup") -> list[str]:
    return [str(one) for one in soup.strings]


def _take_out(soup: "BeautifulSoup", found: Conversion, base: str, link: Callable[[str], str]) -> None:
    """What runs goes; what cannot be shown in Markdown becomes a link or is named."""
    for tag in every(soup, _DEAD):
        if tag.name in ("script", "style") and tag.get_text(strip=True):
            found.left.append(f"<{tag.name}>: what it does is not carried over")
        elif tag.name == "script" and tag.get("src"):
            found.left.append(f"<script> of {tag['src']}")
        if tag.name == "noscript":
            tag.unwrap()
        else:
            tag.decompose()
    for tag in every(soup, _FORMS):
        if tag.decomposed:
            continue
        if tag.name == "form":
            found.left.append("a form")
        if tag.name in ("input", "select", "textarea"):
            tag.decompose()
        else:
            tag.unwrap()
    for tag in every(soup, _FRAMES):
        _framed(tag, found, base, soup)
    for tag in every(soup, ("a", "img")):
        _addressed(tag, found, base, link)


def _framed(tag: Any, found: Conversion, base: str, soup: Any) -> None:
    """A player or frame: a link to what it shows, so that a reader can still get there."""
    inner = (
        tag.find(["source", "embed", "param"], attrs={"src": True})
        if tag.name in ("video", "audio", "object")
        else None
    )
    address = _safe(
        tag.get("src") or tag.get("data") or tag.get("data-src") or (inner.get("src") if inner else ""), base
    )
    if not address:
        found.left.append(f"<{tag.name}> without an address")
        tag.decompose()
        return
    video = _VIDEO.search(address)
    address = watched_at(address)
    said = tag.get("title") or (
        "Video"
        if video or tag.name == "video"
        else "Audio"
        if tag.name == "audio"
        else urlsplit(address).hostname or "Link"
    )
    found.left.append(f"<{tag.name}> became a link to {address}")
    new, block = soup.new_tag("a", href=address), soup.new_tag("p")
    new.string = str(said)
    block.append(new)
    tag.replace_with(block)


def _addressed(tag: Any, found: Conversion, base: str, link: Callable[[str], str]) -> None:
    name = "href" if tag.name == "a" else "src"
    given = tag.get(name) or ""
    if tag.name == "img":
        given = next(
            (
                tag.get(one)
                for one in ("data-src", "data-lazy-src", "data-orig-file", "data-original")
                if tag.get(one) and (not given or given.startswith("data:"))
            ),
            given,
        )
    address = _safe(given, base)
    if given and not address and not given.startswith("#"):
        kind = "link" if tag.name == "a" else "picture"
        found.left.append(f"a {kind} to {given[:60]}{'...' if len(given) > 60 else ''}")
    if tag.name == "a" and (not address or given.startswith("#")):  # Markdown keeps no anchors of its own
        tag.unwrap()
    elif not address:
        tag.decompose()
    else:
        tag[name] = link(address)
        if tag.name == "img":
            found.pictures.append((address, " ".join((tag.get("alt") or "").split())))


def _safe(address: Any, base: str) -> str:
    """An address that only leads somewhere, made whole; "" for one that runs something or cannot be read."""
    text = re.sub(r"[\t\n\r]", "", str(address or "").strip()).replace(" ", "%20")
    try:
        whole = urljoin(base, text) if base else text
        scheme = urlsplit(whole).scheme.lower()
    except ValueError:
        return ""
    if scheme in _RUNS or (scheme and not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme)):
        return ""
    return whole.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace('"', "%22")


def _escaped(text: str) -> str:
    """Words that mean nothing but themselves in Markdown, also where it would take them for HTML."""
    text = _ENTITY.sub("&amp;", text)
    text = _SPECIAL.sub(r"\\\1", text).replace("<", "&lt;")
    return _WORD_UNDERSCORE.sub("_", text)


def _unmarked(found: "re.Match[str]") -> str:
    """The first sign of a line that would begin a heading, a list, a quotation, a definition or a rule, made harmless."""
    if found["number"]:
        return f"{found['before']}{found['number']}\\{found['dot']}"
    if found["colon"]:
        return f"{found['before']}&#58;"
    sign = found["sign"]
    return (
        f"{found['before']}{'&#61;' + sign[1:] if sign[0] == '=' else '&#126;~~' if sign == '~~~' else chr(92) + sign}"
    )


def _celled(text: str) -> str:
    """The text of a table's cell, which is one line: where it had several, they are parted as in HTML."""
    return _BAR.sub(r"\\|", re.sub(r"[ \t]*[\n\x01]\s*", IN_CELL, text.strip()).replace(IN_CELL, "<br>"))


def _language(element: Any) -> str:
    """The language of a block of code, where its classes or its plugin name it."""
    for one in (element, *element.find_all("code", limit=1)):
        for name in one.get("class") or ():
            found = re.fullmatch(r"(?:lang(?:uage)?-|brush:?)([\w+#-]+);?", name)
            if found:
                return found[1]
    return str(element.get("lang") or element.get("data-lang") or "")


def watched_at(address: str) -> str:
    """The page of the video that a player's address shows; other addresses as they are."""
    video = _VIDEO.search(address)
    if not video:
        return address
    return f"{'https://www.youtube.com/watch?v=' if 'youtube' in address else 'https://vimeo.com/'}{video[1]}"


def youtube(address: str) -> str:
    """The id of a video on YouTube, from any of its addresses; "" for other addresses."""
    parts = parts_of(address)
    host = host_of(parts).removeprefix("m.")
    if host == "youtu.be":
        return parts.path.strip("/")
    return (parse_qs(parts.query).get("v") or [""])[0] if host.startswith("youtube") else ""


def _bullet(item: Any) -> str:
    """What stands in front of an item of a list: its number, counted from the list's `start`, or a dash."""
    if item.parent is None or item.parent.name != "ol":
        return "-"
    start = str(item.parent.get("start") or "1")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    return f"{first + len(item.find_previous_siblings('li'))}."


def _converter() -> Callable[[Conversion], Any]:
    from markdownify import ATX, MarkdownConverter

    class Converter(MarkdownConverter):
        """markdownify with our escapes, figures as a picture and its caption, and code with its language."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            return _escaped(text) if text else ""

        def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
            if not text.strip():
                return " " if "_inline" in parent_tags else "\n\n"
            made: str = super().convert_p(el, text, parent_tags)  # type: ignore[misc]
            return (
                _LINE_START.sub(_unmarked, made)
                if "_noformat" not in parent_tags and not el.find(["ul", "ol", "pre", "blockquote"])
                else made
            )

        def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
            """Four blanks below an item, as Python-Markdown wants them."""
            first, *rest = (text or "").strip().split("\n")
            return "\n".join([f"{_bullet(el)} {first}", *(f"    {line}" if line else "" for line in rest)]) + "\n"

        def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
            made: str = super().convert_td(el, _celled(text), parent_tags)  # type: ignore[misc]
            return made

        def convert_th(self, el: Any, text: str, parent_tags: set[str]) -> str:
            made: str = super().convert_th(el, _celled(text), parent_tags)  # type: ignore[misc]
            return made

        def convert_figure(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"\n\n{text.strip()}\n\n"

        def convert_figcaption(self, el: Any, text: str, parent_tags: set[str]) -> str:
            words = " ".join(text.split())
            return f"\n\n{words if '*' in words else f'*{words}*'}\n\n" if words else ""

        def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
            alt = _escaped(" ".join((el.get("alt") or "").split()))
            return f"![{alt}]({el['src']})" if el.get("src") else ""

        def convert_mark(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return text

        def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"<del>{text}</del>" if text.strip() else text

        convert_s = convert_del

    return lambda _found: Converter(
        heading_style=ATX,
        bullets="-",
        strong_em_symbol="*",
        sup_symbol="<sup>",
        sub_symbol="<sub>",
        table_infer_header=True,
        autolinks=False,
        code_language_callback=_language,
    )
