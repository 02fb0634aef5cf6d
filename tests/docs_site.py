"""The documents as a site, built as `make docs` builds it, but in a folder of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import NOW, ROOT
from .shared import made_once


def built_documents(factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, str]:
    """(folder of the built documents, what the build said); by one of several workers for all. What they were built from lies beside it."""
    with made_once(factory, worker_id, "documents") as (folder, is_made):
        if not is_made:
            (folder / "said").write_text(_built(folder), encoding="utf-8")
        return folder / "output", (folder / "said").read_text(encoding="utf-8")


def _built(folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, ROOT / "docs/site/make.py", folder / "content", folder / "output"],
        env={**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": NOW, "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    said = ran.stdout + ran.stderr
    assert ran.returncode == 0, said
    return said
