"""A problem is one value wherever it is told."""

import os
import pickle
import subprocess
import sys

from pelican.plugins.newsroom.problem import Problem, asked_for
from pelican.plugins.newsroom.rules import ON_REQUEST

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


def test_one_goes_to_another_process_as_it_is():
    given = Problem(
        "content/a.md", 3, 0, "W10", '"here" says nothing', "say where", "error", fix=(("here", "the map"),)
    )
    taken = pickle.loads(pickle.dumps(given))  # noqa: S301 (our own)

    assert (taken, taken.fix, hash(taken)) == (given, given.fix, hash(given))


def test_the_rules_that_a_site_can_ask_for_are_those_that_somebody_has_written():
    assert asked_for(dict.fromkeys(ON_REQUEST, "warning")) == tuple(ON_REQUEST)
    assert asked_for({"W11": "off", "W02": "warning"}) == ()
