"""Pages about one story are made one after the other."""

from pelican.plugins.incremental.writer import by_story
from pelican.plugins.newsroom.writer import Gathered


def a_page(file: str, **facts: object) -> Gathered:
    return Gathered(file, "page", lambda: None, facts=facts)


def test_what_is_about_a_story_follows_its_page_and_all_else_keeps_its_order():
    tides, ports = object(), object()
    pages = [
        a_page("tides/", article=tides), a_page("ports/", article=ports), a_page("tag/sea/"), Gathered("about/", "page", lambda: None),
        a_page("tides/republish/", article=tides), a_page("archives/"),
    ]  # fmt: skip

    assert [one.file for one in by_story(pages)] == [
        "tides/", "tides/republish/", "ports/", "tag/sea/", "about/", "archives/",
    ]  # fmt: skip
