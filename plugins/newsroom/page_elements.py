"""The elements and attributes of a page that its facts are read from, each list with what it is of. Pure."""

import re
from collections.abc import Mapping

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
#: Elements whose digest a policy may name, and the types of scripts that are run.
DIGESTED = frozenset({"script", "style"})
SCRIPTS = frozenset({"module", "text/javascript", "application/javascript", "importmap", "speculationrules", ""})
TURNS = frozenset({"next", "prev"})
MORE_LINKS = {"object": "data", "track": "src", "embed": "src", "area": "href", "use": "href", "image": "href"}
LINKS = {
    "a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "video": "src", "audio": "src",
    "iframe": "src", "form": "action",
}  # fmt: skip
#: Elements that say something of the page itself; each has a method of its name.
SAYING = frozenset([
    "html", "base", "title", "h1", "link", "meta", "script", "img", "main", "iframe", "video", "audio", "marquee", "blink", "font", "center", "big",
    "strike", "tt",
])  # fmt: skip
#: Where links are those of a writer, or told with their story.
THEIRS = frozenset({"text", "teaser"})
#: Headings of a text -> their level.
LEVELS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
#: Elements whose text is no visible text, or that show code.
ASIDE = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea", "template", "noscript"})
#: Elements that take in everything behind them where their end is missing, which no HTML allows.
SWALLOWING = frozenset({"title", "textarea", "script", "style", "article", "main"})
#: Those of them that a writer's text may leave open: they end where the text does.
AROUND = frozenset({"article", "main"})
#: Elements that nobody can use without words of theirs, and attributes that are such words.
CALLED = frozenset({"a", "button"})
SPEAKING = frozenset({"img", "svg", "picture", "object", "video", "audio", "canvas", "iframe", "math", "input", "i"})
FIELDS = frozenset({"input", "select", "textarea"})
NAMES = frozenset({"aria-label", "aria-labelledby", "title"})
#: Kinds of a field that need no label, as they have words of their own or none that readers see.
_UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
#: Where an element says that its page is found, for whoever shares it.
OWN = frozenset({"data-share", "data-copy"})
#: Elements in which no other of their kind may begin: browsers end the outer one there.
ALONE = frozenset({"a", "button", "form"})
#: Elements whose end no HTML may leave out, though browsers find one.
CLOSED = frozenset([
    "a", "aside", "blockquote", "button", "div", "em", "figure", "footer", "form", "h1", "h2", "h3", "h4", "header",
    "nav", "ol", "section", "span", "strong", "table", "ul",
])  # fmt: skip
#: What a link to a cited work, or on its publisher's name, is called.
CITED = frozenset({"u-url", "p-publication"})
#: Attributes that name other elements of the page by their ids, blanks between.
NAMING = frozenset(
    ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]
)
#: What an element says of its own name, or of the names of others.
TIED = frozenset({"id", "name", *NAMING})
HEADINGS = frozenset({"h2", "h3", "h4"})
#: Elements that hold an address, or may.
ADDRESSED = frozenset({*LINKS, *MORE_LINKS})
#: Elements that say something even where they have no attribute.
BARE = frozenset({"p", "figcaption", *LEVELS})
#: Elements that say something of a story by any of their attributes, attributes that do so on any element, and classes.
TELLING = frozenset({"a", "time"})
HOOKS = frozenset({"data-role", "data-related", "data-relation", "data-corrections", "rel", *OWN})
CLASSES = frozenset([
    "h-entry", "e-content", "u-repost-of", "h-cite", "byline", "p-name", "p-author", "p-summary", "p-category",
    "u-photo",
])  # fmt: skip
#: Relations of `<link>` that lead to no page or file of the site.
HINTS = frozenset({"canonical", "preconnect", "dns-prefetch", "license"})
#: Relations of `<link>` to files that a browser asks for to show the page -> how such a link is called.
ASSETS = {
    "stylesheet": "sheet", "icon": "icon", "apple-touch-icon": "icon", "manifest": "manifest", "preload": "asset",
    "modulepreload": "asset",
}  # fmt: skip
#: What feeds are, and under what a head says that a story is filed.
FEEDS = frozenset({"application/atom+xml", "application/rss+xml", "application/feed+json"})
FILED = frozenset({"article:section", "article:tag"})
#: A style by which nobody sees an element.
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?![.\d])"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-\d{3,}|color\s*:\s*transparent",
    re.IGNORECASE,
)
#: Elements that show nothing, and classes by which nobody sees an element.
_SILENT = frozenset({"template", "noscript"})
_UNSEEN_CLASSES = frozenset({"unseen", "visually-hidden", "sr-only", "screen-reader-text"})
#: Attributes that hold an address which is asked for when a reader does something -> how such a link is called.
ASKED = {"data-embed": "iframe", "formaction": "form", "ping": "ping"}
ASKING = frozenset(ASKED)
#: What all pages have around their own part, and in what that stands.
FRAMES = frozenset({"header", "footer"})
OWN_PART = frozenset({"main", "article", "header", "footer"})
#: Elements whose words do not hold any more.
TAKEN_BACK = frozenset({"del", "s", "strike"})
#: Relations of `<link>` that a page may have and others not.
RELATIONS = frozenset([
    "alternate", "apple-touch-icon", "apple-touch-startup-image", "author", "bookmark", "canonical", "edituri", "first", "help", "hub", "icon", "image_src",
    "last", "license", "manifest", "mask-icon", "me", "modulepreload", "next", "openid.server", "pingback", "preload", "prev", "previous", "rel",
    "search", "self", "shortcut", "stylesheet", "up", "webmention", "wlwmanifest",
])  # fmt: skip
#: An address of a `srcset`, which may hold commas, and what is said of its size.
CANDIDATE = re.compile(r"(\S+)(?:\s+([\d.]+[wxh]))?\s*(?:,|$)")


def wants_label(given: Mapping[str, str]) -> bool:
    """Whether a field has to be named by somebody else."""
    has_own = not NAMES.isdisjoint(given) or "placeholder" in given or "hidden" in given
    return not has_own and given.get("type", "").lower() not in _UNLABELLED


def is_hidden(tag: str, given: Mapping[str, str]) -> bool:
    """Whether an element is made to be seen by nobody."""
    return (
        tag in _SILENT
        or "hidden" in given
        or "inert" in given
        or given.get("aria-hidden") == "true"
        or not _UNSEEN_CLASSES.isdisjoint(given.get("class", "").split())
        or bool(_UNSEEN.search(given.get("style", "")))
    )
