"""What strangers type becomes HTML that can do nothing."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.comments.html import TAGS, html_of

from tests.effort import effort

ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a handler": "<img src=x onerror=alert(1)>",
    "a script's address": "[click](javascript:alert(1))",
    "a script's address in disguise": "[click](JaVaScRiPt&#58;alert(1))",
    "a tab in it": "<a href='java\tscript:alert(1)'>click</a>",
    "a data address": "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "an svg": "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "a mathml cave": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "a style": "<p style='position:fixed;inset:0'>x</p><style>body{display:none}</style>",
    "a form": "<form action=https://evil.example><input name=password></form>",
    "an id of ours": "<p id=main class=credit data-relation=wire data-related>x</p>",
    "a heading": "# One\n\n<h1>Two</h1>",
    "the end of the section": "</div></li></ol></section></main><h1>Mine</h1>",
    "a comment": "<!-- --><script>alert(1)</script> --><!--",
    "a template": "{{ config }}{% include 'x' %}",
    "a picture": "![x](https://tracker.example/1.gif)",
    "code with markup": "```html\n<script>alert(1)</script>\n```",
}  # fmt: skip


def elements(html: str):
    return [one for one in html5lib.parseFragment(html, namespaceHTMLElements=False).iter() if isinstance(one.tag, str)]


def assert_harmless(html: str) -> None:
    for one in elements(html)[1:]:
        assert one.tag in TAGS
        assert set(one.attrib) <= ({"href", "rel"} if one.tag == "a" else set())
        if "href" in one.attrib:
            assert re.match(r"https?://", one.attrib["href"])
            assert one.attrib["rel"] == "ugc nofollow noopener"


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_becomes_harmless(text):
    assert_harmless(html_of(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*ATTACKS.values(), "<", ">", "&", "\"", "'", "[", "](", ")", "`", "*", "_", "\n", "\n\n", "> ", "- ", "x"]), max_size=12).map("".join))  # fmt: skip
def test_no_mixture_of_attacks_does_harm(text):
    assert_harmless(html_of(text))


def test_what_a_reader_means_stays():
    html = html_of("A *good* point:\n\n> quoted\n\n- one\n- two\n\n`code` and [a link](https://other.example/?a=1&b=2)")

    found = [one.tag for one in elements(html)]
    assert {"p", "em", "blockquote", "ul", "li", "code", "a"} <= set(found)
    assert 'href="https://other.example/?a=1&amp;b=2"' in html


def test_words_that_look_like_markup_stay_words():
    text = "".join(elements(html_of('if a < b && b > c, AT&T says "no"'))[0].itertext())

    assert text.strip() == 'if a < b && b > c, AT&T says "no"'


def test_a_link_that_leads_nowhere_stays_as_words():
    html = html_of("[here](https://news.example/nowhere/)", leads_somewhere=lambda _: False)

    assert "href" not in html
    assert "here" in html


@pytest.mark.parametrize(
    "text",
    [">" * 60_000, "> " * 9_000 + "x", "[" * 60_000, "*" * 19_999, "`" * 19_999, "- " * 9_000, "\n".join(" " * n + "- x" for n in range(190)), "<div>" * 3_900, "&" * 19_000, "[a](" * 4_900, "![" * 9_000, "_a" * 9_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_a_monster_is_shown_within_two_seconds_of_a_processor(text):
    """And stops no build."""
    shown = []

    assert effort(lambda: shown.append(html_of(text))) < 2
    assert_harmless(shown[0])
