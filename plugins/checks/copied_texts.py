"""The text of a story as its feeds give it and as others may print it, against what its page shows: word for word, and nothing left out. Pure but for
reading the site.

A formula, a table or a player may be written otherwise in a copy, so a difference counts where nearly all lines of the site have none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .surfaces import Article, words, words_of_html
from .usual import without
from .written import plain_runs

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ALT = re.compile(r"""\balt=["']([^"']*)["']""", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_NOTE = re.compile(r"<sup\b[^>]*>\s*<a\b(?:(?!</sup>).)*</sup>", re.DOTALL | re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s")
#: What begins or ends a line of its own where HTML is shown.
LINES = re.compile(
    r"</?(?:h[1-6]|p|li|ul|ol|dl|dt|dd|div|blockquote|table|tr|td|th|caption|pre|br|hr|figure|figcaption|section)\b[^>]*>",
    re.IGNORECASE,
)
_TEXT = re.compile(r"""class=["'][^"'>]*\be-content\b[^>]*>""")
#: What a theme puts beside the text.
_BESIDE = re.compile(r"<(section|aside|nav|figure|footer|header|details)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_FORMULAS = ("<math", "katex", "MathJax", "mathjax", "arithmatex", 'class="math')
#: Of fewer letters it says nothing that they stand on a page.
_FEW = 12
#: So many times as many lines stand on the pages as do not; as many, where a line does in part.
_MORE = 3
_NEARLY_ALL = 20


@dataclass(frozen=True, slots=True)
class Copy:
    """`lines` are those of the text, `what` is how a finding calls it. They are all of it unless it is `in_part`."""

    file: str
    what: str
    lines: tuple[str, ...]
    in_part: bool = False


@dataclass(slots=True)
class _Found:
    """How many lines stand on their pages, and what does not: (copy, what is wrong with it), the paragraphs that a copy leaves out."""

    shown: Counter[str] = field(default_factory=Counter)
    """By the kind of copy: each writes tables and formulas in its own way."""
    strange: list[tuple[Copy, str]] = field(default_factory=list)
    partly: list[tuple[Copy, str]] = field(default_factory=list)
    kept: int = 0
    lost: list[tuple[Copy, str]] = field(default_factory=list)
    unwritten: dict[str, list[str]] = field(default_factory=dict)
    """Page -> words of its story's own file that it does not show."""


def copied_texts(site: BuiltSite, copies: Sequence[tuple[Article, list[Copy]]]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    found = _Found()
    written = {one.page.path: one.written.path for one, _ in copies if one.written}
    all_credits = {sentence for article, _ in copies for sentence in _sentences(article)} - {""}
    for article, packs in copies:
        page = site.text(article.page.path)
        paragraphs = list(_paragraphs(page))
        yield from _again(article, paragraphs, all_credits)
        shown = Shown(page)
        _held_to_its_story(article, shown, found)
        if given := [*packs, *_fed(article)]:
            _compared(article, given, page, shown, paragraphs, found)
    for kind, count in sorted(found.shown.items()):
        strange = [one for one in found.strange if _kind(one[0]) == kind]
        if len(strange) * _MORE <= count:
            yield from _told(strange, 'says "{0}"{1}, which its page does not')
    if len(found.partly) * _NEARLY_ALL <= found.shown.total():
        yield from _told(found.partly, 'says "{0}"{1}, which its page does not')
    for path in without({path: not missing for path, missing in found.unwritten.items()}):
        story, missing = written[path], found.unwritten[path]
        more = f" (and {len(missing) - 1} more lines)" if len(missing) > 1 else ""
        yield fault(path, "E06", f'{story} says "{missing[0][:80]}"{more}, which is not on its page', AGAIN)
    if len(found.lost) * _NEARLY_ALL <= found.kept:
        yield from _told(found.lost, 'lacks "{0}"{1}, which its page says')


def _held_to_its_story(article: Article, shown: "Shown", found: _Found) -> None:
    """The words that the story's own file has, where its page shows a text at all."""
    if article.written is None or (article.is_shown and not article.page.has_text):
        return
    runs = plain_runs(article.written.text())
    found.unwritten[article.page.path] = [one for one in runs if not shown.holds(one)]


def _compared(
    article: Article, given: list[Copy], page: str, shown: "Shown", paragraphs: list[str], found: _Found
) -> None:
    own = _sentences(article)
    is_plain = not any(one in page for one in _FORMULAS)
    asked = [one for one in paragraphs if len(one) >= _FEW and one not in own] if is_plain else []
    known = own.union(paragraphs)
    for copy in given:
        for line in copy.lines:
            if line in known or shown.holds(line):
                found.shown[_kind(copy)] += 1
                continue
            parts = [part for part in _SENTENCE.split(line) if len(letters_of(part)) >= _FEW]
            missing = [part for part in parts if not shown.holds(part)]
            if len(missing) == len(parts):
                found.strange.append((copy, line))
            else:
                found.shown[_kind(copy)] += 1
                if missing and is_plain:
                    found.partly.append((copy, missing[0]))
        if copy.in_part:
            continue
        held = "\n".join(copy.lines)
        left = [] if {*copy.lines}.issuperset(asked) else [one for one in asked if one not in held]
        letters = letters_of(held) if left else ""
        left = [one for one in left if len(plain := letters_of(one)) >= _FEW and plain not in letters]
        found.kept += len(asked) - len(left)
        found.lost += [(copy, one) for one in left]


class Shown:
    """What a page shows: its words as they stand, and where a line is written otherwise there, its letters alone."""

    def __init__(self, page: str) -> None:
        self._page = _UNSEEN.sub(" ", _BODY.split(page, 1)[-1])
        self._words = words_of_html(self._page)

    def holds(self, line: str) -> bool:
        return line in self._words or letters_of(line) in self._letters

    @cached_property
    def _letters(self) -> str:
        # What is copied holds neither pictures, which may say their words amidst a line, nor what they stand for.
        # The number of a note stands in the midst of a line, too.
        pages = (_NOTE.sub("", self._page), _ALT.sub(r">\g<1><a ", self._page))
        said = (self._words, *(unescape(_MARKUP.sub("", one)) for one in pages))
        return " ".join(map(letters_of, said))


def _kind(copy: Copy) -> str:
    return copy.file.rpartition("/")[2] if copy.file.endswith((".txt", ".html")) else "a feed"


def _told(wrong: list[tuple[Copy, str]], said: str) -> Iterator[Problem]:
    """Each copy once, with the first of its lines."""
    counts = Counter(copy.file + copy.what for copy, _ in wrong)
    seen: set[str] = set()
    for copy, line in wrong:
        key = copy.file + copy.what
        if key not in seen:
            seen.add(key)
            more = f" (and {counts[key] - 1} more lines)" if counts[key] > 1 else ""
            yield fault(copy.file, "E06", f"{copy.what} {said.format(line[:80], more)}", AGAIN)


def _fed(article: Article) -> Iterator[Copy]:
    """The text that most feeds give: that others give another is told there."""
    texts: dict[str, list[str]] = defaultdict(list)
    held: dict[str, str] = {}
    for entry in article.entries:
        if entry.text.digest:
            texts[entry.text.digest].append(entry.file)
            held[entry.text.digest] = entry.text.html
    if texts:
        usual = max(texts, key=lambda one: (len(texts[one]), one))
        lines = (words_of_html(line) for line in LINES.split(held[usual]))
        what = f"the text of /{url_path(article.page.path)}"
        yield Copy(min(texts[usual]), what, tuple(line for line in lines if line))


def _again(article: Article, paragraphs: list[str], all_credits: set[str]) -> Iterator[Problem]:
    """A credit that its text says once more, or the credit of another story."""
    for said in paragraphs:
        if said in all_credits:
            told = "once more" if said in _sentences(article) else "which is none of its own"
            remedy = "take it out of the text: the credit is made of its sources"
            yield fault(article.page.path, "E06", f'its text says "{said[:80]}", {told}', remedy)


def _sentences(article: Article) -> set[str]:
    return {words(article.node.get("creditText")), words((article.told or {}).get("credit"))}


def _paragraphs(page: str) -> Iterator[str]:
    """Those of the text of a story that are nothing besides."""
    begin = _TEXT.search(page)
    if begin is None:
        return
    end = page.find("</article>", begin.end())
    for one in _PARAGRAPH.findall(_BESIDE.sub("", page[begin.end() : end if end >= 0 else len(page)])):
        if "<img" not in one and "<sup" not in one:
            yield words_of_html(one)


def letters_of(text: str) -> str:
    """A text in small letters without blanks and signs, so that two that differ in these alone are the same."""
    return _SIGNS.sub("", text).casefold()
