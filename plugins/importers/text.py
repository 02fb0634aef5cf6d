"""An article pasted from a web page as plain text, taken apart: headline, deck, byline, topics, source, body. Pure."""

import re
from collections.abc import Iterable, Sequence

from ..newsroom.legacy_credit import find_credits, without
from ..newsroom.slug import fold
from .article import Imported, each_once, readable_date
from .roles import without_roles

#: What a page says around an article; a line that is nothing else is left out.
_FURNITURE = re.compile(
    r"(?:share(?: this)?(?: (?:article|story|post|page|on \w+))?|leave a (?:comment|reply)|(?:\d+|no) comments?|post a comment|add a comment"
    r"|your email address will not be published\..*|required fields are marked.*|read more|continue reading|related (?:articles|posts|stories|news)"
    r"|you (?:may|might) also like|subscribe(?: now| today)?(?: to .{0,60})?|sign up(?: for .{0,60})?|newsletter|advertisement|sponsored|print(?: this)?"
    r"|(?:tweet|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|e-?mail|copy link|pinterest)|follow us.{0,60}|we use cookies.{0,200}"
    r"|accept (?:all )?cookies|skip to content|(?:go |back )?to (?:the )?top|go top|home|menu|search|log in|sign in|name \*?|email \*?|website|save my name.{0,120}|previous (?:post|article)|next (?:post|article))",
    re.IGNORECASE,
)
_READING_TIME = re.compile(r"\d{1,3}[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_BY = re.compile(r"by[ :]+(?P<names>\S.{1,120})", re.IGNORECASE)
_LISTS = re.compile(
    r"(?P<key>tags?|topics|keywords|filed under|categor(?:y|ies)|section)\s*:\s*(?P<value>.*)", re.IGNORECASE
)
_DATED = re.compile(r"(?:(?:first )?(?:published|posted|updated|date)(?: on)?:?\s+)?(?P<date>.{6,40})", re.IGNORECASE)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY_FIRST = re.compile(r"(?:\w+day,? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"(?:\w+day,? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]*|de|van|von|da|bin|al|la|le)(?: (?:[A-Z][\w.'’-]*|de|van|von|da|bin|al|la|le)){1,4}"
)
_END = re.compile(r"[.!?…:;,\"”’)]$")
_LONG_HEADING = 120
_LONGEST_DECK = 200


def read_text(text: str, *, junk: Iterable[str] = ()) -> Imported:
    """The article in a pasted text. `junk` are tags that say nothing. What is not plain stays empty: nothing is guessed."""
    lines = [" ".join(line.replace("\u00a0", " ").split()) for line in text.lstrip("\ufeff").splitlines()]
    kept, tags, categories, dropped = _without_furniture(lines)
    head, body = _split_head(kept)
    title = head[0] if head else ""
    deck, authors, date, listed, rest = _read_head(head[1:])
    blocks = [*rest, *body]
    markdown = "\n\n".join(_blocks(blocks))
    found = find_credits(markdown)
    sources = tuple(source for one in found for source in one.sources)
    markdown = re.sub(r"\n{3,}", "\n\n", without(markdown, found)).strip()
    names = {fold(name) for name in junk} | {fold(source.name) for source in sources}
    kept_tags = [tag for tag in each_once(tags) if fold(tag) not in names]
    dropped += [f"tag: {tag}" for tag in each_once(tags) if fold(tag) in names]
    return Imported(
        title,
        deck,
        date,
        tuple(authors),
        each_once([*categories, *listed]),
        tuple(kept_tags),
        sources,
        markdown,
        tuple(dropped),
    )


def _without_furniture(lines: Sequence[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """The lines of the article, its tags, its categories, and what was left out."""
    kept: list[str] = []
    dropped: list[str] = []
    lists: dict[str, list[str]] = {"tags": [], "categories": []}
    opened = ""
    for line in lines:
        found = _LISTS.fullmatch(line)
        if found:
            key = "categories" if found["key"].lower().startswith(("cat", "sec")) else "tags"
            lists[key] += _parts(found["value"])
            opened = "" if found["value"] else key
        elif opened and line and len(line) < 60 and not _END.search(line):
            lists[opened] += _parts(line)
        elif line and is_furniture(line):
            dropped.append(line)
        else:
            opened = opened if not line else ""
            kept.append(line)
    return kept, lists["tags"], lists["categories"], dropped


def is_furniture(line: str) -> bool:
    """Whether a line says only what pages say around an article: share this, four minutes to read."""
    return bool(_FURNITURE.fullmatch(line.rstrip(".")) or _FURNITURE.fullmatch(line) or _READING_TIME.fullmatch(line))


def _split_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The short lines before the first paragraph, and the rest with its blank lines."""
    head: list[str] = []
    for n, line in enumerate(lines):
        if not line:
            continue
        if head and _is_paragraph(line):
            return head, list(lines[n:])
        if len(head) >= 8:
            return head, list(lines[n:])
        head.append(line.lstrip("# ").strip())
    return head, []


def _read_head(lines: Sequence[str]) -> tuple[str, list[str], str, list[str], list[str]]:
    """(deck, authors, date, categories, headings left over) of the lines below the title."""
    deck, date = "", ""
    authors: list[str] = []
    listed: list[str] = []
    rest: list[str] = []
    for line in lines:
        by = _BY.fullmatch(line)
        day = _date_of(line)
        if by:
            authors += _people(by["names"])
        elif day:
            date = date or day
        elif not authors and _NAME.fullmatch(line) and len(line) < 50:
            authors += _people(line)
        elif _is_list(line) and not listed:
            listed = _parts(line)
        elif not deck and len(line) > 25:
            deck = line
        else:
            rest.append(line)
    return deck, authors, date, listed, rest


def _blocks(lines: Sequence[str]) -> list[str]:
    """Paragraphs, lists and headings. A short line without a full stop, alone between paragraphs, is a heading."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    blocks = ["\n".join(one) for one in paragraphs if one]
    return [
        f"## {block}" if _is_heading(block, blocks[n + 1] if n + 1 < len(blocks) else "") else _bullets(block)
        for n, block in enumerate(blocks)
    ]


def _is_heading(block: str, after: str) -> bool:
    short = "\n" not in block and len(block) <= _LONG_HEADING and not block.startswith(("#", "-", "*", ">", "•", "|"))
    ended = _END.search(block) and not block.endswith("?")
    return (
        short
        and not ended
        and bool(after)
        and _is_paragraph(after.split("\n", maxsplit=1)[0])
        and len(block.split()) > 1
    )


def _is_paragraph(line: str) -> bool:
    return len(line) > _LONGEST_DECK or (
        len(line) > 60 and bool(re.search(r"[.!”\"]$", line)) and len(line.split()) > 9
    )


def _bullets(block: str) -> str:
    return re.sub(r"^[•·‣▪]\s*", "- ", block, flags=re.MULTILINE)


def _is_list(line: str) -> bool:
    parts = _parts(line)
    return (
        len(parts) > 1
        and all(part[:1].isupper() and len(part.split()) <= 4 for part in parts)
        and not _END.search(line)
    )


def _parts(text: str) -> list[str]:
    return [part.strip(" #.") for part in re.split(r"[,;|]", text) if part.strip(" #.")]


def _people(text: str) -> list[str]:
    text = re.split(r"\s[|•·–—-]\s", text)[0]
    return list(without_roles([name.strip() for name in re.split(r",| and | & ", text) if name.strip()])[0])


def _date_of(line: str) -> str:
    """The day that a line names beyond doubt, as ISO text."""
    found = _DATED.fullmatch(line)
    if not found:
        return ""
    text = found["date"].strip()
    for pattern, order in ((_DAY_FIRST, (0, 1, 2)), (_MONTH_FIRST, (1, 0, 2))):
        match = pattern.fullmatch(text)
        if match:
            day, month, year = (match.groups()[n] for n in order)
            numbers = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(month.lower())]
            return readable_date(f"{year}-{numbers[0]:02}-{int(day):02}") if len(numbers) == 1 else ""
    return readable_date(text) if re.match(r"\d{4}-", text) else ""
