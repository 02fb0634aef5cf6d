"""A page that a helping process puts beside its place, for the one that keeps the ledger to move there."""

import errno
import os
from pathlib import Path

from pelican.plugins.incremental.ledger import Ledger
from pelican.plugins.newsroom import output as funnel

from .test_ledger import lying


def test_what_was_put_beside_its_place_is_moved_there(output, file):
    """A process that helps has written it; the one that keeps the ledger has only to move it."""
    ledger = Ledger(file, output)
    funnel.tell(output, ledger)
    beside = [funnel.write_beside(output, "tag/a.html", text) for text in (b"one", b"two")]
    for one in beside:
        funnel.move_in(output, "tag/a.html", one)

    assert lying(output) == {"tag/a.html": "two"}
    assert ledger.digest_now("tag/a.html") == beside[1].digest


def test_what_lies_there_already_is_not_put_beside_it(output, file):
    ledger = Ledger(file, output)
    funnel.tell(output, ledger)
    funnel.write_text(output, "a.html", "one")
    ledger.close()
    funnel.tell(output, Ledger(file, output))

    assert funnel.write_beside(output, "a.html", b"one") == b"one"
    assert lying(output) == {"a.html": "one"}


def test_what_cannot_be_put_beside_its_place_is_handed_back(output, file):
    """The process that writes takes away what is in the way, or says what is wrong."""
    ledger = Ledger(file, output)
    (output / "tag").write_text("a file where a folder is to be", encoding="utf-8")
    funnel.tell(output, ledger)

    assert funnel.write_beside(output, "tag/a.html", b"one") == b"one"


def test_a_disk_that_takes_some_bytes_at_a_time_holds_the_whole_page(output, file, monkeypatch):
    funnel.tell(output, Ledger(file, output))
    write = os.write
    monkeypatch.setattr(os, "write", lambda out, data: write(out, data[:7]))
    beside = funnel.write_beside(output, "tag/a.html", b"a page of some length")

    assert Path(beside.part).read_bytes() == b"a page of some length"


def test_a_disk_that_fills_up_leaves_nothing_beside_a_place(output, file, monkeypatch):
    funnel.tell(output, Ledger(file, output))
    left = [7]

    def write(out, data):
        if not left:
            raise OSError(errno.ENOSPC, "full")
        return posix_write(out, data[: left.pop()])

    posix_write = os.write
    monkeypatch.setattr(os, "write", write)

    assert funnel.write_beside(output, "a.html", b"a page of some length") == b"a page of some length"
    assert not left, "some of it was written"
    assert not list(output.iterdir())


def test_what_nobody_moved_to_its_place_goes_at_the_end_of_the_build(output, file):
    ledger = Ledger(file, output)
    funnel.tell(output, ledger)
    funnel.write_text(output, "b.html", "two")
    funnel.write_beside(output, "tag/a.html", b"one")
    ledger.close()

    assert lying(output) == {"b.html": "two"}
    assert [one.name for one in output.iterdir()] == ["b.html"]
