"""While a site is built Python looks for garbage less often, and afterwards as before."""

import contextlib
import gc

import pytest
from pelican.plugins.newsroom.garbage import few_collections


@pytest.mark.parametrize("error", [None, ZeroDivisionError])
def test_it_is_as_before_when_the_build_ends(error):
    before = gc.get_threshold()
    with contextlib.suppress(ZeroDivisionError), few_collections():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
        if error:
            raise error

    assert gc.get_threshold() == before
