"""What a process that builds again and again leaves for a moment at which nobody waits."""

from pelican.plugins.newsroom.lasting import Lasting


def rest(lasting):
    for work in lasting.rest():
        work()


def test_what_was_left_for_later_is_done_once():
    done = []
    lasting = Lasting(is_wanted=True)
    lasting.at_leisure("lists", lambda: done.append("lists"))
    lasting.at_leisure("names", lambda: done.append("names"))

    rest(lasting)
    rest(lasting)

    assert sorted(done) == ["lists", "names"]


def test_the_last_build_says_what_is_left():
    done = []
    lasting = Lasting(is_wanted=True)
    lasting.at_leisure("lists", lambda: done.append("old"))
    lasting.at_leisure("lists", lambda: done.append("new"))
    lasting.at_leisure("names", lambda: done.append("names"))
    lasting.at_leisure("names", None)

    rest(lasting)

    assert done == ["new"]


def test_a_process_that_builds_once_leaves_nothing():
    done = []
    lasting = Lasting()
    lasting.at_leisure("lists", lambda: done.append("lists"))

    rest(lasting)

    assert done == []
