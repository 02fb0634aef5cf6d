"""What is made of a story's body beyond plain Markdown: names, captions and roles."""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from pelican.plugins.newsroom.body_markup import BodyMarkup
from pelican.plugins.newsroom.words import words_in


@pytest.fixture
def body():
    def _body(text: str) -> BeautifulSoup:
        extensions = ["extra", "codehilite", "toc", "smarty", BodyMarkup()]
        return BeautifulSoup(Markdown(extensions=extensions, output_format="html").convert(text), "html.parser")

    return _body


PRICES = """\
| Goods | Price |
|---|---:|
| Bread | 2 |
| *Milk* | 1 |
"""


def test_a_table_scrolls_in_a_frame_that_the_keyboard_reaches_and_that_has_a_name(body):
    frame = body(f"## What it costs\n\n{PRICES}").find("table").parent

    assert (frame["role"], frame["tabindex"], frame["aria-label"]) == ("region", "0", "What it costs")


@pytest.mark.parametrize("text", ["Table: Prices *in 2026*\n\n" + PRICES, PRICES + "\nTable: Prices *in 2026*\n"])
def test_a_paragraph_beside_a_table_is_its_caption_and_its_name(body, text):
    page = body(text)

    caption = page.find("table").find("caption")
    assert str(caption.em) == "<em>in 2026</em>"
    assert caption.get_text() == "Prices in 2026"
    assert page.find(role="region")["aria-labelledby"] == caption["id"]
    assert page.find("p") is None


def test_no_two_tables_of_a_page_have_one_name(body):
    page = body(f"## Prices\n\n{PRICES}\n\nThen:\n\n{PRICES}\n\nTable: Third\n\n{PRICES}")

    assert [one.get("aria-label") for one in page.find_all(role="region")][:2] == ["Prices", "Prices (2)"]
    assert len({one["id"] for one in page.find_all("caption")}) == 1


def test_three_tables_of_one_heading_have_three_names_and_so_have_those_that_differ_in_capitals_alone(body):
    page = body(f"## Prices\n\n{PRICES}\n\nThen:\n\n{PRICES}\n\nThen:\n\n{PRICES}\n\n## PRICES\n\n{PRICES}")

    assert [one["aria-label"] for one in page.find_all(role="region")] == ["Prices", "Prices (2)", "Prices (3)", "PRICES (4)"]  # fmt: skip


def test_a_table_without_heading_or_caption_is_called_by_its_columns(body):
    assert body(PRICES).find(role="region")["aria-label"] == "Goods, Price"


def test_heads_say_what_they_head_and_nothing_is_aligned_by_a_style_attribute(body):
    page = body(PRICES)

    assert [one["scope"] for one in page.thead.find_all("th")] == ["col", "col"]
    assert [one.get_text() for one in page.tbody.find_all("th", scope="row")] == ["Bread", "Milk"]
    assert [one["class"] for one in page.find_all("td")] == [["right"], ["right"]]
    assert not page.find_all(style=True)


@pytest.mark.parametrize("column", [("1", "1"), ("", "x")])
def test_a_first_column_that_names_no_row_heads_none(body, column):
    page = body("| a | b |\n|---|---|\n" + "".join(f"| {one} | 2 |\n" for one in column))

    assert page.tbody.find("th") is None


def test_a_head_that_says_nothing_is_no_head(body):
    assert body("| | |\n|---|---|\n| a | b |\n").find("thead") is None
    corner = body("| | b |\n|---|---|\n| a | 1 |\n").thead.find_all(["td", "th"])
    assert [one.name for one in corner] == ["td", "th"]


def test_a_picture_that_stands_alone_and_has_a_title_is_a_figure(body):
    page = body('![A crane](crane.jpg "The quay in *March*"){credit="Ann Bee" license="CC BY 4.0" .wide}')

    figure = page.find("figure", class_="figure")
    assert figure.img.attrs == {"alt": "A crane", "src": "crane.jpg", "class": ["wide"]}
    assert figure.figcaption.get_text() == "The quay in *March* Ann Bee (CC BY 4.0)"
    assert page.find("p") is None


@pytest.mark.parametrize("text", ["![A crane](crane.jpg)", 'See ![A crane](crane.jpg "The quay") there.'])
def test_a_picture_without_title_or_among_words_stays_where_it_is(body, text):
    page = body(text)

    assert page.find("figure") is None
    assert page.p.img


def test_a_picture_that_leads_somewhere_keeps_its_link(body):
    assert body('[![A crane](crane.jpg "The quay")](/quay/)').figure.a["href"] == "/quay/"


@pytest.mark.parametrize("text", ["> The sea\n> rises.\n{.pull}", "> The sea\n> rises.\n> {.pull}"])
def test_a_pull_quote_is_not_read_out_where_the_text_says_it_too(body, text):
    twice = body(f"He said it: The sea rises. Again.\n\n{text}")
    once = body(f"Nobody said it.\n\n{text}")

    assert twice.find("figure", class_="pull")["aria-hidden"] == "true"
    assert once.find("figure", class_="pull").blockquote.get_text().split() == ["The", "sea", "rises."]
    assert "aria-hidden" not in once.find("figure").attrs


def test_a_pull_quote_with_a_link_is_never_hidden(body):
    page = body("[The sea](/sea/) rises.\n\n> [The sea](/sea/) rises.\n{.pull}")

    assert "aria-hidden" not in page.find("figure").attrs


@pytest.mark.parametrize(
    "text", ["> Yes.\n>\n> — Ann *Bee*", "> Yes.\n>\n> -- Ann *Bee*", "> Yes.\n> — Ann *Bee*", "> *Yes.*\n> --- Ann *Bee*"]
)  # fmt: skip
def test_a_last_line_with_a_dash_says_whose_words_they_are(body, text):
    figure = body(text).find("figure", class_="quote")

    assert figure.blockquote.get_text().strip() == "Yes."
    assert figure.figcaption.get_text() == "Ann Bee"
    assert "pull" not in figure["class"]


def test_a_quotation_of_nobody_is_a_quotation(body):
    page = body("> Yes -- and no.\n{lang=fr}")

    assert page.find("figure") is None
    assert page.blockquote["lang"] == "fr"


def test_notes_are_a_section_and_their_links_say_where_they_lead(body):
    page = body("One.[^a] Two.[^b] Again.[^a]\n\n[^a]: First.\n[^b]: Second.\n")

    notes = page.find("section", role="doc-endnotes")
    assert page.find(id=notes["aria-labelledby"]).get_text() == "Notes"
    assert [one["aria-label"] for one in page.find_all(role="doc-noteref")] == ["Note 1", "Note 2", "Note 1"]
    backs = notes.find_all("a", role="doc-backlink")
    assert {one["aria-label"] for one in backs} == {"Back to note 1 in the text", "Back to note 2 in the text"}
    assert all(page.find(id=one["href"][1:]) for one in (*backs, *page.find_all(role="doc-noteref")))
    assert not notes.find_all(title=True)


def test_the_words_around_notes_are_in_the_story_s_language():
    parts = BodyMarkup()
    parts.words = words_in("de")
    text = Markdown(extensions=["footnotes", parts]).convert("Eins.[^a]\n\n[^a]: Erste.\n")

    assert "Anmerkungen" in text
    assert 'aria-label="Zurück zu Anmerkung 1 im Text"' in text


def test_code_can_be_scrolled_by_the_keyboard(body):
    page = body("```python\na < b\n```\n\n    <pre> is text here\n")

    assert [one["tabindex"] for one in page.find_all("pre")] == ["0", "0"]
    assert "<pre> is text here" in page.get_text()
