"""`/provenance.json`: where each story comes from, for anybody's machine; its JSON Schema; and `tdmrep.json`. Pure."""

import json
from collections.abc import Iterable
from typing import Any

from ..newsroom.credit import license_of
from ..newsroom.desk import Build
from ..newsroom.provenance import is_reprint, license_text, provenance_of, updated
from ..newsroom.story import RELATIONS, Story

VERSION = 1
_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def provenance_document(build: Build) -> str:
    """Every story that readers may see in the site's lists, newest first."""
    made = {
        "$schema": f"{build.site.url}/provenance.schema.json",
        "version": VERSION,
        "site": {"name": build.site.name, "url": f"{build.site.url}/"},
        "articles": [article_facts(story, build) for story in build.archive],
    }
    return _text(made)


def article_facts(story: Story, build: Build) -> dict[str, Any]:
    """The facts of one story; what nobody gave is absent."""
    facts: dict[str, Any] = {"id": story.id, "url": build.site.absolute(story.url), "title": story.title}
    if story.type:
        facts["type"] = story.type
    facts |= provenance_of(story, build.credit(story))
    terms = license_text(story, build.registries)
    if terms:
        known = license_of(terms)
        facts["license"] = known.url if known and known.url else terms
    assert story.date is not None
    facts["published"] = story.date.isoformat()
    moment = updated(story)
    if moment and moment > story.date:
        facts["modified"] = moment.isoformat()
    if story.corrections:
        facts["corrections"] = [{"date": c.date.isoformat(), "kind": c.kind, "text": c.text} for c in story.corrections]
    return facts


def schema_document() -> str:
    """The JSON Schema (json-schema.org, 2020-12) of `provenance.json`."""
    text = {"type": "string", "minLength": 1}
    day = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    moment = {"type": "string", "format": "date-time"}
    address = {"type": "string", "pattern": "^https?://"}
    source = _object(
        {
            "name": text,
            "relation": {"enum": list(RELATIONS)},
            "url": address,
            "title": text,
            "author": text,
            "published": day,
            "accessed": day,
            "archived": address,
            "gone": {"const": True},
            "license": text,
            "permission": text,
            "changes": text,
            "lang": text,
            "upstream": _object({"name": text, "url": address}, ["name"]),
        },
        ["name", "relation"],
    )
    correction = _object({"date": day, "kind": text, "text": text}, ["date", "kind", "text"])
    article = _object(
        {
            "id": text,
            "url": address,
            "title": text,
            "type": text,
            "relation": {"enum": ["original", *RELATIONS]},
            "credit": text,
            "sources": {"type": "array", "items": source, "minItems": 1},
            "license": text,
            "published": moment,
            "modified": moment,
            "corrections": {"type": "array", "items": correction, "minItems": 1},
        },
        ["id", "url", "title", "relation", "published"],
    )
    top = _object(
        {
            "$schema": address,
            "version": {"const": VERSION},
            "site": _object({"name": text, "url": address}, ["name", "url"]),
            "articles": {"type": "array", "items": article},
        },
        ["version", "site", "articles"],
    )
    return _text({"$schema": _SCHEMA_DIALECT, "title": "Where the articles of a site come from", **top})


def rights_document(stories: Iterable[Story], *, reserve: bool, policy: str) -> str:
    """TDMRep (w3.org/community/reports/tdmrep): what may be mined, by path; the first rule that fits a path decides.

    Where the site reserves its rights, each reprint is named before the rule for all: its rights are not ours to reserve.
    """
    everything: dict[str, Any] = {"location": "/*", "tdm-reservation": int(reserve)}
    if reserve and policy:
        everything["tdm-policy"] = policy
    theirs = (
        [{"location": f"/{story.url}", "tdm-reservation": 0} for story in stories if is_reprint(story)]
        if reserve
        else []
    )
    return _text([*sorted(theirs, key=lambda rule: str(rule["location"])), everything])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _text(made: Any) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
