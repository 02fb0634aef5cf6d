"""Ghost's two forms of rich text, Lexical and Mobiledoc, as plain HTML. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from .commonmark import for_python_markdown
from .html_markdown import watched_at, youtube
from .relink import relinked

_CODE = re.compile(r"(^(?:`{3,}|~{3,}).*?^(?:`{3,}|~{3,})[ \t]*$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
_RUNS = re.compile(r"<(?P<name>script|style|iframe)\b(?P<facts>[^<>]*)>.*?</(?P=name)\s*>", re.DOTALL | re.IGNORECASE)

#: Lexical's bits of a text's format -> the tag of each (lexical.dev/docs, `TextFormatType`).
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
_DEEPEST = 60

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
#: Attributes that run something, or that browsers do not obey on our pages.
_HANDLER = re.compile(
    r"\s(?:on\w+|style)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)|\s(?:href|src)\s*=\s*[\"']?\s*javascript:[^\"'\s>]*[\"']?",
    re.IGNORECASE,
)


def html_of_lexical(document: Mapping[str, Any], left: list[str]) -> str:
    """The HTML of a Lexical document. Cards that nobody else can show become links or are named in `left`."""
    return _nodes(_children(document.get("root")), left, 0)


def html_of_mobiledoc(document: Mapping[str, Any], left: list[str]) -> str:
    """The HTML of a Mobiledoc (github.com/bustle/mobiledoc-kit, MOBILEDOC.md, version 0.3)."""
    markups, atoms, cards = (document.get(key) or [] for key in ("markups", "atoms", "cards"))
    made = []
    for section in document.get("sections") or ():
        if not isinstance(section, list) or not section:
            continue
        kind = section[0]
        if kind == 1 and len(section) > 2:
            made.append(f"<{_tag(section[1])}>{_marked(section[2], markups, atoms)}</{_tag(section[1])}>")
        elif kind == 2 and len(section) > 1:
            made.append(f'<img src="{escape(str(section[1]))}" alt="">')
        elif kind == 3 and len(section) > 2:
            items = "".join(
                f"<li>{_marked(item, markups, atoms)}</li>" for item in section[2] if isinstance(item, list)
            )
            made.append(f"<{_tag(section[1])}>{items}</{_tag(section[1])}>")
        elif kind == 10 and len(section) > 1 and isinstance(section[1], int) and 0 <= section[1] < len(cards):
            card = cards[section[1]]
            if isinstance(card, list) and len(card) == 2 and isinstance(card[1], dict):
                made.append(_card(str(card[0]).removeprefix("card-"), card[1], left))
    return "\n".join(made)


def _children(node: Any) -> list[Mapping[str, Any]]:
    found = node.get("children") if isinstance(node, Mapping) else None
    return [one for one in found or () if isinstance(one, Mapping)] if isinstance(found, list) else []


def _nodes(nodes: Iterable[Mapping[str, Any]], left: list[str], depth: int) -> str:
    if depth > _DEEPEST:
        left.append("a part of the text that is nested too deep")
        return ""
    return "".join(_node(one, left, depth) for one in nodes)


def _node(node: Mapping[str, Any], left: list[str], depth: int) -> str:
    kind = str(node.get("type") or "")
    if kind in ("text", "extended-text"):
        return _formatted(node)
    if kind == "linebreak":
        return "<br>"
    inner = _nodes(_children(node), left, depth + 1)
    if kind in ("link", "autolink"):
        return f'<a href="{escape(str(node.get("url") or ""))}">{inner}</a>'
    tags = {
        "paragraph": "p",
        "quote": "blockquote",
        "extended-quote": "blockquote",
        "aside": "blockquote",
        "listitem": "li",
        "table": "table",
        "tablerow": "tr",
        "tablecell": "td",
    }
    if kind in tags:
        return f"<{tags[kind]}>{inner}</{tags[kind]}>\n"
    if kind in ("heading", "extended-heading"):
        return f"<{_tag(node.get('tag') or 'h2')}>{inner}</{_tag(node.get('tag') or 'h2')}>\n"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        return f"<{tag}>{inner}</{tag}>\n"
    return inner or _card(kind, node, left)


def _formatted(node: Mapping[str, Any]) -> str:
    text, bits = escape(str(node.get("text") or ""), quote=False), node.get("format")
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _marked(markers: Any, markups: list[Any], atoms: list[Any]) -> str:
    """Markers of a section: [kind, indices of markups that open, how many close, text]."""
    made: list[str] = []
    opened: list[str] = []
    for marker in markers if isinstance(markers, list) else ():
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        for index in marker[1] if isinstance(marker[1], list) else ():
            markup = markups[index] if isinstance(index, int) and 0 <= index < len(markups) else None
            if isinstance(markup, list) and markup:
                facts = markup[1] if len(markup) > 1 and isinstance(markup[1], list) else []
                href = dict(zip(facts[::2], facts[1::2], strict=False)).get("href", "")
                made.append(f'<a href="{escape(str(href))}">' if markup[0] == "a" else f"<{_tag(markup[0])}>")
                opened.append("a" if markup[0] == "a" else _tag(markup[0]))
        if marker[0] == 0:
            made.append(escape(str(marker[3]), quote=False))
        elif isinstance(marker[3], int) and 0 <= marker[3] < len(atoms) and isinstance(atoms[marker[3]], list):
            made.append(
                "<br>" if atoms[marker[3]][0] == "soft-return" else escape(str(atoms[marker[3]][1]), quote=False)
            )
        closing = min(marker[2] if isinstance(marker[2], int) else 0, len(opened))
        made.extend(f"</{opened.pop()}>" for _ in range(closing))
    return "".join(made) + "".join(f"</{tag}>" for tag in reversed(opened))


def _card(kind: str, facts: Mapping[str, Any], left: list[str]) -> str:
    """A card: a picture, code, HTML or Markdown as themselves, what comes from elsewhere as a link, the rest named."""

    def of(*names: str) -> str:
        return next((str(facts[name]) for name in names if facts.get(name)), "")

    def picture(src: str, alt: str, caption: str) -> str:
        shown = f'<img src="{escape(src)}" alt="{escape(alt)}">'
        shown = f'<a href="{escape(of("href"))}">{shown}</a>' if of("href") else shown
        return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>\n" if src else ""

    if _is_for_members(facts):
        left.append(f"the card {kind}, which only members saw")
        return ""

    cards: dict[str, Callable[[], str]] = {
        "image": lambda: picture(of("src"), of("alt"), of("caption")),
        "html": lambda: of("html"),
        "markdown": lambda: of("html") or _rendered(of("markdown")),
        "hr": lambda: "<hr>",
        "horizontalrule": lambda: "<hr>",
        "paywall": lambda: "",
        "code": lambda: (
            f'<pre><code class="language-{escape(of("language"))}">{escape(of("code"), quote=False)}</code></pre>\n'
        ),
        "codeblock": lambda: (
            f'<pre><code class="language-{escape(of("language"))}">{escape(of("code"), quote=False)}</code></pre>\n'
        ),
        "callout": lambda: f"<blockquote>{of('calloutText', 'text')}</blockquote>\n",
        "toggle": lambda: f"<p><strong>{of('heading')}</strong></p>{of('content')}\n",
        "header": lambda: f"<h2>{of('heading', 'header')}</h2><p>{of('subheading', 'subheader')}</p>\n",
    }
    if kind in cards:
        return cards[kind]()
    if kind == "gallery":
        shown = [one for one in facts.get("images") or () if isinstance(one, Mapping)]
        made = "".join(picture(*(str(one.get(name) or "") for name in ("src", "alt", "caption"))) for one in shown)
        return made + (f"<p><em>{of('caption')}</em></p>\n" if of("caption") else "")
    if kind == "embed" and "<blockquote" in of("html"):
        return of("html")  # what somebody wrote elsewhere, with its link
    address = of("url", "src", "buttonUrl", "fileSrc", "productUrl")
    if address and kind not in ("signup", "email", "email-cta"):
        metadata = facts.get("metadata")
        words = (
            of("title", "fileTitle", "buttonText", "productTitle", "caption")
            or (str(metadata.get("title") or "") if isinstance(metadata, Mapping) else "")
            or address
        )
        left.append(f"the card {kind} became a link to {address}")
        said = of("textValue", "productDescription") if kind in ("call-to-action", "product") else ""
        return f'{f"<div>{said}</div>" if said else ""}<p><a href="{escape(address)}">{escape(words)}</a></p>\n'
    left.append(f"the card {kind}")
    return of("textValue", "productDescription") if kind in ("call-to-action", "product") else ""


def _is_for_members(facts: Mapping[str, Any]) -> bool:
    """Whether a card was hidden from readers who were no members."""
    seen_by = facts.get("visibility")
    on_web = seen_by.get("web") if isinstance(seen_by, Mapping) else None
    return (isinstance(on_web, Mapping) and on_web.get("nonMember") is False) or (
        isinstance(seen_by, Mapping) and seen_by.get("showOnWeb") is False
    )


def markdown_body(text: str, link: Callable[[str], str], left: list[str]) -> str:
    """The Markdown of Ghost's first versions as ours: nothing that runs, players as links, each address as `link` gives it."""
    parts = _CODE.split(text)
    for number in range(0, len(parts), 2):
        kept = _RUNS.sub(lambda found: _without(found, left), parts[number])
        parts[number] = _TAG.sub(lambda found: _HANDLER.sub("", found[0]), kept)
    return relinked(for_python_markdown("".join(parts), in_html=True), lambda address, _: link(address))


def _without(found: "re.Match[str]", left: list[str]) -> str:
    name = found["name"].lower()
    address = re.search(r"\bsrc\s*=\s*[\"']?([^\"'\s>]+)", found["facts"])
    if name == "iframe" and address and address[1].startswith(("http://", "https://", "//")):
        where = watched_at(f"https:{address[1]}" if address[1].startswith("//") else address[1])
        left.append(f"<iframe> became a link to {where}")
        words = "Video" if youtube(where) or "vimeo.com" in where else where
        return f'<a href="{escape(where)}">{escape(words)}</a>'
    left.append(f"<{name}>: what it does is not carried over")
    return ""


def _rendered(markdown: str) -> str:
    from markdown import markdown as html_of

    return html_of(markdown, extensions=["extra"])


def _tag(name: Any) -> str:
    """A tag of text; anything else is a paragraph, so that no document brings tags of its own."""
    known = (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "aside",
        "ul",
        "ol",
        "strong",
        "b",
        "em",
        "i",
        "code",
        "s",
        "u",
        "sub",
        "sup",
        "a",
        "pre",
    )
    return str(name).lower() if str(name).lower() in known else "p"
