"""What a reader sees of Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.visible_text import cut_at_sentence, first_paragraph, visible_text


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("A [link](https://x.example/a_(b)) here", "A link here"),
        ("![A *map*](m.png) shows", "A map shows"),
        ("[ref][1] text\n\n[1]: https://x.example 'T'", "ref text"),
        ("## Head {#anchor .x}", "Head"),
        ("> quoted\n> more", "quoted\nmore"),
        ("- one\n2. two", "one\ntwo"),
        ("**bold** _it_ `code` snake_case_word", "bold it code snake_case_word"),
        ("a<br>b <!-- gone --> c &amp; d", "a b c & d"),
        ("text[^1]\n\n[^1]: the note", "text\nthe note"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b\n1 2"),
        ("```python\nx = [1](2)\n```\nafter", "x = 1\nafter"),
        ("<script>alert(1)</script>said", "said"),
        ("2 \\* 3", "2 * 3"),
        ("line\n---\nnext", "line\nnext"),
        ("the [words\nof it](https://x.example) and", "the words of it and"),
        ("the [words](\nhttps://x.example) and ![a\nquay](q.png\n'Low')", "the words and a quay"),
        ("> the [words\n> of it][1] and", "the words of it and"),
        ("one [\n\n(two)", "one [\n(two)"),
    ],
)
def test_marks_and_addresses_are_not_seen(markdown, seen):
    assert visible_text(markdown) == seen


@pytest.mark.parametrize("rule", ["- - -", " ***", "--", "- --", "=== =", ":--", "|---|:--|", " - - "])
def test_a_line_that_is_nothing_but_a_rule_is_not_seen(rule):
    assert visible_text(f"above\n{rule}\nbelow") == "above\nbelow"


@pytest.mark.parametrize(
    ("line", "seen"),
    [("> > - x", "x"), ("3. 4) x", "x"), (":  x", "x"), (": x", ": x"), ("* * x", "x"), ("-- -x", "-- -x"), ("   - x", "x"), ("    - x", "- x")],
)  # fmt: skip
def test_what_begins_a_line_goes_as_often_as_it_is_there(line, seen):
    assert visible_text(f"above\n{line}") == f"above\n{seen}"


def test_the_first_paragraph_is_text():
    assert first_paragraph("# Head\n\n![p](x.png)\n\nHello **you**\nthere.\n\nMore.") == "Hello you there."


def test_where_there_is_no_paragraph_the_first_list_or_quotation_speaks():
    """A list of stories showed nothing of a text that is a list."""
    assert (
        first_paragraph("# Head\n\n* One [thing\n  more](https://x.example)\n* two\n\n> said") == "One thing more two"
    )
    assert first_paragraph("* One\n\nA sentence.") == "A sentence."
    assert first_paragraph("```\ncode\n```") == ""


def test_a_summary_ends_with_a_sentence():
    text = "One sentence is here. Another one follows it closely. " + "word " * 60

    assert cut_at_sentence(text, 80) == "One sentence is here. Another one follows it closely."
    assert cut_at_sentence("short", 80) == "short"
    assert cut_at_sentence("word " * 60, 50).endswith("word…")
    assert len(cut_at_sentence("word " * 60, 50)) <= 51


def test_the_credit_of_a_picture_is_no_word_of_the_text():
    assert (
        visible_text('![A quay](q.jpg "Low water"){credit="Ann Bee" .wide} {not=an attribute\n')
        == "A quay {not=an attribute"
    )


SIGNS = [
    "a",
    "Word",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "*",
    "_",
    "`",
    "|",
    "[a](b)",
    "![c](d)",
    "&nbsp;",
    "&",
    "# ",
    "- ",
    "\\*",
    "{#x}",
    "é",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_a_line_is_seen_alike_by_itself_and_in_a_long_text(line):
    """A long text is looked through for gaps once, a short one line by line."""
    long = f"{line}\n{'So it goes on. ' * 60}"

    seen = visible_text(line)

    assert visible_text(long).removesuffix(visible_text("So it goes on. " * 60)).rstrip("\n") == seen
    assert seen == " ".join(seen.split())


@given(
    st.lists(
        st.lists(
            st.sampled_from([*SIGNS, "**", "~~", "> ", "1. ", " ##", "---", "[e][f]", "<b>", "[^1]"]), max_size=8
        ).map("".join),
        max_size=6,
    )
)
def test_no_line_has_a_say_in_what_is_seen_of_another(lines):
    """The text is looked through as a whole; what begins in one line and would end in the next is no markup in either,
    but for the words and the address of a link."""
    seen = [visible_text(f"{line}\n") for line in lines]

    assert visible_text("\n".join(lines)) == "\n".join(filter(None, seen))
