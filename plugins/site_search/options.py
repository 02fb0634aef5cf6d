"""What a site may set of its search."""

from dataclasses import dataclass

#: When the index is made.
WHEN = ("published", "always", "never")


@dataclass(frozen=True, slots=True)
class Options:
    """`SITE_SEARCH = {...}`.

    `index` says when the index is made: "published" (not in a preview), "always" or "never". `address` is that of the search page below the
    site's; in another language it stands below that language's code. `folder` is the folder of the index. `program` is the path of Pagefind
    where it is not found by itself. `pages` says whether the search finds the site's pages too, or its stories alone.
    """

    index: str = "published"
    address: str = "search/"
    folder: str = "pagefind"
    program: str = ""
    pages: bool = True
