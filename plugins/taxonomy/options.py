"""What a site may set of its taxonomy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`TAXONOMY = {...}`.

    `feeds` writes a feed for each category, tag and author whose *_FEED_ATOM or *_FEED_RSS is set. A tag or category with fewer than `thin`
    stories and without a description is thin: its page is written, but search engines and the index's main list leave it out.
    The head of every page leads to at most `menu` sections, those with the most stories, and to the page of all; 0 leads to each.
    """

    feeds: bool = True
    thin: int = 3
    menu: int = 12
