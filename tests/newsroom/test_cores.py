from pelican.plugins.newsroom import cores


def test_work_is_done_in_order_on_one_core_and_on_all(monkeypatch):
    items = list(range(400))
    shift = 7
    alone = list(cores.mapped(lambda n: n * n + shift, items))
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    together = list(cores.mapped(lambda n: n * n + shift, items))

    assert alone == together == [n * n + shift for n in items]


def test_a_fault_in_the_work_is_raised_where_it_was_asked_for(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)

    def fail(n: int) -> int:
        return 1 // (n - 300)

    try:
        list(cores.mapped(fail, list(range(400))))
    except ZeroDivisionError:
        return
    raise AssertionError("the fault was lost")
