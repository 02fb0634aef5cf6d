"""A few kills of the real command; `python -m tests.publishing.kills` does it two hundred times."""

import pytest

from ..publishing.kills import try_it

pytestmark = pytest.mark.slow


def test_wherever_it_is_killed_readers_see_one_whole_site(tmp_path):
    tally = try_it(tmp_path, 4, seed=2, every=4)

    assert tally.old + tally.new == 4
    assert tally.whole_runs >= 1
    assert tally.read > 100
