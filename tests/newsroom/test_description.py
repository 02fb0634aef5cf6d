"""What a story says of itself where its writer wrote no summary."""

import pytest
from pelican.plugins.newsroom.description import description_of
from pelican.plugins.newsroom.story import Story


def said(body: str, **facts: str) -> str:
    return description_of(Story(path="content/a.md", slug="a", title="A", lang="en", body=body, **facts))


def test_the_summary_goes_before_the_deck_and_the_deck_before_the_text():
    assert said("Text.", summary="*Summed* up.", deck="Deck.") == "Summed up."
    assert said("Text.", deck="Deck.") == "Deck."
    assert said("# A\n\nThe first.\n\nThe second.") == "The first."


def test_the_text_before_the_mark_is_taken_whole():
    assert said("One.\n\n[Two](https://two.example) `2`. <!--more--> Three.") == "One. Two 2."


@pytest.mark.parametrize(
    "body", ["First.\n\n| `a <!--more-->` | b |", "First.\n\n```\n<!--more-->\n```\n\nLast.", "<!--more-->\n\nFirst."]
)
def test_a_text_that_speaks_of_the_mark_or_begins_with_it_says_its_first_paragraph(body):
    assert said(body) == "First."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<div class="section">\n<h2>A</h2>\n<p>The <em>moon</em>\npulls.</p>\n<p>More.</p>\n</div>', "The moon pulls."),
        ("<p>One &amp; two.</p>\n<pre>code\n\nmore code</pre>", "One & two."),
        ("<p></p>\n<P class='a'>Two.</P>\n<p>Two.</p>", "Two."),
        ("<figure><p>A caption.</p></figure>\n\nThe text.", "The text."),
        ("<p>One", ""),
        ("<p>Thanks to <a href='x'>Tom</a>, for <tt><span>re</span></tt>al.</p>", "Thanks to Tom, for real."),
    ],
)  # fmt: skip
def test_the_first_paragraph_of_a_text_that_is_html(body, told):
    assert said(body) == told
