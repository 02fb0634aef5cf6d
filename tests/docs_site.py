"""The documents as a site, built as `make docs` builds it, but in a folder of the tests."""

import os
import subprocess
import sys
from pathlib import Path

from .conftest import NOW, ROOT


def built_documents(folder: Path) -> tuple[Path, str]:
    """(folder of the built documents, what the build said)."""
    output = folder / "output"
    ran = subprocess.run(
        [sys.executable, ROOT / "docs/site/make.py", folder / "content", output],
        env={**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": NOW, "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    said = ran.stdout + ran.stderr
    assert ran.returncode == 0, said
    return output, said
