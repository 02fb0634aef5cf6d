"""HTML as editors leave it behind: no word is glued to the next, and every mark is one that Markdown can say."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown
from pelican.plugins.importers.html_markdown import markdown_of
from pelican.plugins.importers.wordpress_paragraphs import in_paragraphs
from pelican.plugins.importers.wordpress_text import Pictures, html_of

STRESS = (
    ("<p>decided to<b> </b>not go</p>", "decided to not go"),
    ("<p>one<em>&nbsp;</em>two<a href='https://x.example'> </a>three</p>", "one\xa0two three"),
    ("<p><strong>Head<br></strong>text</p>", "**Head**  \ntext"),
    ("<p>a <strong> b </strong>c</p>", "a  **b** c"),
    ("<p><em>a <i>b</i> <strong>c <b>d</b></strong></em></p>", "*a b **c d***"),
    ("<p><strong>a<br><br>b</strong></p>", "**a**  \n\n**b**"),
    ("<p><em><strong>a<br> <br>b</strong></em></p>", "***a***  \n\n***b***"),
    ("<div>one<p />two<p></p>three</div>", "one\n\ntwo\n\nthree"),
)
LINKS = (
    ("<a href='https://x.example'><h3>Head</h3><p>Words</p></a>", "### [Head](https://x.example)\n\n[Words](https://x.example)"),
    ("<p><a href='https://x.example'><img src='https://x.example/a.png' alt='A'></a></p>", "[![A](https://x.example/a.png)](https://x.example)"),
)  # fmt: skip
CODE = (
    ("<p><code>&lt;a&gt;<br>  &lt;b&gt;</code></p>", "```\n<a>\n  <b>\n```"),
    ("<p>see <code>one<br>two</code> there</p>", "see `one`  \n`two` there"),
    ("<p>see <code>one two</code></p>", "see `one two`"),
)
TABLES = (
    ("<table><tr><th>A</th><th>B</th></tr><tr><td>x<br>y</td><td><p>p</p><p>q</p></td></tr></table>", "| A | B |\n| --- | --- |\n| x<br>y | p<br>q |"),
    ("<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>x</td><td>1</td></tr><tr><td>2</td></tr></table>", "| A | B |\n| --- | --- |\n| x | 1 |\n|  | 2 |"),
    ("<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td rowspan='2'>1</td></tr><tr><td>y</td></tr></table>", "| A | B |\n| --- | --- |\n| x | 1 |\n| y |  |"),
    ("<table><tr><td>A</td></tr><tr><td>x</td><td>y</td></tr></table>", "| A |  |\n| --- | --- |\n| x | y |"),
    ("<table><tr><td><h2>Left</h2></td><td><p>right</p></td></tr></table>", "## Left\n\nright"),
    ("<table><tr><td><p>a frame</p></td></tr></table>", "a frame"),
)  # fmt: skip


@pytest.mark.parametrize(("source", "made"), [*STRESS, *LINKS, *CODE, *TABLES])
def test_what_editors_leave_behind_becomes_plain_markdown(source, made):
    assert markdown_of(source).text == made


TAGS = st.sampled_from(["b", "strong", "em", "i", "a href='https://x.example'", "code", "span"])
PIECES = st.sampled_from(["one ", "two", " ", "<br>", "<br> <br>", "\xa0", "(x)"])
TREES = st.recursive(PIECES, lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", TAGS, st.lists(inner, max_size=4)), max_leaves=12)  # fmt: skip


@given(TREES)
@example("<b><code>two</code><em><code>one </code></em></b>")
@example("<em><b>one </b>two<b>one </b></em>")
@example("<a href='https://x.example'><a href='https://x.example'>one </a></a>")
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_or_glued_to_the_next(tree):
    source = f"<p>start {tree}</p><p>{tree} end</p>"

    assert _words(markdown(markdown_of(source).text, extensions=["extra"])) == _words(source)


def _words(page):
    """The words that a reader sees; lines and paragraphs part them, marks do not."""
    soup = BeautifulSoup(page, "lxml")
    for tag in soup(["br", "p", "pre", "div"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return soup.get_text().split()


CLASSIC = (
    ("Use <code>x</code> here\nand <b>there</b>.", "Use `x` here  \nand **there**."),
    ("Intro:\n<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\nAfter.", "Intro:\n\n- a\n- b  \n    c\n\nAfter."),
    ("As follows:\n<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b\nc</td>\n</tr>\n</tbody>\n</table>\nAfter", "As follows:\n\n| a | b<br>c |\n| --- | --- |\n\nAfter"),
    ("a<br />\nb<br><br />c", "a  \nb\n\nc"),
    ("text\n<pre>a\n\nb</pre>\nmore", "text\n\n```\na\n\nb\n```\n\nmore"),
    ("<h2>H</h2>\nafter", "## H\n\nafter"),
    ('<a href="https://x.example"\n class="y">z</a> w', "[z](https://x.example) w"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "made"), CLASSIC)
def test_a_classic_post_has_the_paragraphs_that_wordpress_showed(body, made):
    assert markdown_of(html_of(body, Pictures({}, None, "old.example"), [])).text == made


def test_marks_that_a_text_brings_along_are_no_places_of_held_code():
    assert in_paragraphs("a \x010\x01 b <code>c</code>") == "<p>a 0 b <code>c</code></p>"
