"""A desk without a disk: one text read as one story."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom.dialects import read_manuscript
from pelican.plugins.newsroom.file_reading import Reading
from pelican.plugins.newsroom.reading import read_story
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.site import Checks, Site

PATTERNS = {
    f"{kind}_{lang}{what}": prefix + pattern + ending
    for kind, pattern in (("ARTICLE", "{date:%Y}/{date:%m}/{slug}/"), ("PAGE", "{slug}/"), ("DRAFT", "drafts/{slug}/"), ("DRAFT_PAGE", "drafts/pages/{slug}/"))
    for lang, prefix in (("", ""), ("LANG_", "{lang}/"))
    for what, ending in (("URL", ""), ("SAVE_AS", "index.html"))
}  # fmt: skip


def a_site(root: Path = Path("/site"), **changes) -> Site:
    facts = {
        "root": root, "content": root / "content", "now": datetime(2026, 11, 23, 12, tzinfo=UTC), "zone": ZoneInfo("Europe/Berlin"),
        "url": "https://news.example", "patterns": PATTERNS, "article_excludes": ("pages", "data"),
        "checks": Checks({"W02": "off"}),  # small stories have no deck
    }  # fmt: skip
    return Site(**{**facts, **changes})


@pytest.fixture
def site():
    """Makes a Site like the demo's, with what differs by name."""
    return a_site


@pytest.fixture
def read():
    """Read a text as the story of a file."""

    def _read(
        text: str,
        inner: str = "world/tram.md",
        *,
        kind: str = "article",
        registries: Registries | None = None,
        **changes,
    ) -> Reading:
        return read_story(
            read_manuscript(text), f"content/{inner}", inner, kind, a_site(**changes), registries or Registries()
        )

    return _read
