"""What a reader sees of a Markdown text, without rendering it: for reading time, likeness and summaries."""

import html
import re
from collections.abc import Iterator

from .signs import may_define, may_have_fences

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:\s*\S+.*$|^ {0,3}\*\[[^\]\n]+\]:.*$")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_END_OF_BLOCK = re.compile(r"</(p|h[1-6]|li|div|tr)>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_PICTURE = re.compile(r"!\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
#: The words of a link, and its address, where a line ends within them.
_WRAPPED = (
    re.compile(r"\[(?=[^\[\]\n]*\n)(?:[^\[\]\n]|\n(?![^\S\n]*\n))*\](?=[(\[])"),
    re.compile(r"\]\((?=[^()\n]*\n)[^()\n]*\n[^()\n]*\)"),
)
_AUTOLINK = re.compile(r"<https?://[^<>\s]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_ATTRIBUTES = re.compile(r"\{:?[^\S\n]*(?:[#.]|[A-Za-z-]+=)[^{}\n]*\}")
#: The signs that close a heading; the blanks before them go with those at the end of the line.
_CLOSING = re.compile(r"#(?<=[^\S\n]#)#*[^\S\n]*$", re.MULTILINE)
#: The signs that are read in pairs or runs, and what of a run goes: by what stands before it and behind it. No run is part of another's.
_MARKS = {
    "*": re.compile(r"\*(?:(?<!\\\*)\*{0,2}(?=\S)|(?<=[^\s\\]\*)\*{0,2})"),
    "~": re.compile(r"~(?:(?<!\\~)~(?=\S)|(?<=[^\s\\]~)~)"),
    "`": re.compile(r"`(?:(?<!\\`)`*(?=\S)|(?<=[^\s\\]`)`*)"),
    "_": re.compile(r"_(?:(?<!\w_)_{0,2}(?=\S)|(?<=\S_)_{0,2}(?!\w))"),
}
#: What any of these patterns needs a line to hold: a sign, or the start of a list.
_SIGNS = re.compile(r"[*~`_#<\[{|\\&]")
_START = re.compile(r"\s*(?:[-=>+:]|\d{1,9}[.)])")
#: A line that is nothing but a rule, or what makes a line a heading, a quotation or an item. It begins with the end of the line before, so that
#: the search jumps from line to line.
_LED = re.compile(
    r"""\n(?: (?=[^\S\n]*[-*_=|:]) (?: [^\S\n]*(?:[-*_=][^\S\n]*){3,} | [^\S\n]*\|?[^\S\n]*:?-{2,}(?:[-|:]|[^\S\n])* ) (?=\n|\Z)
      | [^\S\n]{0,3} (?: \#{1,6}[^\S\n]+ | >[^\S\n]? | [-*+][^\S\n]+ | \d{1,9}[.)][^\S\n]+ | :[^\S\n]{2,} )+ )""",
    re.VERBOSE,
)
#: What is a blank like any other to a reader, beside the blank itself and the end of a line.
_GAPS = tuple(one for one in map(chr, range(0x3001)) if one.isspace() and one not in " \n")
#: Texts shorter than this are sooner taken apart than looked through for gaps.
_SHORT = 500
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def visible_text(markdown: str) -> str:
    """The words of `markdown`, one line for each of its lines: no addresses, tags, marks or definitions. Linear in its length.

    No pattern reaches over the end of a line but those of links: each goes through the whole text at once, and only where its sign is in it. One sign is looked up
    first where several are asked for: it is found in a twentieth of the time.
    """
    if "\n" not in markdown and not _SIGNS.search(markdown) and not _START.match(markdown):
        return " ".join(markdown.split())
    text = _HIDDEN.sub(" ", _uncommented(markdown)) if "<" in markdown else markdown
    if may_have_fences(text) or may_define(text):
        text = "\n".join(_prose(text))
    return _closed_up(_bare(_LED.sub("\n", f"\n{text}")))


def text_of_html(made: str) -> str:
    """The same of HTML that somebody else made: what are blocks there stand on lines of their own."""
    return visible_text(_END_OF_BLOCK.sub("\n", made))


def _uncommented(markdown: str) -> str:
    """The text with a blank for each comment. A pattern would look for the end of every comment that is never closed."""
    parts, at = [], 0
    while (start := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", start + 4)) >= 0:
        parts += [markdown[at:start], " "]
        at = end + 3
    return "".join([*parts, markdown[at:]])


def first_paragraph(markdown: str) -> str:
    """The visible text of the first paragraph that is not a heading, a picture, a rule or a list of definitions; where there is none, of the
    first list or quotation.
    """
    blocks = re.split(r"\n\s*\n", markdown)
    return _first_words(blocks, (*_NO_TEXT, *_LISTED)) or _first_words(blocks, _NO_TEXT)


#: How a block begins that no sentence of the text stands in, and one of items or of somebody else's words.
_NO_TEXT = ("#", "```", "~~~", "|", "<", "!")
_LISTED = (">", "- ", "* ")


def _first_words(blocks: list[str], passed_over: tuple[str, ...]) -> str:
    for block in blocks:
        if not block.lstrip().startswith(passed_over) and (seen := visible_text(block)):
            return " ".join(seen.split("\n"))
    return ""


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


def _bare(text: str) -> str:
    """A text whose lines have no leads, without the marks within its lines."""
    if "#" in text:
        text = _CLOSING.sub("", text)
    if "<" in text:
        text = _AUTOLINK.sub(" ", text)
    if "[" in text:
        for wrapped in _WRAPPED:
            text = wrapped.sub(_on_one_line, text)
    for _nesting in range(2):
        if "[" in text:
            text = _PICTURE.sub(_words_of, text) if "!" in text else text
            text = _LINK.sub(_words_of, text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "[" in text:
        text = _FOOTNOTE.sub("", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    text = text.replace("|", " ")
    text = _unmarked(text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _unmarked(text: str) -> str:
    """The text without the signs of emphasis and code."""
    gone: list[tuple[int, int]] = []
    for sign, pattern in _MARKS.items():
        if sign in text:
            gone += [found.span() for found in pattern.finditer(text)]
    if not gone:
        return text
    parts, at = [], 0
    for start, end in sorted(gone):
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _words_of(link: re.Match[str]) -> str:
    return link[1]


def _on_one_line(link: re.Match[str]) -> str:
    return link[0].replace("\n", " ")


def _closed_up(text: str) -> str:
    """The lines with one blank between their words and none around them, entities read; those that hold nothing are left out."""
    lines = text.split("\n")
    if "&" in text:  # a line in which an entity stands for the end of a line stays one
        lines = [html.unescape(line) if "&" in line else line for line in lines]
    elif len(text) > _SHORT and "  " not in text and not any(map(text.__contains__, _GAPS)):
        return "\n".join([seen for line in lines if (seen := line.strip(" "))])
    return "\n".join([" ".join(words) for line in lines if (words := line.split())])
