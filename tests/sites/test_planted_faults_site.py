"""A copy of the demo with forty faults planted in it: exactly those are told, in every format."""

import json
import re
import shutil
import sys

import jsonschema
import pytest

from tests.conftest import ROOT, run
from tests.page_tools import module

#: (story, what stands there or "" for the end of the text, what is planted, rule, severity)
FAULTS = (
    ("economy/what-gdp-counts", "+title", "comments: maybe", "E00", "error"),
    ("economy/what-gdp-counts", "", "![](https://stats.example/gdp.png)", "E08", "warning"),
    ("economy/what-gdp-counts", "", "![](https://stats.example/gdp.png)", "W24", "warning"),
    ("economy/what-gdp-counts", "+title", "source: Lakeside Post", "W03", "warning"),
    ("economy/what-gdp-counts", "deck:", "deck: Goods.", "W02", "warning"),
    ("economy/what-public-debt-is", "+title", "related: [tram-line-aproved]", "W22", "warning"),
    ("economy/what-public-debt-is", "", "See [the graph](/images/no-such-graph.svg).", "E10", "error"),
    ("economy/what-public-debt-is", "", "The council met yesterday.", "W17", "warning"),
    ("economy/what-public-debt-is", "title:", f"title: What public debt is, {'and who owes what to whom, ' * 4}explained", "W01", "warning"),
    ("economy/what-a-central-bank-does", "+title", "autor: Jun Watanabe", "W19", "warning"),
    ("economy/what-a-central-bank-does", "", "Read more [here](https://bank.example/).", "W10", "warning"),
    ("economy/what-a-central-bank-does", "", "[](https://bank.example/two)", "W10", "warning"),
    ("economy/what-a-central-bank-does", "", "[Rates](#no-such-heading)", "E10", "error"),
    ("economy/how-inflation-is-measured", "+title", "review_by: 2026-01-01", "W16", "warning"),
    ("economy/how-inflation-is-measured", "", "See [the survey]({filename}no-such-survey.md).", "E10", "error"),
    ("economy/how-inflation-is-measured", "", "<script>count()</script>", "W25", "warning"),
    ("democracy/how-elections-are-counted", "+title", "lang: en\nlang: en", "W19", "warning"),
    ("democracy/how-elections-are-counted", "", "##### Deep down", "E14", "warning"),
    ("democracy/how-elections-are-counted", "", "As [we told]({filename}../alderhaven/fountain-story.md).", "E17", "error"),
    ("democracy/how-seats-follow-votes", "+title", "# newsroom: ignore W01 because the title was long once", "W23", "warning"),
    ("democracy/how-seats-follow-votes", "  alt:", "", "E08", "error"),
    ("democracy/how-seats-follow-votes", "  credit:", "", "E09", "error"),
    ("democracy/what-a-constitutional-court-does", "+title", "translation_of: no-such-story", "W22", "warning"),
    ("democracy/what-a-constitutional-court-does", "", "[Run](javascript:alert(1))", "E19", "error"),
    ("democracy/what-a-constitutional-court-does", "", "# A second title", "E14", "warning"),
    ("health/how-vaccines-are-approved", "+title", "review_by: 2026-13-40", "E02", "error"),
    ("health/why-antibiotics-stop-working", "+title", "modified: 2019-01-01", "E02", "error"),
    ("health/why-antibiotics-stop-working", "+title", "contributors: [Ines Caldera]", "E16", "error"),
    ("health/what-the-phases-of-a-trial-mean", "+title", "corrections: [{text: No day is named.}]", "E00", "error"),
    ("health/what-the-phases-of-a-trial-mean", "", "![](/images/bridge-opening.svg)", "E08", "warning"),
    ("science/how-earthquakes-are-measured", "", "This article was originally published by [Lakeside Post](https://lakeside.example.org/x).", "W20", "warning"),
    ("science/how-earthquakes-are-measured", "", "This article was originally published by [Lakeside Post](https://lakeside.example.org/x).", "E18", "error"),
    ("science/how-earthquakes-are-measured", "", "This article was originally published by [Lakeside Post](https://lakeside.example.org/x).", "E05", "warning"),
    ("climate/how-sea-level-is-measured", "+title", "sources: [{source: Harbor Gazette, url: 'https://gazette.example.org/a'}]", "E04", "error"),
    ("climate/how-sea-level-is-measured", "", "## A long section\n\n" + "word " * 640, "W09", "warning"),
    ("climate/how-greenhouse-gases-warm-the-air", "+title", "sources: [{source: Harbour Gazette, relation: republished, url: 'https://gazette.example.org/b', license: CC-BY-4.0}]", "E18", "error"),
    ("climate/how-greenhouse-gases-warm-the-air", "deck:", "deck: How greenhouse gases warm the air", "E01", "error"),
    ("science/how-earthquakes-are-measured", "+title", "storyline: no-such-line", "E13", "error"),
    ("geopolitics/why-straits-matter", "+title", "toc: perhaps", "E00", "error"),
    ("technology/how-satellite-navigation-works", "+title", "aliases: ['javascript:alert(1)']", "E19", "error"),
)  # fmt: skip


def planted(text: str, at: str, what: str) -> str:
    if not at:
        return f"{text.rstrip()}\n\n{what}\n"
    if at == "+title":
        return re.sub(
            r"^(title:.*\n)", lambda found: f"{found[1]}{what}\n", text, count=1, flags=re.MULTILINE | re.IGNORECASE
        )
    assert re.search(rf"^{re.escape(at)}", text, re.MULTILINE | re.IGNORECASE), at
    return re.sub(
        rf"^{re.escape(at)}.*\n", f"{what}\n" if what else "", text, count=1, flags=re.MULTILINE | re.IGNORECASE
    )


def line_of(text: str, what: str) -> int:
    """Where the fault is told: at what was planted, or around what was taken out."""
    lines = text.split("\n")
    if not what:
        return next(n for n, line in enumerate(lines, 1) if line.startswith("image:"))
    wanted = what.rsplit("\n", maxsplit=1)[-1].rstrip()
    return max(n for n, line in enumerate(lines, 1) if line.rstrip() == wanted)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, root / name)
    for name in ("plugins", "themes"):
        (root / name).symlink_to(ROOT / name)
    return root


def check(root, form):
    return run([sys.executable, "-m", "pelican.plugins.newsroom", "check", "--format", form], root)


@pytest.fixture(scope="module")
def clean(site):
    return check(site, "json")


@pytest.fixture(scope="module")
def wanted(site, clean):
    assert clean.returncode == 0  # it was clean before
    done = set()
    for story, at, what, _, _ in FAULTS:
        file = site / f"content/{story}.md"
        if (story, at, what) not in done:
            file.write_text(planted(file.read_text(encoding="utf-8"), at, what), encoding="utf-8")
        done.add((story, at, what))
    texts = {story: (site / f"content/{story}.md").read_text(encoding="utf-8") for story, *_ in FAULTS}
    return sorted((f"content/{story}.md", line_of(texts[story], what), rule, severity) for story, _, what, rule, severity in FAULTS)  # fmt: skip


def test_the_demo_is_clean(clean):
    assert json.loads(clean.stdout) == []
    assert clean.returncode == 0


def test_there_are_forty(wanted):
    assert len(wanted) == 40


def test_exactly_those_are_told_as_json(site, wanted):
    ran = check(site, "json")
    found = json.loads(ran.stdout)

    assert sorted((one["path"], one["line"], one["rule"], one["severity"]) for one in found) == wanted
    assert all(set(one) == {"path", "line", "column", "rule", "severity", "message", "remedy"} for one in found)
    assert ran.returncode == 1


def test_exactly_those_are_told_as_text(site, wanted):
    ran = check(site, "text")
    found = re.findall(r"^(\S+?):(\d+): ([EW]\d\d) .+; .+$", ran.stdout, re.MULTILINE)

    assert sorted((path, int(line), rule) for path, line, rule in found) == [one[:3] for one in wanted]
    assert len(ran.stdout.splitlines()) == 40
    errors = sum(one[3] == "error" for one in wanted)
    assert f"{errors} errors and {40 - errors} warnings in " in ran.stderr


def test_exactly_those_are_told_to_github(site, wanted):
    ran = check(site, "github")
    found = re.findall(
        r"^::(error|warning) file=([^,]+),line=(\d+)(?:,col=\d+)?,title=([EW]\d\d)::.+$", ran.stdout, re.MULTILINE
    )

    assert sorted((path, int(line), rule, severity) for severity, path, line, rule in found) == wanted
    assert len(ran.stdout.splitlines()) == 40


def test_exactly_those_are_told_as_sarif_that_keeps_to_its_schema(site, wanted):
    log = json.loads(check(site, "sarif").stdout)
    schema = json.loads(module("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    run_ = log["runs"][0]
    found = [
        (one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["locations"][0]["physicalLocation"]["region"]["startLine"], one["ruleId"], one["level"])
        for one in run_["results"]
    ]  # fmt: skip

    assert sorted(found) == wanted
    assert {one["id"] for one in run_["tool"]["driver"]["rules"]} == {one[2] for one in wanted}
