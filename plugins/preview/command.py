"""`newsroom serve`: the site on this machine, in step with what is written."""

import argparse
import sys
import threading
import time
from typing import TYPE_CHECKING

from ..newsroom.commands import Wrong, settings_file

if TYPE_CHECKING:
    from .edition import Outcome
    from .workshop import Workshop

EPILOG = """examples:
  newsroom serve
  newsroom serve --port 8001      a second one beside it
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "serve",
        help="show the site on this machine, and build it again at every change",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Shows the site on http://127.0.0.1:8000/, drafts included. Browsers that look at it follow every change.",
    )
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.add_argument("-p", "--port", type=int, default=8000, metavar="N", help="another port than 8000")
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    from .server import PortTaken, Server
    from .workshop import Workshop

    settings = settings_file(given.settings)
    try:
        server = Server(given.port)
    except PortTaken:
        raise Wrong(
            f"something answers on port {given.port} already; take another: newsroom serve --port {given.port + 1}"
        ) from None
    except OverflowError:
        raise Wrong(f"{given.port} is no port; take one between 1024 and 65535") from None
    workshop = Workshop(settings, server.url)
    server.workshop = workshop
    try:
        _say(workshop.again(), server.url)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _follow(workshop, server.url)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        server.ending.set()
        server.server_close()
        workshop.end()
    return 0


def _follow(workshop: "Workshop", url: str) -> None:
    from .watching import changes, is_code

    while True:
        outcome = workshop.news.outcome
        stop = threading.Event()
        for some in changes(outcome.watched, outcome.code, outcome.began, stop):
            fresh = any(is_code(path, outcome.code) for path in some)
            newest = workshop.again(fresh=fresh)
            _say(newest, url)
            if (newest.watched, newest.code) != (outcome.watched, outcome.code) and newest.watched:
                break  # another theme, another folder: watch those
        stop.set()


def _say(outcome: "Outcome", url: str) -> None:
    for one in outcome.failures:
        print(f"newsroom: {one}", file=sys.stderr)
    state = "as it last was right" if not outcome.complete else f"{outcome.stories} files in {outcome.seconds:.1f} s"
    print(
        f"{time.strftime('%H:%M:%S')} {url}/ ({state}); proof sheets on {url}/_newsroom/proof/",
        file=sys.stderr,
        flush=True,
    )
