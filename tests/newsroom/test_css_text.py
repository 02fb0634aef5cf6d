"""What is left out of CSS on its way to a reader changes nothing for a browser."""

import pytest
from pelican.plugins.newsroom.css_text import tight_css


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}"),
        ("h1,\nh2 {\n  margin: 0;\n}", "h1,h2{margin:0}"),
        ("/* why */ a { b: c } /* and\nhow */", "a{b:c}"),
        ("a/* x */b { c: d }", "a b{c:d}"),
        ("a :hover { b: calc(1rem + 2vw) }", "a :hover{b:calc(1rem + 2vw)}"),
        ('a::after { content: " ; } /* kept */ : " attr(href) }', 'a::after{content:" ; } /* kept */ : " attr(href)}'),
        (r"a { content: 'it\'s  { two' }", r"a{content:'it\'s  { two'}"),
        ("@media (min-width: 40rem) and (orientation: portrait) {\n  a {\n    b: c;\n  }\n}", "@media (min-width:40rem) and (orientation:portrait){a{b:c}}"),
        ("a { content: ';}' ;; }\n}", "a{content:';}'}}"),
        ("@layer tokens, base;", "@layer tokens,base;"),
        (":root { --empty: ; --x: 1 }", ":root{--empty:;--x:1}"),
    ],
)  # fmt: skip
def test_only_what_a_browser_needs_is_sent(written, sent):
    assert tight_css(written) == sent
