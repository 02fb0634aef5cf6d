"""What a site may set of the addresses outside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`ONLINE = {...}`.

    `seconds` is how long one answer may take, `tries` how often an address that does not answer is asked, `pause` the seconds between two
    questions to one host, `workers` how many hosts are asked at a time. A good answer holds for `days`, that an address is dead for one.
    `skip` are hosts that are never asked. `private` allows addresses of private networks and of this machine. `archive` is asked for
    copies with `--archive`; `{url}` is where the address stands.
    """

    seconds: float = 15.0
    tries: int = 3
    pause: float = 1.0
    workers: int = 8
    days: int = 7
    skip: tuple[str, ...] = ()
    private: bool = False
    archive: str = "https://archive.org/wayback/available?url={url}"
    agent: str = "newsroom-check (a newsroom looks after its links)"
