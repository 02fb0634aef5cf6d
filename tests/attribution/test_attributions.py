"""The name `attribution`: the credit of a story, and what the page of a source says."""

from types import SimpleNamespace

from pelican.plugins.attribution.attributions import Attributions

from .conftest import a_text


def asked(build, path: str, prefix: str = ""):
    """What a template gets that asks for the article of this file."""
    return Attributions(build).of(SimpleNamespace(source_path=str(build.site.root / path)), prefix)


def test_a_source_without_an_entry_is_shown_by_its_name_alone(build):
    made = build(a=a_text("A", "Quay News"))

    (page,) = Attributions(made).sources

    assert (page.name, page.slug, page.url, page.count) == ("Quay News", "quay-news", "source/quay-news/", 1)
    assert (page.website, page.kind, page.allowed, page.license) == ("", "", (), None)
    assert page.feed == "feeds/source/quay-news.atom.xml"


def test_a_source_with_an_entry_is_shown_with_what_stands_there(build):
    made = build(a=a_text("A", "The Gazette"), b=a_text("B", "Harbour Gazette"))

    (page,) = Attributions(made).sources

    assert (page.name, page.count, page.times) == ("Harbour Gazette", 2, 2)
    assert (page.website, page.kind) == ("https://gazette.example", "publisher")
    assert "<em>harbour</em>" in page.description
    assert page.license.name == "CC BY 4.0"
    assert page.allowed == ("Originally reported by", "First spotted at"), (
        "the strongest claim first, whatever the order of the entry"
    )


def test_relations_are_those_to_this_source_and_not_to_another_of_the_story(build):
    both = a_text("A", "{name: Quay News, relation: via}", "{name: Port Post, relation: based-on}")
    made = build(a=both, b=a_text("B", "{name: Quay News, relation: based-on}"))

    quay = next(page for page in Attributions(made).sources if page.slug == "quay-news")

    assert quay.relations == (("Originally reported by", 1), ("First spotted at", 1))


def test_a_withdrawn_story_credits_nobody(build):
    made = build(
        a=a_text("A", "Quay News"),
        b=a_text("B", "Quay News", status="withdrawn", withdrawn="{date: 2026-01-03, text: The figures were wrong.}"),
    )

    assert asked(made, "content/a.md").relation == "based-on"
    assert asked(made, "content/b.md") is None
    assert asked(made, "content/other.md") is None


def test_addresses_begin_with_the_prefix_of_the_page_that_asks(build):
    made = build(a=a_text("A", "Quay News"), settings={"SITEURL": "https://news.example"})

    assert 'href="https://news.example/source/quay-news/"' in asked(made, "content/a.md").html
    assert 'href="../source/quay-news/"' in asked(made, "content/a.md", "..").html


def test_a_reprint_is_kept_from_search_engines_and_a_draft_of_one_says_nothing_of_them(build):
    """Search engines see no draft; where a page says `noindex` without need, somebody publishes it so."""
    wire = "{name: Wire, relation: wire, permission: contract}"
    made = build(a=a_text("A", wire), b=a_text("B", "Quay News"))

    assert asked(made, "content/a.md").noindex
    assert not asked(made, "content/b.md").noindex
