"""A disk that is full, and one that may only be read: readers see the site as it was, and the next run is right."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ..conftest import run, write
from .kills import SETTINGS, told_by

NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A small disk of its own at `folder`. The test that asks is left out where nobody may mount one."""
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if os.getuid() or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def tell(root: Path, edition: int) -> None:
    text = f"This is edition {edition:06} of it."
    write(root, f"-- content/story-1.md --\n---\ntitle: Story\ndate: 2026-11-01\n---\n{text}\n")


@pytest.fixture
def site(tmp_path) -> Iterator[Path]:
    """A site on a disk of its own, published once."""
    with disk(tmp_path / "disk", 24) as folder:
        tell(folder, 1)
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        ran = run([*NEWSROOM, "publish"], folder)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        yield folder


@pytest.mark.parametrize("room", [0, 250_000])
def test_a_full_disk_is_told_and_changes_nothing_for_readers(site, room):
    """Full before it begins, while it builds, while it copies: wherever that happens to be."""
    tell(site, 2)
    free = shutil.disk_usage(site).free
    ballast = site / "ballast"
    ballast.write_bytes(b"x" * max(0, free - room))

    ran = run([*NEWSROOM, "publish"], site)

    assert ran.returncode == 1, ran.stdout
    assert "Traceback" not in ran.stderr
    assert "readers see the site as it was" in ran.stderr
    assert told_by(site / "output") == 1
    ballast.unlink()
    ran = run([*NEWSROOM, "publish"], site)
    assert ran.returncode == 0, ran.stderr
    assert told_by(site / "output") == 2
    assert {one.name for one in site.glob("output*")} == {"output", "output.editions"}


def test_a_disk_that_may_only_be_read_is_told_with_a_remedy(site):
    tell(site, 2)
    subprocess.run(["mount", "-o", "remount,ro", str(site)], check=True)

    ran = run([*NEWSROOM, "publish"], site)

    assert ran.returncode == 1
    assert "the disk may only be read" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert told_by(site / "output") == 1
    subprocess.run(["mount", "-o", "remount,rw", str(site)], check=True)
    assert run([*NEWSROOM, "publish"], site).returncode == 0
    assert told_by(site / "output") == 2
