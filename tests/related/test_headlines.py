"""The names of columns: what several headlines have before a colon says little of what a story is about."""

import pytest
from pelican.plugins.related.document import Document
from pelican.plugins.related.headlines import column_of, columns_of, without_column


def titled(*titles: str) -> list[Document]:
    return [Document((str(n),), title=title, text="Text.") for n, title in enumerate(titles)]


def moved(*titles: str) -> list[tuple[str, str]]:
    documents = titled(*titles)
    columns = columns_of(documents)
    return [(one.title, one.text) for one in (without_column(document, columns) for document in documents)]


def test_what_two_headlines_begin_with_moves_into_the_text():
    assert moved("The API Briefing: Harvest time", "The API briefing: Weather at sea") == [
        ("Harvest time", "Text.\nThe API Briefing"),
        ("Weather at sea", "Text.\nThe API briefing"),
    ]


def test_what_one_headline_begins_with_stays():
    assert moved("Exclusive: The port is closed", "The port opens") == [
        ("Exclusive: The port is closed", "Text."),
        ("The port opens", "Text."),
    ]


@pytest.mark.parametrize("title", ["Opinion: Yes", "Opinion | Yes", "Opinion – Yes", "Opinion - Yes", "Opinion：Yes"])
def test_a_column_ends_with_a_colon_a_bar_or_a_dash_between_blanks(title):
    found = column_of(titled(title)[0])

    assert found == ("en", "opinion")


@pytest.mark.parametrize(
    "title", ["", "Well-known ships", "Yes:", ": No", "A headline that goes on for much more than forty letters: so"]
)
def test_other_headlines_have_none(title):
    assert column_of(titled(title)[0]) is None


def test_columns_of_two_languages_are_two():
    one, other = Document(("a",), title="Live: A", lang="en"), Document(("b",), title="Live: B", lang="de-AT")

    assert without_column(one, columns_of([one, other])) == one
