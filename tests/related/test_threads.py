"""NumPy starts no threads for us, but as many as somebody asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOLD = "import os, pelican.plugins.related, numpy; print(os.environ['OPENBLAS_NUM_THREADS'], len(os.listdir('/proc/self/task')))"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted where Linux tells them")
@pytest.mark.parametrize("asked", ["", "3"])
def test_numpy_starts_as_many_threads_as_somebody_asks_for_and_no_more(asked):
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if asked:
        environment["OPENBLAS_NUM_THREADS"] = asked
    made = subprocess.run([sys.executable, "-c", TOLD], env=environment, capture_output=True, text=True, check=True)
    said, threads = made.stdout.split()

    assert said == (asked or "1")
    assert int(threads) == 1 or asked
