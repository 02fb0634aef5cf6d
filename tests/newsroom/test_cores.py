import multiprocessing
import os
import signal

import pytest
from pelican.plugins.newsroom import cores


def test_work_is_done_in_order_on_one_core_and_on_all(monkeypatch):
    items = list(range(400))
    shift = 7
    alone = list(cores.mapped(lambda n: n * n + shift, items))
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    together = list(cores.mapped(lambda n: n * n + shift, items))

    assert alone == together == [n * n + shift for n in items]


def test_other_processes_go_on_after_so_many_items(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    work = list(cores.mapped(lambda n: (n, os.getpid()), list(range(550)), anew=200))
    helped = [{process for _, process in work[first : first + 200]} - {os.getpid()} for first in (0, 200, 400)]

    assert [n for n, _ in work] == list(range(550))
    assert not helped[0] & helped[1]
    assert not helped[1] & helped[2]
    assert list(cores.mapped(lambda n: -n, [], few=0, anew=200)) == []


@pytest.mark.parametrize(("items", "shifts"), [(160, 1), (200, 1), (299, 1), (301, 2), (499, 2), (501, 3)])
def test_few_items_that_are_left_need_no_other_processes(items, shifts, pools):
    assert list(cores.mapped(lambda n: -n, list(range(items)), anew=200)) == [-n for n in range(items)]
    assert len(pools) == shifts


def test_who_gives_way_leaves_the_cores_to_others(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    items = list(range(200))

    usual = set(cores.mapped(lambda _: os.nice(0), items))
    nicer = set(cores.mapped(lambda _: (os.getpid(), os.nice(0)), items, gives_way=True))

    assert usual == {os.nice(0)}
    assert {process == os.getpid(): nice > os.nice(0) for process, nice in nicer} == {True: False, False: True}


@pytest.fixture
def busy(monkeypatch):
    """Another process of ours is at work on the second of two cores for so many looks."""
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)

    def for_looks(count: int) -> None:
        left = iter([True] * count)
        monkeypatch.setattr(cores, "beside", {lambda: next(left, False)})

    return for_looks


@pytest.mark.parametrize("looks", [0, 1, 120, 399, 400])
def test_while_every_core_has_a_process_of_ours_this_one_works_alone(busy, looks):
    """From then on others help, where as much is left as is worth it."""
    busy(looks)
    work = list(cores.mapped(lambda n: (n, os.getpid()), range(400)))

    assert [n for n, _ in work] == list(range(400))
    assert {process for _, process in work[:looks]} <= {os.getpid()}
    assert len({process for _, process in work[looks:]}) == (2 if 400 - looks >= cores.FEW else looks < 400)


@pytest.mark.parametrize(
    ("anew", "pools_of"), [(None, [(70, 400)]), (100, [(70, 100), (100, 200), (200, 300), (300, 400)])]
)
def test_of_stretches_too_and_others_go_on_where_they_would_have(busy, anew, pools_of):
    """Who takes over what they made counts the results, and not the processes."""
    busy(70)
    work = list(cores.by_stretches(lambda n: (-n, os.getpid()), range(400), anew=anew))

    assert sorted((at, made) for at, (made, _) in work) == [(n, -n) for n in range(400)]
    assert [at for at, (_, process) in work[:70] if process == os.getpid()] == list(range(70))
    of_pool = [{process for _, (_, process) in work[first:end]} - {os.getpid()} for first, end in pools_of]
    assert all(of_pool)
    assert sum(map(len, of_pool)) == len(set.union(*of_pool))
    assert [sorted(at for at, _ in work[first:end]) for first, end in pools_of] == [
        list(range(*one)) for one in pools_of
    ]


def test_where_others_wait_for_it_a_core_is_asked_for_that_is_taken(busy):
    busy(400)

    assert len(set(cores.mapped(lambda _: os.getpid(), range(400), crowds=True))) == 2


def test_more_cores_than_processes_of_ours_leave_some_for_others(busy, monkeypatch):
    busy(400)
    monkeypatch.setattr(cores, "count", lambda: 3)

    assert len(set(cores.mapped(lambda _: os.getpid(), range(400)))) == 3


def test_a_fault_in_the_work_is_raised_where_it_was_asked_for(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)

    def fail(n: int) -> int:
        return 1 // (n - 300)

    try:
        list(cores.mapped(fail, list(range(400))))
    except ZeroDivisionError:
        return
    raise AssertionError("the fault was lost")


def test_where_a_helper_is_killed_from_outside_nobody_waits_for_it(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    ours = os.getpid()

    def work(n: int) -> int:
        if n == 10 and os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(cores.HelperEnded, match="run it again"):
        list(cores.mapped(work, list(range(400))))
    assert list(cores.mapped(lambda n: -n, list(range(400)))) == [-n for n in range(400)]


def test_a_fault_here_leaves_no_helper(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    before, ours = set(multiprocessing.active_children()), os.getpid()

    def work(n: int) -> int:
        return 1 // 0 if n > 200 and os.getpid() == ours else n

    with pytest.raises(ZeroDivisionError):
        list(cores.mapped(work, range(4000)))
    assert set(multiprocessing.active_children()) <= before


def test_a_result_that_cannot_be_handed_over_is_a_fault(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    ours = os.getpid()

    with pytest.raises(TypeError, match="cannot be handed over"):
        list(cores.mapped(lambda n: n if os.getpid() == ours else (lambda: n), range(4000)))


def test_while_nobody_asks_others_go_on(monkeypatch):
    """And with no more than a part of what is left."""
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)
    ours, theirs = os.pipe()
    here = os.getpid()

    def work(n: int) -> int:
        if os.getpid() != here:
            os.write(theirs, b".")
        return n

    asked = cores.mapped(work, range(4000))
    assert next(asked) == 0
    done = 0
    while done < 250:
        done += len(os.read(ours, 4000))
    assert done <= 4000 // 2
    assert list(asked) == list(range(1, 4000))
    os.close(ours)
    os.close(theirs)


def test_who_stops_asking_leaves_no_helper(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    before = set(multiprocessing.active_children())

    asked = cores.mapped(lambda n: n, list(range(4000)))
    assert next(asked) == 0
    asked.close()

    assert set(multiprocessing.active_children()) <= before


def test_a_process_that_may_have_no_children_works_alone():
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    work = context.Process(target=lambda: theirs.send(list(cores.mapped(lambda n: -n, range(400)))), daemon=True)
    work.start()

    assert ours.poll(60)
    assert ours.recv() == [-n for n in range(400)]
    work.join()
