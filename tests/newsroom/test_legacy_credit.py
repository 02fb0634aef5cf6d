"""Credits that stand as a sentence in old texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.legacy_credit import _HINTS, _hints, find_credits, without

FOUND = {
    "This article was originally reported by Yahoo News.": ("based-on", "Yahoo News", ""),
    "_This post was originally published on the [Acme Blog](https://acme.example/x)._": ("republished", "Acme Blog", "https://acme.example/x"),
    "First published on: [//acme.example](//acme.example)": ("republished", "acme.example", "https://acme.example"),
    "This was [originally posted](https://acme.example/a) on my personal blog; re-posted here for posterity.": ("republished", "acme.example", "https://acme.example/a"),
    "Cross-posted from [Acme](https://acme.example/1).": ("republished", "Acme", "https://acme.example/1"),
    "This article originally appeared in [issue 4](https://mag.example/4) of [Magazine](https://mag.example).": ("republished", "Magazine", "https://mag.example"),
    "This post was originally posted on [Ann Bee](https://bee.example)'s [blog](https://bee.example/1) and reposted with her permission.  Thanks!": ("republished", "Ann Bee's blog", "https://bee.example/1"),
    "Originally posted on a [blog](https://bee.example/1).": ("republished", "bee.example", "https://bee.example/1"),
    "原文: [A title](https://acme.example/t)": ("translated", "acme.example", "https://acme.example/t"),
    "原文：[A title](https://acme.example/t)": ("translated", "acme.example", "https://acme.example/t"),
    'This article was originally published on <a href="https://x.example/1">X News</a>.': ("republished", "X News", "https://x.example/1"),
    "***_This post was originally published on the on the [X](https://x.example)_***": ("republished", "X", "https://x.example"),
    "This story was first published by Kyiv Post on 3 May 2020.": ("republished", "Kyiv Post", ""),
    "This article was originally published on The Conversation and has been republished here with permission.": ("republished", "The Conversation", ""),
    "According to a report by Reuters.": ("based-on", "Reuters", ""),
    "> This is a lightly edited cross-post of [the announcement][ref]\n\n[ref]: https://acme.example/z": ("republished", "the announcement", "https://acme.example/z"),
    "Originally published by Tricore: June 14, 2017": ("republished", "Tricore", ""),
    "It rained all day.\nvia [Acme](https://acme.example/1)": ("via", "Acme", "https://acme.example/1"),
    "By Ann Bee\\\nvia Reuters": ("via", "Reuters", ""), "Hat tip to [Bee](https://bee.example/)": ("via", "Bee", "https://bee.example/"),
    "> This piece was [first published on Granite](https://granite.example/1) on 22 August 2022.": ("republished", "Granite", "https://granite.example/1"),
    "[This story was first published by Granite](https://granite.example/1).": ("republished", "Granite", "https://granite.example/1"),
    "This story was [first published](https://granite.example/1) by [the Granite Post](https://granite.example).": ("republished", "the Granite Post", "https://granite.example"),
    "Dieser Artikel erschien zuerst bei Meridian Rundschau.": ("republished", "Meridian Rundschau", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "source"), FOUND.items())
def test_a_credit_on_a_line_of_its_own_is_found(text, source):
    found = find_credits(f"A paragraph of text.\n\n{text}\n", own_host="own.example")

    assert [(one.relation, one.name, one.url) for credit in found for one in credit.sources] == [source]
    assert all(one.from_text for credit in found for one in credit.sources)


NONE = [
    "Originally published at 2024-04-23 10:00:00 (UTC)", "It was first released in 2009.", "This article was first published in 2009.", "Additional reporting by A; Editing by B and C",
    "This article was originally published on [OWN](https://own.example/x) and moved to the News section for posterity.",
    "keyboards that are connected\nvia UHCI controllers do only, if one has\nentered it.", "- It sends refunds\n  via LN.  The receiver can give an amount\n  by then.",
    "via UHCI controllers, if one has entered it", "Via LN. The receiver gives an amount.", "- Payments are received\n  via a [Harbour draw](https://acme.example/d).",
    "Hat tip to [Bee](https://bee.example/) for the idea of using [links](https://pay.example/) to get this up. [Bee has some too!](https://bee.example/s)",
    "- fixed lists\n  that were empty.\n  (via Issue #2579)", "Via [#12](https://git.example/12)", "(via Pull Request [#12](https://git.example/12))",
    "![x](y.png)\n*Source: [X](https://x.example)*", "The story was originally published by accident.", "The treaty was first published in 1969.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_credit_is_left(text):
    assert find_credits(f"A paragraph.\n\n{text}\n", own_host="own.example") == ()


def test_a_licence_that_the_credit_names_is_the_sources():
    [found] = find_credits(
        "Text.\n\n<small>This post was originally published on the [Acme Blog](https://acme.example/x), which is licensed under a "
        "[Creative Commons Attribution-ShareAlike 4.0 International License](http://creativecommons.org/licenses/by-sa/4.0/).</small>\n"
    )

    assert [(one.name, one.url, one.license) for one in found.sources] == [
        ("Acme Blog", "https://acme.example/x", "CC-BY-SA-4.0")
    ]


def test_a_credit_in_the_middle_is_left():
    middle = "\n\n".join(["Text."] * 5)

    assert find_credits(f"{middle}\n\nOriginally published on [X](https://x.example).\n\n{middle}") == ()


def test_the_lines_around_a_credit_keep_their_numbers():
    body = "One.\n\nThis article was originally reported by Yahoo News.\n\nTwo."
    left = without(body, find_credits(body))

    assert left.split("\n")[4] == "Two."
    assert "Yahoo" not in left
    assert find_credits(left) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "This article was originally published on ",
                "[",
                "](",
                ")",
                "\n",
                "\n\n",
                "*",
                "X",
                "https://x.example",
                "原文: ",
                "by ",
            ]
        )
        | st.text(max_size=4),
        max_size=20,
    ).map("".join)
)
def test_any_text_can_be_searched(text):
    found = find_credits(text)

    assert all(1 <= one.first_line <= one.last_line <= text.count("\n") + 1 for one in found)


@given(
    st.lists(
        st.sampled_from([*_HINTS, "p", "pp", "ap", "hat ti", "urs", "Rep", "re", " ", "ort", "x"]), max_size=6
    ).map("".join)
)
def test_a_line_with_any_of_the_hints_is_looked_at(text):
    assert _hints(text) is any(one in text.casefold() for one in _HINTS)
