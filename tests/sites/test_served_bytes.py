"""What is served is what would be built."""

import json
import shutil
import subprocess
import sys

import pytest

from ..conftest import ROOT, run

pytestmark = pytest.mark.slow

SERVE = """
import json, re, sys
from pathlib import Path
from pelican.plugins.preview.plugin import LiveSite
site = LiveSite("pelicanconf.py", sys.argv[1], Path(sys.argv[2]).absolute())
outcomes = [site.build(), site.build()]
files = json.load(sys.stdin)

def told(data):  # whether a picture is smaller as AVIF is known once it has been made, and here none is before somebody looks
    return re.sub(rb'<source type="image/avif"[^>]*>', b"", data)

wrong = [file for file in files if told(site.page(file).body) != told(Path("output", file).read_bytes())]
print(json.dumps([[one.complete, list(one.failures)] for one in outcomes] + [wrong]))
"""


def test_every_page_feed_and_file_is_served_with_the_bytes_of_a_build(tmp_path):
    """All of the demo, at the second build of one process."""
    for name in ("content", "pelicanconf.py", "publishconf.py"):
        whole = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        whole(ROOT / name, tmp_path / name)
    for name in ("plugins", "themes"):
        (tmp_path / name).symlink_to(ROOT / name)
    url = "http://127.0.0.1:8000"
    built = run(
        [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "-e", f'SITEURL="{url}"'],
        tmp_path,
    )
    assert built.returncode == 0, built.stderr
    files = sorted(
        str(one.relative_to(tmp_path / "output")) for one in (tmp_path / "output").rglob("*") if one.is_file()
    )

    served = subprocess.run(
        [sys.executable, "-c", SERVE, url, "served"], cwd=tmp_path, input=json.dumps(files), capture_output=True, encoding="utf-8", check=False,
        env={"PATH": "/usr/bin", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1795435200", "LANG": "C.UTF-8"},
    )  # fmt: skip

    assert served.returncode == 0, served.stderr
    assert len(files) > 100
    assert json.loads(served.stdout) == [[True, []], [True, []], []]
