"""A build that is killed or finds a full disk leaves whole files, and the next one is right."""

import errno
import os

import pytest

from tests.conftest import write
from tests.incremental.small_site import files, story

pytestmark = pytest.mark.slow

STATES = 5


def be_in_state(site, number):
    """One of the forms in which the site is killed: each has another text, another tag and another story than the one before."""
    state = number % STATES
    write(site, story("b", text=f"Edition {state}.", tags=f"tag{state}, one"))
    for slug in ("n0", "n1", "n2"):
        (site / f"content/{slug}.md").unlink(missing_ok=True)
    write(site, story(f"n{state % 3}", text="New."))


def test_a_kill_at_any_moment_leaves_whole_files_and_the_next_build_is_right(forge, site, clean, pytestconfig):
    """Before and after each thing that is done to a file: an old page or a new one, never half of one."""
    kills = pytestconfig.getoption("--kills", 18)
    expected = []
    for number in range(STATES):
        be_in_state(site, number)
        expected.append(clean())
    editions = {name: {one.get(name) for one in expected} for one in expected for name in one}
    killed = 0
    for number in range(kills):
        be_in_state(site, number)
        whole = number % (STATES + 1) == STATES
        ran = forge.build(site, kill_at=None if whole else 1 + (number * 7) % 23)
        killed += ran.code == -9
        found = files(site / "output")
        parts = {name for name in found if name.endswith(".newsroom-part")}

        assert [name for name in set(found) - parts if found[name] not in editions[name]] == []
        if whole:
            assert ran.code == 0, ran.log
            assert found == expected[number % STATES]
    assert killed > kills * 0.6


def test_a_kill_at_any_second_too(forge, site, clean, pytestconfig):
    """Where a build is when it is not writing: reading, rendering, in a process that helps."""
    forge.build(site)
    for number in range(max(3, pytestconfig.getoption("--kills", 18) // 5)):
        write(site, story("b", text=f"Edition {number}.", tags=f"tag{number % 5}"))
        forge.build(site, kill_after=0.02 + (number * 0.037) % 0.4, cores=2)
    ran = forge.build(site)

    assert ran.code == 0, ran.log
    assert files(site / "output") == clean()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_a_disk_that_takes_nothing_is_said_and_later_the_site_is_right(forge, site, clean, fault):
    forge.build(site)
    before = files(site / "output")
    write(site, story("b", text="New."))
    failed = forge.build(site, fault=fault, fault_at=3)
    found = files(site / "output")
    ran = forge.build(site)

    assert failed.code == 1
    assert os.strerror(fault) in failed.log
    assert "Traceback" not in failed.log
    assert set(found) == set(before), "no part of a file is left"
    assert ran.code == 0
    assert files(site / "output") == clean()


def test_a_disk_that_is_truly_full(forge, site, clean):
    """The system itself refuses: no file may be longer than a few thousand bytes."""
    forge.build(site)
    write(site, story("b", text="word " * 4000))
    failed = forge.build(site, longest=8000)
    whole = [name for name in files(site / "output") if name.endswith("part")]
    ran = forge.build(site)

    assert failed.code == 1
    assert whole == []
    assert ran.code == 0
    assert files(site / "output") == clean()
