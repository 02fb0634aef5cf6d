"""What a helping process hands back."""

import logging
import pickle

import pytest
from pelican.plugins.newsroom.carrier import Carrier
from pelican.plugins.newsroom.cores import HelperEnded
from pelican.plugins.newsroom.helper import Made, Said, held_back, made_in_helper, say_again, taken_over


@pytest.fixture
def as_helper():
    """This process as one that helps; its log as it was, after."""
    root = logging.getLogger()
    handlers, filters = list(root.handlers), {name: list(logging.getLogger(name).filters) for name in _loggers()}
    yield
    root.handlers[:] = handlers
    for name, kept in filters.items():
        logging.getLogger(name).filters[:] = kept


def _loggers():
    return [None, *logging.Logger.manager.loggerDict]


@pytest.mark.usefixtures("as_helper")
def test_messages_are_kept_for_the_process_that_prints(capsys):
    def work():
        logging.getLogger("house").warning("%s is odd", "one", extra={"limit_msg": "more are odd"})
        return [("a.html", b"a")]

    made = made_in_helper(work, [])

    assert pickle.dumps(made), "it goes through a pipe"
    assert made.made == [("a.html", b"a")]
    assert [(one.name, one.level, one.text, one.extra) for one in made.said] == [
        ("house", logging.WARNING, "one is odd", {"limit_msg": "more are odd"})
    ]
    assert "odd" not in capsys.readouterr().err


@pytest.mark.usefixtures("as_helper")
def test_each_piece_of_work_hands_back_its_own_messages():
    def work():
        logging.getLogger("house").warning("again")
        return []

    assert [len(made_in_helper(work, []).said) for _ in range(3)] == [1, 1, 1]


@pytest.mark.usefixtures("as_helper")
def test_what_carriers_take_goes_along():
    assert made_in_helper(list, [Carrier(lambda: "new", print), Carrier(tuple, print)]).carried == ("new", ())


@pytest.mark.usefixtures("as_helper")
def test_what_fails_is_left_to_the_other_process():
    assert made_in_helper(lambda: 1 / 0, [Carrier(lambda: "new", print)]).made is None


@pytest.mark.usefixtures("as_helper")
def test_that_a_helper_was_ended_is_no_fault_of_the_work():
    def work():
        raise HelperEnded

    with pytest.raises(HelperEnded):
        made_in_helper(work, [])


def test_what_a_helper_hands_back_is_taken_over_here(caplog):
    given = []
    carriers = [Carrier(lambda: "", given.append), Carrier(lambda: "", given.append)]
    with caplog.at_level(logging.WARNING):
        made = taken_over(Made("a page", (Said("house", logging.WARNING, "it is odd", {}),), ("new", "")), carriers)

    assert made == "a page"
    assert given == ["new"], "what is false carries nothing"
    assert [record.getMessage() for record in caplog.records] == ["it is odd"]


def test_what_was_said_elsewhere_is_logged_here(caplog):
    with caplog.at_level(logging.WARNING):
        say_again([Said("house", logging.WARNING, "100 %s", {"limit_msg": "more of it"})])

    assert [(record.name, record.getMessage()) for record in caplog.records] == [("house", "100 %s")]


class OnceOnly(logging.Filter):
    """As Pelican's: what was said is not said again."""

    def __init__(self):
        super().__init__()
        self.said = set()

    def filter(self, record):
        text = record.getMessage()
        return text not in self.said and not self.said.add(text)


def test_what_is_held_back_is_said_by_whoever_asked_for_it(caplog, monkeypatch):
    """Also what a logger says that is there since then only: it is filtered when it is said again, and not before."""
    monkeypatch.setattr(logging.Logger.manager, "loggerDict", dict(logging.Logger.manager.loggerDict))
    before = logging.getLoggerClass()
    once = OnceOnly()

    class Filtered(logging.Logger):
        def __init__(self, name, level=0):
            super().__init__(name, level)
            self.addFilter(once)

    logging.setLoggerClass(Filtered)
    try:
        old = logging.getLogger("house.old")
        with held_back() as said:
            new = logging.getLogger("house.new")
            old.warning("the tide is %s", "odd")
            new.warning("the tide is odd")
            first = said()
            new.warning("high water")
            assert caplog.records == []
        say_again(first)
        for one in (old, new):
            one.warning("high water")
        assert logging.getLoggerClass() is Filtered
    finally:
        logging.setLoggerClass(before)

    assert [(one.name, one.level, one.text) for one in first] == [
        (name, logging.WARNING, "the tide is odd") for name in ("house.old", "house.new")
    ]
    assert type(new) is Filtered
    assert [record.getMessage() for record in caplog.records] == ["high water", "the tide is odd"]
