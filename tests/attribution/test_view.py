"""What templates see of a story's sources."""

from pelican.plugins.attribution.sources import by_source
from pelican.plugins.attribution.view import attribution_of
from pelican.plugins.newsroom.credit import credit_of
from pelican.plugins.newsroom.provenance import is_indexed
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.story import Source, Story


def a_story(slug: str = "a", *sources: Source, **facts) -> Story:
    return Story(f"content/{slug}.md", slug, slug, sources=sources, **facts)


def seen(*sources: Source, indexed: bool = True, **facts):
    story = a_story("a", *sources, **facts)
    return attribution_of(
        story,
        credit_of(story, Registries()),
        Registries(),
        "source/{}/".format,
        prefix="https://news.example",
        indexed=indexed,
    )


def test_an_original_story_has_none():
    assert seen() is None


def test_a_name_links_to_the_article_there_or_to_the_source_s_page():
    there = seen(Source("A & B", "a-b", url="https://x.example/?a=1&b=2"))
    here = seen(Source("A & B", "a-b"))

    assert (
        str(there.html)
        == 'This article was originally reported by <a href="https://x.example/?a=1&amp;b=2">A &amp; B</a>.'
    )
    assert 'href="https://news.example/source/a-b/"' in str(here.html)
    assert there.credit == here.credit == "This article was originally reported by A & B."


def test_reprints_are_kept_from_search_engines_unless_the_site_says_otherwise():
    wire = a_story("a", Source("X", "x", "wire"), status="published")

    assert not is_indexed(wire, {})
    assert is_indexed(wire, {"ATTRIBUTION": {"index_reprints": True}})
    assert is_indexed(a_story("a", Source("X", "x", "based-on"), status="published"), {})
    assert seen(Source("X", "x", "wire"), indexed=False).noindex


def test_a_press_release_is_called_one_whether_its_source_or_its_type_says_so():
    assert seen(Source("X", "x", "press-release")).label == "Press release"
    assert seen(Source("X", "x", "based-on"), type="press-release").label == "Press release"
    assert seen(Source("X", "x", "based-on"), type="report").label == ""


def test_an_empty_story_with_an_address_leads_there():
    assert seen(Source("X", "x", url="https://x.example/1")).link_only == "https://x.example/1"
    assert seen(Source("X", "x", url="https://x.example/1"), body="Text.").link_only == ""


def test_a_story_that_takes_minutes_to_read_is_no_link_whatever_its_words_are():
    """Its words lie in a file: to fetch them for this would cost each page and each card a look into it."""
    story = a_story("a", Source("X", "x", url="https://x.example/1"), reading_minutes=2)
    object.__delattr__(story, "body")

    assert not story.is_link_only


def test_a_source_lists_each_story_once():
    twice = a_story("one", Source("X", "x", url="https://x.example/1"), Source("X", "x", "via"))
    debts = by_source([twice, a_story("two", Source("X", "x")), a_story("three")])

    assert [(one.slug, [story.slug for story in one.stories]) for one in debts] == [("x", ["one", "two"])]
