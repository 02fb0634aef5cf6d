"""What a build says of its problems: each once, and of those that an earlier build of the same process named, what went."""

import random

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.lasting import Lasting
from pelican.plugins.newsroom.problem import Problem, in_order
from pelican.plugins.newsroom.saying import say_at_the_end, say_new

OLD = Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where")
NEW = Problem("content/b.md", 0, 0, "W09", "no heading", "add one")


@pytest.fixture
def said(tmp_path, site, capsys):
    """The lines that a build says which finds some problems before and some while pages are made."""
    (tmp_path / "content").mkdir()

    def _said(lasting, before, meanwhile=()):
        build = Build(read_desk(site(tmp_path), {}), {}, lasting)
        build.report(before)
        say_new(build)
        build.report(meanwhile)
        say_at_the_end(build)
        return capsys.readouterr().err.splitlines()

    return _said


def test_a_build_says_each_problem_once(said):
    assert said(Lasting(), [OLD], [OLD, NEW]) == [str(OLD), str(NEW), "newsroom: 2 warnings"]


def test_a_process_that_builds_again_says_what_came_and_what_went(said):
    lasting = Lasting(is_wanted=True)

    assert said(lasting, [OLD]) == [str(OLD), "newsroom: 1 warning"]
    assert said(lasting, [OLD], [NEW]) == [str(NEW), "newsroom: 2 warnings"]
    assert said(lasting, [OLD, NEW]) == ["newsroom: 2 warnings"]
    assert said(lasting, [NEW]) == ["newsroom: 1 warning fewer:", str(OLD), "newsroom: 1 warning"]
    assert said(lasting, []) == ["newsroom: 1 warning fewer:", str(NEW)]


@pytest.mark.parametrize("changed", [0, 3, 99, 150, 400])
def test_an_order_that_is_brought_up_to_date_is_that_of_all(changed):
    chance = random.Random(changed)  # noqa: S311 (no secret)
    every = [Problem(f"content/{n % 37}.md", n, n % 5, "W10", f"said {n}", "mend it") for n in range(600)]
    chance.shuffle(every)
    before = in_order(every[:400])
    # Some are gone, some new, some are there again as another object that says the same and is mended in another way.
    again = [Problem(*one, fix=(("a", "b"),)) for one in every[:changed]]
    now = [*again, *every[changed + 20 : 400], *every[400 : 400 + changed // 2]]
    chance.shuffle(now)

    found = in_order(now, before)

    assert list(map(id, found)) == list(map(id, in_order(now)))
    assert [str(one) for one in found] == [str(one) for one in sorted(now)]
