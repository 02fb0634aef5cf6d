"""Work that is begun now and asked for later: the same result, whoever did it, and nobody is left who works for nothing."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from pelican.plugins.newsroom import cores, errand
from pelican.plugins.newsroom.carrier import Carrier
from pelican.plugins.newsroom.cores import HelperEnded
from pelican.plugins.newsroom.errand import Errand, NotHere, call_back

from ..conftest import write

OURS = os.getpid()


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    """Whatever runs these tests has threads, and perhaps one core."""
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)
    yield
    call_back()


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_another_process_does_it_while_this_one_goes_on():
    """What it holds need not bear pickling, what it gives may be of any size."""
    shift = 7
    sent = Errand(lambda: (os.getpid(), [n + shift for n in range(100_000)]))

    assert sent.is_under_way
    process, found = sent.result()
    assert process != OURS
    assert found == [n + 7 for n in range(100_000)]
    assert is_gone(process)


def test_who_waits_gets_the_result_later_from_a_process_that_is_gone(tmp_path):
    told = tmp_path / "process"
    sent = Errand(lambda: told.write_text(str(os.getpid())))
    here = Errand(os.getpid, aside=False)
    for one in (sent, sent, here):
        one.wait()

    assert is_gone(int(told.read_text()))
    assert sent.result() == len(told.read_text())
    assert here.result() == OURS


def test_a_process_that_is_forked_meanwhile_cannot_ask_for_it_and_disturbs_nothing():
    sent = Errand(lambda: "made")

    with pytest.raises(NotHere):
        sent_from_another(sent)
    assert sent.result() == "made"


def sent_from_another(sent):
    """Ask twice for a result in another process, and raise here what was raised there."""
    ours, theirs = os.pipe()
    number = os.fork()
    if number == 0:
        for _ in range(2):
            with contextlib.suppress(NotHere):
                sent.result()
                os._exit(0)
        os.write(theirs, b"raised twice")
        os._exit(0)
    os.waitpid(number, 0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        if told.read() == b"raised twice":
            raise NotHere


def test_it_is_ready_when_its_process_has_ended():
    """Which is looked at as often as somebody likes, and the result is there after it."""
    ours, theirs = os.pipe()
    sent = Errand(lambda: os.read(ours, 1))
    assert not sent.is_ready

    os.write(theirs, b"!")
    while not sent.is_ready:
        os.sched_yield()
    assert sent.is_ready
    assert sent.result() == b"!"
    assert sent.is_ready
    os.close(ours)
    os.close(theirs)


def test_who_has_ended_is_not_called_back():
    """Its number may be another's by then."""
    sent = Errand(lambda: "made")
    while not sent.is_ready:
        os.sched_yield()

    call_back()
    assert sent.result() == "made"


def test_nothing_is_a_result_too():
    assert Errand(lambda: None).result() is None


@pytest.mark.parametrize("why", ["one core", "threads", "not asked", "no room"])
def test_where_no_other_process_can_be_had_it_is_done_when_it_is_asked_for(monkeypatch, why):
    if why == "one core":
        monkeypatch.setattr(cores, "count", lambda: 1)
    if why == "threads":
        monkeypatch.setattr(cores.threading, "active_count", lambda: 2)
    if why == "no room":
        monkeypatch.setattr(errand.os, "fork", no_room)
    done = []
    sent = Errand(lambda: done.append(os.getpid()), aside=why != "not asked")

    assert not sent.is_under_way
    assert sent.is_ready
    assert done == []
    sent.result()
    assert done == [OURS]


def no_room():
    raise BlockingIOError


def test_a_fault_in_the_work_is_raised_where_it_is_asked_for():
    sent = Errand(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        sent.result()


def test_a_result_that_cannot_be_sent_is_made_here():
    found = Errand(lambda: lambda: "made").result()

    assert found() == "made"


def test_where_its_process_is_killed_nobody_waits_for_it():
    sent = Errand(lambda: os.kill(os.getpid(), signal.SIGKILL))

    with pytest.raises(HelperEnded, match="run it again"):
        sent.result()


def test_where_one_that_helps_it_is_killed_that_is_said():
    def work():
        if os.getpid() != OURS:
            list(cores.mapped(partial(os.kill, os.getpid()), [signal.SIGKILL] * 2, few=2, chunk=1))

    with pytest.raises(HelperEnded):
        Errand(work).result()


def test_it_may_use_all_cores_itself():
    sent = Errand(lambda: list(cores.mapped(lambda n: (n, os.getpid()), range(400))))

    found = sent.result()
    assert [n for n, _ in found] == list(range(400))
    assert OURS not in {process for _, process in found}


def test_who_sends_and_who_is_sent_leave_each_other_a_core():
    """Until the one has made what it was sent for, or the other waits for it."""
    ours, theirs = os.pipe()

    def work():
        alone = [process == os.getpid() for _, process in cores.mapped(until_told, range(400))]
        return alone[:2], all(alone)

    def until_told(n):
        if n == 1:
            os.write(theirs, b"!")
            while all(is_at_work() for is_at_work in tuple(cores.beside)):
                os.sched_yield()
        return n, os.getpid()

    sent = Errand(work)
    os.read(ours, 1)
    mine = cores.mapped(lambda _: os.getpid(), range(400))
    assert next(mine) == OURS
    assert sent.result() == ([True, True], False)
    assert len(set(mine)) == 2
    assert not cores.beside
    os.close(ours)
    os.close(theirs)


def test_what_it_logs_and_what_comes_up_is_heard_here(caplog):
    came_up, given = ["known before"], []
    carrier = Carrier(lambda: tuple(came_up.pop() for _ in range(len(came_up))), given.append)

    def work():
        logging.getLogger("house").warning("the tide is odd")
        came_up.append("new")

    sent = Errand(work, [carrier])
    with caplog.at_level(logging.WARNING):
        sent.result()

    assert [record.getMessage() for record in caplog.records] == ["the tide is odd"]
    assert given == [("new",)]
    assert came_up == ["known before"]


@pytest.mark.parametrize("of_desk", [False, True])
def test_who_is_called_back_ends(of_desk):
    """A desk that reads again calls back only what one has begun."""
    ours, theirs = os.pipe()
    other = Errand(lambda: "files", of_desk=False)
    Errand(lambda: (os.write(theirs, b"at work"), signal.pause()))
    os.close(theirs)

    with os.fdopen(ours, "rb") as told:
        assert told.read(7) == b"at work"
        call_back(of_desk=of_desk)
        assert told.read() == b"", "nobody holds it open any more"
    if of_desk:
        assert other.result() == "files"


def test_where_nobody_hears_how_others_end_the_result_is_there_all_the_same():
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        sent = Errand(lambda: "made")
        while not sent.is_ready:
            os.sched_yield()
        assert sent.result() == "made"
        assert Errand(lambda: "made").result() == "made"
    finally:
        signal.signal(signal.SIGCHLD, before)


SENT = """
import os
import signal
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom.errand import Errand

signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts the tests in the background lets them ignore it

def wait():
    list(cores.mapped(lambda n: (os.write(1, b"at work\\n"), signal.pause()), [1, 2], few=2, chunk=1))

cores.count = lambda: 3  # the one that sends is at work on one of them
sent = Errand(wait)
input()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems let an orphan live")
@pytest.mark.parametrize("how", ["killed", "interrupted", "ended"])
def test_nobody_works_on_for_a_process_that_is_gone(tmp_path, how):
    """Whoever works on would hold its output open. A stroke of Ctrl-C is heard by all; one alone says what comes of it."""
    write(tmp_path, f"-- sent.py --\n{SENT}")
    process = subprocess.Popen(
        [sys.executable, "sent.py"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )  # fmt: skip
    try:
        begun = [process.stdout.readline() for _ in range(2)]
        if how == "killed":
            process.kill()
        if how == "interrupted":
            os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(b"\n", timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    assert begun == [b"at work\n"] * 2
    assert said.count(b"Traceback") == (how == "interrupted"), said
