"""A story as templates see it keeps what it was asked for."""

from types import SimpleNamespace
from typing import Any

import pytest
from pelican.plugins.newsroom.places import Place
from pelican.plugins.newsroom.view import Newsroom, StoryView


class Counted:
    """A story that counts how often it is asked."""

    path, status, lang = "content/a.md", "published", "en"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name == "nothing":
            raise AttributeError(name)
        self.asked.append(name)
        return name


def test_a_field_is_asked_of_the_story_once_and_its_words_are_not_kept() -> None:
    story = Counted()
    view = StoryView(story, SimpleNamespace())
    for _ in range(3):
        assert (view.title, view.body) == ("title", "body")

    assert story.asked.count("title") == 1
    assert story.asked.count("body") == 3


def test_what_no_story_has_is_an_attribute_error() -> None:
    """So that a template takes it for undefined."""
    with pytest.raises(AttributeError, match="nothing"):
        _ = StoryView(Counted(), SimpleNamespace()).nothing


def test_all_pages_are_given_the_same_view() -> None:
    story = Counted()
    site = SimpleNamespace(url="https://news.example", preview=False)
    build = SimpleNamespace(site=site, story_of=lambda content: story if content == "article" else None)
    newsroom = Newsroom(build, {}, {})

    assert newsroom.of("article") is newsroom.of("article")
    assert newsroom.of("something else") is None


def test_a_menu_holds_what_leads_somewhere() -> None:
    place = Place("page", "about", "About", "about/", ("about/index.html",))
    newsroom = Newsroom(SimpleNamespace(site=SimpleNamespace(url="", preview=False), all_places=(place,)), {}, {})

    asked = [("About", "/about/"), ("Lost", "/lost/"), ("Forum", "https://forum.example/")]

    assert newsroom.menu(asked) == (asked[0], asked[2])
