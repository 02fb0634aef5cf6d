"""What git says of a folder, asked so that nothing of the repository's own configuration runs a program, and nothing is written."""

import os
import subprocess
from pathlib import Path

_QUIET = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
    "--no-optional-locks",
)
_SECONDS = 120


def told_by_git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What a command of git prints, asked in a folder whatever repository the environment names. Raises OSError and subprocess.SubprocessError."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ran = subprocess.run(
        ["git", *_QUIET, *words],
        cwd=folder,
        input=given,
        capture_output=True,
        check=True,
        timeout=_SECONDS,
        env={**environment, "LC_ALL": "C"},
    )
    return ran.stdout
