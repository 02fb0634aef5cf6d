"""Files that are not what their names say, that were cut off, or that belong to the making of a site. Pure but for reading the site."""

import re
import unicodedata
import warnings
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.parsers.expat import ExpatError, ParserCreate

from ..newsroom.page import Page
from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .letters import keys_in, oddities_of
from .makers_machine import folder_noted
from .scripts import is_cut

#: What editors, systems and version control leave beside a file.
_LEFT = re.compile(
    r"(?:^|/)(?:[^/]+(?:~|\.(?:bak|orig|rej|save|sw[op]|pyc|tmp))|~\$[^/]+|#[^/]+#|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]+|__pycache__/.*|\.cache/.*"
    r"|\.(?:git|svn|hg|ssh|aws|vscode|idea|venv)/.*|node_modules/.*|\.(?:coverage|netrc|npmrc|pypirc|git-credentials|bash_history|python_history|gitignore)"
    r"|\.env(?:\.[^/]+)?|\.htpasswd|id_(?:rsa|ed25519|ecdsa)(?:\.pub)?|nohup\.out|(?:npm|yarn)-(?:debug|error)\.log|error_log|core\.\d+|wp-config\.php|config\.inc\.php"
    r"|pelicanconf\.py|publishconf\.py|[^/]+\.(?:j2|jinja2?|tmpl))$"
)
#: The same, where it lies beside the first page: elsewhere a writer may have put it.
_LEFT_AT_TOP = re.compile(
    r"[^/]+\.(?:log|sql|sqlite3?|db|py|php|key|pem)$|[^/]+\.sql\.(?:gz|bz2|xz|zip)$|(?:Make|Docker|Gem|Pip)file(?:\.lock)?$|(?:requirements[^/]*\.txt"
    r"|(?:docker-)?compose\.ya?ml|package(?:-lock)?\.json|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini)$"
    r"|(?:content|output|public|site|backup|www|html|htdocs|dump)\.(?:zip|tar|tgz|tar\.\w+|7z|rar)$|(?:authors|categories|series|sources|storylines|tags)\.ya?ml$"
    r"|content/.*\.(?:md|markdown|rst)$"
)
#: Kind of picture -> how it begins.
_BEGINS = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"), "JPEG": re.compile(rb"\xff\xd8\xff"), "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "AVIF": re.compile(rb"....ftyp(?:avi[fs]|mif1|msf1|heic)", re.DOTALL), "icon": re.compile(rb"\x00\x00\x01\x00"),
}  # fmt: skip
_PICTURES = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP", ".avif": "AVIF", ".ico": "icon",
}  # fmt: skip
#: How a whole one ends, near its end.
_ENDS = {"PNG": b"IEND", "JPEG": b"\xff\xd9", "GIF": b";"}
_TAIL = 4096
#: A picture may say where it was taken: the numbers of that in what a camera writes down, in how many bytes at either end, and the names of it.
_PLACE, _LATITUDE = 0x8825, 2
_NOTES = 65_536
_NOTED = (b"Exif\0", b"EXIF", b"eXIf")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Files of words, besides pages and feeds, in which a key may have been left, and how large one may be that is looked through (bytes).
_WORDS = frozenset({
    ".cfg", ".conf", ".css", ".csv", ".env", ".ini", ".js", ".json", ".key", ".map", ".mjs", ".pem", ".py", ".sh",
    ".sql", ".toml", ".txt", ".yaml", ".yml",
})  # fmt: skip
#: What stands in a style sheet and is none of its rules.
_ASIDE = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)]*\)""", re.DOTALL)
_LOOKED_THROUGH = 4_000_000
#: The same of a script, which is read sign by sign.
_READ_THROUGH = 500_000
#: Elements of a drawing that run, or that show what others send.
_ACTING = frozenset({"script", "iframe", "embed", "object"})
_ASKING = frozenset({"image", "use", "feimage"})
_WHOLE = (".html", ".htm", ".css", ".js", ".svg", ".woff2", ".pdf", *_PICTURES)


def file_forms(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    names: dict[str, list[str]] = defaultdict(list)
    placed: list[str] = []
    for file in sorted(site.dangling):
        yield fault(file, "E10", "it is a link of the file system that leads nowhere", AGAIN)
    for file in (
        {"_headers"} & site.promised.files & site.files
    ):  # a site without old addresses has an empty map of them
        if not (site.output / file).stat().st_size:
            yield fault(file, "E06", "it is empty, and the settings ask for it", AGAIN)
    for file in sorted(site.files):
        yield from _name(site, file)
        yield from _content(site, file)
        yield from _keys(site, file)
        if is_placed(site.output / file):
            placed.append(file)
        names[unicodedata.normalize("NFC", file).casefold()].append(file)
    for files in names.values():
        if len(files) > 1:
            said = f"its name differs from {files[0]} by its capitals or by how its letters are composed only"
            yield fault(files[1], "E12", said, "give one of them another name", severity=WARNING)
    if placed:
        more = f" (and {len(placed) - 1} more pictures do)" if len(placed) > 1 else ""
        said = f"the picture says where it was taken{more}"
        yield fault(placed[0], "E24", said, "save it without its place (GPS), or let it be public", severity=WARNING)
    yield from _of_another(site)
    yield from _ended(site)


def is_placed(path: Path) -> bool:
    """Whether a picture tells where its camera stood."""
    if path.suffix.lower() not in (".jpg", ".jpeg", ".webp", ".png"):
        return False
    with path.open("rb") as opened:
        noted = opened.read(_NOTES)
        opened.seek(max(_NOTES, path.stat().st_size - _NOTES))
        noted += opened.read()
    if not any(one in noted for one in _NOTED):
        return False
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how large it is, or what else is odd, is no question here
        try:
            with Image.open(path) as picture:
                return _LATITUDE in picture.getexif().get_ifd(_PLACE)
        except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError):
            return False


def _of_another(site: BuiltSite) -> Iterator[Problem]:
    """The card of a story, named by its id, that is the picture of another's."""
    cards: dict[bytes, tuple[str, Page]] = {}
    for page in site.stories.values():
        file = site.path_of(page.cards.get("og:image", ""), page.path) if page.cards.get("og:image") else None
        if not file or file not in site.files or PurePosixPath(file).stem != page.story:
            continue
        data = (site.output / file).read_bytes()
        other, told = cards.setdefault(data, (file, page))
        if other != file and told.headline != page.headline:
            yield fault(file, "E06", f"it is the same picture as {other}, and of another story", AGAIN)


def _name(site: BuiltSite, file: str) -> Iterator[Problem]:
    if _LEFT.search(file) or _LEFT_AT_TOP.match(file):
        yield fault(file, "E24", "the file belongs to the making of the site", "take it out of what is published")
    if file != unicodedata.normalize("NFC", file):
        said = "its name is not composed as addresses are (NFC): a link to it leads nowhere on some hosts"
        yield fault(file, "E10", said, "give it its name anew", severity=WARNING)
    path = site.output / file
    if path.is_symlink() and not path.resolve().is_relative_to(site.output.resolve()):
        yield fault(file, "E19", "it is a link of the file system that leaves the site", "put the file itself there")


def _content(site: BuiltSite, file: str) -> Iterator[Problem]:
    end = PurePosixPath(file).suffix.lower()
    path = site.output / file
    if end not in _WHOLE or not path.exists():
        return
    size = path.stat().st_size
    if not size:
        # A sheet or a script that is not needed may be empty.
        severity = WARNING if end in (".css", ".js") else ERROR
        yield fault(file, "E06", "it is empty", AGAIN, severity=severity)
        return
    if end in (".html", ".htm", ".pdf", ".woff2"):
        return
    with path.open("rb") as opened:
        head = opened.read(512)
        opened.seek(max(0, size - _TAIL))
        tail = opened.read()
    if end in _PICTURES or end == ".svg":
        yield from _picture(path, file, end, size, head, tail)
    elif end == ".css" and size < _LOOKED_THROUGH and _is_open(path.read_text(encoding="utf-8", errors="replace")):
        yield fault(file, "E06", "the style sheet is cut off: a { has no }", AGAIN)
    elif re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html)", head, re.IGNORECASE):
        yield fault(file, "E06", "it is a page, and no style sheet or script", AGAIN)
    elif end == ".js" and size < _READ_THROUGH and is_cut(path.read_text(encoding="utf-8", errors="replace")):
        yield fault(file, "E06", "the script is cut off: something in it has no end", AGAIN, severity=WARNING)


def _keys(site: BuiltSite, file: str) -> Iterator[Problem]:
    """Keys of others' doors; what a feed says stands on pages as well."""
    path = site.output / file
    if (
        PurePosixPath(file).suffix.lower() not in _WORDS
        or file in site.feeds
        or not path.is_file()
        or path.stat().st_size > _LOOKED_THROUGH
    ):
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if "\ufffd" in text and file.endswith(".txt") and next(oddities_of(path.read_bytes(), text), None):
        yield fault(file, "E06", "it holds bytes that are no UTF-8", AGAIN, severity=WARNING)
    for why, line in [*keys_in(text)][:1]:
        yield fault(file, "E24", f"{why} stands in the file", "take it out, and make it invalid where it is from", line)
    if file.endswith(".map") and (folder := folder_noted(text)):
        said = f"it tells of a folder on the maker's own machine: {folder}"
        yield fault(file, "E24", said, "take it out of what is published", severity=WARNING)


def _picture(path: Path, file: str, end: str, size: int, head: bytes, tail: bytes) -> Iterator[Problem]:
    remedy = "export it anew, or give it the name of its kind"
    if end == ".svg":
        # Compressed, or in another alphabet, it is not looked at.
        why, acts = _drawn(path, size)
        if acts:
            said = f"the picture holds {acts}: whoever opens it is not safe from it"
            yield fault(file, "E19", said, "take it out of the picture", severity=WARNING)
        if why:
            yield fault(file, "E21", f"browsers show nothing of it: {why}", remedy)
        elif b"<svg" in head + tail and b"</svg" not in tail and b"/>" not in tail.rstrip()[-2:]:
            yield fault(file, "E21", "the picture is cut off", remedy)
        return
    kind = _PICTURES[end]
    if not _BEGINS[kind].match(head):
        other = next((name for name, begins in _BEGINS.items() if begins.match(head)), "")
        said = f"the picture is {other} by the name of {kind}" if other else f"it is no {kind}"
        yield fault(file, "E21", said, remedy, severity=WARNING if other else ERROR)
    elif kind == "PNG" and b"IEND" in tail and size < _LOOKED_THROUGH * 5 and (why := _damage(path.read_bytes())):
        yield fault(file, "E21", f"the picture is damaged: {why}", remedy)
    elif (
        (kind == "icon" and _is_short(path.read_bytes()))
        or (kind == "AVIF" and _is_cut(path))
        or (kind in _ENDS and _ENDS[kind] not in tail)
        or (kind == "WebP" and int.from_bytes(head[4:8], "little") + 8 > size)
    ):
        yield fault(file, "E21", "the picture is cut off", remedy)


def _is_short(icon: bytes) -> bool:
    """Whether a picture of an icon lies behind its end."""
    count = int.from_bytes(icon[4:6], "little")
    parts = [icon[6 + 16 * one : 22 + 16 * one] for one in range(count)]
    return any(
        len(one) < 16 or int.from_bytes(one[8:12], "little") + int.from_bytes(one[12:16], "little") > len(icon)
        for one in parts
    )


def _damage(data: bytes) -> str:
    """Which part of a PNG is not as it was written; "" for a sound one."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + length
        if zlib.crc32(memoryview(data)[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return f"its part {kind.decode('latin-1')} has another checksum than it says"
        if kind == b"IEND":
            return ""
        at = end + 4
    return "its parts are not as long as they say"


def _is_open(sheet: str) -> bool:
    plain = _ASIDE.sub("", sheet)
    return plain.count("{") > plain.count("}")


def _drawn(path: Path, size: int) -> tuple[str, str]:
    """Why a drawing is no XML, and what in it runs or asks others; "" for a sound one, or one that is too large to be looked at."""
    if size > _LOOKED_THROUGH:
        return "", ""
    data = path.read_bytes()
    if b"<svg" not in data or b"</svg" not in data:
        return "", ""  # compressed, or cut off
    acts: list[str] = []

    def begins(tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        if name in _ACTING:
            acts.append(f"a <{name}>")
        for key, value in given.items():
            if key[:2].lower() == "on" or value.strip().lower().startswith("javascript:"):
                acts.append(key)
            elif name in _ASKING and key.rpartition(":")[2] == "href" and value.startswith(("http:", "https:", "//")):
                acts.append(f"a picture of {value[:60]}")

    reader = ParserCreate()
    reader.StartElementHandler = begins
    try:
        reader.Parse(data, True)
    except ExpatError as error:
        return str(error), ""
    return "", acts[0] if acts else ""


def _is_cut(path: Path) -> bool:
    """Whether a file of boxes, each with its length, stops within one."""
    size, at = path.stat().st_size, 0
    with path.open("rb") as opened:
        while at < size:
            opened.seek(at)
            head = opened.read(16)
            length = int.from_bytes(head[8:16] if head[:4] == b"\0\0\0\1" else head[:4], "big")
            if not length:  # it goes on to the end
                return False
            if len(head) < 8 or length < 8:
                return True
            at += length
    return at > size


def _ended(site: BuiltSite) -> Iterator[Problem]:
    """Pages that stop before their end, or whose bytes are no letters; an end may be left out where all leave it out."""
    named = sum(bool(page.charset) for page in site.pages.values())
    ended = sum(page.is_ended for page in site.pages.values())
    for page in site.pages.values():
        if not page.is_ended and ended * 2 > len(site.pages) and not page.refresh:
            yield fault(page.path, "E06", "the page is cut off: </html> is missing", AGAIN)
        if not page.charset and named * 2 > len(site.pages) and not page.refresh:
            yield fault(page.path, "E06", "it does not say which alphabet it is in", 'write <meta charset="utf-8">')
        for why in page.oddities[:1]:
            yield fault(page.path, "E06", why, "save it as UTF-8, or build the site again")
        for why, line in page.secrets[:1]:
            yield fault(
                page.path, "E24", f"{why} stands in the page", "take it out, and make it invalid where it is from", line
            )
