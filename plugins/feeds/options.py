"""What a site may set of its feeds and sitemaps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`FEEDS = {...}`.

    `content` is "full" (the whole text) or "summary". `formats` are written beside the Atom feed of the whole site under the same name:
    "json" (JSON Feed), "rss". `term_formats` does the same for categories, tags, sources and authors. `corrections`, `sitemap`,
    `news_sitemap` and `robots` are paths below the output folder, "" for none. `hub` is the address of a WebSub hub. `authority` stands in
    the ids of feed items in place of the site's host name, for a site that has moved. `rights` is said of our own stories that have no
    licence. `disallow` are paths that robots.txt closes. `look` lets a feed that is opened in a browser say what it is, where the theme has a
    style sheet for that.
    """

    content: str = "full"
    formats: tuple[str, ...] = ("json",)
    term_formats: tuple[str, ...] = ()
    corrections: str = "feeds/corrections.atom.xml"
    sitemap: str = "sitemap.xml"
    news_sitemap: str = "news-sitemap.xml"
    robots: str = "robots.txt"
    hub: str = ""
    authority: str = ""
    rights: str = ""
    disallow: tuple[str, ...] = ()
    look: bool = True
