"""Hugo's shortcodes as Markdown, where there is an obvious one. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .shortcodes import Template, filled

_TAG = re.compile(
    r"\{\{(?P<open>[<%])(?P<ends>\s*/)?\s*(?P<name>[\w./-]+)(?P<rest>(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`]){0,3000}?)(?P<self>/)?\s*[>%]\}\}"
)
_PARAM = re.compile(r"\{\{[<%]\s*param\s+[\"`]?([\w.-]{1,200})[\"`]?\s*/?[>%]\}\}")
_SHOWN = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"`]+))"
)
_MEDIA = re.compile(r"\.(?:mp3|ogg|oga|opus|wav|m4a|flac|mp4|webm|ogv|m4v|mov)$", re.IGNORECASE)
#: Frames around a text: its words stay, set off as a quotation.
_FRAMES = frozenset({
    "note", "notice", "alert", "callout", "warning", "tip", "info", "hint", "important", "caution", "admonition",
    "box", "pageinfo", "quote", "blockquote", "pullquote",
})  # fmt: skip
#: Tags around a text that change its look alone.
_PLAIN = frozenset({"rawhtml", "html", "center", "lead", "columns", "column", "div", "section"})


@dataclass
class Converted:
    """A text, the marks that nobody could resolve, and what was changed on the way; `own` are the templates that can be put in."""

    text: str = ""
    unresolved: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    own: Mapping[str, Template] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands in a shortcode behind its name."""

    named: Mapping[str, str]
    plain: tuple[str, ...]

    def get(self, *names: str) -> str:
        """The first of these names that has a value; "" where none has."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def first(self, *names: str) -> str:
        """The same, and else what stands first without a name."""
        return self.get(*names) or (self.plain[0] if self.plain else "")


def from_hugo(body: str, refer: Callable[[str], str], own: Mapping[str, Template] | None = None) -> Converted:
    """`body` without shortcodes where Markdown has a word for them. `refer` gives the address behind a `ref`, "" where it is unknown.

    `own` are the templates of the site's own shortcodes that need nothing but their arguments.
    """
    done, samples = Converted(own=own or {}), []

    def hold(found: "re.Match[str]") -> str:
        samples.append(f"{{{{{found[1]}{found[2]}{found[3]}}}}}")
        return f"\x00{len(samples) - 1}\x00"

    text = _convert(_SHOWN.sub(hold, body.replace("\x00", "")), refer, done)
    done.text = re.sub("\x00(\\d+)\x00", lambda found: samples[int(found[1])], text)
    return done


def with_params(body: str, *tables: Mapping[str, Any]) -> str:
    """`body` with what `{{< param "team.name" >}}` stands for: a value of the text's header, else of the site's settings."""

    def said(found: "re.Match[str]") -> str:
        for table in tables:
            value: Any = table
            for name in found[1].lower().split("."):
                folded = {str(key).lower(): one for key, one in value.items()} if isinstance(value, Mapping) else {}
                value = folded.get(name)
            if isinstance(value, str) and value:
                return value
        return found[0]

    return _PARAM.sub(said, body)


def arguments_of(text: str) -> Arguments:
    """What stands behind the name of a shortcode: `key="value"` by name, the others in their order."""
    named: dict[str, str] = {}
    plain: list[str] = []
    for found in _ARGUMENT.finditer(text):
        value = (
            found["double"]
            if found["double"] is not None
            else found["raw"]
            if found["raw"] is not None
            else found["bare"]
        )
        value = value.replace('\\"', '"')
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            plain.append(value)
    return Arguments(named, tuple(plain))


def _convert(body: str, refer: Callable[[str], str], done: Converted) -> str:
    made, at = [], 0
    while (tag := _TAG.search(body, at)) is not None:
        made.append(body[at : tag.start()])
        name = tag["name"].lower()
        arguments = arguments_of(tag["rest"])
        closing = None if tag["ends"] or tag["self"] else _closing(body, tag)
        inner = body[tag.end() : closing.start()] if closing else ""
        text = _shortcode(name, arguments, inner, closing is not None, refer, done)
        if text is None:
            done.unresolved.append(tag[0])
            made.append(tag[0])
            at = tag.end()
        else:
            made.append(text)
            at = closing.end() if closing else tag.end()
    return "".join(made) + body[at:]


def _closing(body: str, tag: "re.Match[str]") -> "re.Match[str] | None":
    """The tag that closes `tag`, those of the same name inside it counted."""
    depth = 1
    for found in _TAG.finditer(body, tag.end()):
        if found["name"] != tag["name"] or found["self"]:
            continue
        depth += -1 if found["ends"] else 1
        if depth == 0:
            return found
    return None


def _shortcode(
    name: str, given: Arguments, inner: str, paired: bool, refer: Callable[[str], str], done: Converted
) -> str | None:
    """The Markdown of one shortcode; None where there is none."""
    if name in ("ref", "relref"):
        found = refer(given.first("path"))
        return found or None
    if name in ("figure", "img", "image", "picture", "imgproc", "lazyimg") or (
        name.endswith(("figure", "image", "img")) and given.get("src")
    ):
        return figure(
            given.first("src", "image", "url"),
            given.get("alt"),
            given.get("caption", "title"),
            given.get("link"),
            given.get("attr", "credit", "attribution"),
            given.get("attrlink"),
        )
    if name == "highlight":
        code = inner.strip("\n")
        return f"\n```{given.first('lang', 'language')}\n{code}\n```\n" if paired else None
    film = video(name, given.first("id", "src", "url"))
    if film:
        done.left.append(f"shortcode {name} became a link to {film[film.rindex('(') + 1 : -1]}")
        return film
    if name in _FRAMES and paired:
        title = given.get("title", "heading")
        text = _convert(inner, refer, done).strip()
        whole = f"**{title}**\n\n{text}" if title else text
        done.left.append(f"shortcode {name}: its frame became a quotation")
        return "\n" + "\n".join(f"> {line}".rstrip() for line in whole.split("\n")) + "\n"
    if name == "details" and paired:
        return f'\n<details markdown="1"><summary>{given.first("summary", "title")}</summary>\n\n{_convert(inner, refer, done).strip()}\n\n</details>\n'
    if name in _PLAIN and paired:
        done.left.append(f"shortcode {name}: its text was kept, its look was not")
        return _convert(inner, refer, done)
    if name in ("toc", "tableofcontents"):
        return "[TOC]"
    if name in done.own:
        return filled(done.own[name], given.named, given.plain, _convert(inner, refer, done))
    return None


def figure(src: str, alt: str, caption: str, link: str = "", credit: str = "", credit_link: str = "") -> str | None:
    """A picture, and below it what stands under it."""
    if not src:
        return None
    said = " ".join((alt or "").split()).replace("[", "(").replace("]", ")")
    address = src.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    picture = f"![{said}]({address})"
    if link:
        picture = f"[{picture}]({link.replace(' ', '%20')})"
    by = f"[{credit}]({credit_link})" if credit and credit_link else credit
    below = " ".join(part for part in (" ".join(caption.split()), by) if part)
    under = f"*{below}*" if below and "*" not in below and "_" not in below else below
    return f"\n{picture}\n\n{under}\n" if under else picture


def video(name: str, which: str) -> str:
    """A link to what a player or frame shows, by the name of its service; "" for others."""
    if not which:
        return ""
    if which.startswith(("http://", "https://")) and name in (
        "youtube",
        "vimeo",
        "video",
        "audio",
        "tweet",
        "twitter",
        "x",
        "gist",
        "instagram",
        "iframe",
        "embed",
        "soundcloud",
        "mastodon",
    ):
        return f"[{name.capitalize()}]({which})"
    if name in ("audio", "video") and _MEDIA.search(which):  # a file of the site's own, which comes along
        return f"[{name.capitalize()}]({which.replace(' ', '%20')})"
    addresses = {
        "youtube": f"https://www.youtube.com/watch?v={which}",
        "vimeo": f"https://vimeo.com/{which}",
        "instagram": f"https://www.instagram.com/p/{which}/",
        "youtubepl": f"https://www.youtube.com/playlist?list={which}",
    }
    if name in ("tweet", "twitter", "x", "x_simple", "twitter_simple") and which.isdecimal():
        return f"[Post on X](https://x.com/i/status/{which})"
    words = "Picture" if name == "instagram" else "Video"
    return f"[{words}]({addresses[name]})" if name in addresses and re.fullmatch(r"[\w-]+", which) else ""
