"""Golden cases: real shapes of front matter, and what the contract makes of them."""

import tomllib
from pathlib import Path

import pytest
from pelican.plugins.newsroom.registry import Registries, Registry, Topic

GOLDEN = Path(__file__).parents[1] / "golden" / "front_matter"


def cases(file: str) -> list:
    loaded = tomllib.loads((GOLDEN / file).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in loaded]


def told(reading) -> list[str]:
    """What is said of a header. That these small stories have no deck is another rule's affair."""
    return [f"{one.rule}:{one.line}" for one in reading.problems if one.rule not in ("W02", "W08")]


def facts_of(story) -> dict:
    """A story in plain values, named as the cases name them."""
    names = {key: [one.name for one in getattr(story, key)] for key in ("authors", "categories", "tags", "sources")}
    plain = {
        key: getattr(story, key) for key in ("title", "deck", "slug", "lang", "status", "summary", "body", "body_line")
    }
    return {**plain, **names, "day": story.date and story.date.date().isoformat(), "extra": dict(story.extra)}


@pytest.mark.parametrize("case", cases("headers.toml"))
def test_a_header_is_read_as_the_contract_says(case, read):
    known = [Topic(slug=f"c{n}", name=name) for n, name in enumerate(case.get("known", ()))]
    registries = Registries(categories=Registry(known, exists=bool(known)))

    reading = read(case["text"].replace("\r\n", "\n"), case.get("inner", "world/tram.md"), registries=registries)

    assert sorted(told(reading)) == sorted(case.get("problems", []))
    assert all(one.remedy for one in reading.problems)
    assert (reading.story is not None) == case.get("story", True)
    if reading.story:
        facts = facts_of(reading.story)
        assert {key: facts[key] for key in case["want"]} == case["want"]


@pytest.mark.parametrize("case", cases("shapes.toml"))
def test_one_story_in_every_dialect_is_one_story(case, read):
    reading = read(case["text"].lstrip("\n"))
    story = reading.story

    assert told(reading) == case.get("warnings", [])
    assert facts_of(story) | {"body": "", "body_line": 0} == {
        "title": "Ports: a short guide", "deck": "What a port does.", "slug": "tram", "lang": "en", "status": "published", "summary": "",
        "body": "", "body_line": 0, "authors": ["Ann Bee", "Cee Dee"], "categories": ["World", "Law"], "tags": ["trade", "law of the sea"],
        "sources": ["Harbour Wire"], "day": "2026-01-06", "extra": {},
    }  # fmt: skip
    assert story.date.isoformat() == "2026-01-06T09:00:00+01:00"
    assert story.modified.isoformat() == "2026-01-07T00:00:00+01:00"
    source = story.sources[0]
    assert (source.relation, source.url, source.published.isoformat()) == (
        "based-on",
        "https://wire.example/1?a=1&b=2",
        "2026-01-05",
    )
    assert story.body.strip() == "Body text."
