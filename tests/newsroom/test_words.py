"""The words of a language: plurals, blanks, dates, lists, and English where nothing else is known."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup, escape
from pelican.plugins.newsroom.catalogues import Catalogue, read
from pelican.plugins.newsroom.words import Words, words_in


class Link:
    """Markup that is no text."""

    def __html__(self) -> str:
        return "<a>link</a>"


CORRECTIONS = ("This story carries a correction.", "This story carries {n} corrections.")


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("en", 1, "This story carries a correction."),
        ("en-GB", 2, "This story carries 2 corrections."),
        ("de", 2, "Dieser Beitrag enthält 2 Korrekturen."),
        ("fr", 1, "Cet article comporte une rectification."),
        ("uk", 1, "Ця публікація містить 1 виправлення."),
        ("uk", 5, "Ця публікація містить 5 виправлень."),
        ("uk", 22, "Ця публікація містить 22 виправлення."),
        ("ar", 2, "تتضمن هذه المادة تصحيحين."),
        ("ar", 3, "تتضمن هذه المادة 3 تصحيحات."),
        ("ar", 11, "تتضمن هذه المادة 11 تصحيحًا."),
        ("ar", 100, "تتضمن هذه المادة 100 تصحيح."),
        ("fi", 2, "This story carries 2 corrections."),
        ("../de", 1, "This story carries a correction."),
    ],
)
def test_a_number_takes_the_form_that_the_language_has_for_it(lang, number, said):
    assert words_in(lang)(*CORRECTIONS, n=number) == said


def test_what_goes_in_as_text_is_escaped_by_the_page_and_markup_stays_markup():
    _ = words_in("de")
    text = _("Edited by {names}", names="<b> & {x}")
    markup = _("By {names}", names=Markup("<a>A</a>"))

    assert (text, type(text)) == ("Redaktion: <b> & {x}", str)
    assert (markup, type(markup)) == (Markup("Von <a>A</a>"), Markup)
    assert _("By {names}", names=Markup("<i>"), other="<") == "Von <i>"


@pytest.mark.parametrize(
    "said",
    [
        "By {who}",
        "{who}",
        "{a} & <{who}>{a}'s",
        '{{{who}}} "}}',
        "{who!r} {a}",
        "{who} {a:>5}",
        "{who.title} {a}",
        "none",
    ],
)
@pytest.mark.parametrize("other", ["<&>", Markup("<i>"), 3, None, date(2026, 3, 5), Link()])
def test_markup_is_filled_in_as_markupsafe_does_it(said, other):
    facts = {"who": Markup("<a>A</a>"), "a": other, "more": ""}
    try:
        expected = Markup(escape(said)).format(**facts)
    except (TypeError, ValueError) as error:
        expected = type(error)

    for _ in range(2):
        try:
            found = words_in("en")(said, **facts)
        except (TypeError, ValueError) as error:
            found = type(error)
        assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("lang", "day", "moment", "month"),
    [
        ("en", "5 March 2026", "5 March 2026, 08:30", "March 2026"),
        ("en-US", "March 5, 2026", "March 5, 2026, 08:30", "March 2026"),
        ("de", "5. März 2026", "5. März 2026, 08:30 Uhr", "März 2026"),
        ("ar", "5 مارس 2026", "5 مارس 2026، 08:30", "مارس 2026"),
        ("xx", "5 March 2026", "5 March 2026, 08:30", "March 2026"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(lang, day, moment, month):
    _ = words_in(lang)
    when = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)

    assert (_.day(when), _.moment(when), _.month(when)) == (day, moment, month)
    assert _.day(date(2026, 3, 5)) == day
    assert (_.day(None), _.moment(None)) == ("", "")


@pytest.mark.parametrize(
    ("lang", "names"),
    [("en", "A, B and C"), ("de", "A, B und C"), ("es", "A, B y C"), ("uk", "A, B і C"), ("ar", "A وB وC")],
)
def test_names_are_joined_as_the_language_joins_them(lang, names):
    assert words_in(lang).names(["A", "B", "C"]) == names
    assert words_in(lang).names(["A"]) == "A"
    assert words_in(lang).names([]) == ""


def test_a_part_in_another_language_says_which_and_where_it_turns():
    assert words_in("en").part("ar") == ' lang="ar" dir="rtl"'
    assert words_in("ar").part("he") == ' lang="he"'
    assert words_in("pt_BR").part("pt-BR") == words_in("en").part("") == ""
    assert words_in("en").part('"><script>') == ' lang="&#34;&gt;&lt;script&gt;"'


@pytest.mark.parametrize(
    ("lang", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("uk", "ltr"), ("xx", "ltr")]
)
def test_a_language_has_its_direction(lang, direction):
    assert words_in(lang).dir == direction


def test_a_catalogue_of_the_site_goes_first_and_ours_fills_the_rest():
    own = Catalogue("de", {("", "Read next"): ("Danach",)})
    _ = Words("de", (own,))

    assert (_("Read next"), _("Key points")) == ("Danach", "Das Wichtigste in Kürze")


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('msgid "By {names}"\nmsgstr "Von {nmaes}"\n', "{nmaes} stands for nothing"),
        ('msgid "Key points"\nmsgstr "Das {"\n', "a brace stands alone"),
        ('msgid "By {names}"\nmsgstr "Von {names.__class__}"\n', "{names.__class__} stands for nothing"),
        ('msgid "By {names}"\nmsgstr "Von {}"\n', "{} stands for nothing"),
        ('msgid "x\n', "this is no catalogue"),
        ('\nmsgid "x"\n"Plural-Forms: nplurals=2; plural=__import__;\\n"', "no catalogue"),
    ],
)
def test_a_fault_of_a_catalogue_is_a_problem_and_its_entry_is_left_out(text, fault):
    catalogue, problems = read((HEAD + "\n" + text).encode(), "de", "words/de.po")

    if "Plural" not in text:
        assert [problem.path for problem in problems] == ["words/de.po"]
        assert fault in problems[0].message
    assert catalogue.entries == {}


def test_an_entry_that_nobody_has_confirmed_is_not_used():
    catalogue, problems = read((HEAD + '\n#, fuzzy\nmsgid "Tags"\nmsgstr "Etiketten"\n').encode(), "de")

    assert (catalogue.entries, problems) == ({}, ())
