"""One clean build of a site in a fresh process, with our plugins and our theme."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = """
import runpy
globals().update({{k: v for k, v in runpy.run_path({settings!r}).items() if k.isupper()}})
SITEURL = "https://bench.example"
RELATIVE_URLS = False
PATH = "content"
PLUGIN_PATHS = [{plugins!r}]
THEME = {theme!r}
MENUITEMS = []
NEWSROOM = {{**NEWSROOM, "preview": False}}
"""


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, and how many files were written."""

    wall: float
    files: int


def build(site: Path, settings: Path) -> Cost:
    """Raises RuntimeError when it fails: a broken build has no speed."""
    output = site / "output"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "pelican", "content", "-s", str(settings), "-o", str(output), "--fatal", "errors"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795435200", "NO_COLOR": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        begin = time.perf_counter()
        ended = subprocess.run(command, cwd=site, env=environment, stdout=log, stderr=log, check=False)
        wall = time.perf_counter() - begin
        if ended.returncode:
            log.seek(0)
            raise RuntimeError(f"{settings.name} ended with {ended.returncode}:\n{log.read()[-4000:]}")
    return Cost(wall, sum(file.is_file() for file in output.rglob("*")))
