"""The files that a new site begins with. Pure: what is known of the site goes in, the texts come out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from .skeletons import PAGES
from .slug import Slugs

PLUGINS = (
    "newsroom", "incremental", "taxonomy", "attribution", "related", "storylines", "glossary", "redirects", "feeds",
    "structured_data", "republish", "history", "theming", "site_icons", "embeds", "images", "headers", "site_search",
    "publishing",
)  # fmt: skip
"""What a new site has switched on: what needs nothing set up. The core stands first."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a site before it is there. `author` is "" where nobody said who writes."""

    name: str
    lang: str = "en"
    zone: str = "UTC"
    author: str = ""


def files(site: Beginning) -> Mapping[str, str]:
    """Path below the site's folder -> text of the file."""
    known = {
        "name": repr(site.name),
        "lang": repr(site.lang),
        "zone": repr(site.zone),
        "plugins": "".join(f'    "pelican.plugins.{one}",\n' for one in PLUGINS),
    }
    made = {
        "pelicanconf.py": _SETTINGS.substitute(known),
        "publishconf.py": _PUBLISHED,
        ".gitignore": _IGNORED,
        "content/pages/about.md": _ABOUT.substitute(title=_yaml(f"About {site.name}"), name=site.name),
        "content/pages/contact.md": _CONTACT.substitute(name=site.name),
    }
    if site.author:
        made["content/data/authors.yaml"] = _AUTHORS.substitute(
            key=Slugs().of(site.author, "author") or "me", author=_yaml(site.author)
        )
    return made


def is_untouched(path: str, text: str) -> bool:
    """Whether a file below `content/` is a page as it was written here, which says only what somebody is to write there."""
    template = STARTED.get(path)
    if template is None:
        return False
    parts = (re.escape(part) for part in re.split(r"\$\w+", template.template))
    return bool(re.fullmatch("[^\n]*".join(parts), text))


def _yaml(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)  # JSON's quoted text is YAML's


_SETTINGS = Template('''"""The site as it is read on this machine. What differs when it is published stands in publishconf.py."""

from pelican_newsroom_themes import BROADSHEET

SITENAME = $name
SITESUBTITLE = ""
SITEURL = "http://127.0.0.1:8000"
RELATIVE_URLS = True
TIMEZONE = $zone
DEFAULT_LANG = $lang
LOCALE = ["C"]  # dates are written by Babel, so that no machine's locale shows

PATH = "content"
PAGE_PATHS = ["pages"]
ARTICLE_EXCLUDES = ["pages", "data", "files"]
STATIC_PATHS = ["images"]
DELETE_OUTPUT_DIRECTORY = True

# Full names, the core first. Take out what you do not want: no page will have a hole.
PLUGINS = [
$plugins]
NEWSROOM = {"preview": True}

THEME = BROADSHEET
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

# Addresses: short, and without the ending of a file.
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/" + ARTICLE_URL
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
DRAFT_LANG_URL = "drafts/{lang}/{slug}/"
DRAFT_LANG_SAVE_AS = DRAFT_LANG_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL + "index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"

DIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives", "corrections", "404"]
CATEGORIES_URL = "categories/"
CATEGORIES_SAVE_AS = CATEGORIES_URL + "index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = TAGS_URL + "index.html"
AUTHORS_URL = "authors/"
AUTHORS_SAVE_AS = AUTHORS_URL + "index.html"
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = ARCHIVES_URL + "index.html"
CORRECTIONS_URL = "corrections/"
CORRECTIONS_SAVE_AS = CORRECTIONS_URL + "index.html"
YEAR_ARCHIVE_URL = "{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": None, "tag": None, "author": None, "source": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/{lang}.atom.xml"
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 30  # whole texts: those of many topics become a good part of a large site

DISPLAY_PAGES_ON_MENU = False
MENUITEMS = [
    ("About", "about/"),
    ("Corrections", "corrections/"),
    ("How we credit", "how-we-credit/"),
    ("Contact", "contact/"),
]
''')

_PUBLISHED = '''"""What differs when the site is published: its public address, and that nothing unfinished leaves the house."""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *
from pelicanconf import NEWSROOM as _ON_THIS_MACHINE

SITEURL = os.environ.get("SITEURL", "https://news.example.org").rstrip("/")  # write your address here
RELATIVE_URLS = False
NEWSROOM = {**_ON_THIS_MACHINE, "preview": False}
'''

_IGNORED = """/output
/output.*
.cache/
.venv/
__pycache__/
"""

_ABOUT = Template(f"""---
title: $title
summary: Who we are, and how we work.
---

{PAGES["about"]}
""")

_CONTACT = Template(f"""---
title: Contact
summary: How to reach us.
---

{PAGES["contact"]}
""")

_AUTHORS = Template("""# Who writes here. A name that is not in this list is refused, so that nobody is two people.
$key:
  name: $author
""")

#: The pages that are written here, by their paths below `content/`.
STARTED = {"pages/about.md": _ABOUT, "pages/contact.md": _CONTACT}
