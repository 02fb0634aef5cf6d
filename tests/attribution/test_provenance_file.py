"""`provenance.json` and its schema, `tdmrep.json`: what machines are told of where stories come from."""

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError
from pelican.plugins.attribution.provenance_file import provenance_document, rights_document, schema_document

from .conftest import a_text

CORRECTED = "[{date: 2026-02-03, kind: correction, text: 'Two, not three.'}]"


@pytest.fixture
def told(build):
    """What is told of a story with everything, by its words."""

    def _told(**facts: str):
        source = "{name: Quay News, relation: via, url: 'https://quay.example/1', published: 2025-12-31}"
        return json.loads(provenance_document(build(a=a_text("A", source, **facts))))

    return _told


def test_a_story_says_where_it_comes_from_and_when_it_was_corrected(told):
    (article,) = told(corrections=CORRECTED, type="report")["articles"]

    assert article["url"].startswith("https://news.example/")
    assert (article["type"], article["relation"]) == ("report", "via")
    assert article["sources"][0]["published"] == "2025-12-31"
    assert article["published"].startswith("2026-01-02")
    assert article["modified"].startswith("2026-02-03")
    assert article["corrections"] == [{"date": "2026-02-03", "kind": "correction", "text": "Two, not three."}]


def test_what_nobody_gave_is_absent(told):
    (article,) = told()["articles"]

    assert not {"type", "modified", "corrections", "license"} & article.keys()


def test_the_schema_takes_what_is_written_and_nothing_less(told):
    schema = Draft202012Validator(json.loads(schema_document()))
    document = told(corrections=CORRECTED)
    schema.validate(document)

    for path, wrong in (
        (("articles", 0, "id"), ""),
        (("articles", 0, "relation"), "copied"),
        (("articles", 0, "sources"), []),
        (("articles", 0, "corrections"), []),
        (("articles", 0, "sources", 0, "published"), "yesterday"),
        (("articles", 0, "more"), "of it"),
        (("version",), 2),
    ):
        spoilt = json.loads(json.dumps(document))
        *above, last = path
        at = spoilt
        for step in above:
            at = at[step]
        at[last] = wrong
        with pytest.raises(ValidationError):
            schema.validate(spoilt)


def test_what_is_somebody_else_s_is_not_ours_to_reserve(build):
    wire = "{name: Wire, relation: wire, permission: contract}"
    stories = build(a=a_text("A", wire), b=a_text("B", "Quay News")).archive.stories
    (reprint,) = (story for story in stories if story.title == "A")

    reserved = json.loads(rights_document(stories, reserve=True, policy="https://news.example/terms/"))

    assert reserved == [
        {"location": f"/{reprint.url}", "tdm-reservation": 0},
        {"location": "/*", "tdm-reservation": 1, "tdm-policy": "https://news.example/terms/"},
    ]
    assert json.loads(rights_document(stories, reserve=False, policy="x")) == [{"location": "/*", "tdm-reservation": 0}]
