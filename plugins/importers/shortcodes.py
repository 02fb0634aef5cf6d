"""Shortcodes of an old site whose templates hold nothing but words and what stands in the shortcode: they can be put in, and nothing has to be run for it.

Hugo keeps the templates in `layouts/shortcodes`, of the site before those of its theme, and Zola in `templates/shortcodes`.
"""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: A call, and whether the blanks on its left and right go.
_CALL = re.compile(r"\{\{(-)?\s*(.*?)\s*(-)?\}\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*\*/", re.DOTALL)
_REMARK = re.compile(r"<!--.*?-->|\{#.*?#\}", re.DOTALL)
_GET = re.compile(r"\$?\.Get\s+(?:(\d+)|\"([\w-]+)\"|`([\w-]+)`)")
_INNER = re.compile(r"\$?\.Inner")
_NAME = re.compile(r"([A-Za-z_]\w*)")
#: What is done to a value on its way that readers of Markdown do by themselves, or that leaves it as it is.
_AS_IT_IS = frozenset({"safeHTML", "safeURL", "safeHTMLAttr", "markdownify", "safe", "markdown"})
#: What belongs to no text of ours, and blocks, in which Markdown is not read.
_UNWANTED = re.compile(
    r"<(?:script|style|iframe|form|input|button|object|embed|link|meta)\b|\son\w+\s*=|javascript:", re.I
)
_BLOCK = re.compile(
    r"<(?:div|section|article|aside|p|blockquote|figure|table|ul|ol|dl|details|pre|h[1-6]|main|header|footer|nav|video|audio|picture)\b",
    re.I,
)
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value: the argument of a number or a name, or all that stands between the tags. `raw` where no sign of it is changed."""

    argument: int | str | None
    raw: bool = False


#: A template: its words and the places between them.
Template = tuple[str | Slot, ...]


def templates_in(folders: Iterable[Path], *, of_zola: bool = False) -> dict[str, Template]:
    """The plain templates of these folders by their names in small letters; the first folder that has one of a name counts, plain or not."""
    found: dict[str, Template] = {}
    seen: set[str] = set()
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = file.relative_to(folder).with_suffix("").as_posix().lower()
            if file.suffix.lower() not in (".html", ".md") or name in seen or not file.is_file():
                continue
            seen.add(name)
            try:
                text = file.read_text(encoding="utf-8-sig")
            except (OSError, ValueError):
                continue
            if template := template_of(text, of_zola=of_zola):
                found[name] = template
    return found


def template_of(text: str, *, of_zola: bool = False) -> Template:
    """A template taken apart; () for one that asks for more than its arguments, or that holds what stays behind."""
    text = _REMARK.sub("", text)
    if len(text) > _MOST or _UNWANTED.search(text) or "{%" in text:
        return ()
    parts: list[str | Slot] = []
    at, trims = 0, False
    for call in _CALL.finditer(text):
        words = text[at : call.start()]
        words = words.lstrip() if trims else words
        parts.append(words.rstrip() if call[1] else words)
        at, trims = call.end(), bool(call[3])
        if _COMMENT.fullmatch(call[2]):
            continue
        slot = _slot(call[2], of_zola=of_zola)
        if slot is None:
            return ()
        parts.append(slot)
    last = text[at:].lstrip() if trims else text[at:]
    parts.append(last.rstrip("\n"))
    words = "".join(part for part in parts if isinstance(part, str))
    wraps = any(isinstance(part, Slot) and part.argument is None for part in parts)
    if "{{" in words or "}}" in words or (wraps and _BLOCK.search(words)):
        return ()
    return tuple(part for part in parts if part != "") if len(parts) > 1 or words.strip() else ()


def _slot(call: str, *, of_zola: bool) -> Slot | None:
    value, *ways = (part.strip() for part in call.split("|"))
    if not set(ways) <= _AS_IT_IS:
        return None
    raw = bool(ways)
    if of_zola:
        found = _NAME.fullmatch(value)
        return Slot(None, True) if value == "body" else Slot(found[1], raw) if found else None
    if _INNER.fullmatch(value):
        return Slot(None, True)
    got = _GET.fullmatch(value)
    return Slot(int(got[1]) if got[1] else (got[2] or got[3]).lower(), raw) if got else None


def filled(template: Template, named: Mapping[str, str], plain: tuple[str, ...], inner: str) -> str:
    """What a shortcode stands for; an argument that is not there is nothing, as in Hugo."""
    is_html = any("<" in part for part in template if isinstance(part, str))
    made = []
    for part in template:
        if isinstance(part, str):
            made.append(part)
        elif part.argument is None:
            made.append(inner)
        else:
            at = part.argument
            value = named.get(at, "") if isinstance(at, str) else plain[at] if at < len(plain) else ""
            made.append(html.escape(value) if is_html and not part.raw else value)
    return "".join(made)
