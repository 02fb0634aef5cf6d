"""Each rule: a site that breaks it and one that keeps it, told to the letter; and the page of all rules, which shows them."""

import importlib.util
from pathlib import Path

import pytest
from pelican.plugins.newsroom.problem import FIXED, OFF, RULES, Judge, Problem

from tests import rule_cases

ROOT = Path(__file__).parents[2]
CASES = rule_cases.cases()


def rules_page():
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "tools" / "rules_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_told_of_a_rule_is_told_to_the_letter(case, tmp_path):
    """After a change that is meant, `tools/rules_page.py --bless` takes it over."""
    assert rule_cases.told(case, tmp_path) == case.told
    assert bool(case.told) == case.fails


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case_that_breaks_it_and_one_that_keeps_it(rule):
    kinds = {case.fails for case in CASES if case.rule == rule}

    assert kinds == {True, False}


def test_the_page_of_rules_shows_every_rule_of_the_book_and_every_message_as_it_is_told_today():
    """tools/rules_page.py writes both."""
    page = ROOT / "docs" / "rules.md"
    text = page.read_text(encoding="utf-8")

    assert rules_page().page(text) == text
    assert [rule for rule in RULES if f"\n### {rule}\n" not in text] == []
    assert rules_page().page(text.replace("| E01 | error |", "| E01 | warning |")) == text


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_site_judges_by_its_own_severity_but_for_the_rules_that_protect_readers(rule):
    problem = Problem("content/a.md", 1, 1, rule, "m", "r", "warning")

    assert (Judge({rule: OFF}).verdict(problem) is None) == (rule not in FIXED)
    assert (Judge({rule: "error"}).verdict(problem).severity == "error") == (rule not in FIXED)
    assert (Judge({}, {"content/a.md": frozenset({rule})}).verdict(problem) is None) == (rule not in FIXED)


@pytest.mark.parametrize("case", [one for one in CASES if one.fails], ids=lambda case: case.name)
def test_a_message_can_be_read_aloud(case):
    """A sentence, what to do after it; no name of a class, no placeholder, no sign that only programmers write."""
    for line in case.told.splitlines():
        message, _, remedy = line.partition("; ")
        said = message.partition(": ")[2].partition(": ")[2]

        assert len(said.split()) >= 2
        assert remedy
        assert not any(sign in line for sign in ("None", "()", "<class", "Error:", "Exception", "__", "::", "NoneType"))
