"""The names that are a page's alone: which of them say something else now."""

from types import SimpleNamespace

import pytest
from pelican.paginator import Paginator
from pelican.plugins.incremental.digests import Digester, Unknown
from pelican.plugins.incremental.own import Own
from pelican.plugins.incremental.reader import RULES
from pelican.plugins.newsroom.answers import Unread, UnreadOfStory
from pelican.plugins.newsroom.writer import Gathered

NAMES = ("", "title", "topic")


@pytest.mark.parametrize(("are_stories_same", "made"), [(False, ["old", "new", "new"]), (True, ["old"])])
def test_what_follows_from_all_stories_is_made_where_one_of_them_is_another(are_stories_same, made):
    asked, digester = [], Digester()

    def page(title, topic):
        facts = {"title": title, "topic": Unread(lambda: asked.append(topic) or topic)}
        template = SimpleNamespace(name="tag.html", environment=SimpleNamespace(globals={}))
        return Gathered("tag/a/index.html", "page", print, template, {}, facts)

    def of_value(value, _page):
        return digester(value.made if type(value) is Unread else value)

    before = page("A", "old")
    last = b"".join([digester("tag.html"), digester("A"), of_value(before.facts["topic"], before)])
    own = Own(digester, of_value, (), are_stories_same=are_stories_same)

    assert own.differing(page("A", "new"), NAMES, last) == ([] if are_stories_same else ["topic"])
    assert own.differing(page("B", "new"), NAMES, last) == (["title"] if are_stories_same else ["title", "topic"])
    assert asked == made


@pytest.mark.parametrize(("is_same", "asked"), [(False, ["told"]), (True, [])])
def test_what_follows_from_one_story_is_asked_where_that_is_another(is_same, asked):
    told, digester = [], Digester()
    pack = UnreadOfStory(lambda: told.append("made"), "tram", lambda: told.append("told") or "new")
    template = SimpleNamespace(name="republish.html", environment=SimpleNamespace(globals={}))
    page = Gathered("tram/republish/index.html", "page", print, template, {}, {"pack": pack})
    own = Own(
        digester, lambda value, _page: digester(value.told()), (), is_same=lambda article: article == "tram" and is_same
    )

    assert own.differing(page, ("pack",), digester("old")) == ([] if is_same else ["pack"])
    assert told == asked


def test_what_follows_from_one_story_is_compared_by_what_it_is_made_from():
    told = []
    packs = [
        UnreadOfStory(lambda: told.append("made"), None, lambda text=text: (text,)) for text in ("old", "old", "new")
    ]
    first, same, other = (Digester(RULES)(one) for one in packs)

    assert first == same != other
    assert told == []


@pytest.mark.parametrize("are_lists_same", [False, True])
def test_no_list_is_looked_at_where_all_are_what_they_were(are_lists_same):
    digester, names = Digester(), ("articles", "articles_page.object_list", "dates_paginator", "tag", "title")
    page = SimpleNamespace(object_list=["tram"])
    facts = {
        "articles": ["tram"],
        "articles_page": page,
        "dates_paginator": "2 pages",
        "tag": "trams",
        "title": "Trams",
    }
    template = SimpleNamespace(name="tag.html", environment=SimpleNamespace(globals={}))
    own = Own(digester, lambda value, _page: digester(value), (), are_lists_same=are_lists_same)

    found = own.differing(
        Gathered("tag/trams/index.html", "page", print, template, {}, facts), names, bytes(10 * len(names))
    )

    assert found == (["title"] if are_lists_same else list(names))


class Unlooked:
    """A part of a list that nobody may look at."""

    def __getattr__(self, name):
        raise AssertionError(f"{name} was read")


@pytest.mark.parametrize(
    ("stories", "number", "expected"),
    [
        (["tram", "bridge", "school"], 1, []),
        (["harbour", "tram", "bridge", "school"], 1, ["articles_page.object_list"]),
        (["tram", "bridge", "harbour"], 1, []),
        (["tram", "bridge", "school"], 2, ["articles_page.object_list"]),
    ],
)
def test_the_parts_of_a_long_list_are_looked_at_where_the_list_is_another(stories, number, expected):
    digester, names = Digester(RULES), ("articles.whole", "articles_page.object_list", "articles_paginator.num_pages")
    template = SimpleNamespace(name="tag.html", environment=SimpleNamespace(globals={}))

    def page(stories, number):
        whole = Paginator("tag.html", "tag.html", stories, {"DEFAULT_ORPHANS": 0}, 2)
        facts = {"articles_paginator": whole, "articles_page": whole.page(number)}
        return Gathered("tag.html", "page", print, template, {}, facts, lists={"articles": whole}, number=number)

    own, before = Own(digester, lambda value, _page: digester(value), ()), page(["tram", "bridge", "school"], 1)
    ((name, whole),) = own.wholes(before, names)
    last = whole + digester(before.facts["articles_page"].object_list) + digester(2)
    now = page(stories, number)
    if not expected and stories == ["tram", "bridge", "school"]:
        now = now._replace(facts={"articles_paginator": Unlooked(), "articles_page": Unlooked()})

    assert name == "articles.whole"
    assert own.differing(now, names, last) == expected


def test_a_list_that_cannot_be_compared_has_no_digest():
    def of_value(_value, _page):
        raise Unknown("another's")

    whole = Paginator("tag.html", "tag.html", [object()], {"DEFAULT_ORPHANS": 0}, 2)
    template = SimpleNamespace(name="tag.html")
    page = Gathered("tag.html", "page", print, template, facts={}, lists={"articles": whole}, number=1)

    assert list(Own(Digester(), of_value, ()).wholes(page, ["articles_page"])) == []


def test_nothing_is_noted_of_a_list_that_a_page_does_not_show():
    whole = Paginator("tag.html", "tag.html", ["tram"], {"DEFAULT_ORPHANS": 0}, 2)
    template = SimpleNamespace(name="tag.html")
    page = Gathered("tag.html", "page", print, template, facts={}, lists={"articles": whole, "dates": whole}, number=1)

    own = Own(Digester(RULES), lambda value, _page: Digester(RULES)(value), ())

    assert [name for name, _ in own.wholes(page, ["", "title", "dates_page.object_list"])] == ["dates.whole"]
