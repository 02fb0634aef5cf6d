"""A site on its way to its readers: checked, built, audited, shown. Each step is a process of its own, so that none can hurt the next."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..newsroom.orphans import ends_with_us


class Refused(Exception):
    """A step found something wrong, and said what. The message says what that means for the site."""


def check(settings: str) -> None:
    """Raises Refused where the site has errors; they are printed."""
    if _ran("check", "-s", settings):
        raise Refused("mend the errors above")


def build(settings: str, folder: Path, known_as: Path | None = None) -> None:
    """The site as it is published, in a new folder. Raises Refused where it is not fit to be.

    `known_as` is the name under which builds are remembered that went into folders of other names: then this one goes on from the last.
    """
    remembered = ("--known-as", str(known_as)) if known_as else ()
    if _ran("build", "-s", settings, "-o", str(folder), *remembered):
        raise Refused("mend the errors above")
    index = folder / "index.html"
    if not index.is_file() or not index.stat().st_size:
        raise Refused(
            "the site that was built has no front page; see INDEX_SAVE_AS and DIRECT_TEMPLATES in the settings"
        )


def audit(settings: str, folder: Path, content: Path) -> None:
    """Raises Refused where what was built does not agree with itself, or tells what is not public."""
    if _ran("audit", str(folder), "--content", str(content), "-s", settings):
        raise Refused("what was built does not agree with itself; the lines above say where")


def keep_secrets(settings: str, folder: Path, content: Path) -> None:
    """Raises Refused where a site that was built before tells what is not public any more, or not yet."""
    if _ran("audit", str(folder), "--content", str(content), "--unpublished", "-s", settings):
        raise Refused(
            "that site tells what is not public now, or nobody can say what is; the lines above say where; --anyway lets readers see it all the same"
        )


def _ran(*words: str) -> int:
    command = [sys.executable, "-m", _program(), *words]
    sys.stdout.flush()
    code = _waited(command)
    if code < 0:
        name = signal.Signals(-code).name
        why = ", which often means that memory ran out" if -code == signal.SIGKILL else ""
        raise Refused(f"newsroom {words[0]} was ended by the system ({name}{why}); publish again")
    return code


def _waited(command: Sequence[str]) -> int:
    """The code a command ends with. It outlives neither an interruption of ours nor us: the next run finds nobody who still writes."""
    with subprocess.Popen(command, preexec_fn=ends_with_us()) as process:  # noqa: PLW1509 (publishing has no thread)
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise


def _program() -> str:
    return f"{(__package__ or '').rpartition('.')[0]}.newsroom"
