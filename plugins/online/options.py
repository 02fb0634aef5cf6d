"""What a site may set of the addresses outside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`ONLINE = {...}`.

    `seconds` is how long one answer may take, `tries` how often an address that does not answer is asked, `pause` the seconds between two
    questions to one host, `workers` how many hosts are asked at a time. A good answer holds for `days`, that an address is dead for one.
    `skip` are hosts that are never asked. `private` allows addresses of private networks and of this machine.

    With `--archive`: `archive` is asked for copies that are there, `{url}` is where the address stands; the Wayback Machine at `wayback`
    makes new ones, up to `saves` in a run, with `save_pause` seconds between two questions. A copy of the last `days` is not made
    again, and one that is not ready after `save_seconds` is left for another run.
    """

    seconds: float = 15.0
    tries: int = 3
    pause: float = 1.0
    workers: int = 8
    days: int = 7
    skip: tuple[str, ...] = ()
    private: bool = False
    archive: str = "https://archive.org/wayback/available?url={url}"
    wayback: str = "https://web.archive.org"
    saves: int = 50
    save_pause: float = 5.0
    save_seconds: float = 180.0
    agent: str = "newsroom-check (a newsroom looks after its links)"
