"""What is cut up by one pattern is what Python's parser makes of it, for markup of every kind; what leaves a doubt is left to that."""

import random

import pytest
from pelican.plugins.newsroom.plain_pages import Markup

PIECES = [
    "<p>", "</p>", "<P ID=A>", "<p id='b' hidden>", '<a href="/x?a=1&amp;b=2" title="a > b">', "</a>", "<a href=/x/>", "<a href=/y>", "<br/>", "<br />",
    "<img src='a.png' alt=\"\">", "&amp;", "&lt;p&gt;", "&", "&nbsp;", "a < b", "a > b", "\n", " ", "\u00fc", "<!-- a -->", "<!---->", "<!-->", "<!-- a -- b -->",
    "<!doctype html>", "<!DOCTYPE html SYSTEM 'about:legacy-compat'>", "<!x>", "<?php ?>", "<![CDATA[ x ]]>", "<script>if (a < b) c('</p>')</script>", "<script>",
    "</script>", "</SCRIPT >", "<style>a > b {}</style>", "<title>a &amp; b</title>", "<title>a <b> c</title>", "<textarea>&lt;</textarea>", "<textarea><p>", "</textarea>",
    "<svg viewBox='0 0 1 1'><path d=\"M0 0\"/></svg>", "<p class=a\"b>", '<p a="1"b="2">', "<p =x>", "</p x>", "</>", "<>", "< p>", "<p", '<p a="', "<a-b c-d>", "\x00",
    "<iframe src=x></iframe>", "<noscript><p></noscript>", "<p a=1 a=2>", "<p\na=1\n>", "<plaintext>", "<p/a>", "<p a = b>",
]  # fmt: skip


class Heard(Markup):
    def __init__(self):
        super().__init__()
        self.said = []

    def begins(self, tag, given):
        self.said.append(("begins", tag, given, self.lineno))

    def handle_endtag(self, tag):
        self.said.append(("ends", tag, self.lineno))

    def looks_at(self, data):
        pass

    def says(self, data):
        if self.said and self.said[-1][0] == "text":  # in how many pieces it comes is nobody's affair
            data, line = self.said[-1][1] + data, self.said.pop()[2]
        else:
            line = self.lineno
        self.said.append(("text", data, line))


def heard(text):
    by_parser, plain = Heard(), Heard()
    by_parser.read_any(text)
    return plain.said if plain.read_plain(text) else None, by_parser.said


@pytest.mark.parametrize("seed", range(40))
def test_it_says_what_the_parser_says(seed):
    made = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    were_plain = 0
    for _ in range(100):
        text = "".join(made.choice(PIECES) for _ in range(made.randrange(1, 7)))
        plain, parsed = heard(text)
        were_plain += plain is not None
        assert plain is None or plain == parsed, text
    assert were_plain > 10


@pytest.mark.parametrize("text", ["a < b", "<p", "<!-- a -- b -->", '<p a="1"b="2">', "<title>a <b> c</title>", "<script>", "<![CDATA[ x ]]>"])  # fmt: skip
def test_what_leaves_a_doubt_is_left_to_the_parser(text):
    assert heard(f"<p>{text}</p>")[0] is None


def test_a_page_of_ours_leaves_none():
    page = '<!DOCTYPE html>\n<html lang="en">\n<head><title>A &amp; b</title><style>a{}</style></head>\n<body><p id="x">A<br>&ndash; b</p></body>\n</html>\n'

    plain, parsed = heard(page)

    assert plain == parsed
    assert ("begins", "p", {"id": "x"}, 4) in plain
