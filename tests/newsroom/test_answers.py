"""A value that is made when a page reads of it."""

import copy

import pytest
from pelican.plugins.newsroom.answers import Unread


def test_what_nobody_reads_is_not_made():
    made = []
    one = Unread(lambda: made.append(1) or "text")

    copy.copy(one)
    assert made == []
    assert (one.upper(), one.made, made) == ("TEXT", "text", [1])
    with pytest.raises(AttributeError):
        _ = one.nothing
