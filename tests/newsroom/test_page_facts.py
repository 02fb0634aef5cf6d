"""What a page says, read from its markup alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.page_facts import page_of

PAGE = """<!DOCTYPE html><html lang="en"><head><title>A &amp; B</title>
<link rel="canonical" href="https://x/a/"><meta name="Googlebot" content="noindex">
<script type="application/ld+json">{"@type": "NewsArticle"}</script></head><body>
<svg><title>not this</title></svg><h1 id="top-of-it">A</h1>
<article class="h-entry" data-id="a1"><h2 class="p-name">A &amp;
 B</h2><a class="p-author h-card" href="/ann/">Ann Bee</a><time class="dt-published" datetime="2026-01-01T08:00:00+00:00">x</time>
<div data-relation="based-on"><p>From <a href="https://s/1">S</a>. <span>More</span></p></div>
<section data-corrections="1"><p>Wrong.</p></section>
<li class="h-cite"><span class="p-author">Theirs</span> <a class="u-url" href="https://s/2">t</a></li>
<img src="/i.png"></article><p>after</p></body></html>"""


def test_a_page_is_read_by_its_hooks():
    page = page_of("a/index.html", PAGE)

    assert (page.title, page.lang, len(page.headings), page.canonical) == ("A & B", "en", 1, ["https://x/a/"])
    assert (page.story, page.relation, page.credit, page.headline) == ("a1", "based-on", "From S. More", "A & B")
    assert (page.authors, page.published, page.corrections) == (["Ann Bee"], "2026-01-01T08:00:00+00:00", 1)
    assert page.sources == ["https://s/1", "https://s/2"]
    assert page.documents == [{"@type": "NewsArticle"}]
    assert page.robots == {"googlebot": "noindex"}
    assert page.unalternated == 1
    assert "top-of-it" in page.anchors


@pytest.mark.parametrize("mark", ["<![0", "<![0>", "<![x[", "<![x[ y ]]>", "<!x<", "<![CDATA[", "<!["])
def test_what_is_no_declaration_does_not_end_the_reading(mark):
    assert page_of("a.html", f'<html lang="en"><p>{mark} <p>').lang == "en"
    assert page_of("a.html", f'<html lang="en">{mark}').lang == "en"


@given(st.text(alphabet=st.sampled_from("<>/=\"' abpdivarticle-&;!h1") | st.characters(), max_size=200))
def test_no_markup_is_too_strange(text):
    """Whatever is read, what is told of it stands on a line that there is."""
    page = page_of("a.html", text)

    lines = [*(one.line for one in (*page.links, *page.sections)), *page.headings, *(line for _, line in page.unnamed)]
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


def test_no_element_is_taken_for_a_part_of_the_reader():
    page = page_of(
        "a.html",
        "<address>A</address><open>B</open><taking>C</taking><inside>D</inside><hooks>E</hooks><html lang='en'>",
    )

    assert page.lang == "en"


def test_a_related_list_is_read_with_roles_and_reasons():
    page = page_of(
        "a/index.html",
        '<nav data-related><a href="/b/" data-role="background" data-reason="shares tides"><b>Tides</b></a></nav>'
        '<meta name="description" content="What the sea does.">',
    )

    assert [(one.url, one.role, one.reason, one.title) for one in page.related] == [
        ("/b/", "background", "shares tides", "Tides")
    ]
    assert page.description == "What the sea does."
