"""What an import says: carried, guessed with the reason, and left; short on the terminal, whole in a file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..newsroom import keys
from .article import Imported
from .fields import names_in
from .markdown import to_markdown
from .shelf import EDITED, GONE, RENEWED, TAKEN, UNCHANGED, WRITTEN, Outcome

#: Lines of each kind on the terminal; a report file has them all.
MOST = 20

#: What differs from text to text in a sentence about it: paths, addresses, quotations, numbers, and what a shortcode is given.
_VARYING = re.compile(
    r'"[^"]*"|\{\{.*|<[^<>]*>|\S*[./]\S*[^\s:;,.]|(?<=(?:source|e file) )[^:]+(?=:)|(?<=picture )[^:]+(?=:)|(?<=category: )[^,]+|(?<=title: )[^,]+|\d+'
)

#: Endings of what builds read as stories.
_TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")

_SAID = {
    EDITED: "was edited since it was imported; it was left as it is",
    GONE: "was moved or deleted since it was imported; it was not written again",
    TAKEN: "is there already; it was left as it is",
}


@dataclass
class Report:
    """One import into the folder `content`. `failed` are files or articles that could not be carried over at all, each with its remedy."""

    content: str = "content"
    outcomes: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    stories: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    machinery: Counter[str] = field(default_factory=Counter)
    writers: list[str] = field(default_factory=list)
    """Who wrote what was written now."""
    bios: dict[str, str] = field(default_factory=dict)
    """What the old site told of some of them."""

    def told(self, article: Imported, outcome: Outcome) -> None:
        """Take up one article that was put on the shelf."""
        path = self._take(outcome, article.where)
        if not path:
            return
        self._count(article)
        if outcome.what == UNCHANGED:
            return
        self.writers += (*article.authors, *_with_roles(article))
        self.guessed += [f"{path}: {one}" for one in article.guessed]
        self.missing += [f"{path}: {one}" for one in missing(article)]
        self.left += [f"{path}: {one}" for one in article.left]
        self.left += [f"{path}:{line}: {mark}" for line, mark in _lines_of(article)]
        self.machinery.update(article.machinery)

    def carried(self, outcome: Outcome, old_address: str, authors: Iterable[str] = ()) -> None:
        """Take up one file that was carried over as it is."""
        if self._take(outcome, ""):
            self.facts.update({"old addresses": 1} if old_address else {})
            self.writers += authors if outcome.what != UNCHANGED else ()

    def _take(self, outcome: Outcome, where: str) -> str:
        """The path of a file that was written or is as we wrote it; "" for one that somebody else has a hand in, which is said."""
        path = f"{self.content}/{outcome.path}"
        self.outcomes[outcome.what] += 1
        if outcome.what == TAKEN and path.endswith(_TEXTS):
            self.failed.append(f"{path} is there already with another text; rename one of the two and import again")
            return ""
        if outcome.what in _SAID:
            self.left.append(f"{path} {_SAID[outcome.what]}")
            return ""
        self.stories.append(f"{path}  (from {where})" if where else path)
        return path

    def _count(self, article: Imported) -> None:
        counts = {
            "pages": article.kind == "page",
            "drafts": article.status == "draft",
            "authors": len(article.authors),
            "categories": len(article.categories),
            "tags": len(article.tags),
            "sources": len(article.sources),
            "old addresses": len(article.aliases),
            "files": len(article.files),
            "comments": len(article.comments),
        }
        self.facts.update({name: int(count) for name, count in counts.items() if count})

    @property
    def summary(self) -> str:
        """One line: how many files, and what they carry."""
        words = {
            WRITTEN: "written",
            RENEWED: "written anew",
            UNCHANGED: "unchanged",
            EDITED: "edited since and left",
            GONE: "moved or deleted since and left",
            TAKEN: "there already and left",
        }
        files = (
            ", ".join(f"{self.outcomes[what]} {said}" for what, said in words.items() if self.outcomes[what])
            or "nothing"
        )
        facts = ", ".join(f"{count} {name if count > 1 else _one(name)}" for name, count in self.facts.items())
        return f"{files}{f'; with {facts}' if facts else ''}"

    def lines(self, most: int = MOST) -> Iterable[str]:
        """The report, `most` lines of each kind; 0 for all of them."""
        keys = ", ".join(f"{name} ({count})" for name, count in sorted(self.machinery.items()))
        left = [*self.left, *([f"keys that only the old theme understood: {keys}"] if keys else [])]
        kinds = (
            ("Could not be carried over", self.failed),
            ("Guessed: please look at these", self.guessed),
            ("Not in the source: yours to add", self.missing),
            ("Left behind: not carried over", left),
        )
        for title, found in kinds:
            if not found:
                continue
            yield f"{title} ({len(found)})"
            if not most or len(found) <= most:
                yield from (f"  {one}" for one in found)
                continue
            groups = _alike(found)
            yield from (f"  {_told(one)}" for one in groups[:most])
            others = sum(map(len, groups[most:]))
            yield f"  {f'... and {others:,} more' if others else 'Each of them'}: --report FILE writes them all down"

    def whole(self) -> str:
        """The report for a file: what was carried, then every line, however many there are."""
        carried = [f"Carried: {self.summary}", *(f"  {one}" for one in self.stories)]
        return "\n".join([*carried, *self.lines(0)]) + "\n"


def _alike(found: Iterable[str]) -> list[list[str]]:
    """The sentences that say the same of one text after the other, together, in the order in which each is said first."""
    groups: dict[str, list[str]] = {}
    for one in found:
        groups.setdefault(_VARYING.sub("x", one), []).append(one)
    return list(groups.values())


def _told(alike: list[str]) -> str:
    return f"{alike[0]}  (and {len(alike) - 1:,} more like this one)" if len(alike) > 1 else alike[0]


def _lines_of(article: Imported) -> Iterable[tuple[int, str]]:
    """The marks that nobody could resolve, each with its line in the file that was written."""
    text, at = to_markdown(article), 0
    for mark in article.unresolved:
        shown = mark.replace("[", "\\[").replace("]", "\\]")  # as it stands in Markdown that was made of HTML
        found = text.find(mark, at) if mark in text else text.find(shown, at)
        at = found if found >= 0 else at
        yield text.count("\n", 0, at) + 1, _short(mark)


def _short(mark: str) -> str:
    line = " ".join(mark.split())
    return line if len(line) <= 100 else f"{line[:97]}..."


def missing(article: Imported) -> list[str]:
    """What a story wants and the source does not say."""
    said = []
    if not article.date and article.kind == "article":
        remedy = "add one before it can be published" if not article.status else "add one when it is finished"
        said.append(f"date: not in the text; {remedy}")
    said += [
        f"source {source.name}: no address in the text; add url: if you know it"
        for source in article.sources
        if not source.url
    ]
    if article.image and not article.image.alt:
        said.append("image: no alt text; write what the picture shows")
    if article.image and not article.image.credit:
        said.append("image: no credit; write who made it")
    if article.kind == "page":
        return said
    return said + [
        f"{what}: none found"
        for what, value in (("author", article.authors), ("category", article.categories))
        if not value
    ]


def _one(name: str) -> str:
    return {"categories": "category", "old addresses": "old address"}.get(name, name.removesuffix("s"))


def _with_roles(article: Imported) -> Iterator[str]:
    """Who edited, translated or contributed: they stand in the list of authors as whoever wrote does."""
    for key, value in article.extra.items():
        if keys.meaning(key) in ("editors", "translators", "contributors"):
            yield from names_in(value, people=True)
