"""Articles taken apart: the same terms whoever is taken apart with them."""

from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.related import analysis
from pelican.plugins.related.analysis import all_analysed
from pelican.plugins.related.copies import packed, sample_of
from pelican.plugins.related.document import Document, Label
from pelican.plugins.related.term_numbers import numbers_in
from pelican.plugins.related.words import words_of

TEXTS = st.lists(st.sampled_from(["tram", "Trams,", "the", "well-known", "3.5", "\u3042\u3044\u3046", "(Stra\u00dfe", "l'accord"]), max_size=12).map(" ".join)  # fmt: skip
LABELS = st.lists(st.sampled_from([Label("nato", "NATO"), Label("sea-ports", "Sea ports")]), max_size=2).map(tuple)
DOCUMENTS = st.builds(
    Document, st.just(("a",)), title=TEXTS, deck=TEXTS, text=TEXTS, tags=LABELS, categories=LABELS, lang=st.sampled_from(["en", "fr-CA", "ja"])
)  # fmt: skip


def told(documents: list[Document]) -> list[tuple[list[int], list[int]]]:
    found = all_analysed(documents)
    terms, titles = iter(found.terms.tolist()), iter(found.titles.tolist())
    return [([next(terms) for _ in range(one)], [next(titles) for _ in range(other)]) for one, other in zip(found.sizes, found.title_sizes, strict=True)]  # fmt: skip


@given(st.lists(DOCUMENTS, max_size=5))
@example([Document(("a",)), Document(("a",))])
def test_many_articles_are_taken_apart_as_each_alone_is(documents):
    assert told(documents) == [one for document in documents for one in told([document])]


def test_articles_with_more_terms_than_can_be_sorted_together_are_taken_apart_alone(monkeypatch):
    documents = [Document((str(n),), title="Ships carry cargo", text="Trams carry people. " * n) for n in range(1, 9)]
    expected = told(documents)
    monkeypatch.setattr(analysis, "_MOST_TOGETHER", 3)

    assert told(documents) == expected


def test_the_numbers_of_a_text_are_those_of_its_words_however_many_stand_between_two_blanks():
    texts = [("en", "The well-known 3.5-ton tram"), ("en", ""), ("fr", "l'accord"), ("en", "tram")]
    found = numbers_in(texts)

    assert found.sizes.tolist() == [len(words_of(text, lang)) for lang, text in texts]
    assert found.numbers[-1] == found.numbers[found.sizes[0] - 1]


@given(st.lists(DOCUMENTS, max_size=5))
@example(
    [
        Document(("a",), text=" ".join(f"Word{n % 250} word{n},\u00df" for n in range(400))),
        Document(("b",), text="Tram tram"),
    ]
)
def test_the_sample_of_a_text_is_found_on_the_way(documents):
    assert all_analysed(documents).samples == [packed(sample_of(one.text)) for one in documents]
