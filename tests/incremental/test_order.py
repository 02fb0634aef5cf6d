"""Pages that show the same stories are made one after the other."""

from types import SimpleNamespace

from pelican.plugins.incremental.order import by_story
from pelican.plugins.newsroom.writer import Gathered


def a_page(file: str, **facts: object) -> Gathered:
    return Gathered(file, "page", lambda: None, facts=facts)


def a_part(file: str, *stories: object) -> Gathered:
    return a_page(file, articles_page=SimpleNamespace(object_list=list(stories)))


def test_what_is_about_a_story_follows_its_page_and_what_shows_none_comes_first():
    tides, ports, draft = object(), object(), object()
    pages = [
        a_page("tides/", article=tides), a_page("draft/", article=draft), a_page("ports/", article=ports), a_page("tag/sea/"),
        Gathered("about/", "page", lambda: None), a_page("draft/republish/", article=draft), a_page("tides/republish/", article=tides), a_page("archives/"),
    ]  # fmt: skip

    assert [one.file for one in by_story(pages, [ports, tides])] == [
        "tag/sea/", "about/", "archives/", "ports/", "tides/", "tides/republish/", "draft/", "draft/republish/",
    ]  # fmt: skip


def test_parts_of_lists_stand_where_the_story_in_their_middle_does():
    newest = [object() for _ in range(6)]
    pages = [
        a_part("tag/sea/", newest[0], newest[3]), a_part("tag/sea/2/", newest[4], newest[5]), a_part("tag/none/"),
        a_part("", *newest[:3]), a_part("2/", *newest[3:]),
    ]  # fmt: skip

    assert [one.file for one in by_story(pages, newest)] == ["tag/none/", "", "tag/sea/", "2/", "tag/sea/2/"]


def test_what_a_plugin_gives_in_place_of_a_part_of_a_list_says_nothing():
    story = object()
    odd = [
        a_page(str(n), articles_page=one)
        for n, one in enumerate((None, 3, "a", SimpleNamespace(object_list=iter([story]))))
    ]

    assert [one.file for one in by_story([a_page("story/", article=story), *odd], [story])] == [
        "0",
        "1",
        "2",
        "3",
        "story/",
    ]
