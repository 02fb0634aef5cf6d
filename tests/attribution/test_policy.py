"""How the site credits: each relation with its sentence, its byline and how often it is used."""

from pelican.plugins.attribution.policy import practices

from .conftest import a_text

WIRE = "{name: Wire, relation: wire, permission: contract}"


def by_relation(build) -> dict:
    return {one.relation: one for one in practices(build)}


def test_each_relation_is_counted_once_for_a_story(build):
    made = build(a=a_text("A", "Quay News", "Port Post"), b=a_text("B", "Quay News"), c=a_text("C", WIRE))

    found = by_relation(made)

    assert {name: one.count for name, one in found.items() if one.count} == {"based-on": 2, "wire": 1}


def test_each_says_whose_name_stands_on_the_story(build):
    found = by_relation(build(a=a_text("A")))

    assert found["republished"].byline == "The byline is theirs."
    assert found["wire"].byline == "The byline is the agency's."
    assert found["via"].byline == found["based-on"].byline == "The byline is ours."
    assert found["wire"].sentence == "The name of the agency."
    assert "the source" in found["based-on"].sentence


def test_reprints_are_listed_by_search_engines_where_the_site_wants_that(build):
    usual = by_relation(build(a=a_text("A")))
    listed = by_relation(build(a=a_text("A"), settings={"ATTRIBUTION": {"index_reprints": True}}))

    assert (usual["wire"].indexed, usual["republished"].indexed, usual["based-on"].indexed) == (False, False, True)
    assert all(one.indexed for one in listed.values())
