"""A problem is one value wherever it is told."""

import os
import pickle
import subprocess
import sys

from pelican.plugins.newsroom.problem import Problem

PROBLEM = Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where")

FIND = """
import pickle, sys
from pelican.plugins.newsroom.problem import Problem
given = pickle.loads(sys.stdin.buffer.read())
print(given in {Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where")})
"""


def test_two_that_say_the_same_are_one():
    same = Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where", fix=(("here", "the map"),))

    assert len({PROBLEM, same}) == 1
    assert len({PROBLEM, Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where", "error")}) == 2


def test_one_that_was_counted_here_is_known_in_another_process():
    """Python gives texts another hash in each process."""
    assert len({PROBLEM}) == 1
    environment = {**os.environ, "PYTHONHASHSEED": "7"}

    ran = subprocess.run(
        [sys.executable, "-c", FIND], input=pickle.dumps(PROBLEM), capture_output=True, env=environment, check=True
    )

    assert ran.stdout.decode().strip() == "True"
