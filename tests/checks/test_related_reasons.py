"""The reasons of a related list: each is seen as often as it is given, wherever titles stand in other titles and reasons."""

import pytest
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.related_lists import related_lists

STORIES = {"a": "LaTeX", "b": "Tables in LaTeX", "c": "Ships"}
LISTED = (("b", "shares LaTeX and tables"), ("c", "shares LaTeX"), ("a", "shares LaTeX"))


@pytest.fixture
def told(tmp_path):
    def told(*shown: str) -> list[str]:
        items = "".join(
            f'<li><a data-role="background" data-reason="{reason}" href="/{name}/">{STORIES[name]}</a> <span>{seen}</span></li>'
            for (name, reason), seen in zip(LISTED, shown, strict=True)
        )
        pages = dict.fromkeys(STORIES, "") | {"d": f'<aside data-related="3"><ul>{items}</ul></aside>'}
        for name, more in pages.items():
            (tmp_path / name).mkdir()
            head = f'<title>x</title><link rel="canonical" href="https://news.example/{name}/">'
            story = f'<article class="h-entry" data-id="{name}"><h1 class="p-name">{STORIES.get(name, "Lines")}</h1></article>'
            (tmp_path / name / "index.html").write_text(
                f'<html lang="en"><head>{head}</head><body>{story}{more}</body></html>'
            )
        return [one.message for one in related_lists(BuiltSite(tmp_path)) if "reason" in one.message]

    return told


def test_titles_that_stand_in_reasons_are_no_fault(told):
    assert told("shares LaTeX and tables", "shares LaTeX", "shares LaTeX") == []


def test_a_reason_that_another_story_has_too_is_missed(told):
    assert told("shares LaTeX and tables", "shares ships", "shares LaTeX")
