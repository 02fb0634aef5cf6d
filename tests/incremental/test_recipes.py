"""Recipes: what a template takes in, and what it may read."""

import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from pelican.plugins.incremental.names_read import function_of, names_of_function
from pelican.plugins.incremental.recipes import Recipes
from pelican.plugins.newsroom.filters import FILTERS
from pelican.utils import DateFormatter

TEMPLATES = {
    "base.html": "{% block content %}{% endblock %}{% include 'foot.html' ignore missing %}",
    "page.html": "{% extends 'base.html' %}{% from 'part.html' import part %}{% block content %}{{ part(page.title) }}{% endblock %}",
    "part.html": "{% macro part(text) %}{{ text|upper }}{% endmacro %}",
    "other.html": "{{ page.deck }}",
}


def recipe(name: str, **changed: str):
    environment = Environment(autoescape=True, loader=DictLoader({**TEMPLATES, **changed}))
    environment.filters["strange"] = id
    return Recipes().of(environment.get_template(name))


def test_a_recipe_is_another_one_when_a_part_of_it_is():
    assert recipe("page.html") == recipe("page.html")
    for name in ("page.html", "base.html", "part.html"):
        assert recipe("page.html", **{name: TEMPLATES[name] + " "}).digest != recipe("page.html").digest
    assert recipe("page.html", **{"other.html": ""}).digest == recipe("page.html").digest


def test_a_part_that_was_missing_changes_it_when_it_appears():
    assert recipe("page.html", **{"foot.html": "foot"}).digest != recipe("page.html").digest


def test_a_computed_name_takes_in_everything():
    dynamic = {"page.html": "{% include which %}"}

    assert recipe("page.html", **dynamic).digest != recipe("page.html", **dynamic, **{"other.html": ""}).digest
    assert recipe("page.html", **dynamic).names is None


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("{{ related.of(page) }}", True),
        ("{% if related %}more{% endif %}", True),
        ("{% include 'list.html' %}", True),
        ("{% include which %}", True),
        ("<p class=related>{{ page.related }} {{ 'related' }}</p>{# related #}", False),
        ("{{ page.title }}", False),
    ],
)
def test_whether_it_asks_for_a_name_is_seen_in_its_code(source, asks):
    """In that of all that it takes in; what it only says, and the attribute of another name, is none."""
    sources = {**TEMPLATES, "list.html": "{{ related.of(page) }}", "page.html": f"{{% extends 'base.html' %}}{source}"}
    environment = Environment(autoescape=True, loader=DictLoader(sources))

    assert Recipes().asks_for(environment.get_template("page.html"), frozenset({"related"})) is asks


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ page.title }}", {"title"}),
        ("{{ page['deck'] }}", {"deck"}),
        ("{{ pages|map(attribute='category.name')|join }}", {"category", "name", "attribute"} - {"attribute"}),
        ("{{ pages[0].date }}", {"date"}),
    ],
)
def test_what_it_may_read_is_found(source, names):
    assert recipe("page.html", **{"page.html": source}).names == names


@pytest.mark.parametrize("source", ["{{ page[name] }}", "{{ page|attr(name) }}", "{{ pages|map('strange') }}"])
def test_a_computed_attribute_may_be_any(source):
    assert recipe("page.html", **{"page.html": source}).names is None


def test_what_is_known_of_a_source_is_not_read_again():
    first = Recipes()
    template = Environment(autoescape=True, loader=DictLoader(TEMPLATES)).get_template("page.html")
    once = first.of(template)

    class Blind(Environment):
        def parse(self, *_args, **_more):
            raise AssertionError("it was known")

    again = Blind(loader=DictLoader(TEMPLATES))
    template.environment = again

    assert Recipes(first.sheets).of(template) == once


def html_of(picture):
    return textwrap.shorten(picture.caption, helpers.most(picture))


helpers = SimpleNamespace()


class Shown:
    def __init__(self, picture):
        self.text = picture.alt

    @property
    def whole(self):
        return self.text.parts


def shown(picture):
    return html_of(picture) + Shown(picture).whole


def test_what_a_function_reads_is_read_by_all_that_it_calls_too():
    assert names_of_function(shown) >= {"caption", "alt", "parts"}
    assert names_of_function(len) is None


def test_who_names_a_method_reads_what_that_reads():
    def names(source):
        template = Environment(autoescape=True, loader=DictLoader({"page.html": source})).get_template("page.html")
        return Recipes(called={"html": [shown]}).of(template).names

    assert names("{{ images.html(lead) }}") >= {"html", "caption", "alt"}
    assert names("{{ images.of(page) }}") == {"of"}


def test_no_filter_of_ours_is_held_to_read_how_many_stories_a_topic_has():
    """Every page with that filter would be made again after each new story of one of its topics."""
    read = {name: names_of_function(function_of(one)) for name, one in FILTERS.items()}
    assert {name for name, names in read.items() if names is None or "count" in names} == set()


def test_no_page_with_cards_of_stories_is_held_to_read_how_many_stories_a_topic_has():
    """Cards are shared: what the page that makes one reads of topics, all others that show it would be held to read."""
    templates = Path(__file__).parents[2] / "themes" / "broadsheet" / "templates"
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True)
    environment.filters |= {**FILTERS, "strftime": DateFormatter()}
    recipes = Recipes()
    found = {
        file.name: recipe.names for file in templates.glob("*.html")
        if "components/story_list/story_list.html" in (recipe := recipes.of(environment.get_template(file.name))).files
    }  # fmt: skip
    assert found.keys() >= {"front.html", "index.html", "tag.html", "source.html"}
    assert {name for name, names in found.items() if names is None or "count" in names} == set()
