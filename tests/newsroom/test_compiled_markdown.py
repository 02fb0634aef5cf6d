"""The compiled Markdown engine: the same HTML and contents as Python-Markdown for every text it takes, and no text taken that is in doubt."""

import random

import pytest
from markdown import Markdown
from markdown.extensions.toc import slugify
from pelican.plugins.newsroom.compiled_markdown import _slug, compiled_markdown
from pelican.plugins.newsroom.conversion import Converter
from pelican.plugins.newsroom.mixed_markdown import mixed
from pelican.plugins.newsroom.options import choice_from
from pelican.plugins.newsroom.plain_markdown import is_plain
from pelican.plugins.newsroom.words import words_in

from ..fuzz.engines import SETTINGS, Tally, tried

SITE = SETTINGS[0]
STORY = """The *moon* pulls, and **the sea** answers: "twice a day," she said.

## It's late -- or isn't it?

- [the tables](https://tides.example.org/a_b?c=d&e=f)
- `a + b` is here, and `a = "b"` is

Then:

1. Ebb...
2. flood

> 'Tis the '90s again.

## It's late -- or isn't it?

### Deeper

Full *story*: [next]({filename}next.md)."""


@pytest.mark.parametrize("block", range(4))
def test_it_gives_the_bytes_of_python_markdown_for_every_text_it_takes(block):
    """A short run of tests/fuzz/engines.py, whose long one is told in decision 18."""
    tally = Tally()
    source = random.Random(f"short-{block}")  # noqa: S311  (it guards nothing)
    while tally.whole < 700 or tally.in_part < 200:
        tried(source, [STORY], tally)

    assert tally.differing == []


def test_a_plain_story_needs_no_python_markdown(monkeypatch):
    wanted = Converter(SITE, words_in, "python").convert(STORY, "*Twice* a day, it's said.", "en")
    converter = Converter(SITE, words_in)
    monkeypatch.setattr("markdown.Markdown.convert", lambda *_: pytest.fail("it was asked"))

    assert converter.convert(STORY, "*Twice* a day, it's said.", "en") == wanted
    assert [one["id"] for one in wanted.contents] == ["its-late-or-isnt-it", "its-late-or-isnt-it_1"]
    assert wanted.contents[1]["children"][0]["name"] == "Deeper"
    assert "&ldquo;twice a day,&rdquo;" in wanted.html


RICH = f"""{STORY}

| Tide | Hour |
|---|--:|
| "High" | 3 |

Table: It's the sea's

{STORY}

It is so.[^1]

[^1]: Late.

    Still late.

{STORY}"""


def test_of_a_story_that_is_plain_in_part_python_markdown_reads_the_rest(monkeypatch):
    wanted = Converter(SITE, words_in, "python").convert(RICH, "", "en")
    converter = Converter(SITE, words_in)
    read = []
    convert = Markdown.convert
    monkeypatch.setattr("markdown.Markdown.convert", lambda self, text: read.append(text) or convert(self, text))

    assert converter.convert(RICH, "", "en") == wanted
    assert [len(wanted.contents), wanted.html.count("<table>"), len(read)] == [6, 1, 1]
    assert "Late." in read[0]
    assert "twice a day" not in read[0]
    assert len(read[0]) < len(RICH) / 2


LONG = "It goes on, and on, and on. " * 10


@pytest.mark.parametrize(
    "near",
    [
        ":   What it is", "   : what", "    code", "<div>\n\n{}\n\n</div>", "```\n\n{}\n\n```", "*[on]: Always", "> *[on]: Always", "> It goes on.\n{.pull}", "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Of it", "[TOC]",
        "newsroomplain0n", "- a\n\n- b", "> q", "[^1]: x\n\n    y", "Word[^1]\n\n[^1]: x\n\n:   of it", "///Footnotes Go Here///\n\nWord[^1]\n\n[^1]: x", "\n\n    a\n\n\n\n    b", "Term\n\n[^1]: x\n\n:   of it",
    ],
)  # fmt: skip
def test_what_reaches_over_a_blank_line_reaches_a_plain_paragraph_too(near):
    """Or nothing is taken apart: the bytes are Python-Markdown's."""
    plain = LONG.strip()
    for text in (
        f"{plain}\n\n{near}",
        f"{near}\n\n{plain}",
        f"{plain}\n\n{near.replace('{}', plain)}\n\n{plain}\n\n- a\n\n{plain}\n",
    ):
        assert Converter(SITE, words_in).convert(text, "", "en") == Converter(SITE, words_in, "python").convert(
            text, "", "en"
        )


def test_a_place_that_python_markdown_forgot_to_fill_has_its_number():
    text = f'{LONG.strip()} *So* `it` is.\n\n- a*b**"q,"*[*it*](u)'
    wanted = Converter(SITE, words_in, "python").convert(text, "", "en")

    assert "klzzwxh" in wanted.html  # a fault of version 3.11, which stands in the page
    assert Converter(SITE, words_in).convert(text, "", "en") == wanted


def test_a_text_that_is_hardly_plain_is_not_taken_apart():
    assert mixed("Short.\n\n| a | b |\n|---|---|\n| 1 | 2 |", str) is None
    assert mixed("Short.\n\n| a | b |\n|---|---|\n| 1 | 2 |", str, least=1) is not None


def test_a_marker_that_is_no_longer_a_paragraph_is_noticed():
    apart = mixed("Short.\n\n    code", lambda _: "<p>Short.</p>", least=1)
    assert apart is None  # indented text may belong to what stands before
    apart = mixed("Short.\n\n# Head", lambda _: "<p>Short.</p>", least=1)

    assert apart.whole(f"<p>{apart.parts[0][0]}</p>\n<h1>Head</h1>") == "<p>Short.</p>\n<h1>Head</h1>"
    assert apart.whole(f"<dt>{apart.parts[0][0]}</dt>") is None
    assert apart.whole(f"<p>{apart.parts[0][0]}</p>{apart.parts[0][0]}") is None


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "a <b>c</b>", "a\\*b", "Tab\there", "Ends with two  \nspaces", "a\r\nb", "term\n: what it is", "a | b\n--|--\n1 | 2", "Note.[^1]\n\n[^1]: It.", "*[HTML]: Language", "{.lead}", "Text {#x}",
        "```\ncode\n```", "    code", "- a\n    - b", "- a\n\n- b", "- a\n\n1. b", "> a\n\n> b", "> Said\n> – Ann", "![alt](a.png)", "[text][ref]", "[ref]: x", "# Closed #", "#Tight", "Setext\n===", "***", "***both***", "2 * 3", "a*b*c",
        "*open", "[open", "`open", "``double``", "3. three", "1) one", "text\n- item", "text\n> said", "text\n# head", "&copy;", "a\u2028b", "a\u00adb", "\u3000a", "a\x02b", "\ud800", "[a](b \"c\")", "[a](<b>)", "[a]()", "[TOC]", "+ a", "~~~", "a\n  b",
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_not_plain(text):
    assert not is_plain(text)
    assert not is_plain(f"One.\n\n{text}\n\nTwo.") or not text.strip()


def test_quotes_that_decide_about_each_other_are_left_to_smarty():
    compiled = compiled_markdown(SITE)

    assert compiled.same("""The "'inner' and outer".""") is None
    assert compiled.same("""It said "the Jones's".""") is None
    assert compiled.same("""It's the dogs's" "own".""") is None
    assert compiled.same("A rule ----- of dashes.") is None
    assert compiled_markdown(SETTINGS[1]).same("A rule ----- of dashes.").html == "<p>A rule ----- of dashes.</p>"


@pytest.mark.parametrize(
    "options",
    [
        {"extensions": ["markdown.extensions.nl2br"]},
        {"extensions": ["markdown.extensions.extra", "pymdownx.tilde"]},
        {"extensions": [object()]},
        {"extensions": [], "tab_length": 2},
        {"extensions": [], "output_format": "rst"},
        {"extensions": ["toc"], "extension_configs": {"toc": {"permalink": True}}},
        {"extensions": ["toc"], "extension_configs": {"toc": {"permalink": 0}}},
        {"extensions": ["toc"], "extension_configs": {"toc": {"baselevel": 2}}},
        {"extensions": ["toc"], "extension_configs": {"markdown.extensions.toc": {"toc_depth": "2-3"}}},
        {"extensions": ["smarty"], "extension_configs": {"smarty": {"smart_dashes": False}}},
        {"extensions": ["extra"], "extension_configs": {"extra": {"footnotes": {"UNIQUE_IDS": True}}}},
    ],
    ids=lambda given: str(given) if "object at" not in str(given) else "an extension of its own",
)  # fmt: skip
def test_with_settings_that_it_does_not_know_there_is_none(options):
    assert compiled_markdown(options) is None


def test_its_own_substitutions_and_slugs_are_the_sites():
    options = {
        "extensions": ["toc", "smarty"],
        "extension_configs": {
            "toc": {"slugify": lambda value, separator: value.upper().replace(" ", separator), "separator": "_"},
            "smarty": {"substitutions": {"left-double-quote": "&bdquo;", "right-double-quote": "&ldquo;"}},
        },
    }
    text = '# A "b" c\n\n"d"'

    assert (
        compiled_markdown(options).same(text).html
        == Converter(options, words_in, "python").convert(text, "", "en").html
    )


@pytest.mark.parametrize("module", ["markdown.__version__", "pyromark.__version__"])
def test_with_versions_that_were_not_tried_there_is_none(module, monkeypatch):
    monkeypatch.setattr(module, "9.9.9")

    assert compiled_markdown(SITE) is None


def test_the_versions_of_the_lock_are_those_that_were_tried():
    """Else run tests/fuzz/engines.py, and then name them in compiled_markdown.py."""
    assert compiled_markdown(SITE) is not None


def test_without_pyromark_everything_is_made_by_python_markdown(monkeypatch):
    wanted = Converter(SITE, words_in).convert(STORY, "", "en")
    monkeypatch.setitem(__import__("sys").modules, "pyromark", None)
    converter = Converter(SITE, words_in)

    assert compiled_markdown(SITE) is None
    assert converter.convert(STORY, "", "en") == wanted
    assert Converter(SITE, words_in, "compiled").convert(STORY, "", "en") == wanted


def test_compiled_takes_what_is_in_doubt_too():
    text = "Setext *it*\n===\n\na | b\n--|--\n\"'1'\" | 2"
    converter = Converter(SITE, words_in, "compiled")
    found = converter.convert(text, "", "en")

    assert found.html.startswith('<h1 id="setext-it">Setext <em>it</em></h1>\n<table>')
    assert found.contents[0]["name"] == "Setext it"
    assert converter.convert("half \ud800", "", "en").html == "<p>half \ud800</p>"


def test_compiled_educates_no_quotes_of_tags_and_numbers_headings_after_its_notes():
    text = 'A "note"[^1], <b class="x">bold</b>.\n\n## 1\n\n```python\na = "b"\n```\n\n[^1]: Its words.'

    found = Converter(SITE, words_in, "compiled").convert(text, "", "en").html

    assert '<p>A &ldquo;note&rdquo;<sup class="footnote-reference"><a href="#1">' in found
    assert '<b class="x">' in found
    assert '<h2 id="1_1">1</h2>' in found
    assert '<code class="language-python">a = "b"' in found
    assert 'class="footnote-definition" id="1">' in found


def test_conversions_are_kept_apart_only_where_bytes_may_differ():
    keys = {engine: Converter(SITE, words_in, engine).key for engine in ("auto", "python", "compiled")}

    assert keys["auto"] == keys["python"] != keys["compiled"]


def test_an_engine_that_does_not_exist_is_a_problem_with_the_nearest_known():
    known = ("auto", "python", "compiled")

    assert choice_from({}, "MARKDOWN_ENGINE", known) == ("auto", ())
    assert choice_from({"MARKDOWN_ENGINE": "python"}, "MARKDOWN_ENGINE", known) == ("python", ())
    engine, (problem,) = choice_from({"MARKDOWN_ENGINE": "compild"}, "MARKDOWN_ENGINE", known)
    assert (engine, problem.rule, problem.remedy) == ("auto", "E00", 'did you mean "compiled"?')
    engine, (problem,) = choice_from({"MARKDOWN_ENGINE": ["x"]}, "MARKDOWN_ENGINE", known)
    assert (engine, problem.remedy) == ("auto", "known are: auto, python, compiled")


@pytest.mark.parametrize(
    "name",
    ["Tides", "The 3 Seas of 1999", "A  B", " A", "A ", "a-b", "a_b", "Größe", "C++ & co", "\u0130x", "", "A\nB"],
)
def test_the_names_of_headings_are_python_markdowns(name):
    assert _slug(name, "-") == slugify(name, "-")
