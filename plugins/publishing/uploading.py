"""`newsroom upload`: a published site on its way to its host."""

import argparse
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..newsroom.commands import Wrong, settings_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .store_editions import Shown

#: How rclone ends where there is no such folder, or no such file.
_MISSING = (3, 4)

UPLOAD = """examples:
  newsroom upload rclone news:bucket              to S3 and what speaks like it; `news` is a remote of rclone
  newsroom upload rsync me@example.org:/srv/news  to a server of yours, which serves /srv/news/current
  newsroom upload rclone news:bucket --editions   each site in a folder of its own, and one step from one to the next
  newsroom upload rclone news:bucket --dry-run    show the commands, in their order
"""


class _Silent(Exception):
    """The store does not answer, or not with what an upload wrote. The message says what to do."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "upload",
        help="bring the published site to its host",
        epilog=UPLOAD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Sends what changed: first what pages need, then the pages, and takes away last what nobody needs any more. "
        "A run that was broken off is simply run again.",
    )
    parser.add_argument("way", choices=("rclone", "rsync"), help="the program that does it")
    parser.add_argument("target", help="remote:bucket for rclone; host:/folder, or a folder, for rsync")
    parser.add_argument("--dry-run", action="store_true", help="show the commands and do nothing")
    parser.add_argument(
        "--editions",
        action="store_true",
        help="for rclone: bring the whole site into a folder of its own, then let current.json name that",
    )
    parser.add_argument(
        "--switch",
        default="",
        metavar="COMMAND",
        help="with --editions: what lets readers see the new folder, whose path is in $EDITION",
    )
    parser.add_argument("--ssh", default="ssh", metavar="COMMAND", help="how rsync reaches the host (default: ssh)")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: publishconf.py)"
    )
    parser.add_argument(
        "-o", "--output", default="", metavar="FOLDER", help="the published site (default: OUTPUT_PATH of the settings)"
    )
    parser.set_defaults(func=_upload)


def _upload(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import settings_for_site
    from . import manifest

    name = given.settings or ("publishconf.py" if Path("publishconf.py").is_file() else "")
    settings = settings_for_site(settings_file(name))
    folder = Path(given.output or settings["OUTPUT_PATH"])
    if not (folder / manifest.FILE).is_file():
        raise Wrong(f"{folder} holds no published site; run newsroom publish first")
    if damaged := manifest.damaged(folder):
        print(
            f"newsroom: not uploaded: {folder} is not what was published ({damaged[0]} is one of {len(damaged)} files that differ); run newsroom publish first",
            file=sys.stderr,
        )
        return 1
    if (given.editions or given.switch) and given.way != "rclone":
        raise Wrong("--editions and --switch are for rclone; rsync keeps a folder for each site by itself")
    if given.switch and not given.editions:
        raise Wrong("--switch lets readers see another folder; with --editions each site has one")
    if given.editions:
        try:
            return _to_editions(given, folder, settings)
        except _Silent as silent:
            print(f"newsroom: not uploaded: {silent}", file=sys.stderr)
            return 1
    plan = _plan(given, folder, settings)
    if given.dry_run:
        print("\n".join(map(shlex.join, plan)))
        return 0
    return _run(plan, given.way)


def _to_editions(given: argparse.Namespace, folder: Path, settings: Any) -> int:
    """The whole site first; then what lets readers see it, what says that they do, and what takes former ones away."""
    from ..newsroom.options import options_from
    from . import manifest, store_editions
    from .options import Options

    options, _ = options_from(settings, "PUBLISHING", Options)
    store, path = given.target, store_editions.path_of((folder / manifest.FILE).read_bytes())
    shown = _shown(store) if not given.dry_run else store_editions.Shown()
    after = shown.after(path, options.keep) if shown.path != path else shown
    beside = store_editions.within(store, shown.path) if shown.path not in ("", path) else ""
    plan = [*_plan(given, folder, settings, store_editions.within(store, path), beside)]
    if given.switch:
        plan.append(["env", f"EDITION={path}", "sh", "-c", given.switch])
    plan.append(store_editions.turn(store, after))
    if given.dry_run:
        print("\n".join(map(shlex.join, [*plan, store_editions.names(store)])))
        return 0
    if code := _run(plan, given.way):
        return code
    try:
        found = _answer(store_editions.names(store)).splitlines()
    except _Silent as silent:
        print(
            f"newsroom: readers see the new site, but those that nobody needs are still there: {silent}",
            file=sys.stderr,
        )
        return 1
    return _run(store_editions.stale(found, after, store), given.way)


def _shown(store: str) -> "Shown":
    """What readers see of a store. Raises _Silent where it does not answer: nothing may be taken away by somebody who does not know."""
    from . import store_editions

    try:
        told = _answer(store_editions.ask(store), missing=_MISSING)
        return store_editions.shown_of(told) if told else store_editions.Shown()
    except ValueError as error:
        raise _Silent(f"{store}: {error}; take it away, and the next upload writes it anew") from error


def _answer(command: "Sequence[str]", missing: "Sequence[int]" = ()) -> str:
    """What a command prints; "" where it ends with a code that says that there is nothing. Raises _Silent where it fails."""
    _need(command)
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if ran.returncode and ran.returncode not in missing:
        raise _Silent(f"{command[0]} could not ask the store: {' '.join(ran.stderr.split())[-300:]}; run it again")
    return "" if ran.returncode else ran.stdout


def _plan(
    given: argparse.Namespace, folder: Path, settings: Any, store: str = "", beside: str = ""
) -> "Sequence[Sequence[str]]":
    """The commands that bring a site to its host, or into `store` where it stands `beside` another one."""
    from ..newsroom.options import options_from
    from . import manifest, upload
    from .options import Options

    options, _ = options_from(settings, "PUBLISHING", Options)
    if given.way == "rsync":
        try:
            place = upload.place_of(given.target)
        except ValueError as error:
            raise Wrong(str(error)) from error
        return upload.to_host(
            str(folder), place, (folder / manifest.FILE).read_bytes(), max(0, options.keep), given.ssh
        )
    if ":" not in given.target:
        raise Wrong(f"{given.target} names no remote of rclone: write remote:bucket; `rclone config` makes a remote")
    headers = folder / "_headers"
    text = headers.read_text(encoding="utf-8") if headers.is_file() else ""
    rules = upload.rules_of(text, urlsplit(str(settings["SITEURL"])).path.rstrip("/"))
    return upload.to_store(str(folder), store or given.target, rules, options.age, beside)


def _need(command: "Sequence[str]") -> None:
    if not shutil.which(command[0]):
        raise Wrong(
            f"the program {command[0]} is not here; install Debian's package {command[0].replace('ssh', 'openssh-client')}"
        )


def _run(plan: "Sequence[Sequence[str]]", way: str) -> int:
    """Each command after the one before it has succeeded."""
    for command in plan:
        _need(command)
        code = subprocess.run(command, check=False).returncode
        if code:
            print(
                f"newsroom: {way} was broken off ({command[0]} ended with {code}); every page at the host is whole; run it again, and it goes on where it was",
                file=sys.stderr,
            )
            return 1
    return 0
