"""The values of the front matter: what each kind of value may be, as pydantic's annotated types.

Every fault is raised with its rule, what is wrong and the remedy. Imported only when a file has to be read: pydantic is heavy.
"""

import html
import re
from datetime import date, datetime
from typing import Annotated, Any, NoReturn
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from . import keys
from .dates import DateFault, day_of, has_offset, moment_of
from .links import host_of, parts_of
from .options import meant
from .slug import LONGEST, is_slug, slug_of

#: An address in which nothing can be at fault, as nearly all are.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?:/[a-z0-9./?=&%~+_-]*)?", re.IGNORECASE | re.ASCII)
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_NAME = 240  # of the 255 that a file's name may have
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
#: Gaps of any kind, signs that are not written, and the backslash.
_NOT_OF_ADDRESSES = re.compile(r"[\s\x00-\x1f\\]")
_UNSEEN = re.compile(r"[\ufeff\u200b\u2060]")
#: What other generators write under `type`; it says nothing about the kind of story.
_FOREIGN_TYPES = frozenset({"post", "posts", "page", "pages", "blog", "article", "articles", "news", "default", "docs"})


def refuse(rule: str, message: str, remedy: str) -> NoReturn:
    """Raise a fault so that pydantic gathers it with those of other keys; `rule` is its type."""
    raise PydanticCustomError(rule, "{message}", {"message": message, "remedy": remedy})


def _kind(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a mapping"


def _text(value: Any) -> str:
    if not isinstance(value, str):
        refuse("E00", f"must be text, not {_kind(value)}", "write it on one line after the colon")
    return (value if value.isascii() else _UNSEEN.sub("", value).replace("\u00a0", " ")).strip()


def _line(value: Any) -> str:
    return html.unescape(" ".join(_text(value).split()))


def _headline(value: Any) -> str:
    return _line(value)


def _boolean(value: Any) -> bool | None:
    text = _text(value).casefold()
    if text == "":
        return None
    if text not in _TRUE | _FALSE:
        refuse("E00", f'must be true or false, not "{value}"', "write true or false")
    return text in _TRUE


def _moment(value: Any, info: ValidationInfo) -> datetime | None:
    text = _text(value)
    if not text:
        return None
    try:
        return moment_of(text, info.context["zone"])  # type: ignore[index]
    except DateFault as fault:
        refuse("E02", str(fault), fault.remedy)


def _embargo(value: Any, info: ValidationInfo) -> datetime | None:
    found = _moment(value, info)
    if found and not has_offset(_text(value)):
        refuse(
            "E02",
            f'the embargo "{value}" does not say its time zone',
            f"write it with its offset; where the site's own clock is meant, that is {found.isoformat(timespec='minutes')}",
        )
    return found


def _day(value: Any) -> date | None:
    text = _text(value)
    if not text:
        return None
    try:
        return day_of(text)
    except DateFault as fault:
        refuse("E02", str(fault), fault.remedy)


def _address(value: Any) -> str:
    """A web address; the schemes that run something are refused."""
    text = _text(value)
    if not text or (_PLAIN_ADDRESS.fullmatch(text) and text.startswith("http")):
        return text
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError:
        refuse("E00", f'"{text}" is not a web address', "copy it from the browser's address line")
    if parts.scheme and parts.scheme.lower() not in ("http", "https"):
        refuse("E19", f'"{text}" is not an http or https address', "use the address of the page on the web")
    if _NOT_OF_ADDRESSES.search(text):
        refuse("E19", f'"{text}" holds characters that no address has', "copy it again from the browser's address line")
    if not parts.netloc:
        refuse("E00", f'"{text}" is not a whole web address', "write it with https:// in front")
    return text if parts.scheme else f"https:{text}"


def _terms(value: Any) -> str:
    """A licence: an SPDX id, an address or words, and no scheme that runs something."""
    text = _line(value)
    if text.lower().startswith(("javascript:", "vbscript:", "data:")):
        refuse("E19", f'"{text}" is no licence', "write an SPDX id such as CC-BY-4.0, or the address of the licence")
    return text


def _inner_path(value: Any) -> str:
    """A path below the site, without a leading slash; nothing that climbs out of it."""
    text = _text(value)
    for prefix in ("{static}", "{filename}", "{attach}"):
        text = text.removeprefix(prefix)
    if text.lower().startswith(("http://", "https://")):
        return _address(text)
    if "\\" in text or ":" in text.split("/")[0] or ".." in text.split("/") or any(ord(c) < 32 for c in text):
        refuse("E19", f'"{text}" leads out of the site', "write a path inside content/, without ..")
    if any(len(part.encode()) > _LONGEST_NAME for part in text.split("/")):
        refuse("E00", f'"{text[:40]}..." holds a name that is longer than {_LONGEST_NAME} bytes', "write a shorter one")
    return text


def _output_path(value: Any, info: ValidationInfo) -> str:
    text = _inner_path(_below(_text(value), (info.context or {}).get("site", "")))
    if text.lower().startswith(("http://", "https://")):
        refuse("E19", f'"{text}" is not a path of this site', "write a path without the address of a site")
    return text.lstrip("/")


def _below(address: str, site: str) -> str:
    """The path of a whole address of this site, as old headers have it; anything else as it stands. A site that is read here may not know its own."""
    if not address.lower().startswith(("http://", "https://")):
        return address
    own, parts = parts_of(site), parts_of(address)
    inner, folder = unquote(parts.path).lstrip("/"), own.path.strip("/")
    if site and (host_of(own) != host_of(parts) or not f"{inner}/".startswith(f"{folder}/" if folder else "")):
        return address
    return inner[len(folder) :].lstrip("/")


def _site_path(value: Any) -> str:
    """An old slug, a path of this site (it keeps its leading slash) or a whole address on it."""
    text = _text(value)
    if text.lower().startswith(("http://", "https://")):
        parts = urlsplit(text)
        text = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return ("/" if text.startswith("/") else "") + _inner_path(text)


def _slug(value: Any) -> str:
    text = _text(value)
    if len(text.encode()) > LONGEST:
        refuse("E00", f'the slug "{text[:40]}..." is longer than {LONGEST} bytes', "write a few words")
    if not text or is_slug(text):
        return text
    last = slug_of(text.rsplit("/", 1)[-1]) or "one word"
    if text.startswith("/") or "\\" in text or ".." in text:
        refuse("E19", f'the slug "{text}" leads out of its folder', f"write {last}")
    if "/" in text:
        refuse("E00", f'the slug "{text}" holds a /', f"write {last}, or the whole address as url: and save_as:")
    refuse(
        "E00", f'the slug "{text}" holds more than letters, digits, - . and _', f"write {slug_of(text) or 'one word'}"
    )


def _id(value: Any) -> str:
    text = _text(value)
    if text and not _ID.fullmatch(text):
        refuse(
            "E00",
            f'the id "{text}" holds more than A-Z a-z 0-9 . _ - or is longer than 64',
            "write 12 hex digits, or leave it out",
        )
    return text


#: Words that are like one of ours and say the opposite.
_MEANT = {"unpublished": "draft"}


def one_of(known: tuple[str, ...], what: str, rule: str = "E00") -> BeforeValidator:
    """A word out of `known`, in any case and with blanks or underscores for hyphens; "" stays. Another is refused by `rule`, with the nearest known one."""

    def check(value: Any) -> str:
        text = _text(value).casefold()
        name = keys.normal(text).replace("_", "-")
        if not text or name in known:
            return name
        refuse(rule, f'unknown {what} "{value}"', meant(_MEANT.get(name, name), known))

    return BeforeValidator(check)


def known_type(value: Any) -> str:
    """The value, or "" for what other generators write under `type`."""
    return "" if isinstance(value, str) and value.strip().casefold() in _FOREIGN_TYPES else value


def _lang(value: Any) -> str:
    text = _text(value).replace("_", "-")
    if text and not _LANG.fullmatch(text):
        refuse("E00", f'"{text}" is not a language code', "write en, de, pt-BR ...")
    return text


def a_list(value: Any) -> Any:
    """A list as it is; refused is what a writer may have meant as one."""
    if value == "":
        return []
    if isinstance(value, dict):
        refuse("E00", "must be a list, not a mapping", 'begin each entry with "- "')
    if isinstance(value, str):
        refuse("E00", "must be a list, not text", 'write each entry on a line of its own, with "- " in front')
    return value


def an_entry(value: Any) -> Any:
    """An entry of a list of mappings: its keys compared as the header's are."""
    if not isinstance(value, dict):
        refuse(
            "E00",
            f"must be `key: value` lines, not {'text' if isinstance(value, str) else 'a list'}",
            "write date: ... and text: ... below the dash",
        )
    return {keys.normal(key).replace("licence", "license"): inner for key, inner in value.items()}


def a_source(value: Any) -> Any:
    """The value of an entry of `sources`: a text alone is its name."""
    return an_entry({"source": value} if isinstance(value, str) else value)


def an_upstream(value: Any) -> Any:
    """The value of `upstream`: a text alone is its name, an empty one is none."""
    return None if value == "" else an_entry({"name": value} if isinstance(value, str) else value)


def an_image(value: Any) -> Any:
    """The entry of an image, of which a writer may have given the file alone."""
    return None if value == "" else an_entry({"src": value} if isinstance(value, str) else value)


def a_withdrawal(value: Any) -> Any:
    """The value of `withdrawn`: a text alone is the reason, an empty one is none."""
    return None if value == "" else an_entry({"text": value} if isinstance(value, str) else value)


Text = Annotated[str, BeforeValidator(_text)]
Line = Annotated[str, BeforeValidator(_line)]
Terms = Annotated[str, BeforeValidator(_terms)]
Headline = Annotated[str, BeforeValidator(_headline)]
Boolean = Annotated[bool | None, BeforeValidator(_boolean)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Embargo = Annotated[datetime | None, BeforeValidator(_embargo)]
Day = Annotated[date | None, BeforeValidator(_day)]
Address = Annotated[str, BeforeValidator(_address)]
InnerPath = Annotated[str, BeforeValidator(_inner_path)]
OutputPath = Annotated[str, BeforeValidator(_output_path)]
SitePath = Annotated[str, BeforeValidator(_site_path)]
Slug = Annotated[str, BeforeValidator(_slug)]
Id = Annotated[str, BeforeValidator(_id)]
Lang = Annotated[str, BeforeValidator(_lang)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(a_list)]
