"""What a feed rests on: the same bytes while its stories say the same, and nothing where one of them is none of ours."""

from types import SimpleNamespace

import pytest
from pelican.plugins.feeds.rests import Rests
from pelican.plugins.newsroom.desk import Build, read_desk

from tests.newsroom.conftest import a_site

STORY = "---\ntitle: {0}\nslug: {0}\ndate: 2026-01-02\n---\n\n{1}\n"
SETTINGS = {"INTRASITE_LINK_REGEX": "[{|](?P<what>.*?)[|}]"}


@pytest.fixture
def rests(tmp_path):
    """What feeds rest on in a site with these stories, and Pelican's articles for them."""
    content = tmp_path / "content"
    content.mkdir()

    def _rests(**bodies):
        for name, body in bodies.items():
            (content / f"{name}.md").write_text(STORY.format(name, body), encoding="utf-8")
        articles = [
            SimpleNamespace(source_path=str(content / f"{name}.md"), _content=body) for name, body in bodies.items()
        ]
        return Rests(Build(read_desk(a_site(tmp_path), {}), SETTINGS)), articles

    return _rests


def test_a_feed_rests_on_the_stories_that_stand_in_it(rests):
    before, old = rests(one="One.", two="Two.", three="Three.")
    after, new = rests(one="One.", two="Two, too.", three="Three.")

    assert before.around == after.around is not None
    assert before.of(old, 1) == after.of(new, 1)
    assert before.of(old, 2) != after.of(new, 2)
    assert before.of(old[::2], None) == after.of(new[::2], None)
    assert before.of(old, None) != before.of(old[::-1], None)
    assert before.of([], None) == b""


def test_of_what_is_no_story_nobody_knows_what_it_rests_on(rests, tmp_path):
    found, articles = rests(one="One.")
    stranger = SimpleNamespace(source_path=str(tmp_path / "elsewhere.md"), _content="")

    assert found.of([*articles, stranger], 1) is None
    assert not found.are_stories([stranger])
    assert found.are_stories(articles)
