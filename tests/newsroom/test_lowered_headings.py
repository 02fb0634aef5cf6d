"""One heading of the first level to a page: a text that has some goes down by one as a whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from pelican.plugins.newsroom.conversion import Converter
from pelican.plugins.newsroom.lowered_headings import below_title, lowered, needs_lowering
from pelican.plugins.newsroom.words import Words

OPTIONS = {"extensions": ["markdown.extensions.extra", "markdown.extensions.toc"], "output_format": "html5"}


def convert(text: str):
    return below_title(Converter(OPTIONS, Words).convert(text, "", "en"))


def levels(html: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])", html)]


@given(st.lists(st.integers(1, 6), max_size=8))
def test_levels_keep_their_order_and_none_is_the_first(given_levels):
    html = convert("\n\n".join(f"{'#' * level} Heading {n}\n\nText." for n, level in enumerate(given_levels))).html
    down = 1 in given_levels

    assert levels(html) == [min(level + down, 6) for level in given_levels]
    assert all(len(re.findall(f"<h{n}", html)) == html.count(f"</h{n}>") for n in range(1, 7))


def test_the_list_of_contents_says_the_same():
    told = convert("# A\n\nOne.\n\n## B\n\nTwo.\n\n# C\n").contents

    assert [(one["name"], one["level"], [inner["level"] for inner in one["children"]]) for one in told] == [
        ("A", 2, [3]), ("C", 2, [])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["## A\n\n### B\n\nText.", "`<h1>` is a tag.\n\n## A", "    <h1>A</h1>\n\n## B", "<header>\n\n## A", "H1"]
)
def test_a_text_without_one_is_python_markdown_s(text):
    assert convert(text).html == Markdown(**OPTIONS).convert(text).replace("<pre>", '<pre tabindex="0">')


@pytest.mark.parametrize(
    "html", ["<h1>A</h1><h2>B</h2>", '<H1 class="a">A</H1>\n<h2>B</h2>', "<h1\nid=x>A</h1><h2>B</h2>"]
)
def test_headings_written_as_html_go_down_too(html):
    assert needs_lowering(html)
    assert levels(lowered(html).lower()) == [2, 3]
    assert not needs_lowering(lowered(html))
