"""What a site may set of its service worker."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`OFFLINE = {...}`.

    `enabled` keeps what a reader reads. Switched off, the worker that browsers have from before clears what it kept and goes. `pages` and
    `files` are how many are kept at most, the oldest go first. `patience` is for how many seconds a page that is kept waits for a newer one.
    `never` are folders below the site's address of which nothing is kept; what lies in those of `lasting` never changes under its name. `address` is that of the page for what is not kept.
    """

    enabled: bool = False
    pages: int = 60
    files: int = 120
    patience: int = 4
    never: tuple[str, ...] = ("admin", "drafts", "feeds", "pagefind")
    lasting: tuple[str, ...] = ("pictures",)
    address: str = "offline/"
