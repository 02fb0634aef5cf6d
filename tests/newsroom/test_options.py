"""Options: a block of settings, typed, with unknown keys named."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from pelican.plugins.newsroom.options import options_from


@dataclass(frozen=True)
class Options:
    limit: int = 4
    names: tuple[str, ...] = ()
    loud: bool = False
    weight: float = 1.0
    words: Mapping[str, str] = field(default_factory=dict)


def test_a_block_becomes_options():
    given = {"limit": 2, "names": ["a"], "loud": True, "weight": 2, "words": {"a": "b"}}

    assert options_from({"RELATED": given}, "RELATED", Options) == (Options(2, ("a",), True, 2, {"a": "b"}), ())


def test_no_block_means_defaults():
    assert options_from({}, "RELATED", Options) == (Options(), ())


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"limt": 2}, 'did you mean "limit"?'),
        ({"limit": "2"}, "whole number"),
        ({"limit": True}, "whole number"),
        ({"names": "a"}, "list"),
        ([], "RELATED"),
    ],
)
def test_what_does_not_fit_is_a_problem_and_the_default_stays(block, said):
    options, problems = options_from({"RELATED": block}, "RELATED", Options)

    assert options == Options()
    assert [problem.rule for problem in problems] == ["E00"]
    assert said in str(problems[0])
