"""What a new site begins with."""

import ast

import pytest
import yaml
from pelican.plugins.newsroom.starter import PLUGINS, Beginning, files
from pelican.plugins.newsroom.yaml_text import read_yaml

from tests.conftest import ROOT

NAMES = ["The Lamplighter", 'The "Tidal" {post}', "L'Écho $name", "a\\nb", "№ 7: news # daily"]


def settings(site: Beginning) -> dict[str, object]:
    return assigned(files(site)["pelicanconf.py"])


def assigned(text: str) -> dict[str, object]:
    """What the settings assign, read and not run."""
    tree = ast.parse(text)
    return {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant | ast.List | ast.Dict)
    }


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_a_name(name):
    made = files(Beginning(name, "de", "Europe/Berlin", author=name))
    _, header, _ = made["content/pages/about.md"].split("---\n", 2)

    assert settings(Beginning(name))["SITENAME"] == name
    assert dict(read_yaml(header).pairs)["title"] == f"About {name}"
    assert [one["name"] for one in yaml.safe_load(made["content/data/authors.yaml"]).values()] == [name]


def test_language_and_zone_are_what_was_said():
    said = settings(Beginning("News", "de", "Europe/Berlin"))

    assert (said["DEFAULT_LANG"], said["TIMEZONE"]) == ("de", "Europe/Berlin")


def test_nobody_is_made_up_where_the_writer_is_unknown():
    assert "content/data/authors.yaml" not in files(Beginning("News"))


def test_every_plugin_that_is_switched_on_is_there():
    assert [one for one in PLUGINS if not (ROOT / "plugins" / one / "__init__.py").is_file()] == []
    assert PLUGINS[0] == "newsroom"


def test_a_new_site_has_the_feeds_of_the_demo():
    demo, begun = assigned((ROOT / "pelicanconf.py").read_text(encoding="utf-8")), settings(Beginning("News"))

    assert {name: value for name, value in begun.items() if "FEED_" in name} == {
        name: value for name, value in demo.items() if "FEED_" in name
    }
    assert begun["FEED_MAX_ITEMS"] == 30
