"""A term leads to its definition once, where it first stands in prose; the text itself stays as it is."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.glossary.marking import Terms
from pelican.plugins.newsroom.registry import Definition

TERMS = Terms(
    [
        Definition("transit-passage", "transit passage", ("transit passages",), "The right to pass."),
        Definition("passage", "passage", (), "A way."),
        Definition("who", "WHO", (), "World Health Organization."),
        Definition("r-and-d", "R&D", (), "Research."),
        Definition("reader-s", "reader's digest", (), "A magazine."),
        Definition("strait", "مضيق", (), "ممر ضيق."),
    ]
)


def anchors(text: str) -> list[str]:
    return re.findall(r'href="#([^"]+)"', TERMS.marked(text).html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>A transit passage, and a passage.</p>", ["term-transit-passage", "term-passage"]),
        ("<p>Transit\nPassages are old.</p>", ["term-transit-passage"]),
        ("<p>passage passage</p>", ["term-passage"]),
        ("<p>transit passage, transit passage</p>", ["term-transit-passage"]),
        ("<p>Who is the WHO?</p>", ["term-who"]),
        ("<p>who knows</p>", []),
        ("<p>passages, passageway, im-passage, passage-way</p>", []),
        ("<p>R&amp;D</p>", ["term-r-and-d"]),
        ("<p>Reader&rsquo;s digest</p>", ["term-reader-s"]),
        ("<p>في مضيق هرمز</p>", ["term-strait"]),
        ("<h2>Passage</h2><p>passage</p>", ["term-passage"]),
        ('<p><a href="/x/">passage</a> <code>passage</code> <em>passage</em></p>', ["term-passage"]),
        ("<pre><code>a passage</code></pre>", []),
        ('<p title="passage">x</p><!-- passage --><img alt="a passage > b">', []),
        ("<script>passage</script><style>.passage{}</style>", []),
    ],
)
def test_where_a_term_is_found(text, found):
    assert anchors(text) == found


def test_a_mark_leads_there_and_can_be_led_back_to():
    assert TERMS.marked("<p>A passage.</p>").html == (
        '<p>A <a class="term" id="ref-term-passage" href="#term-passage" role="doc-glossref">passage</a>.</p>'
    )


def test_an_abbreviation_that_explains_itself_is_a_term_of_this_text():
    text = '<h2><abbr title="A Very Long">AVL</abbr></h2><p><abbr title="A Very Long">AVL</abbr> <abbr title="A Very Long">AVL</abbr></p>'
    made = TERMS.marked(text)

    assert [(one.name, one.definition, one.anchor) for one in made.terms] == [
        ("AVL", "A Very Long", "term-abbreviation-1")
    ]
    assert made.html.count("<a ") == made.html.count("</a>") == 1
    assert made.html.index("<a ") > made.html.index("<p>")


def test_terms_come_in_the_order_of_the_text():
    made = TERMS.marked('<p>WHO <abbr title="x">X</abbr> passage</p>')

    assert [one.name for one in made.terms] == ["WHO", "X", "passage"]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<h2>", "</h2>", "<a href='/p?passage'>", "</a>", "<code>", "</code>", "passage", " transit passage ", "WHO", "&amp;", "R&amp;D",
     '<abbr title="a > b">', "</abbr>", "<!-- passage -->", "<", " < ", "<br/>", "<img alt=\"passage\">", "text "]
)  # fmt: skip
OURS = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_of_a_text_changes_but_the_links(text):
    """Whatever is broken in it: without our links it is the text that was given, and each term is led to once."""
    made = TERMS.marked(text)

    assert html.unescape(OURS.sub(r"\1", made.html)) == html.unescape(text)
    assert len(re.findall('<a class="term"', made.html)) == len(made.terms) == len({one.anchor for one in made.terms})
