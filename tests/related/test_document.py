"""What likeness knows of a story, and who holds its text."""

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from pelican.plugins.newsroom.story import Story
from pelican.plugins.related.analysis import all_analysed
from pelican.plugins.related.document import Document, Documents, digest_of, document_of, documents_of
from pelican.plugins.related.headlines import columns_of, without_column
from pelican.plugins.related.kept import Kept
from pelican.plugins.related.updates import Lists


class Fickle:
    """A story whose file is another each time that somebody reads it."""

    def __init__(self) -> None:
        self.asked = count()

    @property
    def text(self) -> str:
        return f"Ships carry cargo number {next(self.asked)}."


def fickle(key: str, title: str = "Ships") -> Document:
    made: Any = document_of(Story(f"{key}.md", key, title))
    story: Any = Fickle()
    object.__setattr__(made, "story", story)
    return made


def test_a_document_of_a_story_holds_no_text():
    document = fickle("a")

    assert document.text != document.text
    held = document.held()
    assert held.text == held.text == "Ships carry cargo number 2."
    assert held.held() is held


def test_a_document_of_a_story_says_what_one_with_its_text_says():
    story = Story("a.md", "a", "Ships", text="Ships carry cargo.")

    assert document_of(story) == document_of(story).held()
    assert digest_of(document_of(story)) == digest_of(document_of(story).held())
    assert replace(document_of(story), title="Boats").text == "Ships carry cargo."
    with pytest.raises(AttributeError):
        _ = document_of(story).body  # type: ignore[attr-defined]


def test_what_is_kept_is_what_its_digest_says_though_files_change_meanwhile(tmp_path):
    """Else the next build would take the terms of one text for those of another."""
    titles = ("Live: ships", "Live: boats", "Harbour", "Pier")
    documents = [fickle(str(n), title) for n, title in enumerate(titles)]
    lists = Lists.of(documents, 5, keeper=Kept(tmp_path))
    (shelf,) = lists.shelves.values()
    columns = columns_of(documents)
    kept = Kept(tmp_path).found(shelf.marks)

    for card, mark, document in zip(shelf.cards, shelf.marks, documents, strict=True):
        held = replace(document, text="Ships carry cargo number 0.", story=None)
        prepared = without_column(held, columns)
        made = all_analysed([prepared])
        assert (card.digest, mark) == (digest_of(held), digest_of(prepared))
        assert kept[mark].terms.tolist() == made.terms.tolist()
        assert kept[mark].title.tolist() == made.titles.tolist()


def test_lists_are_the_same_whichever_of_the_analyses_are_kept(tmp_path, monkeypatch):
    documents = [
        Document((str(n),), title=f"Live: word{n % 7}", text=f"word{n % 5} word{n % 3} ship{n}", day=float(n))
        for n in range(40)
    ]
    expected = dict(Lists.of(documents, 5))
    keeper = Kept(tmp_path)
    Lists.of(documents[::3], 5, keeper=keeper)
    taken: list[int] = []
    monkeypatch.setattr(
        "pelican.plugins.related.store.all_analysed", lambda some: taken.append(len(some)) or all_analysed(some)
    )

    assert dict(Lists.of(documents, 5, keeper=keeper)) == expected
    assert dict(Lists.of(reversed(documents), 5, keeper=Kept(tmp_path))) == expected
    assert taken == [26, 0]


def test_the_languages_of_many_are_told_without_making_their_documents():
    stories = [Story("a.md", "a", "Ships", lang="en-GB"), Story("b.md", "b", "Schiffe", lang="de")]
    documents = Documents({story.path: story for story in stories}, ())

    assert dict(documents.languages()) == {key: one.language for key, one in documents.items()}


def test_records_of_a_file_may_say_much_or_little() -> None:
    """What is no text is taken as one, so that no export has to be mended first."""
    full, bare = documents_of(
        [
            {"id": 7, "title": " Ships ", "tags": ["Sea", "sea", "", "Gazette"], "categories": "World", "date": "1970-01-02", "source": "Gazette", "lang": "de"},
            {"id": "b", "title": None, "tags": None, "categories": {"no": "text"}, "date": "soon"},
        ]
    )  # fmt: skip

    assert (full.key, full.title, full.day, full.lang) == (("7",), "Ships", 1.0, "de")
    assert [label.name for label in full.tags] == ["sea"], "each once, and no source among them"
    assert [label.name for label in full.categories] == ["World"]
    assert (bare.title, bare.tags, bare.categories, bare.day, bare.lang) == ("", (), (), None, "en")


def test_a_record_that_cannot_be_told_from_another_is_named() -> None:
    with pytest.raises(ValueError, match="record 2 has no id"):
        documents_of([{"id": "a"}, {"title": "Ships"}])
    with pytest.raises(ValueError, match='record 3: the id "a" stands there twice'):
        documents_of([{"id": "a"}, {"id": "b"}, {"id": "a"}])
