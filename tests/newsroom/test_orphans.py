"""Nobody works on for a process that was killed. Where one did, it would hold the output of the killed one open."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest

from ..conftest import write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems let an orphan live")

HELPERS = """
import os
import signal
from pelican.plugins.newsroom import cores

def wait(_number):
    os.write(1, b"at work\\n")  # at one go: two of them write here
    signal.pause()

cores.count = lambda: 2
list(cores.mapped(wait, [1, 2], few=2, chunk=1))
"""
#: `newsroom check` reads the settings, and waits there; so do the helpers that its settings start.
STEP = """
from pathlib import Path
from pelican.plugins.publishing import steps

Path("pelicanconf.py").write_text(Path("helpers.py").read_text())
steps.check("pelicanconf.py")
"""


@pytest.mark.parametrize("head", ["helpers.py", "step.py"])
def test_who_works_for_a_killed_process_ends_too(tmp_path, head):
    write(tmp_path, f"-- helpers.py --\n{HELPERS}-- step.py --\n{STEP}")
    process = subprocess.Popen([sys.executable, head], cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True)
    try:
        begun = [process.stdout.readline() for _ in range(2)]
        process.kill()
        process.communicate(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    assert begun == [b"at work\n"] * 2
