"""What a site may set of its storylines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`STORYLINES = {...}`.

    `url` and `index_url` are the addresses of a storyline and of their list, `feed` is the path of a storyline's feed ("" for none). `around`
    is how many parts before a story, and how many after it, stand on its page. A storyline whose parts lie within `days` days is told day
    by day, a longer one month by month.
    """

    url: str = "storyline/{slug}/"
    index_url: str = "storylines/"
    feed: str = "feeds/storyline/{slug}.atom.xml"
    around: int = 3
    days: int = 31
