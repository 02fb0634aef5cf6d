"""Every component is a folder of three files, and every example in it renders to sound HTML."""

import tomllib
from pathlib import Path

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pelican.plugins.newsroom.filters import FILTERS
from pelican.plugins.newsroom.words import words_in

TEMPLATES = Path(__file__).parents[2] / "themes" / "broadsheet" / "templates"
FOLDERS = sorted(path for path in (TEMPLATES / "components").iterdir() if path.is_dir())
#: `story_list` reads the page's context: the pages of the demo are its examples.
OF_CONTEXT = {"story_list"}
#: What few pages show: its look is a file that those pages fetch.
FETCHED = {"comments", "search"}
STATIC = TEMPLATES.parent / "static" / "css"


def _examples():
    for folder in FOLDERS:
        if folder.name not in OF_CONTEXT:
            for one in tomllib.loads((folder / f"{folder.name}.toml").read_text(encoding="utf-8"))["examples"]:
                yield pytest.param(folder.name, one, id=f"{folder.name}: {one['name']}")


EXAMPLES = list(_examples())


@pytest.fixture(scope="module")
def render():
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(FILTERS)

    def _render(name: str, example: dict) -> str:
        macro = getattr(environment.get_template(f"components/{name}/{name}.html").module, example["macro"])
        given = dict(example["with"])
        if "_" in macro.arguments:
            given["_"] = words_in(example.get("lang", "en"))
        if "body" in example:
            given["caller"] = lambda: Markup(example["body"])
        return str(macro(**given))

    return _render


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_has_its_markup_its_look_and_its_examples(folder):
    wanted = {f"{folder.name}.html"} | (
        set() if folder.name in OF_CONTEXT else {f"{folder.name}.css", f"{folder.name}.toml"}
    )
    look = {f"{folder.name}.css"} if folder.name in FETCHED and (STATIC / f"{folder.name}.css").is_file() else set()

    assert {path.name for path in folder.iterdir()} | look == wanted


def test_the_site_s_css_holds_every_component_s():
    included = (TEMPLATES / "css" / "components.css").read_text(encoding="utf-8")

    for folder in FOLDERS:
        if folder.name not in OF_CONTEXT | FETCHED:
            assert f"components/{folder.name}/{folder.name}.css" in included


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_sound_html(render, name, example):
    """The HTML specification's own parser, told to forgive nothing, takes it."""
    html5lib.HTMLParser(strict=True).parseFragment(render(name, example))


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_shows_its_words(render, name, example):
    """What goes in as plain text comes out as that text: nothing is lost, nothing is read as markup."""
    page = html5lib.parseFragment(render(name, example), treebuilder="etree")
    shown = " ".join("".join(page.itertext()).split() + [one.get("alt") or "" for one in page.iter()])
    macro_shows = {"name", "title", "deck", "caption", "text", "reason", "agency", "additions"}

    def words(value, key=""):
        if isinstance(value, dict):
            for inner, one in value.items():
                yield from words(one, inner)
        elif isinstance(value, list):
            for one in value:
                yield from words(one, key)
        elif isinstance(value, str) and value and key in macro_shows:
            yield value

    if name not in ("share", "comments"):  # their titles stand in addresses
        for text in words(example["with"]):
            assert text in shown
