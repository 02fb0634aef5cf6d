"""Why one story stands under another, in words a reader understands."""

from datetime import UTC, datetime

import pytest
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.registry import Registries, Registry, Topic
from pelican.plugins.newsroom.slug import slug_of
from pelican.plugins.newsroom.story import Story, Term
from pelican.plugins.newsroom.words import words_in
from pelican.plugins.related.names import names_in
from pelican.plugins.related.options import Options
from pelican.plugins.related.reasons import Reason
from pelican.plugins.related.selection import Selection


def a_story(slug: str, text: str, *, tags: str = "", **facts) -> Story:
    terms = tuple(Term(name, slug_of(name)) for name in tags.split(",") if name)
    facts.setdefault("title", slug)
    return Story(f"content/{slug}.md", slug, date=datetime(2026, 1, 5, tzinfo=UTC), tags=terms, text=text, **facts)


def reason(one: Story, two: Story, *others: Story, registries: Registries | None = None) -> str:
    choice = Selection(Archive([one, two, *others]), registries or Registries(), Options(threshold=0, at_least=0))
    return choice.reason(one, two, "background").said(words_in(one.lang))


def test_tags_come_first_and_the_rarest_of_them():
    one = a_story("one", "Ships wait.", tags="trade,NATO,straits")
    two = a_story("two", "Ships pay.", tags="straits,trade,NATO")
    common = [a_story(f"x{n}", "Roses.", tags="trade") for n in range(3)]

    assert reason(one, two, *common) == "shares NATO, straits and trade"


def test_a_lone_tag_is_joined_by_a_name_that_both_texts_hold():
    one = a_story("one", "The case went to the International Court of Justice. It ruled.", tags="law")
    two = a_story("two", "Last year the International Court of Justice heard both sides.", tags="law")

    assert reason(one, two) == "shares law and International Court of Justice"


def test_names_without_a_tag():
    one = a_story("one", "Ships from Africa wait; those of South Africa do not, says Ada Quill.")
    two = a_story("two", "Yesterday South Africa signed what Ada Quill had written.")

    assert reason(one, two) in ("both speak of Ada Quill and South Africa", "both speak of South Africa and Ada Quill")


def test_a_name_that_stands_everywhere_is_no_reason():
    one, two = a_story("one", "Here in Alderhaven ships wait."), a_story("two", "People of Alderhaven pay tolls.")
    others = [a_story(f"x{n}", f"Also in Alderhaven, {n} roses.") for n in range(9)]

    assert "Alderhaven" not in reason(one, two, *others)


def test_a_word_is_written_as_the_texts_write_it():
    one = a_story("one", "Much cargo of africa, no: of Africa, and of Africa again.", title="Africa waits")
    two = a_story("two", "What Africa sells.", title="Selling")

    assert reason(one, two) == "both speak of Africa"


@pytest.mark.parametrize("word", ["carried", "10", "2026"])
def test_numbers_and_words_that_say_nothing_are_no_reason(word):
    one = a_story("one", f"Ships {word} grain.")
    two = a_story("two", f"Roses {word} scent.")

    assert word not in reason(one, two)


def test_a_category_is_a_reason_where_nothing_better_is_known():
    science = (Term("Science", "science"),)
    one, two = a_story("one", "Stars shine.", categories=science), a_story("two", "Rocks shine.", categories=science)

    assert reason(one, two) == "also in Science"


def test_a_hidden_tag_is_shown_to_no_reader():
    registries = Registries(tags=Registry((Topic("desk-only", "desk-only", status="hidden"),)))
    one, two = (a_story(name, "Ships wait.", tags="desk-only,ports") for name in ("one", "two"))

    assert reason(one, two, registries=registries) == "shares ports"


def test_reasons_are_said_in_the_language_of_the_page():
    one = a_story("eins", "Schiffe warten.", tags="Häfen", lang="de")
    two = a_story("zwei", "Schiffe fahren.", tags="Häfen", lang="de")

    assert reason(one, two) == "gemeinsame Themen: Häfen"
    assert Reason("more", ("Wirtschaft",)).said(words_in("de")) == "Mehr aus Wirtschaft"


def test_the_names_of_a_text():
    text = (
        "The council met. Old ideas won. In Kyiv, Ursula von der Leyen spoke of NATO's plans. NATO agreed. "
        "“Ships wait,” said Ada Quill of the Bank of England on Monday. Ada Quill left."
    )

    names = dict(names_in(text, "en").values())

    assert names == {
        "Kyiv": 1,
        "Ursula von der Leyen": 1,
        "NATO": 2,
        "Ada Quill of the Bank of England": 1,
        "Ada Quill": 1,
    }


def test_a_capital_within_a_word_begins_no_name():
    assert names_in("the iPhone and it’S and McDonald", "en").keys() == {"mcdonald"}


def test_german_nouns_are_no_names_and_scripts_without_capitals_have_none():
    assert set(names_in("Das Schiff fuhr nach Norden, wie Angela Merkel sagte.", "de")) == {"angela merkel"}
    assert names_in("قانون البحار والمضائق", "ar") == {}
    assert names_in("海洋法与海峡的航行自由", "zh") == {}
