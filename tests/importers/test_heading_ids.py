"""Headings keep the ids that links lead to, whatever the old program made them of."""

import markdown
import pytest
from pelican.plugins.importers.heading_ids import with_ids, with_names

from .old_sites import from_jekyll

TIDES = "## The Tides\n\nText.\n\n## Tools & `ebb`\n\n## The tides\n\n## Bugs (🦀)\n\n## Given {#own}\n\n## 潮 ebb\n\n## tide(now, then)\n"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("The-Tides", "## The Tides {#The-Tides}"),
        ("Tools-amp-ebb", "## Tools & `ebb`"),
        ("tools--ebb", "## Tools & `ebb` {#tools--ebb}"),
        ("the-tides-1", "## The tides {#the-tides-1}"),
        ("bugs-crab", "## Bugs (🦀) {#bugs-crab}"),
        ("Own", "## Given {#own}"),
        ("the-tides", "## The Tides"),
        ("nothing", "## The Tides"),
        ("%E6%BD%AE-ebb", "## 潮 ebb {#潮-ebb}"),
        ("chao-ebb", "## 潮 ebb {#chao-ebb}"),
        ("tide-now-then", "## tide(now, then) {#tide-now-then}"),
        ("tidenow-then", "## tide(now, then)"),
    ],
)
def test_a_heading_gets_the_id_that_links_lead_to(name, line):
    body, _ = with_ids(TIDES, {name})

    assert line in body.split("\n")
    assert body.count("{#") == TIDES.count("{#") + ("{" in line and line not in TIDES)


def test_of_two_names_of_a_heading_one_is_its_id_and_the_other_leads_to_it():
    body, others = with_ids("## The Tides\n", {"The-Tides", "the_tides"})

    assert body == "## The Tides {#The-Tides}\n"
    assert others == {"the_tides": "The-Tides"}
    assert with_ids("## The Tides\n", {"The-Tides", "the-tides"}) == ("## The Tides\n", {"The-Tides": "the-tides"})
    assert (
        with_names("[a](#the_tides) ![b](#the_tides) [c]({filename}/x.md#the_tides)", {"": others})
        == "[a](#The-Tides) ![b](#the_tides) [c]({filename}/x.md#the_tides)"
    )


def test_what_stands_in_code_is_no_heading_and_no_link():
    text = "```\n## The Tides\n[a](#The-Tides)\n```\n"

    assert with_ids(text, {"The-Tides"}) == (text, {})
    assert with_names(text, {"": {"The-Tides": "x"}}) == text


def test_links_within_a_text_and_from_another_lead_on(tmp_path):
    found = from_jekyll(
        tmp_path,
        "-- _posts/2020-01-02-rain.md --\n---\ntitle: Rain\n---\n\n[up](#In_April)\n\n## In April\n"
        "-- _posts/2020-01-03-snow.md --\n---\ntitle: Snow\n---\n\n[rain](/2020/01/02/rain.html#In_April) and [it](/2020/01/02/rain.html#in.april)\n",
    )

    assert found["Rain"].body.endswith("## In April {#In_April}")
    assert "[rain]({filename}//rain.md#In_April) and [it]({filename}//rain.md#In_April)" in found["Snow"].body


@pytest.mark.parametrize("name", ["潮-ebb", "tide-now-then", "The-Tides", "bugs-crab"])
def test_a_page_has_the_id_that_was_written(name):
    made = markdown.Markdown(extensions=["toc", "attr_list", "extra"]).convert(with_ids(TIDES, {name})[0])

    assert f'id="{name}"' in made
