"""Pasted text becomes an article: what stands there, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.importers.markdown import scalar, to_markdown
from pelican.plugins.importers.text import read_text
from pelican.plugins.newsroom.dialects import read_manuscript
from pelican.plugins.newsroom.yaml_text import read_yaml

LONG = (
    "The harbour of Alderhaven was dug again this summer, and the mud went out to sea in barges that came and went by night and day. "
    * 2
)
PASTED = f"""
Harbour dug again

R Adeyemi
4 Min Read

Harbour Dug Again: Why the Mud Comes Back Every Year?

City Affairs, Shipping

{LONG}

Where the mud comes from: a river

{LONG}

What is next for the port?

{LONG}

This article was originally reported by Harbour Gazette.

Tags: harbours, shipping, latest news, Harbour Gazette

Categories: City Affairs, Shipping

Share This Article
Leave a Comment

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


@pytest.fixture
def article():
    return read_text(PASTED, junk=("latest news",))


def test_the_head_is_taken_apart(article):
    assert article.title == "Harbour dug again"
    assert article.deck == "Harbour Dug Again: Why the Mud Comes Back Every Year?"
    assert article.authors == ("R Adeyemi",)
    assert article.categories == ("City Affairs", "Shipping")
    assert article.date == ""


def test_tags_lose_junk_and_the_source(article):
    assert article.tags == ("harbours", "shipping")
    assert [(one.name, one.relation, one.url) for one in article.sources] == [("Harbour Gazette", "based-on", "")]


def test_the_body_has_its_headings_and_no_furniture(article):
    headings = [line for line in article.body.split("\n") if line.startswith("#")]

    assert headings == ["## Where the mud comes from: a river", "## What is next for the port?"]
    for word in ("Share", "Leave", "Min Read", "originally reported", "Tags:", "Required"):
        assert word not in article.body


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published on 20 November 2026", "2026-11-20"), ("November 3, 2026", "2026-11-03"), ("2026-11-20", "2026-11-20"),
        ("03/04/2026", ""), ("Updated recently", ""),
    ],
)  # fmt: skip
def test_only_a_plain_date_is_taken(line, date):
    assert read_text(f"Title here\n\nBy Ann Bee and Cee Dee\n{line}\n\n{LONG}\n").date == date


def test_people_are_told_apart():
    assert read_text(f"Title here\n\nBy Ann Bee and Cee Dee\n\n{LONG}\n").authors == ("Ann Bee", "Cee Dee")


def test_the_file_reads_back_as_it_was_written(article):
    manuscript = read_manuscript(to_markdown(article))
    facts = {field.name: field.value for field in manuscript.fields}

    assert manuscript.faults == ()
    assert (facts["title"], facts["deck"], facts["tags"]) == (article.title, article.deck, list(article.tags))
    assert "status" not in facts
    assert "date" not in facts


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\x85"),
        min_size=1,
        max_size=40,
    ).map(lambda text: " ".join(text.split()))
)
def test_any_text_survives_as_a_scalar(text):
    assert read_yaml(f"key: {scalar(text)}").pairs == (("key", text),)


@given(st.text(max_size=300))
def test_any_text_can_be_imported(text):
    article = read_text(text)

    assert read_manuscript(to_markdown(article)).readable


def test_a_role_in_a_pasted_byline_is_no_second_writer():
    text = "The tram comes back\nBy Jane Doe, Staff Writer\n\nThe first rails were laid on Monday, and the second on Tuesday.\n"

    assert read_text(text).authors == ("Jane Doe",)
