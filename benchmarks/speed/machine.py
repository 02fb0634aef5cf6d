"""What the figures were taken on: they mean nothing without."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from .contenders import ROOT


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def described() -> list[str]:
    """One fact a line."""
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{cores()} cores ({_processor()}), {_memory()}",
        f"{platform.system()} {platform.release()}, {platform.python_implementation()} {platform.python_version()}",
        f"Newsroom at {commit()}",
    ]


def commit() -> str:
    """The commit of this code, and whether it was changed since."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no", "--", "plugins", "themes", "benchmarks/speed")
    except (OSError, subprocess.CalledProcessError):
        return "an unknown commit"
    return f"commit {name}, with changes" if changed else f"commit {name}"


def load() -> str:
    """How many processes wanted a core in the last minute: above the number of cores, seconds on the wall say little."""
    return f"{os.getloadavg()[0]:.1f}"


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    return _fact("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    held = _fact("/proc/meminfo", "MemTotal").split()
    return f"{int(held[0]) / 2**20:.0f} GiB" if held else "memory unknown"


def _fact(file: str, name: str) -> str:
    """A value of a file of `name: value` lines; "" where there is none."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
