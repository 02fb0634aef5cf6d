"""Problems in the four forms that people and machines read."""

import json

import pytest
from pelican.plugins.newsroom.problem import RULES, Judge, Problem, judged
from pelican.plugins.newsroom.report import at_a_glance, brief, summary, written

ONE = Problem("content/tram.md", 4, 7, "E13", 'tag "Natto" is not in the vocabulary', 'did you mean "NATO"?')
TWO = Problem("content/a,b.md", 0, 0, "W02", "no deck", "write one")


def like(one, **facts):
    """A problem that says something else in some of its facts."""
    return Problem(**{**one._asdict(), **facts})


def test_a_writer_reads_file_line_rule_fault_and_remedy():
    assert written([ONE], "text") == 'content/tram.md:4: E13 tag "Natto" is not in the vocabulary; did you mean "NATO"?'
    assert summary([ONE, TWO]) == "1 error and 1 warning"
    assert summary([]) == "no problems"


def test_whoever_builds_reads_every_error_and_the_first_warnings_of_each_rule():
    errors = [like(ONE, line=n) for n in range(50)]
    warnings = [like(TWO, path=f"content/{n}.md") for n in range(25)]

    lines = brief([*errors, *warnings, like(TWO, rule="W09")]).splitlines()

    assert lines[:50] == written(errors, "text").splitlines()
    assert lines[50:70] == written(warnings[:20], "text").splitlines()
    assert lines[70:] == [
        "content/a,b.md: W09 no deck; write one",
        "newsroom: 5 more warnings of W02; newsroom check names them all",
    ]
    assert brief(warnings[:20]) == written(warnings[:20], "text")
    assert brief([]) == ""


def test_a_newline_in_the_name_of_a_file_does_not_break_its_line():
    """Nor does a terminal obey what a name holds."""
    one = like(ONE, path="content/new\nline\x1b[2J\u2028.md", message="the link to \r x leads nowhere")

    assert written([one], "text") == (
        r'content/new\nline\x1b[2J\u2028.md:4: E13 the link to \r x leads nowhere; did you mean "NATO"?'
    )
    assert len(written([one, TWO], "text", colour=True).splitlines()) == 2
    assert json.loads(written([one], "json"))[0]["path"] == one.path


def test_json_has_the_seven_facts():
    assert json.loads(written([ONE], "json")) == [
        {
            "path": "content/tram.md",
            "line": 4,
            "column": 7,
            "rule": "E13",
            "severity": "error",
            "message": ONE.message,
            "remedy": ONE.remedy,
        }
    ]


def test_github_annotations_escape_what_would_end_them():
    assert written([TWO], "github") == "::warning file=content/a%2Cb.md,title=W02::no deck; write one"


def test_sarif_points_at_the_line():
    run = json.loads(written([ONE, TWO], "sarif"))["runs"][0]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E13", "W02"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 7}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]


def test_a_site_judges_what_it_may_and_nothing_else():
    embargo = Problem("content/c.md", 1, 1, "E03", "m", "r")

    kept = judged([ONE, TWO, embargo, TWO], Judge({"E13": "warning", "W02": "off", "E03": "off"}))

    assert [(one.rule, one.severity) for one in kept] == [("E03", "error"), ("E13", "warning")]


def test_a_rule_that_does_not_exist_is_our_mistake():
    with pytest.raises(ValueError, match="E99"):
        Problem("p", 1, 1, "E99", "m", "r")
    assert RULES["W11"] == "off"


def test_of_many_problems_it_is_said_which_rules_tell_most():
    many = [
        Problem("a.md", 1, 0, rule, "m", "r")
        for rule, count in (("W02", 1200), ("E10", 3), ("W07", 30))
        for _ in range(count)
    ]

    assert at_a_glance(many) == "3 of E10, 1,200 of W02, 30 of W07"
    assert at_a_glance(many[-33:]) == ""
    assert at_a_glance(many[:1200]) == ""
