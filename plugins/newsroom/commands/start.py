"""`newsroom start`: a folder that is a site, ready for its first story."""

import argparse
import contextlib
import locale
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from ..starter import Beginning, files
from . import Wrong

_AUTHORS = "content/data/authors.yaml"

EPILOG = """examples:
  newsroom start                              this folder becomes a site
  newsroom start lamplighter                  so does this new one
  newsroom start news --name "The Lamplighter" --lang de --zone Europe/Berlin
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "start",
        help="start a site",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Writes the settings, a .gitignore and first pages, and asks nothing. It never overwrites a file.",
    )
    parser.add_argument("folder", nargs="?", default=".", help="where (default: this folder)")
    parser.add_argument("--name", default="", help="the site's name (default: the folder's)")
    parser.add_argument("--lang", default="", help="its language, as in en or de (default: this machine's)")
    parser.add_argument(
        "--zone", default="", help="its time zone, as in Europe/Berlin (default: this machine's, else UTC)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    folder = Path(given.folder)
    if folder.exists() and not folder.is_dir():
        raise Wrong(f"{folder} is a file; name a folder")
    zone = given.zone or _zone(os.environ, Path("/etc"))
    if not _is_zone(zone):
        raise Wrong(f'there is no time zone "{zone}"; write one like Europe/Berlin')
    name = " ".join((given.name or _spoken(folder)).split()) or "News"
    made = files(Beginning(name, given.lang or _lang(os.environ), zone, _author()))
    there = [path for path in made if not _may_be_there(path) and (folder / path).exists()]
    if there:
        print(
            f"newsroom: {', '.join(there)} {'is' if len(there) == 1 else 'are'} there already, nothing was written; choose another folder",
            file=sys.stderr,
        )
        return 1
    left_out = {_AUTHORS} if _has_stories(folder / "content") else set()
    for path in [one for one in made if one not in left_out]:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(made[path])
            print(file.as_posix())
        except FileExistsError:
            print(f"{file.as_posix()} is there already and stays")
    at = "" if folder.absolute() == Path.cwd() else f"cd {given.folder}, then "
    print(f'"{name}" is ready. {at}newsroom new "Headline" starts a story, newsroom serve shows the site.')
    return 0


def _may_be_there(path: str) -> bool:
    """Whether a file of the new site may be there before: what somebody wrote or imported stays, but settings make another site."""
    return path == ".gitignore" or path.startswith("content/")


def _has_stories(content: Path) -> bool:
    """Whether somebody has written or imported texts: a list of authors that has one alone would refuse all their bylines."""
    return any(content.rglob("*.md"))


def _spoken(folder: Path) -> str:
    """A folder's name as words."""
    return folder.resolve().name.replace("-", " ").replace("_", " ").title()


def _lang(environment: Mapping[str, str]) -> str:
    """The language of whoever sits here, "en" where the machine does not say."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            lang = locale.normalize(value).partition("_")[0].partition(".")[0].lower()
            return lang if len(lang) == 2 else "en"
    return "en"


def _zone(environment: Mapping[str, str], etc: Path) -> str:
    """The time zone of this machine by its name in the database of zones, "UTC" where it has none."""
    candidates = [environment.get("TZ", "").lstrip(":")]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        candidates.append((etc / "timezone").read_text(encoding="utf-8").strip())
    with contextlib.suppress(OSError):
        candidates.append(str((etc / "localtime").readlink()).rpartition("zoneinfo/")[2])
    return next((one for one in candidates if "/" in one and _is_zone(one)), "UTC")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _author() -> str:
    """Whoever sits here, as git knows them; "" where it does not."""
    try:
        asked = subprocess.run(
            ["git", "config", "--get", "user.name"], capture_output=True, encoding="utf-8", check=False, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(asked.stdout.split())
