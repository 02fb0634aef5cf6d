"""The elements and attributes of a page that its facts are read from, each list with what it is of. Pure."""

import re
from collections.abc import Mapping

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
#: Elements whose digest a policy may name, and the types of scripts that are run.
DIGESTED = frozenset({"script", "style"})
SCRIPTS = frozenset({"module", "text/javascript", "application/javascript", ""})
TURNS = frozenset({"next", "prev"})
MORE_LINKS = {"object": "data", "track": "src", "embed": "src", "area": "href", "use": "href", "image": "href"}
LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "video": "src", "audio": "src", "iframe": "src", "form": "action"}  # fmt: skip
#: Elements that say something of the page itself; each has a method of its name.
SAYING = frozenset({"html", "base", "title", "h1", "link", "meta", "script", "img", "style"})
#: Elements whose text is no visible text, or that show code.
ASIDE = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea", "template", "noscript"})
#: What Jinja, Liquid, Go and Pelican replace before a page is written.
MARK = re.compile(
    r"\{\{-?\s*[\w.$][^{}<>]{0,80}\}\}|\{%-?\s*\w[^{}<>]{0,80}%\}|\{(?:filename|static|attach|author|category|tag|index)\}"
)
#: Elements that take in everything behind them where their end is missing, which no HTML allows.
SWALLOWING = frozenset({"title", "textarea", "script", "style", "article", "main"})
#: What a link to a cited work, or on its publisher's name, is called.
CITED = frozenset({"u-url", "p-publication"})
#: Attributes that name other elements of the page by their ids, blanks between.
NAMING = frozenset(
    ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]
)
HEADINGS = frozenset({"h2", "h3", "h4"})
#: Elements that say something even where they have no attribute.
BARE = frozenset({"p", "figcaption"})
#: Relations of `<link>` that lead to no page or file of the site.
HINTS = frozenset({"canonical", "preconnect", "dns-prefetch", "license"})
#: Relations of `<link>` to files that a browser asks for to show the page.
ASSETS = frozenset({"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload"})
#: A style by which nobody sees an element.
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: An address of a `srcset`, which may hold commas, and what is said of its size.
CANDIDATE = re.compile(r"(\S+)(?:\s+([\d.]+[wxh]))?\s*(?:,|$)")


def is_hidden(given: Mapping[str, str]) -> bool:
    """Whether an element is made to be seen by nobody, by its attributes."""
    return "hidden" in given or bool(_UNSEEN.search(given.get("style", "")))
