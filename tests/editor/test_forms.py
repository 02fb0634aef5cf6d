"""The forms ask for everything that a header and a registry may hold, and for nothing else."""

import dataclasses
import json
import re

import jsonschema
import pytest
from pelican.plugins.editor.config import Shelf, config_of, fields_of, hosts_of
from pelican.plugins.editor.options import BACKENDS, Options
from pelican.plugins.editor.page import policy_of
from pelican.plugins.editor.registry_forms import FILES, entry_fields, front_form
from pelican.plugins.editor.story_form import NOT_ASKED, Known, page_form, story_form
from pelican.plugins.editor.yaml_out import yaml_of
from pelican.plugins.newsroom.front_matter import PARTS, FrontMatter
from pelican.plugins.newsroom.registry import Front, Registries, Registry, Topic
from pelican.plugins.newsroom.words import words_in
from pelican.plugins.newsroom.yaml_text import read_yaml

from ..page_tools import NODE

KNOWN = Known(Registries(tags=Registry([Topic("nato", "NATO")], exists=True)), [{"label": "Tides", "value": "tides"}])
SHELVES = [Shelf("science", "Science", others=True), Shelf("pages", "Pages", is_pages=True)]


def config(options: Options | None = None, lang: str = "en"):
    return config_of(
        options or Options(),
        SHELVES,
        KNOWN,
        words_in(lang),
        root="content",
        data="data",
        site_url="https://news.example",
    )


def all_fields(value):
    """Every field of a configuration, however deep."""
    if isinstance(value, dict):
        if "widget" in value:
            yield value
        for inner in value.values():
            yield from all_fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_fields(inner)


def test_every_key_of_the_front_matter_is_asked_for_or_excused():
    asked = {one.name for one in story_form(KNOWN)}

    assert asked | set(NOT_ASKED) == set(FrontMatter.model_fields) | {"body"}
    assert not asked & set(NOT_ASKED)


@pytest.mark.parametrize("key", sorted(PARTS))
def test_every_key_of_an_entry_is_asked_for(key):
    field = next(one for one in story_form(KNOWN) if one.name == key)

    assert {one.name for one in field.inner} == set(PARTS[key])


@pytest.mark.parametrize("registry", FILES)
def test_every_key_of_a_registry_is_asked_for(registry):
    asked = {one.name for one in entry_fields(registry, KNOWN)}

    assert asked == {one.name for one in dataclasses.fields(FILES[registry][1])} - {"line"}


def test_the_front_page_has_its_form():
    assert [one.name for one in front_form(KNOWN)] == [one.name for one in dataclasses.fields(Front)]


def test_a_writer_is_asked_in_the_order_of_writing():
    names = [one.name for one in story_form(KNOWN)]
    order = ["title", "deck", "body", "sources", "authors", "categories", "tags", "image", "date", "status", "id"]

    assert sorted(order, key=names.index) == order


def test_a_page_is_asked_less_than_a_story():
    assert {one.name for one in page_form(KNOWN)} < {one.name for one in story_form(KNOWN)}


def test_a_registry_that_is_there_is_chosen_from_and_one_that_is_not_is_free():
    fields = {one["name"]: one for one in fields_of(config(), "science")}

    assert (fields["tags"]["widget"], fields["tags"]["file"]) == ("relation", "tags")
    assert fields["categories"]["widget"] == "list"


@pytest.mark.parametrize("field", [*all_fields(config())], ids=lambda field: field["name"])
def test_a_field_has_a_label_and_patterns_that_browsers_read(field):
    assert field["label"].strip()
    if "pattern" in field:
        re.compile(field["pattern"][0])
        assert len(field["pattern"]) == 2


def test_labels_are_in_the_language_of_the_site():
    assert fields_of(config(lang="de"), "science")[0]["label"] == "Überschrift"


def test_a_story_with_another_header_has_a_list_of_its_own():
    names = {one["name"]: one for one in config()["collections"]}

    assert names["science-raw"]["create"] is False
    assert "pages-raw" not in names


def test_the_configuration_is_yaml_and_says_where_it_is_from():
    text = yaml_of(config())

    assert text.startswith("# Made by the build")
    assert read_yaml(text)


@pytest.mark.parametrize("backend", BACKENDS)
def test_each_back_end_says_where_stories_lie_and_the_page_may_reach_that_alone(backend):
    options = Options(backend=backend, repo="paper/site", login="https://login.example/auth", app_id="abc")
    made = config(options)

    assert made["backend"]["name"] == {"local": "proxy"}.get(backend, backend)
    assert (made["publish_mode"] == "editorial_workflow") == (backend != "local")
    assert set(re.findall(r"https?://[^ ;]+", policy_of(hosts_of(options)))) == set(hosts_of(options))
    assert all("*" not in host for host in hosts_of(options))


@pytest.mark.parametrize("backend", [one for one in BACKENDS if one != "local"])
def test_sveltia_reads_the_same_configuration(backend):
    """By the JSON Schema that its package brings; it has no back end for a desk on this machine."""
    schema = json.loads((NODE / "node_modules/@sveltia/cms/schema/sveltia-cms.json").read_text(encoding="utf-8"))
    made = config(Options(backend=backend, repo="paper/site", login="https://login.example/auth", app_id="abc"))
    made = json.loads(json.dumps(made))
    assert list(_faults(schema, "Backend", made["backend"])) == []
    for one in made["collections"]:
        short = {
            **one,
            **(
                {"fields": _ANY}
                if "fields" in one
                else {"files": [{"name": "a", "label": "A", "file": "a.yaml", "fields": _ANY}]}
            ),
        }
        assert list(_faults(schema, "EntryCollection" if "folder" in one else "FileCollection", short)) == []
    for field in all_fields(made):
        short = {
            **field,
            **({"fields": _ANY} if "fields" in field else {}),
            **({"field": _ANY[0]} if "field" in field else {}),
        }
        assert list(_faults(schema, "Field", short)) == [], field["name"]
    assert list(_faults(schema, "CmsConfig", {**made, "collections": made["collections"][:1]})) == []


#: What stands for the fields inside: the schema's message for a whole form would be a book.
_ANY = [{"name": "a", "label": "A", "widget": "string"}]


def _faults(schema, name, value):
    for fault in jsonschema.Draft7Validator({**schema, "$ref": f"#/definitions/{name}"}).iter_errors(value):
        yield fault.message
