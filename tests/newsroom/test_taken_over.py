"""What a process that lives on takes over from its last build: never more than what is the same."""

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.lasting import Lasting
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.taken_over import of_heads

TRAM = "---\ntitle: The tram\nslug: tram\ndate: 2026-01-02\ntags: [trams]\n---\n\nText.\n"
WRONG = Problem("content/a.md", 3, 1, "W10", '"here" says nothing', "say where")


@pytest.fixture
def asked(tmp_path, site):
    """How often a function is asked that a build after each of these changes wants an answer of."""

    def _asked(*changes, lasting=None, wrong=()):
        asks = []
        lasting = lasting or Lasting(is_wanted=True)

        @of_heads
        def titles(build):
            asks.append(build)
            build.report(wrong)
            for story in build.desk.stories:
                yield story.title

        found = []
        for change in changes:
            for name, text in {"content/tram.md": TRAM, "theme/templates/article.html": "", **change}.items():
                file = tmp_path / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            build = Build(read_desk(site(tmp_path), {}), {"THEME": str(tmp_path / "theme")}, lasting)
            found.append(titles(build))
            assert titles(build) == tuple(story.title for story in build.desk.stories)
        return len(asks)

    return _asked


def test_another_text_asks_nothing_again(asked):
    assert asked({}, {"content/tram.md": TRAM + "More.\n"}, {"content/tram.md": TRAM.replace("Text", "News")}) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"content/tram.md": TRAM.replace("The tram", "A tram")},
        {"content/tram.md": TRAM.replace("[trams]", "[trams, rails]")},
        {"content/new.md": TRAM.replace("tram", "new")},
        {"content/data/tags.yaml": "- {name: Trams, description: They run on rails.}\n"},
        {"theme/templates/tag.html": ""},
    ],
)
def test_whatever_says_something_else_asks_again(asked, change):
    assert asked({}, change) == 2


def test_what_reports_a_problem_is_asked_in_every_build(asked):
    assert asked({}, {}, wrong=[WRONG]) == 4


def test_a_process_that_builds_once_keeps_nothing(asked):
    assert asked({}, lasting=Lasting()) == 2
