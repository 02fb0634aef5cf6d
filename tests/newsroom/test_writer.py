"""What is gathered is what Pelican would have written."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from pelican.paginator import PaginationRule
from pelican.plugins.newsroom.writer import GatheringWriter, name_when_asked
from pelican.plugins.preview.writer import DeferringWriter
from pelican.writers import FileOverwriteFailedError, Writer

PAGE = """{{ output_file }} {{ SITEURL }} {{ url }}
{% for key in ("articles", "dates") %}
{% set page, before, after = {"articles": (articles_page, articles_previous_page, articles_next_page),
  "dates": (dates_page, dates_previous_page, dates_next_page)}[key] %}
{{ page }} {{ page.object_list }} {{ page.url }} {{ page.has_next() }} {{ page.start_index() }} {{ page.end_index() }}
{{ before }} {{ before.object_list }} {{ before.save_as }} {{ after }} {{ after.object_list }} {{ after.save_as }}
{% endfor %}"""
RULES = [
    PaginationRule(1, "{url}", "{save_as}"),
    PaginationRule(2, "{base_name}/{number}/", "{base_name}/{number}/index.html"),
]


def known(size, orphans):
    return {
        "PAGINATED_TEMPLATES": {"tag": size}, "DEFAULT_PAGINATION": 10, "DEFAULT_ORPHANS": orphans, "PAGINATION_PATTERNS": RULES,
        "SITEURL": "https://news.example", "THEME_STATIC_DIR": "theme",
    }  # fmt: skip


def files(folder):
    return {str(one.relative_to(folder)): one.read_text() for one in folder.rglob("*") if one.is_file()}


@settings(max_examples=40)
@given(count=st.integers(0, 25), size=st.integers(1, 9), orphans=st.integers(0, 4), relative=st.booleans())
def test_the_pages_of_a_list_are_those_that_pelican_writes(tmp_path_factory, count, size, orphans, relative):
    template = Environment(autoescape=False).from_string(PAGE)  # noqa: S701 (what is printed is no HTML)
    stories = [f"story {number}" for number in range(count)]
    found = []
    for kind in (Writer, GatheringWriter, DeferringWriter):
        output = tmp_path_factory.mktemp("output")
        writer: Any = kind(str(output), settings=known(size, orphans))
        writer.write_file(
            "tag/sea/index.html", template, {"SITEURL": "https://news.example", "localsiteurl": ""}, relative, template_name="tag", url="tag/sea/",
            articles=stories, dates=stories[::-1],
        )  # fmt: skip
        for one in getattr(writer, "gathered", {}).values():
            one.write()
        found.append(files(output))

    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("kind", [GatheringWriter, DeferringWriter])
def test_two_that_would_be_written_to_one_file_are_refused(tmp_path, kind):
    writer = kind(str(tmp_path), settings=known(3, 0))
    template = Environment(autoescape=False).from_string("")  # noqa: S701
    writer.write_file("a.html", template, {}, url="a.html")

    with pytest.raises(FileOverwriteFailedError):
        writer.write_file("a.html", template, {}, url="a.html")


def many(writer, asked):
    template = Environment(autoescape=False).from_string("{{ word }}")  # noqa: S701 (what is printed is no HTML)

    def name_them():
        asked.append("named")
        for word in ("sea", "tide"):
            writer.write_file(f"tag/{word}.html", template, {"localsiteurl": ""}, word=word)

    writer.write_file("story.html", template, {"localsiteurl": ""}, word="story")
    name_when_asked(writer, name_them)


@pytest.mark.parametrize("kind", [Writer, GatheringWriter])
def test_many_files_are_named_at_once_where_nobody_waits(tmp_path, kind):
    asked: list[str] = []
    many(kind(str(tmp_path), settings=known(3, 0)), asked)

    assert asked == ["named"]


def test_many_files_are_named_when_somebody_wants_one_that_is_not_known(tmp_path):
    asked: list[str] = []
    writer = DeferringWriter(str(tmp_path), settings=known(3, 0))
    many(writer, asked)

    assert writer.write("story.html")
    assert not writer.write("theme/look.css")
    assert asked == []
    assert writer.write("tag/tide.html")
    assert not writer.write("tag/moon.html")
    assert asked == ["named"]
    assert files(tmp_path) == {"story.html": "story", "tag/tide.html": "tide"}
    assert writer.pages == {"story.html", "tag/sea.html", "tag/tide.html"}


def test_what_nobody_wanted_yet_is_named_piece_by_piece_in_quiet_moments(tmp_path):
    asked: list[str] = []
    writer = DeferringWriter(str(tmp_path), settings=known(3, 0))
    many(writer, asked)
    name_when_asked(writer, lambda: asked.append("another"))

    next(writer.unheard)()
    assert asked == ["named"]
    assert [name_them() for name_them in writer.unheard] == [None]
    assert asked == ["named", "another"]
    assert writer.write("tag/sea.html")
    assert asked == ["named", "another"]


def one_by_one(writer, asked):
    template = Environment(autoescape=False).from_string("{{ word }}")  # noqa: S701 (what is printed is no HTML)

    def name_it(word):
        asked.append(word)
        writer.write_file(f"{word}.html", template, {"localsiteurl": ""}, word=word)

    writer.hear_of({"sea.html": "sea", "tide.html": "tide", "": "nowhere"}, name_it)


def test_a_file_that_is_known_by_its_name_is_named_alone_when_somebody_asks_for_it(tmp_path):
    asked: list[str] = []
    writer = DeferringWriter(str(tmp_path), settings=known(3, 0))
    one_by_one(writer, asked)

    assert writer.pages == {"sea.html", "tide.html"}
    assert asked == []
    assert writer.write("tide.html")
    assert writer.write("tide.html")
    assert not writer.write("moon.html")
    assert asked == ["tide"]
    assert files(tmp_path) == {"tide.html": "tide"}


def test_files_that_are_known_by_their_names_are_named_at_once_where_nobody_waits(tmp_path):
    asked: list[str] = []
    one_by_one(GatheringWriter(str(tmp_path), settings=known(3, 0)), asked)

    assert asked == ["sea", "tide", "nowhere"]
