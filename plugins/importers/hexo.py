"""What Hexo writes otherwise than Jekyll: its folders, its addresses, its tags (hexo.io/docs). Octopress has many of the tags, too. Pure but for the folders."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .hugo_text import figure

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)$", re.IGNORECASE)
_WORD = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|(\S+)")
_CODE = re.compile(
    r"^[ \t]*\{%\s*(?P<name>code|codeblock)\b(?P<rest>[^%\n]{0,500})%\}[ \t]*\n?(?P<code>.*?)\n?[ \t]*\{%\s*end(?P=name)\s*%\}",
    re.DOTALL | re.MULTILINE,
)
_FRAME = re.compile(
    r"\{%\s*(?P<name>note|blockquote|quote|pullquote)\b(?P<rest>[^%\n]{0,500})%\}(?P<inner>(?:(?!\{%\s*(?P=name)\b).)*?)\{%\s*end(?P=name)\s*%\}",
    re.DOTALL,
)
_ALONE = re.compile(r"\{%\s*(?P<name>asset_img|img|post_link|asset_link)\s+(?P<rest>[^%\n]{1,500}?)\s*%\}")
#: What a note is said to be, for its look.
_KINDS = frozenset({
    "info", "warn", "warning", "tip", "danger", "success", "primary", "default", "simple", "modern", "flat",
    "no-icon", "left", "right", "center",
})  # fmt: skip
_FENCED = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?^[ \t]*(?P=mark)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)


def hexo_source(root: Path, settings: Mapping[str, Any]) -> Path | None:
    """The folder of the texts of a Hexo site, None for one of Jekyll's: both call their settings `_config.yml`."""
    if "source" in settings or (root / "_posts").is_dir():
        return None
    folder = root / (str(settings.get("source_dir") or "source").strip("/") or "source")
    is_there = (folder / "_posts").is_dir() and folder.resolve().is_relative_to(root.resolve())
    return folder if is_there else None


def as_jekyll(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Hexo's settings in Jekyll's words."""
    made = {**settings, "permalink": settings.get("permalink") or ":year/:month/:day/:title/"}
    root = str(settings.get("root") or "").strip("/")
    language = settings.get("language")
    first = language[0] if isinstance(language, list) and language else language
    return {
        **made,
        "is_hexo": "true",
        "baseurl": root,
        "lang": first if isinstance(first, str) and first != "default" else "",
    }


def is_filled_by_theme(kind: str, fields: Mapping[str, Any], body: str) -> bool:
    """Whether it is a page without words of its own, as `hexo new page tags` makes one."""
    return kind == "pages" and not body.strip() and any(fields.get(name) for name in ("type", "layout"))


def without_tags(body: str, refer: Callable[[str, str], str]) -> str:
    """`body` with the tags as Markdown for which there is a word. `refer` finds a post by its name. Code stays as it is."""
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return f"\x01{len(held) - 1}\x01"

    def fetched(text: str) -> str:
        return re.sub("\x01(\\d+)\x01", lambda one: held[int(one[1])], text)

    text = _FENCED.sub(lambda one: hold(one[0]), body.replace("\x01", ""))
    text = _CODE.sub(lambda one: hold(_code(one["rest"], fetched(one["code"]))), text)
    text = _FRAME.sub(lambda one: _frame(one["name"], one["rest"], one["inner"]), text)
    text = _ALONE.sub(lambda one: _alone(one["name"], one["rest"], refer) or one[0], text)
    return fetched(text)


def _words(rest: str) -> list[str]:
    return [next(part for part in found.groups() if part is not None) for found in _WORD.finditer(rest)]


def _code(rest: str, code: str) -> str:
    lang = re.search(r"\blang:([\w+#-]+)", rest)
    longest = max((len(one) for one in re.findall(r"^ {0,3}(`{3,})", code, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{lang[1] if lang else ''}\n{code}\n{fence}"


def _frame(name: str, rest: str, inner: str) -> str:
    """A text with a frame around it, as a quotation: below it who said it, above it what a note is headed with."""
    words = _words(rest)
    text = inner.strip("\n").rstrip()
    if name in ("note", "pullquote"):
        while words and words[0].lower() in _KINDS:
            words.pop(0)
        head = " ".join(words) if name == "note" else ""
        text = f"**{head}**\n\n{text}" if head else text
    elif words:
        text = f"{text}\n\n\u2014 {_credit(rest)}"
    return "\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + "\n"


def _credit(rest: str) -> str:
    said = " ".join(rest.split())
    found = re.search(r"\s(https?://\S+)", said)
    if not found:
        return said
    who, title = said[: found.start()].strip(" ,"), said[found.end() :].strip()
    return f"{who}, [{title}]({found[1]})" if title else f"[{who}]({found[1]})"


def _alone(name: str, rest: str, refer: Callable[[str, str], str]) -> str | None:
    words = _words(rest)
    if name in ("asset_img", "img"):
        at = next((place for place, word in enumerate(words) if _PICTURE.search(word)), None)
        if at is None:
            return None
        said = [word for word in words[at + 1 :] if not re.fullmatch(r"\d+(?:px|%)?", word)]
        parts = re.findall(r"\"([^\"]*)\"|'([^']*)'", said[0]) if len(said) == 1 else []
        said = [one or other for one, other in parts] or said  # "title 'alt'" in one
        return figure(words[at], said[-1] if said else "", "")
    if len(words) < 1:
        return None
    more = [word for word in words[1:] if word not in ("true", "false")]
    address = words[0] if name == "asset_link" else refer("post_url", words[0])
    return f"[{' '.join(more) or words[0]}]({address})" if address else None
