"""What the site says of where its stories come from, for any machine."""

import json

import jsonschema
import pytest

from tests.conftest import builder

SITE = """
-- content/data/sources.yaml --
wire: {name: Harbour Wire, aliases: [HW], kind: agency, license: CC-BY-4.0}
-- content/a.md --
---
title: Straits
date: 2026-11-01T08:00+00:00
id: a1
type: explainer
license: CC-BY-SA-4.0
sources:
- {source: HW, relation: based-on, url: https://wire.example/1, upstream: {name: A Paper}, changes: A map.}
- {source: HW, relation: via}
corrections:
- {date: 2026-11-03, kind: correction, text: The year.}
---
Text.
-- content/b.md --
Title: Ports
Id: b1
Date: 2026-11-02
Source: Harbour Wire
Relation: republished

Theirs.
-- content/c.md --
Title: Canals
Id: c1
Date: 2026-10-01
License:

Ours.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("provenance"))(
        SITE, more='ATTRIBUTION = {"reserve_rights": True, "rights_policy": "https://news.example/terms/"}'
    )
    assert built.code == 0, built.log
    return built


def test_provenance_is_what_the_writers_said_and_fits_its_schema(site):
    document = json.loads(site.text("/provenance.json"))
    facts = {one["id"]: one for one in document["articles"]}

    jsonschema.Draft202012Validator(json.loads(site.text("/provenance.schema.json"))).validate(document)
    assert list(facts) == ["b1", "a1", "c1"]
    assert facts["a1"] == {
        "id": "a1",
        "url": "https://news.example/2026/11/a/",
        "title": "Straits",
        "type": "explainer",
        "relation": "based-on",
        "credit": "This article was originally reported by Harbour Wire. First spotted at Harbour Wire.",
        "sources": [
            {"name": "Harbour Wire", "relation": "based-on", "url": "https://wire.example/1", "changes": "A map.", "upstream": {"name": "A Paper"}},
            {"name": "Harbour Wire", "relation": "via"},
        ],
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "published": "2026-11-01T08:00:00+00:00",
        "modified": "2026-11-03T00:00:00+00:00",
        "corrections": [{"date": "2026-11-03", "kind": "correction", "text": "The year."}],
    }  # fmt: skip
    assert facts["c1"]["relation"] == "original"
    assert not {"credit", "sources", "modified", "corrections"} & set(facts["c1"])
    assert (
        facts["b1"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    )  # the source's, and not the site's own


def test_no_right_is_reserved_over_somebody_else_s_text(site):
    rules = json.loads(site.text("/.well-known/tdmrep.json"))

    assert rules == [
        {"location": "/2026/11/b/", "tdm-reservation": 0},
        {"location": "/*", "tdm-reservation": 1, "tdm-policy": "https://news.example/terms/"},
    ]


def test_the_site_says_how_it_credits(site):
    page = site.page("/how-we-credit/")

    assert [one["id"] for one in page.select("section > h2")] == [
        "republished",
        "wire",
        "translated",
        "with-partner",
        "based-on",
        "press-release",
        "via",
    ]
    assert "This article was originally reported by the source." in page.text
    assert page.select_one("#wire ~ blockquote").text == "The name of the agency."
    assert "1 story has this credit." in page.text


def test_the_page_of_a_source_quotes_what_readers_see_of_it(site):
    page = site.page("/source/wire/")
    told = next(one for one in page.select("p") if "stories of ours" in one.text)

    assert [one.text for one in told.select("q")] == [
        "First published by",
        "Originally reported by",
        "First spotted at",
    ]
    assert (
        " ".join(told.text.split())
        == "2 stories of ours: First published by (1), Originally reported by (1) and First spotted at (1)."
    )


def test_the_number_of_an_only_relation_is_not_told_twice(build):
    built = build("""
-- content/data/sources.yaml --
wire: {name: Harbour Wire, allowed: [via]}
-- content/a.md --
Title: A
Date: 2026-01-01
Source: Harbour Wire
Relation: via

Text.
""")  # fmt: skip
    assert built.code == 0, built.log

    told = [" ".join(one.text.split()) for one in built.page("/source/wire/").select("main p")]

    assert "1 story of ours: First spotted at." in told
    assert "Its terms for us: First spotted at." in told


def test_a_page_that_is_not_wanted_is_not_written(build):
    built = build("-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\nText.\n", more='ATTRIBUTION = {"policy_url": ""}')

    assert built.code == 0, built.log
    assert not built.has("/how-we-credit/")
    assert json.loads(built.text("/.well-known/tdmrep.json")) == [{"location": "/*", "tdm-reservation": 0}]
