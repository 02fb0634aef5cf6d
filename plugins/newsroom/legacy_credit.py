"""Credits that stand as a sentence in old texts: found where they are one, left alone everywhere else.

Only a line of its own in the first or last paragraphs counts: a search of the whole text is wrong a third of the time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from .signs import may_define
from .slug import slug_of
from .story import Source

_FIRST = 3
_LAST = 4
_LONGEST = 600
_MOST_WORDS = 60
#: Words beside the links of a line that begins with "via".
_MOST_BESIDE = 6

#: (language, relation, pattern). Tried in order against the line's words, links shown as \x01N\x02words\x03. `name` is who had it first.
_NAME = r"(?P<name>[^\n]{1,160}?)"
_TAIL = r"(?:[,]? (?:and|,)? ?(?:is |has been |are )?(?:re-?published|reproduced|re-?posted|reprinted|moved)\b[^\n]*|[,]? on \d[^\n]*|[,]? (?:on|in) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b[^\n]*| by (?P<author>[^\n]{1,80}?)| \((?P<author2>by [^\n()]{1,80})\))*"
_SUBJECT = r"(?:(?:an? )?(?:(?:earlier|longer|shorter|similar|slightly different|edited) )*version of )?(?:this|the) (?:(?:blog|guest) )?(?:article|post|story|report|piece|text|interview|essay|column|entry|explainer)"
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("en", "based-on", rf"(?:{_SUBJECT} |it )?(?:was |is )?(?:originally|first) reported by {_NAME}{_TAIL}"),
    ("en", "based-on", rf"(?:{_SUBJECT} (?:was |is )?(?:based on|according to)|based on|according to) a report (?:by|from|in) {_NAME}{_TAIL}"),
    ("en", "republished", rf"(?:{_SUBJECT}|this|it)? ?(?:was |has been |is |were )?(?:\x01\d+\x02)?(?:also |originally |first |previously )?(?:originally |first )?(?:published|posted|appeared|printed)(?:\x03)?(?: (?:on|in|at|by|with|over at))+(?: on the| the(?=\x01| \x01))*:? ?{_NAME}{_TAIL}"),
    ("en", "republished", rf"(?:{_SUBJECT}|this) (?:is|was) (?:an? )?(?:(?:lightly|slightly) )?(?:edited )?\x01?(?:\d+\x02)?(?:cross-?post(?:ed)?|repost(?:ed)?)\x03? (?:of|from|to|on) {_NAME}{_TAIL}"),
    ("en", "republished", rf"(?:cross-?posted|reposted|republished|reprinted|syndicated) (?:\w+ permission )?(?:from|at|on|with permission (?:from|of)) {_NAME}{_TAIL}"),
    ("en", "republished", rf"{_SUBJECT} (?:is|was) (?:cross-?posted|reposted|republished|reprinted) (?:here )?(?:with permission )?(?:from|of|by) {_NAME}{_TAIL}"),
    ("en", "translated", rf"(?:{_SUBJECT} (?:is|was) )?(?:a )?translat(?:ed|ion) (?:from|of)(?: the original (?:at|by|on|in))? {_NAME}{_TAIL}"),
    ("en", "via", rf"(?:via|hat tip(?: to)?|h/t):? {_NAME}"),
    ("de", "based-on", rf"(?:dieser|der) (?:artikel|beitrag|text|bericht) (?:beruht|basiert) auf (?:einem bericht|einer meldung) (?:von|der|des) {_NAME}"),
    ("de", "republished", rf"(?:dieser|der) (?:artikel|beitrag|text|bericht) (?:erschien|ist) (?:zuerst|ursprünglich) (?:erschienen )?(?:bei|auf|in|im) {_NAME}(?: erschienen)?"),
    ("de", "republished", rf"(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht) (?:bei|auf|in|im) {_NAME}"),
    ("fr", "republished", rf"(?:cet article|ce texte) (?:a été |est )?(?:initialement |d.abord |originellement )?(?:publié|paru)(?: initialement| d.abord)? (?:sur|par|dans|chez) {_NAME}"),
    ("es", "republished", rf"(?:este|el) (?:artículo|texto|reportaje) (?:se publicó|fue publicado|apareció) (?:originalmente|primero|por primera vez) (?:en|por) {_NAME}"),
    ("zh", "translated", rf"(?:原文|原文链接|原文連結|英文原文)\s*[:：]\s*{_NAME}"),
    ("ja", "translated", rf"(?:原文|元記事)\s*[:：]\s*{_NAME}"),
    ("zh", "republished", rf"(?:转载自|轉載自|本文转自|来源)\s*[:：]?\s*{_NAME}"),
)  # fmt: skip
_PATTERNS = tuple((lang, relation, re.compile(pattern, re.IGNORECASE)) for lang, relation, pattern in _TABLE)
#: Every pattern needs one of these: a line without any of them, as nearly all are, is not looked at twice.
_HINTS = (
    "report", "publi", "post", "appear", "print", "syndicat", "translat", "via", "hat tip", "h/t", "beruht",
    "basiert", "erst", "ursprünglich", "paru", "apareci", "原文", "元記事", "转载", "轉載", "转自", "来源",
)  # fmt: skip
#: Half of them have a letter that few words have: the search goes from one to the next, and takes a fourth of the time that they take by themselves.
_WITH_P = re.compile(r"p(?:ost|ubli|rint|aru|(?<=rep)ort|(?<=app)ear|(?<=hat tip)|(?<=ap)areci|(?<=ursp)rünglich)")
_WITHOUT_P = tuple(one for one in _HINTS if "p" not in one)

_INLINE = re.compile(
    r"\[([^\[\]\n]{0,300})\]\(\s*<?([^\s()<>]{1,1000}(?:\([^\s()]{0,200}\))?[^\s()<>]{0,200})>?(?:\s+[\"'][^\"'\n]{0,200}[\"'])?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,300})\](?:\[([^\[\]\n]{0,100})\])")
_ANCHOR = re.compile(
    r"<a\b[^<>\n]{0,500}?href\s*=\s*[\"']([^\"'\n]{1,1000})[\"'][^<>\n]{0,500}>([^<\n]{0,300})</a\s*>", re.IGNORECASE
)
_BARE = re.compile(r"<?((?:https?:)?//[^\s<>()\[\]\x01-\x03]{3,1000}[^\s<>()\[\].,;:!?\x01-\x03*_])>?")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,100})\]:\s*<?(\S{1,1000}?)>?(?:\s+[\"'(].*)?\s*$")
#: A line that goes on with a sentence, and one that ends it, or is broken there for the reader too.
_SMALL = re.compile(r"[\s>]*[a-z\u00df-\u00f6\u00f8-\u00ff]")
_END = re.compile(r"(?:[.!?:;\u2026\u3002\uff1a>|\\][\s*_~\"')\]\u201d\u2019]*| {2})$")
_OUTER = re.compile(r"^[\s>*_~\"'(-]+|[\s*_~\"')]+$")
_TAGS = re.compile(r"</?(?:p|em|i|b|strong|small|span|div|cite)\b[^<>\n]{0,200}>", re.IGNORECASE)
_PICTURE = re.compile(r"^\s*(?:!\[|<(?:img|figure|figcaption)\b|\[!\[)", re.IGNORECASE)
_MARKED = re.compile(r"\x01(\d+)\x02([^\x03]*)\x03")
_HALF_MARK = re.compile(r"\x01\d+\x02|[\x01-\x03]")
_HOSTLIKE = re.compile(r"^(?:https?:)?//|^www\.|^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|$)", re.IGNORECASE)
_CREDITS_OF_PEOPLE = re.compile(
    r"^(?:additional reporting|reporting|editing|edited|written|photo|photograph|image|picture|graphic)s?\b",
    re.IGNORECASE,
)
_LATER = re.compile(r" (?:and (?:is|has been|are|was) |with permission|under (?:a|the) )[^\n]*$", re.IGNORECASE)

#: What a list of changes names in brackets: "via Issue #2579".
_NUMBERED = re.compile(r"(?:(?:issues?|bugs?|tickets?|prs?|pull requests?|commits?)\s*)?#\d", re.IGNORECASE)
_DAY_AT_END = re.compile(
    r"[\s,:;(–—-]+(?:on )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}\)?$"
)

_LICENSE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?P<kind>licenses/by(?:-nc)?(?:-nd|-sa)?|publicdomain/zero)/(?P<version>[1-4]\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A credit in a body: its sources, and its lines, which count from 1 in the body."""

    sources: tuple[Source, ...]
    first_line: int
    last_line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    first: int
    lines: tuple[str, ...]
    after_picture: bool


def find_credits(body: str, *, own_host: str = "", lang: str = "en") -> tuple[Found, ...]:
    """The credits that stand as lines of their own in the first or last paragraphs of a body.

    A link to `own_host`, the site's own, is none. Without a link only the name is taken: no address is made up.
    """
    del lang  # every language's patterns are tried: writers quote credits in the source's language
    lines = body.split("\n")
    blocks = _ends(lines)
    if not _hints(" ".join([" ".join(lines[block.start : block.stop]) for block in blocks])):
        return ()  # as in nearly all bodies
    definitions = _definitions(body) if may_define(body) else {}
    found = []
    for paragraph in _paragraphs(lines, blocks):
        if paragraph.after_picture or not _hints(" ".join(paragraph.lines)):
            continue
        for first, text in _lines_of_their_own(paragraph):
            sources = _sources(text, definitions, own_host)
            if sources:
                found.append(Found(sources, first, first + text.count("\n"), text))
    return tuple(found)


def without(body: str, found: Sequence[Found]) -> str:
    """The body without these credits, its other lines where they were, so that problems keep their line numbers."""
    if not found:
        return body
    lines = body.split("\n")
    for one in found:
        for number in range(one.first_line - 1, one.last_line):
            lines[number] = ""
    return "\n".join(lines)


def _ends(lines: Sequence[str]) -> list[range]:
    """Where the first and the last paragraphs stand; definitions of links and footnotes are none."""
    first = _blocks(lines, range(len(lines)), _FIRST)
    last = _blocks(lines, range(len(lines) - 1, -1, -1), _LAST)
    return sorted({*first, *last}, key=lambda one: one.start)


def _blocks(lines: Sequence[str], order: range, limit: int) -> list[range]:
    found: list[range] = []
    begun = ended = -1
    for n in order:
        line = lines[n]
        if line and not line.isspace() and ("]:" not in line or not _DEFINITION.match(line)):
            begun = n if begun < 0 else begun
            ended = n
        elif begun >= 0:
            _add(found, lines, begun, ended)
            begun = -1
            if len(found) >= limit:
                return found
    if begun >= 0:
        _add(found, lines, begun, ended)
    return found


def _add(found: list[range], lines: Sequence[str], begun: int, ended: int) -> None:
    block = range(min(begun, ended), max(begun, ended) + 1)
    if not lines[block.start].lstrip().startswith(("```", "~~~", "|")):
        found.append(block)


def _paragraphs(lines: Sequence[str], blocks: Sequence[range]) -> Iterator[_Paragraph]:
    for block in blocks:
        first = block.start
        above = next((lines[m] for m in range(first - 1, max(-1, first - 4), -1) if lines[m].strip()), "")
        yield _Paragraph(first + 1, tuple(lines[first : block.stop]), bool(_PICTURE.match(above)))


def _lines_of_their_own(paragraph: _Paragraph) -> Iterator[tuple[int, str]]:
    """Each line of a short paragraph, else the paragraph as one."""
    whole = "\n".join(paragraph.lines[:9])
    if (
        len(paragraph.lines) < 9
        and len(whole) <= _LONGEST
        and len(paragraph.lines) > 1
        and _sources(" ".join(paragraph.lines), {}, "\x00")
    ):
        yield paragraph.first, whole
        return
    above = ""
    ends = (
        *range(min(_FIRST, len(paragraph.lines))),
        *range(max(_FIRST, len(paragraph.lines) - _LAST), len(paragraph.lines)),
    )
    for n in ends:
        line = paragraph.lines[n]
        near = paragraph.lines[n - 1] if n else "", paragraph.lines[n + 1] if n + 1 < len(paragraph.lines) else ""
        if len(line) <= _LONGEST and not _PICTURE.match(above) and not _PICTURE.match(line) and _is_whole(line, *near):
            yield paragraph.first + n, line
        above = line


def _is_whole(line: str, above: str, below: str) -> bool:
    """Whether a line is more than a part of a sentence that begins in the line above it, or ends in the one below."""
    begins_within = bool(above) and _SMALL.match(line) and not _END.search(above)
    return not begins_within and not (_SMALL.match(below) and not _END.search(line))


def _sources(text: str, definitions: dict[str, str], own_host: str) -> tuple[Source, ...]:
    """The sources that a line names as a credit; none where the line is not one."""
    if not _hints(text):  # of nearly all lines nothing more is asked
        return ()
    urls: list[str] = []

    def marked(words: str, url: str) -> str:
        urls.append(url)
        return f"\x01{len(urls) - 1}\x02{words}\x03"

    line = _TAGS.sub("", " ".join(text.split()))
    if len(line.split()) > _MOST_WORDS:
        return ()
    line = _ANCHOR.sub(lambda m: marked(m[2], m[1]), line)
    line = _INLINE.sub(lambda m: marked(m[1], m[2]), line)
    line = _REFERENCE.sub(lambda m: marked(m[1], definitions.get((m[2] or m[1]).casefold(), "")), line)
    line = _BARE.sub(lambda m: m[0] if _inside_link(line, m.start()) else marked(m[1], m[1]), line)
    line = _OUTER.sub("", _OUTER.sub("", line).replace("**", "").replace("__", "")).rstrip(".。 ")
    line = _OUTER.sub("", line)
    if not line or _CREDITS_OF_PEOPLE.match(line):
        return ()
    whole = _MARKED.fullmatch(line)  # the sentence is one link
    for _lang, relation, pattern in _PATTERNS:
        match = pattern.fullmatch(whole[2] if whole else line)
        if match:
            if relation == "via" and _says_more(match["name"]):
                return ()
            source = _source(match, line, urls, relation, own_host)
            return (source,) if source else ()
    return ()


def _says_more(name: str) -> bool:
    """Whether what stands behind "via" is a sentence and no name: "via mail, as you know"."""
    beside = _MARKED.sub("", name)
    return len(beside.split()) > _MOST_BESIDE or "," in beside or bool(re.search(r"[.!?] \S", beside))


def _hints(text: str) -> bool:
    folded = text.casefold()
    return _WITH_P.search(folded) is not None or any(map(folded.__contains__, _WITHOUT_P))


def _inside_link(line: str, at: int) -> bool:
    return line.rfind("\x01", 0, at) > line.rfind("\x03", 0, at)


def _source(match: "re.Match[str]", line: str, urls: Sequence[str], relation: str, own_host: str) -> Source | None:
    """The source that a sentence names; None where what stands in its place names nobody, or the site itself."""
    links = [(words, urls[int(number)]) for number, words in _MARKED.findall(line)]
    licenses = [found for _, url in links if (found := _LICENSE.match(url))]
    outside = [(words, url) for words, url in links if _is_outside(url, own_host) and not _LICENSE.match(url)]
    if links and not outside and any(url for _, url in links):
        return None  # it leads to the site itself
    name, title = _name_and_title(_unmarked(match["name"]), outside, relation)
    url = outside[-1][1] if outside else ""
    if not name or _HOSTLIKE.match(name) or _says_nothing(name):
        name = _host(url) or _host(name)
    if not _names_somebody(name, has_address=bool(url)) or not slug_of(name):
        return None
    groups = match.groupdict()
    author = groups.get("author") or (groups.get("author2") or "").removeprefix("by ")
    return Source(
        name=name,
        slug=slug_of(name),
        relation=relation,
        url=f"https:{url}" if url.startswith("//") else url,
        title=title,
        author=_unmarked(author).strip(" .,"),
        from_text=True,
        license=_spdx(licenses[0]) if licenses else "",
    )


def _unmarked(text: str) -> str:
    """A text with the words of its links alone, of which one may hold an end only: `[first published on Granite](U)`."""
    return _HALF_MARK.sub("", _MARKED.sub(lambda found: found[2], text))


def _name_and_title(given: str, outside: Sequence[tuple[str, str]], relation: str) -> tuple[str, str]:
    """The name of the outlet and the title of its article, as the sentence and its links (words, address) give them."""
    name, title = _LATER.sub("", given).strip(" .,:*_\"'"), ""
    words = outside[-1][0] if outside else ""
    if relation == "translated" and words and not _HOSTLIKE.match(words):
        title, name = words, ""
    if len(outside) == 1 and relation == "republished" and words in given:
        name = words
    if len(outside) > 1:  # "in [issue](U) of [Magazine](U)": the last one is the outlet
        title, name = outside[0][0], words
        owners = [f"{title}{sign}s {words}" for sign in "'’" if f"{title}{sign}s {words}" in given]
        title, name = ("", owners[0]) if owners else (title, name)  # "on [Ann Bee](U)'s [blog](U)"
    return _DAY_AT_END.sub("", name.split(";")[0].strip()).strip(" .,:;("), title


def _names_somebody(name: str, *, has_address: bool) -> bool:
    if not name or len(name.split()) > 12 or not re.search(r"\w", name):
        return False
    if re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", name):
        return False  # "originally published at 2024-04-23 10:00:00 (UTC)": a moment, not a place
    if _NUMBERED.match(name):
        return False
    if has_address:
        return True
    if not re.match(r"[A-Z0-9\u0080-\uffff]", name):
        return False  # "first published in 2009" or "by accident": no name
    return not re.fullmatch(r"(?:the |early |late )?\d{4}s?|[A-Z][a-z]+ \d{4}", name)


def _spdx(found: "re.Match[str]") -> str:
    """The SPDX id of a licence of Creative Commons, which its address spells out (spdx.org/licenses)."""
    kind = "CC0" if found["kind"] == "publicdomain/zero" else f"CC-{found['kind'].removeprefix('licenses/').upper()}"
    return f"{kind}-{found['version']}"


def _is_outside(url: str, own_host: str) -> bool:
    host = _host(url)
    return bool(host) and host != own_host.removeprefix("www.").casefold()


def _host(address: str) -> str:
    text = address if "//" in address else f"//{address}"
    try:
        host = (urlsplit(text).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if "." in host else ""


def _says_nothing(name: str) -> bool:
    """ "my personal blog", "here": words that name nobody."""
    return (
        bool(
            re.fullmatch(
                r"(?:(?:my|our|his|her|the|their)\b.*\b)?(?:blog|site|website|page|newsletter)|here|there|this (?:page|site)|medium",
                name,
                re.IGNORECASE,
            )
        )
        and name != "Medium"
    )


def _definitions(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in body.split("\n"):
        match = _DEFINITION.match(line) if line.lstrip().startswith("[") else None
        if match:
            found.setdefault(match[1].casefold(), match[2])
    return found
