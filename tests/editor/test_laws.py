"""What the editor's forms can produce, the build accepts; what it refuses, the editor refuses before it is written."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from pelican.plugins.editor.config import Shelf, config_of, fields_of
from pelican.plugins.editor.facts import facts_of
from pelican.plugins.editor.options import Options
from pelican.plugins.editor.site_shelves import known_of
from pelican.plugins.newsroom.credit import policy_problems
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.newsroom.reading import read_text
from pelican.plugins.newsroom.words import words_in

from ..conftest import write
from .desk_tools import asked, laid_out

SITE = """-- content/data/tags.yaml --
nato: NATO
c-sharp: 'C#'
oceans: {name: oceans, aliases: ['the seas: all']}
-- content/data/categories.yaml --
science: Science
-- content/data/authors.yaml --
ann-bee: {name: Ann Bee}
ines: {name: Inês O'Hara}
-- content/data/sources.yaml --
gazette: {name: 'Gazette: Harbour', allowed: [based-on, via, republished]}
wire: {name: Northern Wire, permission: contract}
doubt: {name: Doubtful Post, status: withdrawn, acknowledged: [aaaaaaaaaaaa]}
nd: {name: No Derivatives, license: CC-BY-ND-4.0}
-- content/data/storylines.yaml --
tram: {name: The tram}
-- content/images/a.svg --
<svg xmlns='http://www.w3.org/2000/svg'/>
-- content/one.md --
---
title: Why tides turn
date: 2026-01-01
categories: [Science]
---
Text.
"""
#: A story in which nothing is wrong: what is drawn changes two of its fields.
GOOD = {
    "title": "Why tides turn",
    "date": "2026-11-20T09:00+01:00",
    "categories": ["Science"],
    "body": "Twice a day.\n",
}
WRITE = """
import { storyFormat } from "./story_format.js";
import { judged } from "./judging.js";
const format = storyFormat(given.facts);
console.log(JSON.stringify(given.entries.map((data) => {
  const text = format.toFile(data);
  const again = format.fromFile(text);
  return { text, again: format.toFile(again), dialect: again.dialect, errors: judged(data, given.facts).filter((one) => one.severity === "error") };
})));
"""
#: Errors that other files decide.
ELSEWHERE = {"E10", "E12"}
#: What people type, and what they paste.
LINES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40),
    st.sampled_from(["Why tides turn", "a: b", "- a", "#1", "'quoted'", '"', "{x}", "[x]", "no", "2026", "~", "<b>bold</b>", "a\u2028b", "x" * 260, "https://x.example/a", "javascript:alert(1)", "../x", "&amp;", "!tag", "*a", "%", "@", "`", "|", ">", "? x", "\ufeff", "Ελλάδα", "\U0001f680"]),
)  # fmt: skip
ADDRESSES = st.sampled_from(["https://x.example/a", "//x.example/b", "http://x.example:80/?q=1#x", "HTTPS://X.example", "https://", "x.example", "ftp://x.example/", "https://x.example/a b", ""])  # fmt: skip
MOMENTS = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat(timespec="minutes"),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.sampled_from([0, 60, -480, 330, 840]),
)  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)


def values_of(field, names):
    """What a field of the configuration can hold."""
    widget = field["widget"]
    if widget == "datetime":
        found = DAYS if field.get("time_format") is False else MOMENTS
    elif widget == "boolean":
        found = st.booleans()
    elif widget == "select":
        options = [one["value"] if isinstance(one, dict) else one for one in field["options"]]
        found = (
            st.lists(st.sampled_from(options), max_size=3, unique=True)
            if field.get("multiple")
            else st.sampled_from(options)
        )
    elif widget == "relation":
        found = st.sampled_from(names[field["file"]])
        found = st.lists(found, max_size=4, unique=True) if field.get("multiple") else found
    elif widget == "image":
        found = st.sampled_from(["/images/a.svg", "/images/a.svg", "../../x", "https://x.example/a.png"])
    elif widget == "list":
        found = st.lists(entry_of(field["fields"], names) if "fields" in field else LINES, max_size=3)
    elif widget == "object":
        found = entry_of(field["fields"], names)
    elif field["name"] in ("url", "archived"):
        found = ADDRESSES
    elif widget == "text":
        found = st.lists(LINES, max_size=4).map("\n".join)
    else:
        found = LINES
    return found


def entry_of(fields, names):
    """An object of the form: any of its fields may be empty or left alone."""
    return st.fixed_dictionaries({}, optional={one["name"]: _or_empty(one, values_of(one, names)) for one in fields})


def _or_empty(field, values):
    """A text that was written and taken out again is empty; a list has no entries, a switch is off."""
    is_text = field["widget"] not in ("list", "object", "boolean") and not field.get("multiple")
    return st.one_of(values, st.just("")) if is_text else values


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """The site, the scripts, and what draws entries from the configuration."""
    root = tmp_path_factory.mktemp("site")
    write(root, SITE)
    build = desk_for_site(str(root / "pelicanconf.py"))
    known = known_of(build)
    config = config_of(
        Options(), [Shelf("science", "Science")], known, words_in("en"), root="", data="data", site_url=""
    )
    names = {
        name: [one.name for one in getattr(build.registries, name)]
        for name in ("tags", "categories", "authors", "sources", "storylines")
    }
    one = st.one_of(
        [
            values_of(field, names).map(lambda value, key=field["name"]: {key: value})
            for field in fields_of(config, "science")
        ]
    )
    drawn = st.tuples(one, one).map(lambda two: {**GOOD, **two[0], **two[1]})
    facts = json.loads(json.dumps(facts_of(build, known)))
    desk = laid_out(tmp_path_factory.mktemp("editor") / "desk")
    return build, facts, desk, drawn


def errors(text: str, build) -> set[str]:
    """The rules by which the build refuses a file, as far as that file alone decides."""
    reading = read_text(text, "content/science/x.md", "science/x.md", "article", build.site, build.registries)
    found = list(reading.problems)
    if reading.story:
        found += policy_problems(
            reading.story, build.registries, build.site.now.astimezone(UTC).date(), place_of=reading.place
        )
    return {one.rule for one in found if one.is_error and one.rule not in ELSEWHERE}


def test_a_good_story_is_good(bench):
    """What the law says of changed fields would be empty otherwise."""
    build, facts, desk, _ = bench
    [made] = asked(desk, WRITE, {"facts": facts, "entries": [GOOD]})

    assert (errors(made["text"], build), made["errors"]) == (set(), [])


def test_the_editor_refuses_what_the_build_refuses_and_nothing_else(bench):
    build, facts, desk, drawn = bench

    # What differs is one entry of fifty, and is shown as it is: to make it smaller would take minutes.
    @settings(
        max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
    )
    @given(st.lists(drawn, min_size=40, max_size=60))
    @example([{}, GOOD, {**GOOD, "interviewees": ["\U0001f680", "&", "-"]}])
    def law(entries):
        wrong = []
        for made in asked(desk, WRITE, {"facts": facts, "entries": entries}):
            refused = errors(made["text"], build)
            if bool(refused) != bool(made["errors"]):
                wrong.append((made["text"], refused, made["errors"]))
            assert made["dialect"] == "form"
            assert made["again"] == made["text"]
        assert not wrong, "\n~~~\n".join(map(str, wrong))

    law()
