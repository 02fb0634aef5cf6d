"""The documents of this project as a site, built by the project itself: `make docs`.

`make.py` puts them into one content folder first, at the places where they stand here, so that their links stay true.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SITENAME = "Newsroom"
SITESUBTITLE = "From Markdown to a news site that readers can trust"
SITEURL = os.environ.get("SITEURL", "https://newsroom.example.org").rstrip("/")
RELATIVE_URLS = True  # so that it can be read from the disk
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C"]

PATH = str(ROOT / ".cache" / "docs")
OUTPUT_PATH = str(ROOT / "docs" / "output")
ARTICLE_PATHS = ["docs/stories"]  # the documents have no dates: they are pages
PAGE_PATHS = ["docs", "plugins", "benchmarks", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
STATIC_PATHS = ["docs/components", "docs/pictures", "docs/front-page.png", "LICENSE"]
READERS = {"html": None, "htm": None, "rst": None}
DELETE_OUTPUT_DIRECTORY = True

#: Heading -> documents of the navigation, in the order of reading; a guide that is named in none follows the others.
GROUPS = {
    "Begin": ["README.md", "docs/tutorial.md", "docs/pictures.md"],
    "Coming from elsewhere": [
        "docs/importing.md",
        "docs/from-wordpress.md",
        "docs/from-hugo.md",
        "docs/from-jekyll.md",
        "docs/from-pelican.md",
        "docs/single-plugins.md",
    ],
    "Guides": [
        "docs/writing.md",
        "docs/editors.md",
        "docs/maintainers.md",
        "docs/publishing.md",
        "docs/notifying.md",
        "docs/editor.md",
        "docs/search-and-comments.md",
        "docs/related.md",
        "docs/theme.md",
        "docs/components.md",
    ],
    "Reference": ["docs/reference.md", "docs/rules.md", "docs/commands.md", "docs/glossary.md"],
    "The house": [
        "docs/architecture.md",
        "docs/decisions/README.md",
        "benchmarks/README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ],
    "Plugins": [f"plugins/{face.parent.name}/README.md" for face in sorted((ROOT / "plugins").glob("*/README.md"))],
}
NAMED = {one for documents in GROUPS.values() for one in documents}
GROUPS["Guides"] += [one for file in sorted(ROOT.glob("docs/*.md")) if (one := f"docs/{file.name}") not in NAMED]


def address(document):
    """`docs/writing.md` -> `writing/`, `plugins/related/README.md` -> `plugins/related/`."""
    path = document.removesuffix(".md").removeprefix("docs/").removesuffix("README").strip("/").lower()
    return f"{path}/" if path else ""


def title(document):
    """A document's first heading."""
    return (ROOT / document).read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


DOCUMENTS = [
    (heading, [(title(one), address(one)) for one in documents if (ROOT / one).is_file()])
    for heading, documents in GROUPS.items()
]
FILED = {one: heading for heading, documents in GROUPS.items() for one in documents}


def filed(document):
    """The heading of the navigation under which the search finds a document: that of its own, or of its folder's first page."""
    return FILED.get(document) or FILED[f"{document.rpartition('/')[0]}/README.md"]


EXTRA_PATH_METADATA = {
    one.relative_to(ROOT).as_posix(): {
        "category": filed(one.relative_to(ROOT).as_posix()),
        "slug": address(one.relative_to(ROOT).as_posix()).strip("/").replace("/", "-") or "home",
        "url": address(one.relative_to(ROOT).as_posix()),
        "save_as": address(one.relative_to(ROOT).as_posix()) + "index.html",
    }
    for one in sorted(
        [
            *ROOT.glob("*.md"),
            *ROOT.glob("docs/**/*.md"),
            *ROOT.glob("plugins/*/README.md"),
            *ROOT.glob("benchmarks/*.md"),
        ]
    )
}

PLUGIN_PATHS = [str(ROOT / "plugins")]
PLUGINS = [
    "pelican.plugins.newsroom",
    "pelican.plugins.taxonomy",
    "pelican.plugins.site_icons",
    "pelican.plugins.images",
    "pelican.plugins.headers",
    "pelican.plugins.site_search",
    "pelican.plugins.publishing",
]
NEWSROOM = {"plain_links": True}
HEADERS = {"netlify": False}

THEME = str(ROOT / "themes" / "broadsheet")
THEME_TEMPLATES_OVERRIDES = [str(ROOT / "docs" / "site" / "templates")]
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
MARKDOWN = {
    "extensions": [
        "markdown.extensions.extra",
        "markdown.extensions.codehilite",
        "markdown.extensions.toc",
        "markdown.extensions.smarty",
    ],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "markdown.extensions.toc": {"permalink": False},
    },
    "output_format": "html5",
}

DIRECT_TEMPLATES = ["404"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DISPLAY_PAGES_ON_MENU = False
MENUITEMS = [
    ("Tutorial", "tutorial/"),
    ("For writers", "writing/"),
    ("Rules", "rules/"),
    ("Commands", "commands/"),
]
