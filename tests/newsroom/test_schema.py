"""The schema of the front matter, held against the model it is made from; and what editors and other repositories are given."""

import json
import re
import tomllib
from datetime import UTC, date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.commands.schema import written
from pelican.plugins.newsroom.dialects import read_manuscript
from pelican.plugins.newsroom.front_matter import read_front_matter
from pelican.plugins.newsroom.header import header_of
from pelican.plugins.newsroom.keys import KEYS, SYNONYMS
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.report import written as report
from pelican.plugins.newsroom.story import STATUSES, TYPES

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(written())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def troubles(text: str) -> list[str]:
    header = header_of(read_manuscript(text), lambda _name: False)
    return [trouble[2] for trouble in read_front_matter(header.data, {"zone": UTC})[1]]


def as_an_editor_reads(text: str):
    """YAML as an editor's extension reads it: dates stay text, as in YAML 1.2."""
    inner = text.split("---\n")[1]
    return yaml.load(inner, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes nothing but text)


def test_it_is_a_schema_and_names_every_key():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert set(SCHEMA["properties"]) == {*KEYS, *SYNONYMS}


def test_the_file_for_editors_is_the_one_that_the_model_makes():
    """`newsroom schema .vscode/front-matter.schema.json` writes it."""
    assert (ROOT / ".vscode/front-matter.schema.json").read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("story", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_every_story_of_the_demo_is_valid(story):
    text = story.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        VALIDATOR.validate(as_an_editor_reads(text))
    elif text.startswith("+++\n"):
        VALIDATOR.validate(json.loads(json.dumps(tomllib.loads(text.split("+++\n")[1]), default=str)))


@pytest.mark.parametrize(
    "header",
    [
        "status: pubished", "type: raport", "source: A\nrelation: stolen", "date: 03/04/2026", "modified: yesterday", "toc: perhaps", "lang: '!!'", "id: a b",
        "sources: [{name: A, relation: stolen}]", "sources: {name: A}", "corrections: [{kind: oops, text: x, date: 2026-01-01}]",
        "corrections: [{date: 2026-01-01}]", "image: {alt: x}", "key_points: {a: b}", "title: [a]",
    ],
)  # fmt: skip
def test_what_the_schema_refuses_the_model_refuses(header):
    text = f"---\n{header}\n---\nx"

    assert troubles(text)
    assert not VALIDATOR.is_valid(as_an_editor_reads(text))


WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)
DAYS = st.dates(min_value=date(1971, 1, 1)).map(str)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS, "deck": WORDS, "date": DAYS, "review_by": DAYS, "type": st.sampled_from(TYPES), "status": st.sampled_from(STATUSES),
        "tags": st.lists(WORDS, max_size=3) | WORDS, "authors": st.lists(WORDS, max_size=2), "toc": st.sampled_from(["true", "no"]),
        "sources": st.lists(st.fixed_dictionaries({"name": WORDS}, optional={"published": DAYS, "license": WORDS}), max_size=2),
        "corrections": st.lists(st.fixed_dictionaries({"date": DAYS, "text": WORDS}), max_size=2), "lang": st.sampled_from(["en", "pt-BR"]),
        "image": st.fixed_dictionaries({"src": st.just("a.png"), "alt": WORDS}), "unknown": WORDS, "category": WORDS, "expirydate": DAYS,
    },
)  # fmt: skip


@settings(max_examples=150)
@given(HEADERS)
def test_what_the_model_reads_the_schema_accepts(header):
    text = (
        "---\n"
        + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items())
        + "---\nx"
    )

    assert troubles(text) == []
    VALIDATOR.validate(as_an_editor_reads(text)) if header else None


def test_the_problem_matcher_reads_what_check_writes():
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = next(one["problemMatcher"]["pattern"] for one in tasks if isinstance(one["problemMatcher"], dict))
    with_place = re.match(
        pattern["regexp"], report([Problem("content/a.md", 3, 7, "W07", "two tags", "take one out")], "github")
    )
    without = re.match(
        pattern["regexp"], report([Problem("pelicanconf.py", 0, 0, "W15", "no page", "write one")], "github")
    )

    assert [with_place[pattern[name]] for name in ("severity", "file", "line", "column", "code", "message")] == [
        "warning", "content/a.md", "3", "7", "W07", "two tags; take one out",
    ]  # fmt: skip
    assert without[pattern["file"]] == "pelicanconf.py"


@pytest.mark.parametrize(
    "name", ["settings.json", "tasks.json", "extensions.json", "newsroom.code-snippets", "front-matter.schema.json"]
)
def test_what_editors_are_given_is_json(name):
    assert json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_a_snippet_of_a_header_is_a_valid_one():
    snippets = json.loads((ROOT / ".vscode/newsroom.code-snippets").read_text(encoding="utf-8"))
    body = "\n".join(snippets["A story's header"]["body"])
    for pattern, plain in (
        (r"\$CURRENT_YEAR", "2026"),
        (r"\$CURRENT_\w+", "11"),
        (r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1"),
        (r"\$\{\d+:([^}]*)\}", r"\1"),
        (r"\$0", ""),
    ):
        body = re.sub(pattern, plain, body)

    assert troubles(body) == []
    VALIDATOR.validate(as_an_editor_reads(body + "\n"))


def test_the_hooks_for_other_repositories_call_commands_that_are_there():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert [one["entry"].split()[:2] for one in hooks] == [["newsroom", "check"], ["newsroom", "check"]]
    assert all(one["language"] == "python" and not one["pass_filenames"] for one in hooks)
