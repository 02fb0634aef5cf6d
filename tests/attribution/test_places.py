"""Where sources stand: their pages, feeds and former addresses."""

from pelican.plugins.attribution.places import places

from .conftest import a_text

STORIES = {name: a_text(name, "Harbour Gazette") for name in ("One", "Two", "Three")}


def sources(build) -> dict:
    return {place.slug: place for place in places(build) if place.kind == "source"}


def test_a_source_has_pages_a_feed_and_the_addresses_of_its_other_names(build):
    place = sources(build(**STORIES))["gazette"]

    assert place.url == "source/gazette/"
    assert place.files == (
        "source/gazette/index.html",
        "source/gazette/index2.html",
        "feeds/source/gazette.atom.xml",
    )
    assert place.former == ("source/the-gazette/", "source/harbour-gazette/")


def test_a_theme_without_a_page_for_it_leaves_the_feed(build):
    place = sources(build(templates=(), **STORIES))["gazette"]

    assert (place.url, place.files, place.former) == ("", ("feeds/source/gazette.atom.xml",), ())


def test_a_site_may_do_without_the_feeds_and_without_pagination(build):
    settings = {"ATTRIBUTION": {"source_feed": ""}, "PAGINATED_TEMPLATES": {}}

    assert sources(build(settings=settings, **STORIES))["gazette"].files == ("source/gazette/index.html",)


def test_a_source_is_mended_in_its_entry_or_else_in_its_first_story(build):
    found = sources(build(a=a_text("A", "Harbour Gazette"), b=a_text("B", "Quay News")))

    assert found["gazette"].path == "content/data/sources.yaml"
    assert found["quay-news"].path == "content/b.md"


def test_indexes_are_there_where_the_theme_has_them(build):
    def parts(*templates: str) -> set[str]:
        return {place.url for place in places(build(templates=templates, **STORIES)) if place.kind == "part"}

    machines = {"provenance.json", "provenance.schema.json", ".well-known/tdmrep.json"}
    assert parts() == machines
    assert parts("sources", "how_we_credit") == machines | {"sources/", "how-we-credit/"}
