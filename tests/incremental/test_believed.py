"""Pages that need not be named: all that they would be given is what they were given when they were made."""

from types import SimpleNamespace

import pytest
from jinja2 import Environment
from pelican.plugins.incremental.believed import are_alike, believed
from pelican.plugins.incremental.ledger_file import Entry
from pelican.plugins.incremental.writer import PlannedWriter
from pelican.plugins.newsroom.writer import GatheringWriter, Promised

SHEET, OTHER = SimpleNamespace(name="tag"), SimpleNamespace(name="topic")
TRACE = ("digest", 0, b"tag" + b"own", b"asked")
STAMP = (1, 2, 3, 4)


def look(promised=None, **facts):
    entries = {file: Entry("digest", STAMP, "digest") for file in ("tram.html", "tag/a.html", "tag/a2.html")}
    known = {
        "lists": {"tag/a.html": ("tag/a.html", "tag/a2.html")}, "last": dict.fromkeys(entries, TRACE), "alike": {0}, "gathered": set(), "entry": entries.get,
        "name_of": lambda template: template.name.encode(), "same_articles": {"tram"}, "place_of": str, "are_lists_same": True,
    }  # fmt: skip
    usual = {"tram.html": Promised(SHEET, print, "tram"), "tag/a.html": Promised(SHEET, print)}
    return believed(usual if promised is None else promised, **(known | facts))


def test_a_page_and_all_pages_of_a_list_stand_with_what_is_known_of_them():
    found = look()

    assert found.files == {"tram.html": ("tram.html",), "tag/a.html": ("tag/a.html", "tag/a2.html")}
    assert found.traces == dict.fromkeys(("tram.html", "tag/a.html", "tag/a2.html"), TRACE)
    assert {file: one.digest for file, one in found.entries.items()} == dict.fromkeys(found.traces, "digest")


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"same_articles": set()}, {"tag/a.html"}),
        ({"are_lists_same": False}, {"tram.html"}),
        ({"lists": {}}, {"tram.html"}),
        ({"gathered": {"tag/a2.html"}}, {"tram.html"}),
        ({"gathered": {"tram.html"}}, {"tag/a.html"}),
        ({"alike": set()}, set()),
        ({"entry": lambda _file: None}, set()),
        ({"entry": {"tram.html": Entry("digest", STAMP, "digest"), "tag/a2.html": Entry("digest", STAMP, "digest")}.get}, {"tram.html"}),
        ({"entry": lambda _file: Entry("another", STAMP, "another")}, set()),
        ({"last": {"tram.html": TRACE, "tag/a.html": TRACE}}, {"tram.html"}),
        ({"last": {"tram.html": TRACE, "tag/a.html": TRACE, "tag/a2.html": ("digest", "a.B")}}, {"tram.html"}),
        ({"promised": {"tag/a.html": Promised(OTHER, print)}}, set()),
    ],
    ids=[
        "another article", "other heads", "a list that is new", "another writes a page of the list", "another writes the page", "a name of a template's own",
        "no file", "one file of a list is gone", "a build that came to no end", "a page nobody knows", "a page that cannot be known", "another template",
    ],
)  # fmt: skip
def test_it_is_named_where_one_thing_may_be_another(facts, left):
    assert set(look(**facts).files) == left


def test_what_a_plugin_gives_to_all_templates_is_compared():
    assert are_alike([("", "article"), ("", "article", "globals.menu"), (), ("article",)]) == {0}


def promising(kind, output, is_promised):
    asked: list[str] = []
    settings = {"PAGINATED_TEMPLATES": {"tag": 1}, "DEFAULT_PAGINATION": 1, "DEFAULT_ORPHANS": 0, "SITEURL": "", "PAGINATION_PATTERNS": [], "OUTPUT_PATH": str(output)}  # fmt: skip
    writer = kind(str(output), settings=settings)
    if is_promised is not None:
        writer.is_promised = is_promised
    template = Environment(autoescape=False).from_string("")  # noqa: S701 (nothing is printed)

    def name_it():
        asked.append("named")
        writer.write_file("story.html", template, {})

    writer.promise("story.html", Promised(template, name_it, "story"))
    return writer, template, asked


@pytest.mark.parametrize(("kind", "is_promised"), [(GatheringWriter, None), (PlannedWriter, None), (PlannedWriter, False)])  # fmt: skip
def test_where_nothing_is_known_of_the_last_build_a_page_is_named_at_once(tmp_path, kind, is_promised):
    writer, _, asked = promising(kind, tmp_path, is_promised)

    assert asked == ["named"]
    assert list(writer.gathered) == ["story.html"]


def test_a_page_that_may_stand_is_named_when_another_takes_its_place_and_before_it(tmp_path):
    writer, template, asked = promising(PlannedWriter, tmp_path, is_promised=True)
    assert not asked
    assert not writer.gathered

    writer.write_file("story.html", template, {}, override_output=True, word="other")

    assert asked == ["named"]
    assert writer.gathered["story.html"].facts == {"word": "other"}
