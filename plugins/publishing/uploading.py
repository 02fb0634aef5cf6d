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

UPLOAD = """examples:
  newsroom upload rclone news:bucket              to S3 and what speaks like it; `news` is a remote of rclone
  newsroom upload rsync me@example.org:/srv/news  to a server of yours, which serves /srv/news/current
  newsroom upload rclone news:bucket --dry-run    show the commands, in their order
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "upload", help="bring the published site to its host", epilog=UPLOAD, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Sends what changed: first what pages need, then the pages, and takes away last what nobody needs any more. "
        "A run that was broken off is simply run again.",
    )  # fmt: skip
    parser.add_argument("way", choices=("rclone", "rsync"), help="the program that does it")
    parser.add_argument("target", help="remote:bucket for rclone; host:/folder, or a folder, for rsync")
    parser.add_argument("--dry-run", action="store_true", help="show the commands and do nothing")
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
        print(f"newsroom: not uploaded: {folder} is not what was published ({damaged[0]} is one of {len(damaged)} files that differ); run newsroom publish first", file=sys.stderr)  # fmt: skip
        return 1
    plan = _plan(given, folder, settings)
    if given.dry_run:
        print("\n".join(map(shlex.join, plan)))
        return 0
    return _run(plan, given.way)


def _plan(given: argparse.Namespace, folder: Path, settings: Any) -> "Sequence[Sequence[str]]":
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
    return upload.to_store(str(folder), given.target, rules, options.age)


def _run(plan: "Sequence[Sequence[str]]", way: str) -> int:
    """Each command after the one before it has succeeded."""
    for command in plan:
        if not shutil.which(command[0]):
            raise Wrong(
                f"the program {command[0]} is not here; install Debian's package {command[0].replace('ssh', 'openssh-client')}"
            )
        code = subprocess.run(command, check=False).returncode
        if code:
            print(f"newsroom: {way} was broken off ({command[0]} ended with {code}); every page at the host is whole; run it again, and it goes on where it was", file=sys.stderr)  # fmt: skip
            return 1
    return 0
