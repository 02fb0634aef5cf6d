"""What the editor reads and writes again is what people wrote: every byte that they did not change, and its meaning where they did."""

import json

import pytest
from pelican.plugins.editor.facts import facts_of
from pelican.plugins.editor.site_shelves import known_of, opens_in_form
from pelican.plugins.newsroom.dialects import read_manuscript
from pelican.plugins.newsroom.front_matter import read_front_matter
from pelican.plugins.newsroom.header import header_of
from pelican.plugins.newsroom.plugin import desk_for_site

from ..conftest import ROOT
from .desk_tools import asked, laid_out

STORIES = sorted(path for path in (ROOT / "content").rglob("*.md"))
REGISTRIES = sorted((ROOT / "content" / "data").glob("*.yaml"))
TURN = """
import { storyFormat } from "./story_format.js";
const format = storyFormat(given.facts);
const changed = (data, change) => { const made = { ...data, ...change }; for (const key of Object.keys(change)) if (change[key] === null) delete made[key]; return made; };
console.log(JSON.stringify(given.texts.map(([text, change]) => {
  const data = format.fromFile(text);
  return { data, text: format.toFile(changed(data, change)) };
})));
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return laid_out(tmp_path_factory.mktemp("editor") / "desk")


@pytest.fixture(scope="module")
def build():
    return desk_for_site(str(ROOT / "pelicanconf.py"))


@pytest.fixture(scope="module")
def facts(build):
    return json.loads(json.dumps(facts_of(build, known_of(build))))


@pytest.fixture
def turned(desk, facts):
    """What becomes of texts in the form: (text, {field: its new value, or None}) -> its data and the text that is saved."""
    return lambda *texts: asked(desk, TURN, {"facts": facts, "texts": [list(one) for one in texts]})


def meaning_of(text: str, build):
    manuscript = read_manuscript(text)
    header = header_of(manuscript, lambda name: build.registries.categories.find(name) is not None)
    found, troubles = read_front_matter(header.data, {"zone": build.site.zone})
    assert troubles == ()
    return found, header.extra, manuscript.body.strip()


def test_a_file_that_nobody_changed_keeps_every_byte(turned):
    texts = [path.read_text(encoding="utf-8") for path in STORIES]

    for path, text, made in zip(STORIES, texts, turned(*((text, {}) for text in texts)), strict=True):
        assert made["text"] == text, path


def test_the_form_shows_what_the_build_thinks_it_shows(turned):
    """Python decides which folders get a list for raw headers, the script which stories stand in it."""
    texts = [path.read_text(encoding="utf-8") for path in STORIES]

    for path, text, made in zip(STORIES, texts, turned(*((text, {}) for text in texts)), strict=True):
        assert (made["data"]["dialect"] == "form") == opens_in_form(text), path


def test_a_changed_headline_changes_one_line(turned):
    texts = [path.read_text(encoding="utf-8") for path in STORIES]
    yaml = [text for text in texts if text.startswith("---")]

    for text, made in zip(yaml, turned(*((text, {"title": "Another: headline"}) for text in yaml)), strict=True):
        before, after = text.split("\n"), made["text"].split("\n")
        assert len(before) == len(after)
        assert [new for old, new in zip(before, after, strict=True) if old != new] == ['title: "Another: headline"']


@pytest.mark.parametrize("change", [{}, {"deck": "Another deck, which is long enough to be one."}, {"tags": ["NATO"]}])
def test_a_story_means_the_same_after_a_change_but_for_that(turned, build, change):
    texts = [path.read_text(encoding="utf-8") for path in STORIES if opens_in_form(path.read_text(encoding="utf-8"))]

    for text, made in zip(texts, turned(*((text, change) for text in texts)), strict=True):
        before, extra, body = meaning_of(text, build)
        after, more, same_body = meaning_of(made["text"], build)
        fresh = {key: tuple(value) if isinstance(value, list) else value for key, value in change.items()}
        assert after == before.model_copy(update=fresh)
        assert (more, same_body) == (extra, body)


CLASSIC = """Title: What a "tide" is: a primer
Date: 2026-04-14 09:00
Author: Ann Bee and Tomas Okafor
Category: Science; Climate
Tags: time, oceans
Summary: It comes & it goes.
Source: Harbour Gazette
Source_URL: https://gazette.example.org/tides
Relation: via
My-Own: kept

The sea rises.[^1]

[^1]: Twice a day.
"""


def test_a_classic_header_becomes_yaml_when_something_changes_and_means_the_same(turned, build):
    unchanged, changed, sourced = turned(
        (CLASSIC, {}),
        (CLASSIC, {"deck": "A deck that says why to read on, at some length."}),
        (CLASSIC, {"sources": [{"source": "Harbour Gazette", "relation": "based-on", "url": "https://gazette.example.org/a"}]}),
    )  # fmt: skip
    before, extra, body = meaning_of(CLASSIC, build)

    assert unchanged["text"] == CLASSIC
    after, more, same_body = meaning_of(changed["text"], build)
    assert changed["text"].startswith("---\ntitle: ")
    assert after == before.model_copy(update={"deck": "A deck that says why to read on, at some length."})
    assert (more, same_body) == (extra, body)
    assert meaning_of(sourced["text"], build)[0].sources[0].url == "https://gazette.example.org/a"
    assert "source_url" not in sourced["text"]


HAND = """---
# A note to the desk.
Title: Why tides turn   # said by hand
category: Science
tags: [oceans, 'time']

# newsroom: ignore W08 because the harbour is the only source
sources:
  - harbour-gazette
image: /images/flood-gate.svg
x-own: {a: 1}
date: 2026-11-20
...

Text with `code`, a table and {.attributes}.

| a | b |
|---|---|
| 1 | 2 |
"""


def test_comments_and_keys_of_a_writer_s_own_stay(turned):
    kept, changed = turned((HAND, {}), (HAND, {"deck": "New.", "tags": ["oceans", "time", "NATO"]}))

    assert kept["text"] == HAND
    lines = changed["text"].split("\n")
    assert [line for line in HAND.split("\n") if line not in lines] == ["tags: [oceans, 'time']"]
    assert "tags:" in lines
    assert "deck: New." in lines


def test_short_forms_are_shown_as_the_fields_they_mean(turned):
    [made] = turned((HAND, {}))

    assert made["data"]["sources"] == [{"source": "Harbour Gazette"}]
    assert made["data"]["image"] == {"src": "/images/flood-gate.svg"}
    assert made["data"]["categories"] == ["Science"]
    assert made["data"]["date"] == "2026-11-20T00:00+00:00"


def test_a_value_that_is_taken_out_leaves_no_empty_line_behind(turned):
    [made] = turned((HAND, {"image": None, "categories": [], "sources": None}))

    assert "image" not in made["text"]
    assert "category" not in made["text"]
    assert "# newsroom: ignore W08" in made["text"], "a comment is a writer's"


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Tides"\n+++\n\nText.\n',
        "---\ntitle: [broken\n---\n\nText.\n",
        "---\ntitle: a\ntitle: b\n---\nText.\n",
        "Title: Tides\nTags:\n    - a\n    - b\n\nText.\n",
        "---\nnever: closed\n",
        "No header at all, only text.\n",
        "",
    ],
)
def test_what_the_form_cannot_show_is_left_as_it_is(turned, text):
    [made] = turned((text, {}))

    assert made["data"]["dialect"] == "raw"
    assert made["text"] == text
    assert not opens_in_form(text)


def test_a_new_story_has_a_header_in_yaml(desk, facts):
    script = """
    import { storyFormat } from "./story_format.js";
    console.log(JSON.stringify(storyFormat(given.facts).toFile(given.data)));
    """
    data = {
        "title": "Tides: why?", "deck": "", "body": "Text.\n", "tags": ["oceans"], "sources": [{"source": "Harbour Gazette", "upstream": {}}],
        "image": {"src": "", "decorative": False}, "date": "2026-11-20T09:00+01:00", "status": "draft", "key_points": [],
    }  # fmt: skip

    text = asked(desk, script, {"facts": facts, "data": data})
    assert text == (
        '---\ntitle: "Tides: why?"\nsources:\n  - source: Harbour Gazette\ntags:\n  - oceans\ndate: 2026-11-20T09:00+01:00\nstatus: draft\n---\n\nText.\n'
    )


REGISTRY = """
import { frontFormat, registryFormat } from "./registry_format.js";
console.log(JSON.stringify(given.map(([name, text, change]) => {
  const format = name === "front" ? frontFormat() : registryFormat(name === "glossary" ? "definition" : "name");
  const data = format.fromFile(text);
  return { data, text: format.toFile(new Function("data", change)(data) ?? data) };
})));
"""


def test_a_registry_that_nobody_changed_keeps_every_byte(desk):
    texts = [(path.stem, path.read_text(encoding="utf-8"), "") for path in REGISTRIES]

    for (name, text, _), made in zip(texts, asked(desk, REGISTRY, texts), strict=True):
        assert made["text"] == text, name


TAGS = """# The vocabulary.

# --- States ---

nato:
  name: NATO # the alliance
  aliases: [Nato]
un: United Nations

# --- Sea ---
oceans: {name: oceans}
"""


def test_a_changed_entry_changes_its_own_lines(desk):
    change = 'data.entries[0].name = "Atlantic alliance"; data.entries[0].aliases.push("NATO");'
    added = 'data.entries.push({slug: "tides", name: "tides", aliases: []});'
    gone = "data.entries.splice(2, 1);"
    made = asked(desk, REGISTRY, [("tags", TAGS, one) for one in (change, added, gone)])

    assert made[0]["text"] == TAGS.replace(
        "nato:\n  name: NATO # the alliance\n  aliases: [Nato]\n",
        "nato:\n  name: Atlantic alliance\n  aliases:\n    - Nato\n    - NATO\n",
    )
    assert made[1]["text"] == TAGS + "tides:\n  name: tides\n"
    assert made[2]["text"] == TAGS.replace("oceans: {name: oceans}\n", "")


def test_the_front_page_changes_where_it_was_changed(desk):
    text = "# What an editor puts where.\n\nlead: tides\npinned: [a, b]\n"
    [made] = asked(desk, REGISTRY, [("front", text, 'data.lead = "straits"; data.sections = ["science"];')])

    assert made["text"] == text.replace("lead: tides", "lead: straits") + "sections:\n  - science\n"
