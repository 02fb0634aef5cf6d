"""A site of a few stories that is built in a moment, with pictures, a theme's files and a plugin of somebody else."""

from pathlib import Path

from tests.conftest import write

SETTINGS = """-- pelicanconf.py --
SITENAME = "Small"
SITEURL = "https://small.example"
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["pelican.plugins.newsroom", "pelican.plugins.incremental"]
LOCALE = ["C"]
TIMEZONE = "UTC"
STATIC_PATHS = ["images"]
DELETE_OUTPUT_DIRECTORY = True
FEED_ALL_ATOM = "feeds/all.xml"
CATEGORY_FEED_ATOM = None
NEWSROOM = {"locale": ""}
"""

STORY = """-- content/{slug}.md --
---
title: Story {slug}
deck: {deck}
date: 2026-11-0{day}
id: story-{slug}
tags: [{tags}]
---
{text}
"""


def story(slug: str, *, day: int = 1, text: str = "Text.", tags: str = "one", deck: str = "What it says.") -> str:
    return STORY.format(slug=slug, day=day, text=text, tags=tags, deck=deck)


def small_site(root: Path, more: str = "") -> Path:
    """Write it below `root`; `more` is added to its settings."""
    stories = "".join(story(name, day=n + 1, tags="one, two" if n % 2 else "one") for n, name in enumerate("abcd"))
    write(root, f"{SETTINGS}{more}\n{stories}")
    (root / "content" / "images").mkdir(exist_ok=True)
    (root / "content" / "images" / "dot.png").write_bytes(b"\x89PNG not much of a picture")
    for name in ("publishconf.py", "plugins", "themes"):
        (root / name).unlink(missing_ok=True)
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}
