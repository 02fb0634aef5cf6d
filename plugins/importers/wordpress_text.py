"""The text of a WordPress post as plain HTML: block marks away, shortcodes resolved where HTML has a word for them, paragraphs marked."""

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from ..newsroom.links import host_of
from ..newsroom.story import Image
from .html_markdown import youtube
from .hugo_text import Arguments, arguments_of
from .wordpress_paragraphs import in_paragraphs

_BLOCK_MARK = re.compile(r"<!--\s*/?wp:.*?-->\s?", re.DOTALL)
_EMBED = re.compile(
    r"<!--\s*wp:(?:core-)?embed(?:/\w+)?\s+(\{.*?\})\s*-->.*?<!--\s*/wp:(?:core-)?embed(?:/\w+)?\s*-->", re.DOTALL
)
_MORE = re.compile(r"<!--\s*(?:more.*?|nextpage)\s*-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[(?P<escaped>\[)?(?P<end>/)?(?P<name>[A-Za-z][\w-]{1,40})(?P<rest>(?:\s+(?:[\w-]+\s*=\s*)?(?:\"[^\"\n]*\"|'[^'\n]*'|&quot;.*?&quot;|[^\s\]\"'=]+))*)\s*(?P<self>/)?\](?P<shown>\])?"
)
_CAPTION = re.compile(r"\[(?:wp_)?caption(?P<rest>[^\]]*)\](?P<inner>.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_CODE = re.compile(
    r"\[(?P<name>code|sourcecode|source|crayon|cc[A-Za-z]{0,8}(?:_[a-z][\w+-]{0,20})?|php|python|js|css|html|bash|sql|ruby|java)(?P<rest>(?:\s[^\]]*)?)\](?P<inner>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_URL_LINE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_VERBATIM = re.compile(r"(<pre\b.*?</pre\s*>|<code\b.*?</code\s*>)", re.DOTALL | re.IGNORECASE)
#: Pictures that WordPress made smaller: `x-300x200.jpg` is `x.jpg`.
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
#: Names in square brackets that are words of a text rather than shortcodes.
_WORDS = frozenset({
    "sic", "emphasis", "citation", "laughter", "laughs", "applause", "update", "updated", "edit", "editor", "note",
    "pdf", "video", "source", "photo", "image", "audio", "link", "here", "redacted", "crosstalk", "inaudible",
})  # fmt: skip
_SERVICES = (
    "youtube",
    "vimeo",
    "embed",
    "twitter",
    "tweet",
    "instagram",
    "soundcloud",
    "audio",
    "video",
    "facebook",
    "googlemaps",
    "gist",
    "playlist",
    "dailymotion",
    "spotify",
)


class Pictures:
    """Where the pictures of the old site go. Those found in `media`, its uploads folder, come along; the others keep their address and are listed."""

    def __init__(self, attachments: Mapping[str, Image], media: Path | None, host: str) -> None:
        self._attachments, self._media = attachments, media
        # The files of wordpress.com lie on a host of their own.
        self._hosts = {
            "",
            host,
            *(host_of(one.src) for one in attachments.values()),
        }
        self._by_address = {_key(one.src): one for one in attachments.values() if one.src}
        self._files: dict[str, Path] = {}
        self._unresolved: list[str] = []
        self._seen: dict[str, str] = {}
        self.of_post: Sequence[str] = ()
        """The ids of the pictures that were uploaded with the post that is being read: what a bare `[gallery]` shows."""

    def address(self, address: str) -> str:
        """What stands in a text in place of an address of the old site's pictures."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        path = unquote(parts.path)
        own = host_of(parts) in self._hosts
        if not own or not re.search(
            r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp3|mp4|docx?|xlsx?|zip)$", path, re.IGNORECASE
        ):
            return address
        found = self._file(path)
        if found:
            target = f"{'images' if found.suffix.lower() not in ('.pdf', '.mp3', '.mp4', '.doc', '.docx', '.xls', '.xlsx', '.zip') else 'files'}/{found.relative_to(self._root).as_posix()}"
            self._files[target] = found
            return f"{{static}}/{quote(target)}"
        self._seen.setdefault(address, "")
        return address

    def by_number(self, number: str) -> Image | None:
        """The attachment with this id of the old database; None where the export does not hold it."""
        return self._attachments.get(number)

    def taken(self) -> dict[str, Path]:
        """The files of the texts since it was asked last: path below `content/` -> file."""
        found, self._files = self._files, {}
        return found

    def unknown(self, mark: str) -> None:
        """Remember a shortcode that nobody can resolve."""
        self._unresolved.append(mark)

    def unresolved(self) -> list[str]:
        """Addresses of pictures that were not found since this was last asked; asking forgets them."""
        found, self._unresolved = self._unresolved, []
        return found

    def lines(self) -> list[str]:
        """The pictures that the texts show and that are still on the old site, with what is known of each."""
        made = []
        for address in sorted(self._seen):
            known = self._by_address.get(_key(address))
            facts = [
                f"alt: {known.alt}" if known and known.alt else "",
                f"caption: {known.caption}" if known and known.caption else "",
            ]
            made.append("  ".join(one for one in (address, *facts) if one))
        return made

    @property
    def _root(self) -> Path:
        assert self._media is not None
        return self._media.resolve()

    def _file(self, path: str) -> Path | None:
        """The file of an upload, the whole picture rather than the small one; nothing outside the folder is ever read."""
        if self._media is None:
            return None
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        tails = ["/".join(parts[number:]) for number in range(len(parts))]
        for option in (*map(_whole, tails), *tails):
            try:
                file = (self._media / option).resolve()
                if file.is_file() and file.is_relative_to(self._root):
                    return file
            except (OSError, ValueError):
                continue
        return None


def _whole(path: str) -> str:
    return _SIZE.sub("", path)


def html_of(body: str, pictures: Pictures, left: list[str]) -> str:
    """The post as HTML that holds nothing of WordPress."""
    blocks = "<!-- wp:" in body
    text = body.replace("\r\n", "\n").replace("\x00", "")
    text = _EMBED.sub(_embedded, text)
    text = _MORE.sub("", _BLOCK_MARK.sub("", text))
    text = _COMMENT.sub("", text)
    text = _CODE.sub(_code, text)
    text = _CAPTION.sub(_caption, text)
    parts = _VERBATIM.split(text)
    for number in range(0, len(parts), 2):
        parts[number] = _URL_LINE.sub(
            lambda found: f"<p>{_linked(found[1])}</p>", _shortcodes(parts[number], pictures, left)
        )
    return "".join(parts) if blocks else in_paragraphs("".join(parts))


def _shortcodes(text: str, pictures: Pictures, left: list[str]) -> str:
    closing = {found["name"].lower() for found in _SHORTCODE.finditer(text) if found["end"]} if "[/" in text else set()

    def resolved(found: "re.Match[str]") -> str:
        name = found["name"].lower()
        if found["escaped"] and found["shown"]:
            return found[0][1:-1]
        given = arguments_of(html.unescape(re.sub(r"'([^'\n]*)'", r'"\1"', found["rest"])))
        if name == "gallery":
            return _gallery(found[0], given, pictures, left)
        if name in _SERVICES and (given.plain or given.named or name in closing):
            made = _served(name, given)
            if made:
                left.append(f"[{name}] became a link")
                return made
            if found["end"]:
                return ""
        if name not in closing and not given.named and (name in _WORDS or not re.search(r"[_-]", name)):
            return found[0]  # words in brackets, as in a quotation
        pictures.unknown(found[0])
        return found[0]

    return _SHORTCODE.sub(resolved, text)


def _served(name: str, given: Arguments) -> str:
    which = given.first("url", "src", "id", "mp4", "mp3", "v", "href", "tweet")
    if which.startswith(("http://", "https://")):
        return f"<p>{_linked(which)}</p>"
    if name == "youtube" and re.fullmatch(r"[\w-]{6,20}", which):
        return f'<p><a href="https://www.youtube.com/watch?v={which}">Video</a></p>'
    if name == "vimeo" and which.isdecimal():
        return f'<p><a href="https://vimeo.com/{which}">Video</a></p>'
    return ""


def _linked(address: str) -> str:
    words = "Video" if youtube(address) or "vimeo.com" in address else address
    return f'<a href="{html.escape(address)}">{html.escape(words)}</a>'


def _embedded(found: "re.Match[str]") -> str:
    import json

    try:
        address = str(json.loads(found[1]).get("url") or "")
    except (ValueError, AttributeError):
        return found[0]
    return f"\n<p>{_linked(address)}</p>\n" if address.startswith(("http://", "https://")) else found[0]


def _caption(found: "re.Match[str]") -> str:
    """`[caption]<img> words[/caption]`; in the oldest posts the words are an attribute."""
    inner = found["inner"].strip()
    picture = re.match(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner, re.IGNORECASE)
    words = inner[picture.end() :].strip() if picture else ""
    given = re.search(r"caption\s*=\s*\"([^\"]*)\"", found["rest"])
    words = words or (given[1] if given else "")
    return f"\n\n<figure>{picture[0] if picture else inner}<figcaption>{words}</figcaption></figure>\n\n"


def _code(found: "re.Match[str]") -> str:
    given = arguments_of(found["rest"])
    named = found["name"].partition("_")[2] if found["name"].startswith("cc") else found["name"]  # `ccnLe_php`
    language = given.get("language", "lang") or (
        named if named not in ("code", "sourcecode", "source", "crayon") else ""
    )
    inner = re.sub(r"</?(?:p|br)\s*/?>", "", found["inner"]).strip("\n")
    inner = inner if "&lt;" in inner or "&gt;" in inner else html.escape(inner, quote=False)
    return (
        f'\n\n<pre><code class="language-{language}">{inner}</code></pre>\n\n'
        if language
        else f"\n\n<pre><code>{inner}</code></pre>\n\n"
    )


def _gallery(mark: str, given: Arguments, pictures: Pictures, left: list[str]) -> str:
    numbers = [one.strip() for one in given.get("ids", "include").split(",") if one.strip()] or pictures.of_post
    shown = [picture for number in numbers if (picture := pictures.by_number(number)) and picture.src]
    if not shown:
        pictures.unknown(mark)
        return mark
    left.append(f"[gallery]: its {len(shown)} pictures stand below each other")
    figures = (
        f'<figure><img src="{html.escape(one.src)}" alt="{html.escape(one.alt)}"><figcaption>{html.escape(one.caption)}</figcaption></figure>'
        for one in shown
    )
    return "\n\n" + "\n\n".join(figures) + "\n\n"


def _key(address: str) -> str:
    return _SIZE.sub("", PurePosixPath(urlsplit(address).path).as_posix()).lower() if "[" not in address else address
