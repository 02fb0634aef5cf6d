"""`newsroom edit`: the editor in the browser, beside the site as it is read on this machine."""

import argparse
import contextlib
import signal
import subprocess
import sys
from pathlib import Path

from ..newsroom.commands import Wrong, settings_file
from . import program

#: Seconds that each way of ending what we serve with is given.
_PATIENCE = 2.0

EPILOG = """examples:
  newsroom edit --install    once: fetch the editor's program with npm
  newsroom edit              then open http://127.0.0.1:8000/admin/
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "edit",
        help="write in the browser, without Git",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Serves the site as `newsroom serve` does, and beside it the desk that writes what is saved in the browser into the content folder. Both answer on this machine only.",
    )
    parser.add_argument("--install", action="store_true", help="fetch the editor's program with npm, and end")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.add_argument("-p", "--port", type=int, default=8000, metavar="N", help="another port than 8000")
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    folder = program.home()
    if given.install:
        return _installed(folder)
    settings = settings_file(given.settings)
    if not program.is_installed(folder):
        raise Wrong(program.MISSING)
    from ..newsroom.options import options_from
    from ..newsroom.plugin import settings_for_site, site_of
    from .local_desk import DeskFailed, desk
    from .options import Options

    read = settings_for_site(settings)
    options, _ = options_from(read, "EDITOR", Options)
    if options.backend != "local" or not options.enabled:
        raise Wrong('this site has no editor on this machine: write EDITOR = {"enabled": True} in its settings')
    origin = f"http://127.0.0.1:{given.port}"
    try:
        with desk(folder, site_of(read)[0].content, options.port, origin):
            print(f"newsroom: write on {origin}/{options.address}", file=sys.stderr, flush=True)
            return _serve(settings, given.port)
    except DeskFailed as failed:
        print(f"newsroom: {failed}", file=sys.stderr)
        return 1


def _installed(folder: Path) -> int:
    if program.is_installed(folder):
        print(f"newsroom: the editor's program is in {folder}")
        return 0
    try:
        program.install(folder)
    except program.NotInstalled as failed:
        print(f"newsroom: {failed}", file=sys.stderr)
        return 1
    print(f"newsroom: the editor's program is in {folder} now")
    return 0


def _serve(settings: str, port: int) -> int:
    """`newsroom serve` in a process of its own, until it ends or we are told to."""
    family = (__package__ or "").rpartition(".")[0]
    command = [sys.executable, "-m", f"{family}.newsroom", "serve", "--port", str(port), "--settings", settings]
    signal.signal(signal.SIGTERM, _as_if_by_hand)
    with subprocess.Popen(command) as served:
        try:
            return served.wait()
        except KeyboardInterrupt:
            return _ended(served)


def _ended(served: "subprocess.Popen[bytes]") -> int:
    """A terminal tells both processes to end, somebody else only ours; one that hears neither is ended."""
    for said in (0, signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        served.send_signal(said)
        with contextlib.suppress(subprocess.TimeoutExpired):
            served.wait(timeout=_PATIENCE)
            return 0
    return 0


def _as_if_by_hand(*_signal: object) -> None:
    raise KeyboardInterrupt
