"""What a build takes over from the last one: never more than what is the same."""

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.lasting import Lasting
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.taken_over import keep_answers, of_heads

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


ASKS = []


@of_heads
def slugs(build):
    """A function of a module, which other processes know by its name."""
    ASKS.append(build)
    for story in build.desk.stories:
        yield story.slug


@pytest.fixture
def builds(tmp_path, site):
    """Builds of processes that build once: what each gives, and whether the function was asked for that."""

    def _built(changes=(), **settings):
        for name, text in {"content/tram.md": TRAM, "theme/templates/article.html": "", **dict(changes)}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        ASKS.clear()
        build = Build(read_desk(site(tmp_path), {}), {"THEME": str(tmp_path / "theme"), **settings})
        found = slugs(build)
        assert found == tuple(story.slug for story in build.desk.stories)
        assert slugs(build) == found
        keep_answers(build)
        return len(ASKS)

    return _built


def test_another_process_takes_over_what_follows_from_the_same_heads(builds):
    assert builds() == 1
    assert builds() == 0
    assert builds({"content/tram.md": TRAM + "More.\n"}) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"content/tram.md": TRAM.replace("The tram", "A tram")},
        {"content/new.md": TRAM.replace("tram", "new")},
        {"content/data/tags.yaml": "- {name: Trams, description: They run on rails.}\n"},
        {"theme/templates/tag.html": ""},
    ],
)
def test_another_process_asks_where_something_else_is_said(builds, change):
    builds()

    assert builds(change) == 1
    assert builds(change) == 0


def test_another_process_asks_with_other_settings(builds):
    builds()

    assert builds(TAG_URL="t/{slug}/") == 1
    assert builds() == builds(TAG_URL="t/{slug}/") == 0


@pytest.mark.parametrize("settings", [{"PLUGINS": ["somebodys.plugin"]}, {"OWN": len}])
def test_nothing_is_kept_that_another_may_have_a_hand_in(builds, settings):
    assert builds(**settings) == builds(**settings) == 2


def test_who_asks_late_finds_what_is_kept(tmp_path, site):
    def built(*, is_late):
        build = Build(read_desk(site(tmp_path), {}), {"THEME": str(tmp_path / "theme")})
        ASKS.clear()
        if not is_late:
            slugs(build)
        keep_answers(build)
        assert slugs(build) == ("tram",)
        return len(ASKS)

    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / "tram.md").write_text(TRAM, encoding="utf-8")

    assert built(is_late=False) == 1
    assert built(is_late=True) == 0
    assert built(is_late=False) == 0


def test_an_altered_file_is_as_if_it_were_not_there(builds, tmp_path):
    builds()
    (file,) = (tmp_path / ".cache" / "newsroom").glob("answers-*.kept")
    file.write_bytes(file.read_bytes()[:-3] + b"abc")

    assert builds() == 1
    assert builds() == 0
