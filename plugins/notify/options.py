"""What a site may set of whom it tells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`NOTIFY = {...}`.

    `key` is the site's key for IndexNow, 8 to 128 of A-Z a-z 0-9 -; the site serves it as `/{key}.txt`, and nothing is told without one.
    `indexnow` is the address that is told. `webmentions` also tells the pages that stories link to, up to `mentions` in a run.
    `skip` are hosts that are never told. `private` allows private networks and this machine. `seconds` is how long one answer may take,
    `tries` how often somebody is told who does not answer, `pause` the seconds between two.
    """

    key: str = ""
    indexnow: str = "https://api.indexnow.org/indexnow"
    webmentions: bool = False
    mentions: int = 200
    skip: tuple[str, ...] = ("creativecommons.org", "web.archive.org")
    private: bool = False
    seconds: float = 15.0
    tries: int = 3
    pause: float = 1.0
    agent: str = "newsroom-notify (a newsroom tells what is new)"
