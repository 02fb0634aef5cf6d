"""The parts of a site on a cluster: workers in processes of their own, reached over the network."""

import os
import re
import subprocess
import sys
import time
from importlib.util import find_spec

import pytest

from ..conftest import NOW
from .small_site import files

# It is looked for and not imported: every process that runs tests would do so, and only the commands of these need it.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="distributed is not here"),
]


def started(log, *words: str, cwd) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in ("PATH",)} | {"HOME": str(cwd), "LANG": "C.UTF-8"}
    with log.open("wb") as out:
        return subprocess.Popen([sys.executable, "-m", "distributed.cli." + words[0], *words[1:]], cwd=cwd, stdout=out, stderr=out, env=environment)  # fmt: skip


@pytest.fixture
def cluster(tmp_path, site):
    """A scheduler and two workers on this machine, started in the site's folder; its address."""
    log, processes = tmp_path / "scheduler.log", []
    try:
        processes.append(
            started(log, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", cwd=tmp_path)
        )
        until = time.monotonic() + 60
        while not (found := re.search(r"tcp://(127\.0\.0\.1:\d+)", log.read_text())) and time.monotonic() < until:
            time.sleep(0.05)
        assert found, log.read_text()
        for number in range(2):
            words = [
                f"tcp://{found[1]}",
                "--host",
                "127.0.0.1",
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--local-directory",
                str(tmp_path),
            ]
            processes.append(started(tmp_path / f"worker-{number}.log", "dask_worker", *words, cwd=site))
        yield f"dask://{found[1]}"
    finally:
        for process in reversed(processes):
            process.kill()
        for process in processes:
            process.wait()


def newsroom(site, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "NO_COLOR": "1"}
    return subprocess.run([sys.executable, "-m", "pelican.plugins.newsroom", *words], cwd=site, env=environment, capture_output=True, text=True, check=False, timeout=200)  # fmt: skip


def test_a_cluster_builds_what_one_process_does_and_says_what_is_wrong(cluster, site):
    built = newsroom(site, "build", "--executor", cluster, "--shards", "3", "-o", "output.cluster")

    assert built.returncode == 0, built.stderr
    assert newsroom(site, "build").returncode == 0
    assert files(site / "output.cluster") == files(site / "output")

    (site / "content" / "a.md").write_text("---\ntitle: A\ndate: never\n---\nText.\n", encoding="utf-8")
    wrong = newsroom(site, "build", "--executor", cluster, "-o", "output.cluster")

    assert wrong.returncode == 1
    assert "content/a.md" in wrong.stderr


def test_where_there_is_no_cluster_that_is_said(site):
    for address, said in (
        ("dask://127.0.0.1:1", "no scheduler of Dask answers"),
        ("http://127.0.0.1:1", "write it as dask://"),
    ):
        ran = newsroom(site, "build", "--executor", address)

        assert ran.returncode == 2
        assert said in ran.stderr
