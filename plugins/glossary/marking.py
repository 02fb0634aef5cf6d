"""Finds the terms of the glossary in a text, and leads the first occurrence of each to its definition. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from ..newsroom.registry import Definition

#: An abbreviation with what explains it, a comment, a tag, or the text up to the next of them.
_ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_PIECE = re.compile(
    rf"<abbr\s{_ATTRIBUTES}>[^<]*</abbr\s*>|<!--.*?-->|<[a-zA-Z/!?]{_ATTRIBUTES}>|[^<]+|<", re.DOTALL | re.IGNORECASE
)
_ABBREVIATION = re.compile(rf"(<abbr\s{_ATTRIBUTES}>)([^<]*)</abbr\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_TITLE = re.compile(r"""\stitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
#: Where a term stays as it is: what is a link or a heading already, what is no prose, and what explains itself.
_LEFT_ALONE = frozenset([
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "option",
    "pre", "samp", "script", "select", "style", "summary", "svg", "textarea", "title", "var",
])  # fmt: skip
_ID = re.compile(r"\bid=[\"']?([^\"'\s>]+)")
#: A word, or a sign that a name may begin with.
_TOKEN = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = "(?:'|’|&rsquo;|&#39;|&#x27;|&#8217;)"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: an entry of the glossary, or an abbreviation that the text explains itself. `anchor` is that of its definition."""

    anchor: str
    name: str
    definition: str
    entry: Definition | None = None


@dataclass(slots=True)
class Marked:
    """A text with its terms marked, and these in the order of the text."""

    html: str
    terms: list[Found] = field(default_factory=list)


class Terms:
    """The terms of one language. Each word of a text is looked up once, so that a long glossary costs no more than a short one."""

    def __init__(self, entries: Iterable[Definition]) -> None:
        names = {name: entry for entry in entries for name in (entry.name, *entry.aliases) if name.strip()}
        self._by_name: Mapping[str, Definition] = {_key(name): entry for name, entry in names.items()}
        by_first: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            by_first.setdefault(_first(escape(name.strip(), quote=False)), []).append(name)
        self._by_first = {
            first: re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, group))})(?![\w-])")
            for first, group in by_first.items()
        }

    def marked(self, html: str) -> Marked:
        """The text with the first occurrence of each term outside links, headings and code leading to `#term-...`."""
        made = Marked(html)
        taken = frozenset(_ID.findall(html)) if "term-" in html else frozenset[str]()
        if not self._by_first and "<abbr" not in html:
            return made
        pieces: list[str] = []
        closed: list[str] = []
        """The elements around this place in which terms are left alone."""
        for piece in _PIECE.findall(html):
            tag = _TAG.match(piece)
            abbreviation = _ABBREVIATION.fullmatch(piece)
            if abbreviation:
                pieces.append(piece if closed else _explained(abbreviation, made.terms, taken))
                continue
            if tag and tag[1] and closed and closed[-1] == tag[2].lower():
                closed.pop()
            elif tag and not tag[1] and tag[2].lower() in _LEFT_ALONE and not piece.endswith("/>"):
                closed.append(tag[2].lower())
            is_text = not piece.startswith("<") and not closed
            pieces.append(self._in_text(piece, made.terms, taken) if is_text else piece)
        made.html = "".join(pieces)
        return made

    def _in_text(self, text: str, terms: list[Found], taken: frozenset[str]) -> str:
        pieces: list[str] = []
        done = past = 0
        """How far the text stands in `pieces`, and how far it was looked at: a term that was found is not looked into."""
        for word in _TOKEN.finditer(text):
            pattern = self._by_first.get(word[0].casefold())
            if pattern is None or word.start() < past:
                continue
            match = pattern.match(text, word.start())
            if match is None:
                continue
            past = match.end()
            entry = self._by_name[_key(unescape(match[0]))]
            if not any(one.entry is not None and one.entry.slug == entry.slug for one in terms):
                anchor = _free(f"term-{entry.slug}", taken)
                terms.append(Found(anchor, entry.name, entry.definition, entry))
                pieces += [text[done : match.start()], _link(anchor), match[0], "</a>"]
                done = match.end()
        return "".join((*pieces, text[done:])) if done else text


def _explained(abbreviation: re.Match[str], terms: list[Found], taken: frozenset[str]) -> str:
    """An abbreviation, in a link where it stands for the first time."""
    tag, text = abbreviation.groups()
    title = _TITLE.search(tag)
    name = " ".join(unescape(text).split())
    if not title or not name or any(one.entry is None and one.name == name for one in terms):
        return abbreviation[0]
    anchor = _free(f"term-abbreviation-{sum(one.entry is None for one in terms) + 1}", taken)
    terms.append(Found(anchor, name, unescape(title[1] or title[2] or "")))
    return f"{_link(anchor)}{abbreviation[0]}</a>"


def _free(anchor: str, taken: frozenset[str]) -> str:
    """An anchor that nothing in the text has, such as a heading `Term strait`; neither is the way back to it there."""
    while anchor in taken or f"ref-{anchor}" in taken:
        anchor += "_"
    return anchor


def _link(anchor: str) -> str:
    return f'<a class="term" id="ref-{escape(anchor)}" href="#{escape(anchor)}" role="doc-glossref">'


def _pattern(name: str) -> str:
    """A name as it may stand in HTML: any blanks, any apostrophe, and any case where it is not all capitals, as `WHO` is."""
    words = [
        re.escape(escape(word, quote=False)).replace("'", _APOSTROPHES).replace("’", _APOSTROPHES)
        for word in name.split()
    ]
    pattern = r"(?:\s|&nbsp;)+".join(words)
    return pattern if name.isupper() else f"(?i:{pattern})"


def _first(name: str) -> str:
    """The first word of a name, by which it is looked up."""
    found = _TOKEN.match(name)
    return found[0].casefold() if found else name


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
