"""What happens to a site between two builds."""

from collections.abc import Mapping
from dataclasses import dataclass

from .articles import Archive, Article

#: Scenario -> what it is called in a table, in the order in which a round builds them.
SCENARIOS: Mapping[str, str] = {
    "cold": "cold",
    "same": "no change",
    "body": "one word in a body",
    "new": "one new article",
    "tag": "one tag of an article",
    "template": "one line in the template of all pages",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One article written anew or added, or one more line in the template of all pages; or nothing at all.

    What must be seen afterwards: `mark` on the page of `article`; with `tag`, the article in that tag's lists; `articles` pages of articles.
    """

    scenario: str
    articles: int
    article: Article
    mark: str
    is_written: bool = False
    tag: str = ""
    template_line: str = ""


class Editor:
    """Makes the edits of a run, one after the other: each starts from what those before have left."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._count = archive.size
        self._number = 0
        self._middle = archive.article(archive.size // 2)
        self._mark = self._middle.slug

    def next(self, scenario: str) -> Edit:
        self._number += 1
        mark = f"mark{self._number}x"
        if scenario == "body":
            self._middle, self._mark = self._archive.article(self._middle.number).with_mark(mark), mark
            return Edit(scenario, self._count, self._middle, mark, is_written=True)
        if scenario == "new":
            new = self._archive.article(self._count)
            self._count += 1
            return Edit(scenario, self._count, new, new.slug, is_written=True)
        if scenario == "tag":
            return self._retagged()
        line = f"<p>{mark}</p>" if scenario == "template" else ""
        return Edit(scenario, self._count, self._middle, mark if line else self._mark, template_line=line)

    def _retagged(self) -> Edit:
        """Another article than that of the bodies, so that the mark in that one stays."""
        article = self._archive.article(self._archive.size // 3)
        free = [tag for tag in self._archive.tags if tag not in article.tags]
        tag = free[self._number % len(free)]
        return Edit("tag", self._count, article.with_tag(tag), article.slug, is_written=True, tag=tag)
