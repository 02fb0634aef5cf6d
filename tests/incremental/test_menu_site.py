"""A menu that names the categories of a site stands on every page: whether a new story makes all of them hangs on what it reads."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_THEME

from tests.incremental.small_site import files, small_site

pytestmark = pytest.mark.slow

_LINK = "<a href='{{ SITEURL }}/{{ cat.url }}'>{{ cat }}</a>"
#: Ways to write a menu, and whether a new story of a category that is there changes it.
MENUS: Mapping[str, tuple[str, bool]] = {
    "names alone": (f"{{% if categories %}}{{% for cat, _ in categories %}}{_LINK}{{{{ loop.length }}}}{{% endfor %}}{{% endif %}}", False),
    "how many": (f"{{% for cat, all in categories %}}{_LINK} {{{{ all|count }}}}{{% endfor %}}", True),
    "in another file": (f"{{% for cat, all in categories %}}{_LINK}{{% include 'newest.html' %}}{{% endfor %}}", True),
    "beside": (f"{{% for cat, _ in categories %}}{_LINK}{{{{ (loop.nextitem or [0, []])[1]|length }}}}{{% endfor %}}", True),
    "by a filter": (f"{{% for cat, _ in categories %}}{_LINK}{{% endfor %}}{{{{ ''|counted }}}}", True),
}  # fmt: skip
SETTINGS = """THEME = "theme"
DIRECT_TEMPLATES = ["index", "categories", "tags"]
from jinja2 import pass_context


@pass_context
def counted(context, _value):
    return sum(len(stories) for _, stories in context["categories"])


JINJA_FILTERS = {"counted": counted}
"""
STORIES = {"a": "Water", "b": "Water", "c": "Land", "d": "Land", "e": "Air"}


def _put(site: Path, slug: str, category: str | None) -> None:
    file = site / f"content/{slug}.md"
    if category is None:
        file.unlink()
        return
    day = ord(slug) - ord("a") + 1
    header = f"title: Story {slug}\ndeck: What it says.\ndate: 2026-11-0{day}\nid: story-{slug}\ncategory: {category}\ntags: [one]\n"
    file.write_text(f"---\n{header}---\nText.\n", encoding="utf-8")


#: What happens, one after the other; None takes a story away.
STEPS: Mapping[str, Mapping[str, str | None]] = {
    "a new story": {"f": "Water"},
    "a story less, and a category with another name": {"b": None, "c": "Soil", "d": "Soil"},
    "a category without stories": {"e": None},
    "a category that is there again, and a story that moves": {"g": "Air", "a": "Soil"},
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site", SETTINGS)
    for story in STORIES.items():
        _put(root, *story)
    shutil.copytree(Path(DEFAULT_THEME).parent / "simple/templates", root / "theme/templates")
    return root


@pytest.mark.parametrize("menu", MENUS)
def test_after_each_change_of_categories_the_output_is_that_of_a_clean_build(menu, site, forge, clean):
    source, is_changed = MENUS[menu]
    templates = site / "theme/templates"
    (templates / "newest.html").write_text("{{ all[0].title }}", encoding="utf-8")
    base = (templates / "base.html").read_text(encoding="utf-8")
    assert "{% for cat, null in categories %}" in base  # which asks for nothing but names
    (templates / "base.html").write_text(base.replace("<body", f"<nav>{source}</nav><body"), encoding="utf-8")
    assert forge.build(site).code == 0

    for what, stories in STEPS.items():
        for story in stories.items():
            _put(site, *story)
        ran = forge.build(site, more={"INCREMENTAL_TELLS": {"why": True}})
        assert ran.code in (0, 1)
        assert files(site / "output") == clean(), what
        if what == "a new story":
            made, pages = map(int, re.findall(r"(\d+) of (\d+) pages were made", ran.log)[0])
            assert (made == pages) == is_changed
