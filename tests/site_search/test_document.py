"""What Pagefind is given of a story."""

from dataclasses import replace
from datetime import UTC, datetime

import html5lib
from pelican.plugins.newsroom.story import Source, Story, Term
from pelican.plugins.site_search.document import document_of

STORY = Story(
    path="content/a.md", slug="a", title='Straits & "the law" <explained>', lang="de", deck="Who may <b>pass</b>.",
    date=datetime(2026, 11, 22, 23, 30, tzinfo=UTC), categories=(Term("World", "world"), Term("Law & order", "law")), tags=(Term("ships", "ships"),),
    sources=(Source("Harbour Wire", "wire"), Source('The "Post"', "post")), key_points=("Ships <pass>.",),
)  # fmt: skip


def page(html: str):
    made = document_of(STORY, html, file="2026/11/a/index.html", day="22. November 2026")
    return html5lib.parse(made.text, namespaceHTMLElements=False)


def page_text(html: str) -> str:
    return "".join(page(html).find(".//main").itertext())


def told(document, kind: str) -> list[tuple[str, str]]:
    name = f"data-pagefind-{kind}"
    return [
        (one.get(name).removesuffix("[content]"), one.get("content")) for one in document.iter("meta") if one.get(name)
    ]


def test_the_facts_to_filter_and_sort_by_are_the_story_s():
    document = page("<p>Text.</p>")

    assert told(document, "filter") == [("category", "World"), ("category", "Law & order"), ("source", "Harbour Wire"), ("source", 'The "Post"'), ("year", "2026")]  # fmt: skip
    assert told(document, "sort") == [("date", "20261122233000")]
    assert dict(told(document, "meta")) == {"title": STORY.title, "date": "22. November 2026", "deck": "Who may <b>pass</b>.", "source": 'Harbour Wire, The "Post"'}  # fmt: skip
    assert document.get("lang") == "de"


def test_a_page_has_a_label_and_no_date():
    """The label is a filter and not metadata, in which Pagefind searches."""
    made = document_of(replace(STORY, kind="page"), "<p>Text.</p>", file="about/index.html", label="Seite")
    document = html5lib.parse(made.text, namespaceHTMLElements=False)

    assert ("kind", "Seite") in told(document, "filter")
    assert "year" not in dict(told(document, "filter"))
    assert told(document, "sort") == []
    assert not {"date", "kind"} & set(dict(told(document, "meta")))


def test_what_a_writer_wrote_as_text_is_text():
    document = page("<p>Text.</p>")

    assert document.find(".//title").text == STORY.title
    assert document.find(".//b") is None
    assert "Ships <pass>." in "".join(document.find(".//main").itertext())


def test_only_words_are_indexed():
    document = page(
        '<p>Text<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p><script>var secret = 1</script>'
        '<style>p{}</style><li id="fn:1"><p>A note. <a class="footnote-backref" href="#fnref:1">back</a></p></li>'
    )

    assert " ".join(" ".join(document.find(".//main").itertext()).split()).endswith("Text. A note. ships")


def test_a_text_gives_pagefind_no_instruction():
    """Nothing in a story may hide it, weigh it or file it elsewhere."""
    document = page(
        "<p data-pagefind-ignore='all'>Seen</p><p data-pagefind-weight=10 DATA-PAGEFIND-FILTER=\"category:x\">too</p>"
    )

    attributes = {name for one in document.iter("p") for name in one.attrib}
    assert attributes == set()
    assert "the data-pagefind-body of a page" in page_text("<p>the data-pagefind-body of a page</p>")
