"""A long list has many pages: whether a page of it is made for a story that stands on another hangs on what its template reads."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import write
from tests.incremental.small_site import files, small_site, story

pytestmark = pytest.mark.slow

#: What a template says beside the stories of its page, and on what it hangs then: nothing else, how many stories there are, or which.
WAYS: Mapping[str, tuple[str, str]] = {
    "how many pages": ("{{ articles_page.number }}/{{ articles_paginator.num_pages }} {{ articles_page.has_next() }} {{ articles_paginator.page_range|length }}", ""),
    "where another page is": ("{{ articles_next_page.url }}{{ articles_previous_page.url }}", ""),
    "how many stories": ("{{ articles_page.paginator.count }}", "how many"),
    "up to which story": ("{{ articles_page.end_index() }} {{ articles_page }}", ""),
    "the whole list": ("{{ articles_paginator.object_list|map(attribute='title')|join }}", "which"),
    "the whole list, by the page": ("{{ articles_page.paginator.object_list[-1].title }}", "which"),
    "another page": ("{{ articles_paginator.page(articles_paginator.num_pages).object_list[0].title }}", "which"),
    "a name for it": ("{% set all = dates_paginator %}{{ all.object_list|map(attribute='title')|join }}", "which"),
    "a list that is given beside": ("{{ dates[0].title }}", "which"),
    "a filter": ("{{ articles_page|oldest }}", "which"),
}  # fmt: skip
SETTINGS = """THEME = "theme"
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"index": 1, "tag": 2, "category": 3, "author": 20}
JINJA_FILTERS = {"oldest": lambda page: page.paginator.object_list[-1].title}
"""
_LIST = "{% for one in articles_page.object_list %}<h2>{{ one.title }}</h2>{% endfor %}"
#: What happens, one after the other: stories with their days; 0 takes a story away.
STEPS: Mapping[str, Mapping[str, int]] = {
    "the two oldest change places": {"a": 2, "b": 1},
    "a new story": {"e": 9},
    "an old story": {"f": 1},
    "a story less": {"c": 0},
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", SETTINGS)


@pytest.mark.parametrize("way", WAYS)
def test_a_page_of_a_long_list_is_made_for_the_stories_that_it_shows(way, site, forge, clean):
    source, hangs_on = WAYS[way]
    lists = "".join(
        f"-- theme/templates/{name}.html --\n{_LIST}{source}\n" for name in ("index", "tag", "category", "author")
    )
    write(site, f"{lists}-- theme/templates/article.html --\n{{{{ article.title }}}}\n")
    assert forge.build(site).code == 0

    for what, stories in STEPS.items():
        for slug, day in stories.items():
            if day:
                write(site, story(slug, day=day))
            else:
                (site / f"content/{slug}.md").unlink()
        page = "category/misc.html" if what == "an old story" else "index.html"
        ran = forge.build(site, more={"INCREMENTAL_TELLS": {"explain": page}})
        assert ran.code in (0, 1)
        assert files(site / "output") == clean(), what
        if what == "the two oldest change places":
            assert (f"{page}: kept" in ran.log) == (hangs_on != "which"), ran.log
        if what == "an old story":
            assert (f"{page}: kept" in ran.log) == (not hangs_on), ran.log
