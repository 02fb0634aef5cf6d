"""All that a check or a build may look at, told by what changes when it does: files by their stamps, programs by their versions."""

import contextlib
import os
import platform
import subprocess
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from .publication import public_from
from .stamps import Stamp, stamped
from .story import Story

#: Folders of what is built or fetched, wherever they stand outside the folder of the stories.
_BUILT = frozenset({"output", "node_modules", "build", "dist", "__pycache__"})
_NOBODYS = frozenset({"__pycache__", ".git"})
_ENVIRONMENT = ("LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "TZ", "PATH", "SITEURL")


def folders_of(settings: Mapping[str, Any], root: Path) -> tuple[Path, ...]:
    """The folders of a site by Pelican's settings: its own, its stories', its theme's, and that of our code. The stories' comes first."""
    named = [settings["PATH"], settings["THEME"], *(settings.get("THEME_TEMPLATES_OVERRIDES") or ())]
    return tuple(dict.fromkeys([*(Path(str(one)).absolute() for one in named), root, Path(__file__).parents[1]]))


def files(
    folders: Iterable[Path], *, but: Collection[Path] = (), apart: set[str] | None = None
) -> Iterator[tuple[str, Stamp | None]]:
    """(path, stamp) of every file below the folders, each once; None as the stamp of what leads nowhere.

    In the first folder everything counts; below the others nothing that is hidden, built or fetched does. Nothing below `but` is looked at.
    `apart` is given what of the first one was passed over or leads nowhere, and the folders that a link leads to: others may go there in
    another way.
    """
    seen = {str(one) for one in but}
    for number, folder in enumerate(folders):
        yield from _below(str(folder), seen, set() if apart is None or number else apart, all_of_it=number == 0)


def _below(folder: str, seen: set[str], apart: set[str], *, all_of_it: bool) -> Iterator[tuple[str, Stamp | None]]:
    ways = [(folder, frozenset({os.path.realpath(folder)}))]
    while ways:
        here, above = ways.pop()
        if here in seen:  # a folder below another one
            apart.add(here)
            continue
        seen.add(here)
        try:
            found = list(os.scandir(here))
        except OSError:
            continue
        for one in found:
            try:
                is_folder = one.is_dir()
                if not is_folder and (all_of_it or not one.name.startswith(".")):  # what nearly all are
                    yield one.path, stamped(one.stat())
                    continue
                if is_folder and one.is_symlink():
                    apart.add(one.path)
                if _is_passed_over(one.name, is_folder=is_folder, all_of_it=all_of_it):
                    if is_folder:
                        apart.add(one.path)
                    continue
                one.stat()
            except OSError:
                apart.add(one.path)
                yield one.path, None
                continue
            if (real := os.path.realpath(one.path)) not in above:
                ways.append((one.path, above | {real}))


def _is_passed_over(name: str, *, is_folder: bool, all_of_it: bool) -> bool:
    if all_of_it:
        return is_folder and name in _NOBODYS
    return name.startswith(".") or (is_folder and (name in _BUILT or name.startswith("output.")))


def surroundings(content: Path) -> str:
    """Python, the installed packages, the commit of the stories' checkout and the environment, in words that change when they do."""
    environment = [f"{one}={os.environ.get(one)}" for one in _ENVIRONMENT]
    return "\n".join([platform.python_version(), _commit(content), *environment, *packages()])


def packages() -> list[str]:
    """The installed packages, in words that change when one of them is installed or removed."""
    told = []
    for name in ("purelib", "platlib"):
        with contextlib.suppress(OSError, KeyError):
            told.append(str(Path(sysconfig.get_path(name)).stat().st_mtime_ns))
    return told


def programs(content: Path) -> str:
    """Python, the installed packages and the commit of the stories' checkout: as `surroundings`, in words that are the same on every machine."""
    from importlib.metadata import distributions

    packages = {f"{one.name}=={one.version}" for one in distributions()}
    return "\n".join([platform.python_version(), _commit(content), *sorted(packages)])


def holds_until(stories: "list[Story]", now: datetime) -> datetime:
    """The next moment at which the clock alone changes what is said or shown: a story's, or the end of the day, there and in UTC."""
    days = [datetime.combine(one.date() + timedelta(days=1), time(), one.tzinfo) for one in (now, now.astimezone(UTC))]
    moments = [moment for story in stories for moment in (public_from(story), story.expires) if moment and moment > now]
    return min([*days, *moments])


def _commit(folder: Path) -> str:
    """The commit that the folder's checkout stands at, and whether all before it is there; "" outside one."""
    try:
        ran = subprocess.run(
            ["git", "rev-parse", "HEAD", "--is-shallow-repository"],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()
