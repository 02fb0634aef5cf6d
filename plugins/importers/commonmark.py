"""A text in CommonMark, as Hugo, Zola and Jekyll read it, put so that Python-Markdown shows the same: lists, code in lists, `#words`. Pure.

Python-Markdown wants a blank line before a list, a table's head and a list in a list four blanks in, and knows fenced code at the
margin only. What it reads alike stays as it was, to the byte.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_ITEM = re.compile(r"(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ ]+|$)(?P<text>.*)")
_RULE = re.compile(r"(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,}")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_LANGUAGE = re.compile(r"\s*\{?\s*\.?(?P<name>[A-Za-z][\w+#-]*)")
_WORD = re.compile(r"#{1,6}[^\s#]")
_TABLE = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_RAW = re.compile(r"<(?P<name>!--|[A-Za-z][\w-]*)|</[A-Za-z]")
_ENDS = {"pre": "</pre>", "script": "</script>", "style": "</style>", "textarea": "</textarea>", "!--": "-->"}
#: Elements that stand in a sentence: a line that begins with one is a paragraph.
_INLINE = frozenset({
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u", "http", "https", "mailto",
})  # fmt: skip
#: Elements that may hold Markdown below a blank line, as CommonMark has it; Python-Markdown has to be told.
_HOLDERS = re.compile(
    r"<(?P<end>/?)(?P<name>div|details|section|aside|article|figure|center|main|header|footer)(?P<facts>(?:\s[^<>]*)?)>",
    re.IGNORECASE,
)
_TAB = 4


def for_python_markdown(text: str, *, in_html: bool = False) -> str:
    """`text` with the lines moved that Python-Markdown would read otherwise. `in_html` where Markdown may stand in elements of HTML."""
    return "\n".join(_Pass(text.split("\n"), in_html=in_html).lines())


@dataclass
class _Pass:
    """One reading of the lines, from the top. `items` are the columns at which the texts of the open list items begin."""

    given: Sequence[str]
    in_quotation: bool = False
    in_html: bool = False
    items: list[int] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    paragraph: int = -1
    """How many items hold the paragraph that is open, -1 where none is."""
    is_head: bool = False
    """Whether that paragraph is the first of its item."""

    def lines(self) -> list[str]:
        at = 0
        while at < len(self.given):
            at = self._block(at)
        return self.made

    def _block(self, at: int) -> int:
        """Take up what begins in line `at`; the line that comes next."""
        line = self.given[at]
        shown = line.expandtabs(_TAB)
        rest = shown.lstrip(" ")
        if not rest.strip():
            return self._plain(at)
        indent = len(shown) - len(rest)
        depth = self._depth(indent)
        beyond = indent - (self.items[depth - 1] if depth else 0)
        item = None if beyond > 3 or _RULE.fullmatch(rest.rstrip()) else _ITEM.fullmatch(rest)
        if item and self._is_item(item, depth):
            return self._item(item, depth, at)
        if beyond > 3:
            return self._deep(at, depth, beyond, rest)
        fence = _FENCE.fullmatch(rest)
        if fence and not ("`" in fence["fence"] and "`" in fence["info"]):
            self._close(depth)
            return self._fenced(at, indent, fence)
        if rest.startswith(">"):
            self._close(depth)
            return self._quotation(at)
        if rest.startswith(": ") and not depth and not self.in_quotation:
            return self._raw(at, "")  # what explains a term; a list in it has no form that both read
        raw = None if depth else _RAW.match(rest)
        if raw and (raw["name"] or "").lower() not in _INLINE and self.paragraph < 0:
            self._close(0)
            return self._raw(at, _ENDS.get((raw["name"] or "").lower(), ""))
        return self._text(at, depth, rest)

    def _depth(self, indent: int) -> int:
        """In how many of the open items a line with that indent stands."""
        return next((n for n, column in enumerate(self.items) if indent < column), len(self.items))

    def _close(self, depth: int) -> None:
        del self.items[depth:]
        self.paragraph = -1

    def _plain(self, at: int) -> int:
        self.made.append(self.given[at])
        self.paragraph = -1
        return at + 1

    def _is_item(self, item: "re.Match[str]", depth: int) -> bool:
        """Whether it begins an item: anywhere but in a paragraph, and there where it goes on with a list, or begins one with a text."""
        if self.paragraph < 0 or len(self.items) > depth:
            return True
        return bool(item["text"].strip()) and item["mark"] in "-*+1.1)"

    def _item(self, item: "re.Match[str]", depth: int, at: int) -> int:
        column = (self.items[depth - 1] if depth else 0) + self._beyond(at, depth)
        gap = len(item["gap"]) if item["text"] and len(item["gap"]) <= _TAB else 1
        if self.paragraph == depth and not self.is_head and len(self.items) == depth:
            self.made.append("")
        mark = item["mark"].replace(")", ".")
        moved = f"{' ' * _TAB * depth}{mark}{item['gap']}{item['text']}"
        same = self._beyond(at, depth) == 0 and depth * _TAB == column and mark == item["mark"]
        self.made.append(self.given[at] if same else moved)
        self._close(depth)
        self.items.append(column + len(item["mark"]) + gap)
        self.paragraph, self.is_head = depth + 1, True
        if _FENCE.fullmatch(item["text"]):  # code that begins beside the mark stays as it is
            return self._copied(at + 1, _FENCE.fullmatch(item["text"]))
        return at + 1

    def _beyond(self, at: int, depth: int) -> int:
        shown = self.given[at].expandtabs(_TAB)
        return len(shown) - len(shown.lstrip(" ")) - (self.items[depth - 1] if depth else 0)

    def _deep(self, at: int, depth: int, beyond: int, rest: str) -> int:
        """Code by its indent, or a line that goes on with a paragraph."""
        if self.paragraph >= 0 or not depth:
            self.made.append(self.given[at])
        else:
            del self.items[depth:]
            self.made.append(" " * (depth * _TAB + beyond) + rest)
        return at + 1

    def _text(self, at: int, depth: int, rest: str) -> int:
        if self.paragraph >= 0 and not self._is_table(at):  # the line goes on with it
            self.made.append(self._told(self.given[at]))
            return at + 1
        if self.paragraph >= 0:
            self.made.append("")
        self._close(depth)
        self.made.append(self._told(f"{' ' * _TAB * depth}{rest}" if depth else self.given[at]))
        closed = re.match(r"#{1,6}(?:\s|$)", rest)
        self.paragraph, self.is_head = -1 if closed or self._is_rule(rest) else depth, False
        if self._is_table(at):
            return self._table(at + 1, depth)
        return at + 1

    @staticmethod
    def _is_rule(rest: str) -> bool:
        return bool(_RULE.fullmatch(rest.rstrip()))

    @staticmethod
    def _told(line: str) -> str:
        """A line of text whose first word is no heading."""
        rest = line.lstrip(" ")
        return f"{line[: len(line) - len(rest)]}\\{rest}" if _WORD.match(rest) else line

    def _is_table(self, at: int) -> bool:
        below = self.given[at + 1].strip() if at + 1 < len(self.given) else ""
        return "|" in self.given[at] and "|" in below and bool(_TABLE.fullmatch(below))

    def _table(self, at: int, depth: int) -> int:
        while at < len(self.given) and self.given[at].strip() and "|" in self.given[at]:
            self.made.append(f"{' ' * _TAB * depth}{self.given[at].strip()}" if depth else self.given[at])
            at += 1
        if at < len(self.given) and self.given[at].strip():
            self.made.append("")
        self.paragraph = -1
        return at

    def _fenced(self, at: int, indent: int, fence: "re.Match[str]") -> int:
        """Fenced code: as it is at the margin, moved there from a few blanks off it, and by its indent in an item or a quotation."""
        depth, end = len(self.items), self._end(at + 1, fence)
        code = [self._less(line, indent) for line in self.given[at + 1 : end]]
        closes = self.given[end : end + 1]
        if not depth and not self.in_quotation:
            self.made += (
                [self._less(self.given[at], indent), *code, *(line.strip() for line in closes)]
                if indent
                else self.given[at : end + 1]
            )
            return end + 1
        if self.made and self.made[-1].strip():
            self.made.append("")
        deep = " " * _TAB * (depth + 1)
        language = _LANGUAGE.match(fence["info"])
        first = next((line for line in code if line.strip()), "")
        if language or first.startswith(("#!", ":::")):
            self.made.append(f"{deep}:::{language['name'] if language else 'text'}")
        self.made += [f"{deep}{line}" if line.strip() else "" for line in code]
        if end + 1 < len(self.given) and self.given[end + 1].strip():
            self.made.append("")
        return end + 1

    def _copied(self, at: int, fence: "re.Match[str] | None") -> int:
        end = self._end(at, fence) if fence else at
        self.made += self.given[at : end + 1]
        self.paragraph = -1
        return end + 1

    def _end(self, at: int, fence: "re.Match[str]") -> int:
        """The line that closes a fence, or the one after the last."""
        mark = fence["fence"]
        for n in range(at, len(self.given)):
            line = self.given[n].strip()
            if line.startswith(mark) and not line.strip(mark[0]):
                return n
        return len(self.given)

    @staticmethod
    def _less(line: str, indent: int) -> str:
        """A line without as many blanks at its beginning as its block has."""
        shown = line.expandtabs(_TAB) if "\t" in line[: indent or 1] and indent else line
        return shown[min(indent, len(shown) - len(shown.lstrip(" "))) :]

    def _quotation(self, at: int) -> int:
        end = at
        while end < len(self.given) and self.given[end].lstrip().startswith(">"):
            end += 1
        inner = [re.sub(r"^\s*>[ ]?", "", line) for line in self.given[at:end]]
        said = _Pass(inner, in_quotation=True).lines()
        if not self.items and said == inner:
            self.made += self.given[at:end]
        else:
            before = " " * _TAB * len(self.items)
            self.made += [f"{before}> {line}".rstrip() if line.strip() else f"{before}>" for line in said]
        # what follows without a blank line goes on with the quotation's paragraph
        self.paragraph, self.is_head = len(self.items), True
        return end

    def _raw(self, at: int, ending: str) -> int:
        """HTML, to the end of its element or to a blank line."""
        first = len(self.made)
        while at < len(self.given):
            line = self.given[at]
            if not ending and not line.strip():
                break
            self.made.append(line)
            at += 1
            if ending and ending in line.lower():
                break
        if self.in_html and not ending and at < len(self.given):
            self.made[first:] = _opened("\n".join(self.made[first:])).split("\n")
        return at


def _opened(html: str) -> str:
    """A piece of HTML before a blank line, with the elements that it leaves open told to hold Markdown."""
    left: list[re.Match[str]] = []
    for tag in _HOLDERS.finditer(html):
        if not tag["end"]:
            left.append(tag)
        elif left and left[-1]["name"].lower() == tag["name"].lower():
            left.pop()
    for tag in reversed(left):
        if "markdown=" not in tag["facts"] and not tag["facts"].endswith("/"):
            html = f'{html[: tag.end() - 1]} markdown="1"{html[tag.end() - 1 :]}'
    return html
