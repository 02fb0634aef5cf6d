"""The tools of tests/node: what of npm looks at pages and style sheets. `make test` installs them."""

import shutil
import subprocess
from pathlib import Path

NODE = Path(__file__).parent / "node"
_MODULES = NODE / "node_modules"


class Missing(AssertionError):
    """A tool that is not installed fails a test; it skips none."""


def module(path: str) -> Path:
    """A file of an installed npm package. Raises Missing."""
    file = _MODULES / path
    if not file.is_file():
        raise Missing(f"{path} is not in tests/node/node_modules: run tools/bootstrap dev")
    return file


def program(name: str) -> str:
    """Where a program is. Raises Missing."""
    found = shutil.which(name)
    if not found:
        raise Missing(f"{name} is not on this machine: run tools/bootstrap dev")
    return found


def said_by(command: list[str | Path]) -> tuple[int, str]:
    """The exit code of a tool, and all that it said."""
    words = [str(word) for word in command]
    ran = subprocess.run(words, cwd=NODE, capture_output=True, encoding="utf-8", timeout=300, check=False)
    return ran.returncode, ran.stdout + ran.stderr
