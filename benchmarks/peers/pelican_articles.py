"""Records as the articles and the generator that a plugin of Pelican's is handed: no more than the two peers ask of them."""

from collections import defaultdict
from typing import Any

from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Tag
from records import Record, moment_of, newest_first


class Article:
    """Known by its identity, as Pelican's are within one build."""

    def __init__(self, record: Record) -> None:
        self.id, self.date = record["id"], moment_of(record)
        tags = {Tag(name, DEFAULT_CONFIG) for name in record.get("tags") or ()}
        if tags:
            self.tags = sorted(tags)


class Generator:
    """The articles newest first, and by tag."""

    def __init__(self, records: list[Record], **settings: Any) -> None:
        self.settings = settings
        self.articles = [Article(record) for record in newest_first(records)]
        self.drafts: list[Article] = []
        self.tags: dict[Tag, list[Article]] = defaultdict(list)
        for article in self.articles:
            for tag in getattr(article, "tags", ()):
                self.tags[tag].append(article)
