"""What the pages of a whole site tell machines."""

import json

import mf2py
import pytest

from tests.structured_data.vocabulary import WANTED_BY_GOOGLE, faults

RELATIONS = {
    "based-on": ("isBasedOn", "Ann Bee"),
    "republished": ("isBasedOn", "Their Writer"),
    "wire": ("isBasedOn", "Harbour Wire"),
    "translated": ("translationOfWork", "Their Writer"),
    "with-partner": ("contributor", "Ann Bee"),
    "press-release": ("isBasedOn", "Ann Bee"),
    "via": ("citation", "Ann Bee"),
}
STORY = """
-- content/{relation}.md --
---
title: 'The "{relation}" story & more'
deck: "Words below the headline </script> that say a little more than it does."
date: 2026-11-01T08:00+00:00
modified: 2026-11-02T09:00+00:00
type: report
lang: en
authors: [Ann Bee]
translators: [Tess Late]
categories: [Tides]
tags: [NATO, sea]
license: CC-BY-4.0
sources:
- source: wire
  relation: {relation}
  url: https://wire.example/{relation}
  title: As they had it
  author: Their Writer
  published: 2026-10-30
  archived: https://archive.example/{relation}
  license: CC-BY-SA-4.0
  lang: uk
image: {{src: images/a.png, alt: A map, credit: Photo by Ann Bee, license: CC-BY-4.0, caption: The bay}}
corrections:
- {{date: 2026-11-03, kind: correction, text: The year was wrong.}}
---
Text of {relation}.
"""
SITE = """
-- content/data/sources.yaml --
wire: {name: Harbour Wire, url: https://wire.example/, kind: publisher}
-- content/data/tags.yaml --
nato: {name: NATO, kind: organisation, same_as: ["http://www.wikidata.org/entity/Q7184"]}
sea: sea
-- content/data/categories.yaml --
science: {name: Science}
tides: {name: Tides, parent: science}
-- content/data/authors.yaml --
ann-bee: {name: Ann Bee, role: Reporter, same_as: [https://ann.example/]}
tess-late: {name: Tess Late}
-- content/own.md --
---
title: Our own
date: 2026-11-05
type: report
authors: [Ann Bee]
categories: [Tides]
---
Seen by ourselves.
""" + "".join(STORY.format(relation=relation) for relation in RELATIONS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from tests.conftest import builder, picture

    root = tmp_path_factory.mktemp("machines")
    picture(root / "content/images/a.png")
    built = builder(root)(SITE)
    assert built.code == 0, built.log
    return built


def documents(site, address: str) -> list[dict]:
    return [json.loads(one.string) for one in site.page(address).find_all("script", type="application/ld+json")]


def article(site, name: str) -> dict:
    return next(one for one in documents(site, f"/2026/11/{name}/") if "NewsArticle" in str(one["@type"]))


@pytest.mark.parametrize("relation", RELATIONS)
def test_each_relation_says_what_follows_from_it(site, relation):
    node = article(site, relation)
    name, author = RELATIONS[relation]
    page = site.page(f"/2026/11/{relation}/")

    assert node["creditText"] in " ".join(page.select_one("[data-relation]").text.split())
    assert name in node
    assert not {"isBasedOn", "translationOfWork", "citation", "contributor"} & set(node) - {name}
    assert [one["name"] for one in node["author"]] == [author]
    assert node["publisher"]["@id"] == "https://news.example/#org"
    assert node["dateModified"].startswith("2026-11-03")
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "The year was wrong.", "datePublished": "2026-11-03"}
    ]
    if name != "contributor":
        work = node[name]
        assert (work["url"], work["headline"], work["datePublished"]) == (
            f"https://wire.example/{relation}",
            "As they had it",
            "2026-10-30",
        )
        assert work["publisher"]["name"] == "Harbour Wire"
        assert work["archivedAt"] == f"https://archive.example/{relation}"


@pytest.mark.parametrize("name", [*RELATIONS, "own"])
def test_the_vocabulary_of_schema_org_knows_all_of_it(site, name):
    found = documents(site, f"/2026/11/{name}/")

    assert [fault for node in found for fault in faults(node)] == []
    assert all(article(site, name).get(wanted) for wanted in WANTED_BY_GOOGLE)


def test_the_text_belongs_to_whoever_wrote_it_and_so_does_the_licence(site):
    ours, theirs = article(site, "based-on"), article(site, "republished")

    assert ours["copyrightHolder"] == {"@id": "https://news.example/#org"}
    assert ours["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert theirs["copyrightHolder"]["name"] == "Harbour Wire"
    assert theirs["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert "copyrightHolder" not in article(site, "translated")


def test_only_our_own_reporting_is_called_so(site):
    assert article(site, "own")["@type"] == ["NewsArticle", "ReportageNewsArticle"]
    assert article(site, "with-partner")["@type"] == ["NewsArticle", "ReportageNewsArticle"]
    assert article(site, "based-on")["@type"] == "NewsArticle"


def test_the_breadcrumb_goes_through_the_category_s_parents(site):
    steps = next(one for one in documents(site, "/2026/11/own/") if one["@type"] == "BreadcrumbList")["itemListElement"]

    assert [(one["position"], one["name"]) for one in steps] == [
        (1, "The Lamplighter"),
        (2, "Science"),
        (3, "Tides"),
        (4, "Our own"),
    ]
    assert steps[1]["item"] == "https://news.example/category/science/"


def test_what_nobody_said_is_on_no_surface(site):
    node = article(site, "own")

    assert not {
        "isBasedOn",
        "creditText",
        "backstory",
        "image",
        "correction",
        "about",
        "mentions",
        "alternativeHeadline",
    } & set(node)
    assert node["author"] == [
        {
            "@type": "Person",
            "name": "Ann Bee",
            "url": "https://news.example/author/ann-bee/",
            "jobTitle": "Reporter",
            "sameAs": ["https://ann.example/"],
        }
    ]


def test_topics_that_stand_for_a_known_thing_say_which(site):
    assert article(site, "via")["about"] == [
        {"@type": "Organization", "name": "NATO", "sameAs": "http://www.wikidata.org/entity/Q7184"}
    ]


def test_cards_and_licence(site):
    page = site.page("/2026/11/based-on/")
    card = {one["property"]: one["content"] for one in page.find_all("meta", property=True)}

    assert card["og:title"] == 'The "based-on" story & more'
    assert card["og:image"] == "https://news.example/images/a.png"
    assert card["og:image:alt"] == "A map"
    assert card["article:modified_time"].startswith("2026-11-03")
    assert page.find("link", rel="license")["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (
        site.page("/2026/11/republished/").find("link", rel="license")["href"]
        == "https://creativecommons.org/licenses/by-sa/4.0/"
    )


def test_the_home_page_names_the_publisher_and_its_policies(site):
    (node,) = documents(site, "/")

    assert node["publisher"]["correctionsPolicy"] == "https://news.example/corrections-policy/"
    assert list(faults(node)) == []


@pytest.mark.parametrize("relation", RELATIONS)
def test_microformats_say_the_same(site, relation):
    parsed = mf2py.parse(site.text(f"/2026/11/{relation}/"))
    (entry,) = [one for one in parsed["items"] if one["type"] == ["h-entry"]]
    cited = [one for key in ("children",) for one in entry.get(key, [])] + [
        one for one in entry["properties"].get("repost-of", []) if isinstance(one, dict)
    ]
    cites = [one for one in cited if "h-cite" in one["type"]]

    if relation == "with-partner":
        assert not cites
        return
    assert cites[0]["properties"]["publication"] == ["Harbour Wire"]
    assert cites[0]["properties"]["url"] == [f"https://wire.example/{relation}"]
    assert ("repost-of" in entry["properties"]) == (relation in ("republished", "wire"))
    assert entry["properties"]["published"][0].startswith("2026-11-01")


def test_a_story_without_a_photograph_gets_a_share_picture(build):
    story = "-- content/a.md --\nTitle: Tides\nId: a1\nDate: 2026-01-01\n\nText.\n-- content/z.md --\nTitle: 海洋法\nId: z1\nDate: 2026-01-01\n\nText.\n-- content/d.md --\nTitle: D\nId: d1\nStatus: draft\n\nText.\n"
    built = build(story)

    assert built.code == 0, built.log
    assert built.file("/share/a1.png").read_bytes().startswith(b"\x89PNG")
    assert not built.has("/share/z1.png")
    assert not built.has("/share/d1.png")
    card = {one["property"]: one["content"] for one in built.page("/2026/01/a/").find_all("meta", property=True)}
    assert (card["og:image"], card["og:image:width"]) == ("https://news.example/share/a1.png", "1200")
    assert not build(more='STRUCTURED_DATA = {"pictures": False}').has("/share/a1.png")
