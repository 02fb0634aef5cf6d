"""`MARKDOWN_ENGINE`: the same site with the compiled engine and without it, and a wrong word is told."""

SITE = """
-- content/plain.md --
---
title: Plain
date: 2026-11-01
deck: It's "short".
---
The *moon* pulls -- and "the sea" answers.

## It's late

- [one](https://tides.example.org/)
-- content/rich.md --
---
title: Rich
date: 2026-11-02
---
A note.[^1]

| a | b |
|---|---|
| 1 | 2 |

[^1]: It's here.
"""


def test_a_site_is_the_same_with_either_engine(build):
    auto = build(SITE)
    pages = auto.bytes()
    python = build(more='MARKDOWN_ENGINE = "python"')

    assert (auto.code, python.code) == (0, 0), auto.log + python.log
    assert python.bytes() == pages
    assert b'id="its-late">It&rsquo;s late</h2>' in pages["2026/11/plain/index.html"]


def test_an_unknown_engine_is_told_with_the_nearest(build):
    site = build(SITE, more='MARKDOWN_ENGINE = "compield"')

    assert site.code == 1
    assert "MARKDOWN_ENGINE is 'compield'; did you mean \"compiled\"?" in site.log
