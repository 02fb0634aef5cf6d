"""What a site that is served does while nobody waits gives way to somebody who does."""

import gc

import pytest
from pelican.plugins.preview.plugin import LiveSite
from pelican.plugins.preview.writer import DeferringWriter


class _Build:
    """A build that has left one thing."""

    def __init__(self, done):
        self.lasting = self
        self._left = [lambda: done.append("lists")]

    def rest(self):
        while self._left:
            yield self._left.pop()


@pytest.fixture
def resting(tmp_path):
    """A site that has pages to name and something for its next build, and what it has done of that."""
    done: list[str] = []
    site = object.__new__(LiveSite)
    site._is_swept, site._pages = False, 0
    site._writer, site._build = DeferringWriter(str(tmp_path), settings={}), _Build(done)
    site._writer.hear(lambda: done.append("names"))
    yield site, done
    gc.enable()
    gc.unfreeze()


def test_all_that_is_left_is_done_where_nobody_wants_anything(resting):
    site, done = resting

    assert site.rest()
    assert done == ["names", "lists"]
    assert not gc.isenabled()


def test_it_gives_way_and_goes_on_later(resting):
    site, done = resting
    wants = iter([False, False, True])

    assert not site.rest(lambda: next(wants))
    assert done == ["names"]
    assert site.rest()
    assert done == ["names", "lists"]


def test_what_fails_is_left_to_whoever_asks_for_it(resting):
    site, done = resting
    site._writer.hear(lambda: 1 / 0)  # noqa: SLF001

    assert site.rest()
    assert done == ["names"]
