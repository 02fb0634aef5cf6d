"""A slip in the key of a credit loses no credit."""

import pytest

STORY = """---
title: A tram line
date: 2026-01-02
{line}
---

The tram runs.
"""


@pytest.mark.parametrize(
    "line",
    [
        "soruce: Yahoo News", "Souce: Yahoo News", "surce: Yahoo News", "sourse: Yahoo News", "sourcee: Yahoo News",
        "s\u043eurce: Yahoo News", "sorces: [Yahoo News]", "sources_: [Yahoo News]",
        "souces:\n  - source: Yahoo News\n    url: https://news.example/a",
    ],
)  # fmt: skip
def test_a_source_by_a_slip_of_its_name_is_credited_and_told(line, read):
    """`soruce: Yahoo News` was a key that nobody knows: the story went out without its credit, with a warning."""
    reading = read(STORY.format(line=line))

    assert [one.name for one in reading.story.sources] == ["Yahoo News"]
    assert [(one.rule, one.line) for one in reading.problems if "is read as source" in one.message] == [("W19", 4)]


def test_its_address_by_a_slip_of_its_name_is_linked(read):
    (source,) = read(STORY.format(line="source: Yahoo News\nsourceurl: https://news.example/a")).story.sources

    assert (source.name, source.url) == ("Yahoo News", "https://news.example/a")


def test_what_is_there_by_its_own_name_counts_alone(read):
    reading = read(STORY.format(line="soruce: Yahoo News\nsource: The Quay Post"))

    assert [one.name for one in reading.story.sources] == ["The Quay Post"]
    assert any(one.rule == "W19" and '"soruce"' in one.message for one in reading.problems)


@pytest.mark.parametrize(
    "key", ["course", "courses", "resource", "resources", "sauce", "force", "sourced", "outsource", "source_urls"]
)
def test_other_words_are_no_credit(key, read):
    reading = read(STORY.format(line=f"{key}: Navigation"))

    assert reading.story.sources == ()
    assert reading.story.extra[key] == "Navigation"


@pytest.mark.parametrize("key", ["course", "courses"])
def test_a_course_is_no_slip_at_all(key, read):
    assert [one for one in read(STORY.format(line=f"{key}: Navigation")).problems if one.rule == "W19"] == []
