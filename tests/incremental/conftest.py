"""A process that builds small sites quickly, and such a site."""

from collections import Counter

import pytest
from pelican.plugins.incremental.ledger import ledger_path
from pelican.plugins.newsroom import output as funnel

from plugins.incremental import pieces
from tests.incremental.forge import Forge
from tests.incremental.small_site import files, small_site


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=18, help="how many builds the tests of incremental kill")
    parser.addoption(
        "--served", type=int, default=0, help="so many random sequences of edits of a served site, in place of a few"
    )


@pytest.fixture(scope="session")
def forge():
    with Forge() as process:
        yield process


@pytest.fixture
def site(tmp_path):
    return small_site(tmp_path / "site")


@pytest.fixture
def output(tmp_path):
    """An output folder of which nobody is told when the test ends."""
    folder = tmp_path / "output"
    folder.mkdir()
    yield folder
    funnel.tell_no_more(folder)


@pytest.fixture
def file(tmp_path, output):
    """Where the ledger of that folder lies."""
    return ledger_path(tmp_path, output)


@pytest.fixture
def clean(forge, site):
    """What a build into an empty folder gives, by file."""
    made = []

    def _clean(**asked):
        made.append(f"clean-{len(made)}")
        ran = forge.build(site, output=made[-1], **asked)
        assert ran.code in (0, 1), ran.log
        return files(site / made[-1])

    return _clean


@pytest.fixture
def calls(monkeypatch):
    """How often a filter of ours was asked about each text, while loops of templates were made."""
    found, plain = Counter(), pieces.OURS["plain"]

    def counted(value):
        found[str(value)] += 1
        return plain(value)

    monkeypatch.setitem(pieces.OURS, "plain", counted)
    return found
