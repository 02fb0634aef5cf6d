"""What a reader sees of a Markdown text, without rendering it: for reading time, likeness and summaries."""

import html
import re
from collections.abc import Iterator

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:\s*\S+.*$|^ {0,3}\*\[[^\]\n]+\]:.*$")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_PICTURE = re.compile(r"!\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_AUTOLINK = re.compile(r"<https?://[^<>\s]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.]|[A-Za-z-]+=)[^{}\n]*\}")
_LEAD = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+|:\s{2,})+")
_CLOSING = re.compile(r"\s+#+\s*$")
_RULE = re.compile(r"^\s*([-*_=]\s*){3,}$|^\s*\|?\s*:?-{2,}[-|:\s]*$")
#: Each alternative begins with the mark itself, so that the search jumps from mark to mark; what stands before it is looked at after.
_MARKS = re.compile(
    r"\*(?<!\\\*)\*{0,2}(?=\S)|~(?<!\\~)~(?=\S)|`(?<!\\`)`*(?=\S)"
    r"|\*(?<=[^\s\\]\*)\*{0,2}|~(?<=[^\s\\]~)~|`(?<=[^\s\\]`)`*"
    r"|_(?<!\w_)_{0,2}(?=\S)|_(?<=\S_)_{0,2}(?!\w)"
)
#: What any of these patterns needs a line to hold: a sign, or the start of a list.
_SIGNS = re.compile(r"[*~`_#<\[{|\\&]")
_START = re.compile(r"\s*(?:[-=>+:]|\d{1,9}[.)])")
#: How a line may begin that is nothing but a rule.
_RULED = frozenset("-*_=|:")
#: What is a blank like any other to a reader, beside the blank itself and the end of a line.
_GAPS = tuple(one for one in map(chr, range(0x3001)) if one.isspace() and one not in " \n")
#: Texts shorter than this are sooner taken apart than looked through for gaps.
_SHORT = 500
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def visible_text(markdown: str) -> str:
    """The words of `markdown`, one line for each of its lines: no addresses, tags, marks or definitions. Linear in its length."""
    if "\n" not in markdown and not _SIGNS.search(markdown) and not _START.match(markdown):
        return " ".join(markdown.split())
    text = _HIDDEN.sub(" ", _uncommented(markdown)) if "<" in markdown else markdown
    is_even = len(text) > _SHORT and not any(gap in text for gap in _GAPS)
    return "\n".join([seen for line in _prose(text) if line and (seen := _seen(line, is_even))])


def _uncommented(markdown: str) -> str:
    """The text with a blank for each comment. A pattern would look for the end of every comment that is never closed."""
    parts, at = [], 0
    while (start := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", start + 4)) >= 0:
        parts += [markdown[at:start], " "]
        at = end + 3
    return "".join([*parts, markdown[at:]])


def first_paragraph(markdown: str) -> str:
    """The visible text of the first paragraph that is not a heading, a picture, a rule or a list of definitions."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", markdown):
        if block.lstrip().startswith(("#", "```", "~~~", "|", ">", "- ", "* ", "<", "!")):
            continue
        found = [line for line in visible_text(block).split("\n") if line]
        if found:
            break
    return " ".join(found)


def cut_at_sentence(text: str, limit: int = 220) -> str:
    """`text` up to the last sentence that ends within `limit` characters, else up to a word with an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [m.end() for m in re.finditer(r"[.!?\u2026\u3002][\"')\u201d\u2019]*(?=\s|$)|\u3002", text[: limit + 1])]
    if ends and ends[-1] >= limit // 4:
        return text[: ends[-1]]
    head = text[:limit].rsplit(" ", 1)[0]
    return f"{head.rstrip(' ,;:-')}\u2026"


def _prose(text: str) -> Iterator[str]:
    """The lines, those of fenced code as they stand but for their fences."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        elif fence or "]:" not in line or not _DEFINITION.match(line):
            yield line


def _seen(line: str, is_even: bool) -> str:
    """The words of one line. Most lines of prose hold no sign of markup at all: each pattern is tried only where its sign is.

    `is_even`: it holds no gaps but blanks.
    """
    if not _SIGNS.search(line) and not _START.match(line):
        return _closed_up(line, is_even)
    if line.lstrip()[:1] in _RULED and _RULE.match(line):
        return ""
    if lead := _LEAD.match(line):
        line = line[lead.end() :]
    if "#" in line:
        line = _CLOSING.sub("", line)
    if "<" in line:
        line = _AUTOLINK.sub(" ", line)
    if "[" in line:
        for _nesting in range(2):
            line = _PICTURE.sub(_words_of, line) if "![" in line else line
            line = _LINK.sub(_words_of, line) if "](" in line or "][" in line else line
    if "<" in line:
        line = _TAG.sub(" ", line)
    if "[^" in line:
        line = _FOOTNOTE.sub("", line)
    if "{" in line:
        line = _ATTRIBUTES.sub("", line)
    line = line.replace("|", " ")
    if "*" in line or "_" in line or "`" in line or "~" in line:
        line = _MARKS.sub("", line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    return _closed_up(html.unescape(line), False) if "&" in line else _closed_up(line, is_even)


def _words_of(link: re.Match[str]) -> str:
    return link[1]


def _closed_up(line: str, is_even: bool) -> str:
    """The line with one blank between its words, and none around them."""
    return line.strip(" ") if is_even and "  " not in line else " ".join(line.split())
