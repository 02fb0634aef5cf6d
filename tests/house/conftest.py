"""What the tests of the house share: the wheel, built once in a run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..shared import made_once

ROOT = Path(__file__).parents[2]
IGNORED = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory, worker_id) -> Path:
    """The wheel, built from a copy so that no trace of a build lies in the project; by one of several workers for all."""
    with made_once(tmp_path_factory, worker_id, "wheel") as (place, is_made):
        if not is_made:
            _build(place)
    return next((place / "dist").glob("*.whl"))


def _build(place: Path) -> None:
    source = place / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    for name in ("launcher", "plugins", "themes"):
        shutil.copytree(ROOT / name, source / name, ignore=IGNORED)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place / "dist", source]
    built = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stdout + built.stderr
