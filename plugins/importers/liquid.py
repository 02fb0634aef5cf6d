"""Jekyll's Liquid tags as Markdown, where there is an obvious one. Code stays as it is: there a tag is a sample."""

import re
from collections.abc import Callable
from pathlib import Path

from .hugo_text import Converted, arguments_of, figure, video

_HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\s+(?P<lang>[\w+#-]+)[^%\n]*%\}[ \t]*\n?(?P<code>.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.DOTALL,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_CODE = re.compile(
    r"^(?P<fence> {0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=mark)[`~]*[ \t]*$)|(?P<span>(?<!`)(`+)(?!`).+?(?<!`)\4(?!`))",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(
    r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>(?:\"[^\"\n]*\"|'[^'\n]*'|[^\"'%\n]|%(?!\})){0,500}?)\s*-?%\}|\{\{-?\s*(?P<value>(?:\"[^\"\n]*\"|'[^'\n]*'|[^\"'{}\n]){0,500}?)\s*-?\}\}"
)
_ATTRIBUTES = re.compile(r"\{:\s*(?:toc|:toc)[^}]*\}", re.IGNORECASE)
_TOC = re.compile(r"^[*\-1][. ]\s*[^\n]*\n\{:\s*toc[^}\n]*\}[ \t]*$", re.MULTILINE | re.IGNORECASE)
_HELD = re.compile("\x00(\\d+)\x00")
_INCLUDED = re.compile(
    r"(?P<raw>\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\})|\{%-?\s*include_relative\s+[\"']?(?P<path>[^\s\"'{}%]+)[\"']?\s*-?%\}",
    re.DOTALL,
)
#: Files that include files, at most, and the letters that they may bring in all.
_DEEPEST, _MOST = 5, 1_000_000
_INCLUDED = re.compile(
    r"(?P<raw>\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\})|\{%-?\s*include_relative\s+[\"']?(?P<path>[^\s\"'{}%]+)[\"']?\s*-?%\}",
    re.DOTALL,
)
#: Files that include files, at most, and the letters of one.
_DEEPEST, _MOST = 5, 1_000_000


def with_included(body: str, source: Path, root: Path) -> str:
    """`body` with the files beside its own that `include_relative` names, as far as they lie in the old site; others stay as they are."""

    brought = 0

    def said(found: "re.Match[str]") -> str:
        nonlocal brought
        if found["raw"] is not None:
            return found[0]
        try:
            file = (source.parent / found["path"]).resolve()
            text = file.read_text(encoding="utf-8-sig") if file.is_relative_to(root.resolve()) else None
        except (OSError, ValueError):
            text = None
        if text is None or brought + len(text) > _MOST:
            return found[0]
        brought += len(text) + 1
        return text.strip("\n")

    for _ in range(_DEEPEST):
        made = _INCLUDED.sub(said, body)
        if made == body:
            break
        body = made
    return body


def from_liquid(body: str, refer: Callable[[str, str], str], values: Callable[[str], str | None]) -> Converted:
    """`body` without Liquid where Markdown has a word for it.

    `refer(kind, path)` gives the address behind `link`, `post_url` and `include`d files, "" where it is unknown; `values(name)` what
    `site.title` and its like stand for, None where that is unknown.
    """
    done = Converted()
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return f"\x00{len(held) - 1}\x00"

    text = body.replace("\x00", "")
    text, comments = _COMMENT.subn("", text)
    if comments:
        done.left.append(f"{comments} comment{'s' if comments > 1 else ''} of the writer, which no reader saw")
    text = _HIGHLIGHT.sub(
        lambda one: hold(f"```{one['lang']}\n{_RAW.sub(lambda raw: raw['raw'], one['code'])}\n```"), text
    )
    text = _RAW.sub(lambda one: hold(one["raw"]), text)
    text = _CODE.sub(lambda one: hold(one[0]), text)
    text = _TOC.sub("[TOC]", text)
    text = _TAG.sub(lambda one: _said(one, refer, values, done), text)
    text = _ATTRIBUTES.sub("", text)
    while _HELD.search(text):
        text = _HELD.sub(lambda one: held[int(one[1])], text)
    done.text = text
    return done


def _said(
    tag: "re.Match[str]", refer: Callable[[str, str], str], values: Callable[[str], str | None], done: Converted
) -> str:
    text = (
        _value(tag["value"], values)
        if tag["value"] is not None
        else _tag(tag["name"], tag["rest"].strip(), refer, done)
    )
    if text is None:
        done.unresolved.append(tag[0])
        return tag[0]
    return text


def _value(expression: str, values: Callable[[str], str | None]) -> str | None:
    """What `{{ ... }}` stands for: a text or a known value, through the filters that only write addresses."""
    first, *filters = [part.strip() for part in expression.split("|")]
    quoted = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'", first)
    found = (quoted[1] if quoted[1] is not None else quoted[2]) if quoted else values(first)
    for one in filters:
        name, _, argument = one.partition(":")
        argument = argument.strip().strip("\"'")
        if found is None or name.strip() not in (
            "relative_url",
            "absolute_url",
            "prepend",
            "append",
            "escape",
            "strip",
            "xml_escape",
        ):
            return None
        if name.strip() == "prepend" and not argument.startswith("site."):
            found = argument + found
        elif name.strip() == "append":
            found += argument
    return found


def _tag(name: str, rest: str, refer: Callable[[str, str], str], done: Converted) -> str | None:
    if name in ("link", "post_url"):
        return refer(name, rest.strip().strip("\"'")) or None
    if name in ("include", "include_relative", "include_cached"):
        file, _, more = rest.partition(" ")
        return _included(file.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower(), more, done)
    if name == "image":
        return _octopress(rest)
    film = video(name, arguments_of(rest).first("id"))
    if film:
        done.left.append(f"the tag {name} became a link")
        return film
    return None


def _included(name: str, rest: str, done: Converted) -> str | None:
    given = arguments_of(re.sub(r"=\s*'([^'\n]*)'", r'="\1"', rest))
    src = given.get("image_path", "src", "url", "image", "file", "path", "img")
    if src and ("fig" in name or "image" in name or "img" in name or "picture" in name or "photo" in name):
        return figure(
            src,
            given.get("alt", "description"),
            given.get("caption", "title"),
            given.get("link", "href"),
            given.get("credit", "attribution"),
        )
    kind = next(
        (one for one in ("youtube", "vimeo", "tweet", "instagram") if one in name), "video" if "video" in name else ""
    )
    film = video(given.get("provider") or kind, given.first("id", "video_id", "youtube_id", "videoid", "src", "url"))
    if film:
        done.left.append(f"the include {name} became a link")
        return film
    return "[TOC]" if name in ("toc", "table-of-contents") else None


def _octopress(rest: str) -> str | None:
    """`{% image center /images/x.png 400 300 "title" "alt" %}` and the like: the first address is the picture."""
    src = re.search(r"(?:https?://|/|\b)[^\s\"']+\.(?:png|jpe?g|gif|webp|svg|avif)", rest, re.IGNORECASE)
    words = re.findall(r"[\"']([^\"'\n]*)[\"']", rest)
    return figure(src[0], words[-1] if words else "", "") if src else None
