"""A process that holds a whole site ends at once, and to those around it as any other does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LEAVES = """
import atexit, sys
from pelican.plugins.newsroom.leaving import leave_at_once

class Held:
    def __del__(self):
        print("taken apart")

atexit.register(print, "asked for last")
held = Held()
print("said", end=" ")
if sys.argv[2] == "at once":
    leave_at_once(int(sys.argv[1]))
sys.exit(int(sys.argv[1]))
"""
#: A pipe that nobody reads: its reader has gone before we write.
UNREAD = "import os, sys; there, here = os.pipe(); os.close(there); os.dup2(here, {}); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"


def ended(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUNBUFFERED": ""}
    return subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, timeout=60, env=environment, cwd=folder
    )


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_all_is_said_and_done_and_nothing_is_taken_apart(code):
    end = ended("-c", LEAVES, code, "at once")

    assert (end.returncode, end.stdout, end.stderr) == (int(code), "said asked for last\n", "")


@pytest.mark.parametrize(("stream", "code"), [(1, 120), (2, 1)])
def test_a_reader_who_has_gone_makes_no_difference(stream, code):
    command = [UNREAD.format(stream), "-c", LEAVES.replace('print("taken apart")', "pass"), "1"]
    usual, at_once = (ended("-c", *command, how) for how in ("as ever", "at once"))

    assert usual.returncode == code
    assert (at_once.returncode, at_once.stdout, at_once.stderr) == (code, usual.stdout, usual.stderr)


def test_a_profiler_around_it_says_what_it_found(tmp_path):
    script = tmp_path / "leaves.py"
    script.write_text(LEAVES)
    end = ended("-m", "cProfile", str(script), "0", "at once")

    assert end.stdout.startswith("said ")
    assert "function calls" in end.stdout
    assert "taken apart" not in end.stdout


def test_a_command_ends_with_its_code(tmp_path):
    end = ended("-m", "pelican.plugins.newsroom", "build", folder=tmp_path)

    assert (end.returncode, end.stdout) == (2, "")
    assert end.stderr.startswith("newsroom: there is no pelicanconf.py here")
