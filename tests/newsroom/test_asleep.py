"""An article that sleeps: what it has at hand it says at once, and all else when somebody asks; nobody can tell it from one that was made."""

import copy

import pytest
from pelican.plugins.newsroom.asleep import (
    Asleep,
    AtHand,
    asleep,
    names_of_metadata,
    own_of,
    sleeping,
    value_of,
    wake_for_all,
    wake_for_more,
)


class Article(AtHand):
    title: str
    _status: str
    metadata: dict

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        self._status = value.lower()

    def headline(self):
        return self.title.upper()


WHOLE = {"title": "Tram", "tags": ["a"], "_status": "published", "slug": "tram", "metadata": {"title": "Tram", "tags": ["a"]}}  # fmt: skip


@pytest.fixture
def woken():
    return []


@pytest.fixture
def article(woken):
    def values(_at_hand):
        woken.append("woken")
        return {"title": "Tram", "tags": ["a"], "_status": "published", "slug": "tram"}, {
            "title": "Tram",
            "tags": ["a"],
        }

    return sleeping(Article, {"_status": "published", "slug": "tram", "mark": None}, ("title", "tags"), values)


@pytest.mark.parametrize(
    "read",
    [
        lambda one: one.status == "published", lambda one: one.slug == "tram", lambda one: isinstance(one, Article), lambda one: not isinstance(one, dict),
        lambda one: names_of_metadata(one) == ("title", "tags"), lambda one: own_of(one)["slug"] == "tram", bool, lambda one: one == one and one not in [object()],
        lambda one: object.__getattribute__(one, "slug") == "tram", lambda one: type(one).__name__ == "Article", lambda one: value_of(one, "slug") == "tram",
    ],
)  # fmt: skip
def test_what_it_has_at_hand_wakes_nobody(article, woken, read):
    assert read(article)
    assert not woken
    assert isinstance(article, Asleep)


@pytest.mark.parametrize(
    "read",
    [
        lambda one: one.title == "Tram", lambda one: one.headline() == "TRAM", lambda one: one.metadata == WHOLE["metadata"], lambda one: not hasattr(one, "series"),
        lambda one: vars(one) == {**WHOLE, "mark": None}, lambda one: one.__dict__["title"] == "Tram", lambda one: "title" in dir(one),
        lambda one: setattr(one, "series", "Ports") is None, lambda one: setattr(one, "status", "Draft") is None and one.status == "draft",
        lambda one: setattr(one, "title", "Quay") is None and one.title == "Quay", lambda one: delattr(one, "title") is None and not hasattr(one, "title"),
        lambda one: vars(copy.copy(one)) == {**WHOLE, "mark": None},
    ],
)  # fmt: skip
def test_all_else_wakes_it_once(article, woken, read):
    assert read(article)
    assert woken == ["woken"]
    assert type(article) is Article
    assert article.tags == ["a"]
    assert names_of_metadata(article) == WHOLE["metadata"]
    assert woken == ["woken"]


def test_one_value_is_asked_for_while_somebody_listens(article, woken):
    wake_for_all()
    try:
        assert value_of(article, "slug") == "tram"
        assert not woken
        assert value_of(article, "title") == "Tram"
        assert woken
    finally:
        wake_for_more()
    assert value_of(article, "nothing") is value_of("no article", "slug") is None


def test_what_it_was_given_in_its_sleep_it_keeps(article, woken):
    article.slug, article.mark = "quay", "seen"
    assert not woken

    assert (article.title, article.slug, article.mark) == ("Tram", "quay", "seen")


def test_a_copy_of_it_is_an_article_of_its_own(article):
    other = copy.copy(article)
    other.title = "Quay"

    assert (article.title, other.title, type(other)) == ("Tram", "Quay", Article)


def test_who_listens_hears_all_that_is_asked(article, woken):
    wake_for_all()
    try:
        assert article.slug == "tram"
    finally:
        wake_for_more()

    assert woken == ["woken"]
    assert sleeping(Article, {"slug": "quay"}, (), dict).slug == "quay"


def test_the_classes_of_those_that_sleep_and_are_awake_belong_together():
    assert asleep(Article) is asleep(Article)
    assert asleep(Article).class_awake is Article
