"""The site as it is read on this machine. What differs when it is published stands in publishconf.py."""

SITENAME = "The Lamplighter"
SITESUBTITLE = "A demonstration of Newsroom: explainers, and the city desk of a place that does not exist"
SITEURL = "http://127.0.0.1:8000"
RELATIVE_URLS = True

TIMEZONE = "UTC"
DEFAULT_LANG = "en"
SLUGIFY_USE_UNICODE = True  # letters of any script in addresses; False writes them in ASCII
LOCALE = ["C"]  # dates are written by Babel, so that no machine's locale shows

PATH = "content"
PAGE_PATHS = ["pages"]
ARTICLE_EXCLUDES = ["pages", "data"]
STATIC_PATHS = ["images"]
DELETE_OUTPUT_DIRECTORY = True

# --- Plugins: full names, the core first ---------------------------------------------------------------------------------

PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "pelican.plugins.newsroom",
    "pelican.plugins.incremental",
    "pelican.plugins.taxonomy",
    "pelican.plugins.attribution",
    "pelican.plugins.related",
    "pelican.plugins.storylines",
    "pelican.plugins.glossary",
    "pelican.plugins.redirects",
    "pelican.plugins.feeds",
    "pelican.plugins.structured_data",
    "pelican.plugins.republish",
    "pelican.plugins.history",
    "pelican.plugins.theming",
    "pelican.plugins.site_icons",
    "pelican.plugins.embeds",
    "pelican.plugins.images",
    "pelican.plugins.headers",
    "pelican.plugins.site_search",
    "pelican.plugins.comments",
    "pelican.plugins.offline",
    "pelican.plugins.publishing",
    "pelican.plugins.editor",
]

NEWSROOM = {"preview": True, "type": "report", "license": "CC-BY-SA-4.0"}
TAXONOMY = {"feeds": True}
ATTRIBUTION = {}
RELATED = {"limit": 4}
HISTORY = {"since": "2026-12-01"}  # until then the stories of the demo were still being written
STORYLINES = {}
GLOSSARY = {}
REDIRECTS = {}
FEEDS = {}
REPUBLISH = {}
SITE_ICONS = {}
EMBEDS = {"peertube": ["tube.example.org"]}
IMAGES = {}
HEADERS = {}
SITE_SEARCH = {}
COMMENTS = {"provider": "mail", "mail": "questions@lamplighter.example.org"}
OFFLINE = {}
PUBLISHING = {}
EDITOR = {"enabled": True}  # only where `newsroom serve` or `make edit` shows the site: see docs/editor.md
STRUCTURED_DATA = {
    "policies": {"correctionsPolicy": "corrections-policy/", "publishingPrinciples": "about/", "ethicsPolicy": "about/"}
}

# --- Theme: it switches autoescape on ------------------------------------------------------------------------------------

THEME = "themes/broadsheet"
THEMING = {}  # colours, sizes, a logo, the order of the home page: see docs/theme.md
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

# --- Addresses -----------------------------------------------------------------------------------------------------------

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
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
DRAFT_PAGE_LANG_URL = "drafts/pages/{lang}/{slug}/"
DRAFT_PAGE_LANG_SAVE_AS = DRAFT_PAGE_LANG_URL + "index.html"

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

# --- Feeds ---------------------------------------------------------------------------------------------------------------

FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/{lang}.atom.xml"
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 30  # whole texts: those of many topics become a good part of a large site

# --- The frame of every page ---------------------------------------------------------------------------------------------

DISPLAY_PAGES_ON_MENU = False
MENUITEMS = [
    ("About", "about/"),
    ("Corrections", "corrections/"),
    ("How we credit", "how-we-credit/"),
    ("Contact", "contact/"),
]
